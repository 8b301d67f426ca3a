"""What visitors type: texts, years and codes, read as far as they can be read.

Whatever is pasted is taken; what is too long comes back whole, with a word about it.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from detainees.publication.consent_code import digits_of, is_code

LONGEST_NAME = 200
LONGEST_TEXT = 5_000
OLDEST_YEAR = 1900
# Control characters, text direction overrides and what no font has: no name is written with them.
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
# What the language switch of a page with a form sends along with it: nothing else is to be done.
TONGUE = "tongue"
PAPER = {"rows": 7, "autocomplete": "off"}


def is_unseen(letter):
    """True for a character that nobody sees."""
    return unicodedata.category(letter) in UNSEEN


def readable(text):
    """Return ``text`` without what cannot be seen, its lines kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (letter for letter in text if letter == "\n" or not is_unseen(letter))
    return "".join(kept).strip()


def legible(text):
    """Return ``text`` as one line of at most 200 characters that can be seen and be stored."""
    text = unicodedata.normalize("NFC", text[: 10 * LONGEST_NAME])
    seen = (" " if letter.isspace() else letter for letter in text)
    seen = "".join(letter for letter in seen if not is_unseen(letter))
    return " ".join(seen.split())[:LONGEST_NAME].rstrip()


def element(tag, /, **attrs):
    """Return a tag with its attributes; True is one without a value, False and None are none."""
    given = [
        (key, value) for key, value in attrs.items() if value is not False and value is not None
    ]
    written = (
        format_html(" {}", key) if value is True else format_html(' {}="{}"', key, value)
        for key, value in given
    )
    return format_html("<{}{}>", tag, SafeString("".join(written)))


class TextBox(forms.TextInput):
    """A line to type into, as Django writes it; without a template, for many pages have one."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the element."""
        attrs = self.build_attrs(self.attrs, attrs)
        return element("input", type="text", name=name, value=self.format_value(value), **attrs)


class Choice(forms.Select):
    """One of several, as Django writes it; without a template for each of them."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the element with its options."""
        chosen = value or ""
        options = [
            format_html(
                "{}{}</option>", element("option", value=code, selected=code == chosen), label
            )
            for code, label in self.choices
        ]
        begun = element("select", name=name, **self.build_attrs(self.attrs, attrs))
        return format_html("{}{}</select>", begun, SafeString("".join(options)))


class TooLong:
    """Refuses a text that is too long, and says by how much; the text stays in its box."""

    def __init__(self, most):
        self.most = most

    def __call__(self, text):
        if len(text) <= self.most:
            return
        over = len(text) - self.most
        raise ValidationError(
            ngettext_lazy(
                "This is too long by %(over)d letter. Nothing is lost: please shorten it.",
                "This is too long by %(over)d letters. Nothing is lost: please shorten it.",
                over,
            )
            % {"over": over},
            code="too_long",
        )


class PlainField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, most=LONGEST_TEXT, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs=PAPER))
        super().__init__(strip=False, **kwargs)
        self.validators = [TooLong(most)]

    def to_python(self, value):
        """Return what can be read of the text."""
        return readable(str(value or ""))


class LineField(PlainField):
    """A text of one line."""

    def __init__(self, *, most=LONGEST_NAME, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(most=most, **kwargs)

    def to_python(self, value):
        """Return what can be read of the text, words parted by single spaces."""
        return " ".join(super().to_python(value).split())


class YearField(LineField):
    """A year of birth, or a date that holds one; None when nothing was typed."""

    default_error_messages = {"invalid": _("Write the year with four digits, such as 1987.")}

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "inputmode": "numeric", "maxlength": 20}
        super().__init__(widget=TextBox(attrs=attrs), **kwargs)

    def clean(self, value):
        """Return the first year in the text; raise ValidationError when it holds none of ours."""
        text = super().clean(value)
        if not text:
            return None
        years = [int(year) for year in re.findall("[0-9]+", text) if len(year) == 4]
        if not years or not OLDEST_YEAR <= years[0] <= timezone.localdate().year:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return years[0]


class CodeField(LineField):
    """A code that we gave; "" when nothing was typed."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    default_error_messages = {
        "invalid": _(
            "A code has 40 digits. Here one is missing or wrong: please compare it with what you "
            "wrote down."
        ),
    }

    def clean(self, value):
        """Return the code without its groups; raise ValidationError when it can be none."""
        text = super().clean(value)
        if text and not is_code(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return digits_of(text)


class UnseenField(LineField):
    """What a visitor does not see, and no error can therefore be about."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.validators = []

    def to_python(self, value):
        """Return the readable beginning of the text."""
        return super().to_python(str(value or "")[:LONGEST_NAME])
