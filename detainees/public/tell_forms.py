"""What a visitor is asked when telling us something: few fields, none of them about the visitor.

Whatever is pasted is taken as far as it can be read; what is too long comes back whole, with a word
about it.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from detainees.publication.consent_code import digits_of, is_code

LONGEST_NAME = 200
LONGEST_TEXT = 5_000
OLDEST_YEAR = 1900
# Control characters, text direction overrides and what no font has.
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
PAPER = {"rows": 7, "autocomplete": "off"}


def readable(text):
    """Return ``text`` without what cannot be seen, its lines kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (letter for letter in text if letter == "\n" or not is_unseen(letter))
    return "".join(kept).strip()


def is_unseen(letter):
    """True for a character that nobody sees."""
    return unicodedata.category(letter) in UNSEEN


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

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "inputmode": "numeric", "maxlength": 20}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value):
        """Return the first year in the text; raise ValidationError when it holds none of ours."""
        text = super().clean(value)
        if not text:
            return None
        years = [int(year) for year in re.findall("[0-9]+", text) if len(year) == 4]
        if not years or not OLDEST_YEAR <= years[0] <= timezone.localdate().year:
            raise ValidationError(_("Write the year with four digits, such as 1987."))
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


class TellForm(forms.Form):
    """What every message carries beside its own fields; the view looks at these itself."""

    token = UnseenField(widget=forms.HiddenInput)
    person = UnseenField(widget=forms.HiddenInput)
    trap = UnseenField(
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    lead = ("token", "person", "trap")

    def __init__(self, *args, person=None, **kwargs):
        """``person`` is the listed person whom it is about: their name need not be typed."""
        super().__init__(*args, **kwargs)
        if person:
            for name in ("name", "birth_year"):
                self.fields.pop(name, None)

    def shown(self):
        """The fields that a visitor fills in."""
        return [self[name] for name in self.fields if name not in self.lead]


class QuestionForm(TellForm):
    """About somebody who was not found."""

    name = LineField(
        label=_("Whom are you looking for?"),
        help_text=_("Surname, given name, patronymic: as much as you know."),
        error_messages={"required": _("Write the name of the person.")},
    )
    birth_year = YearField(label=_("Year of birth"), required=False)
    text = PlainField(
        label=_("What do you know?"),
        help_text=_(
            "When and where the person was last seen, what they wore, where you have asked already."
        ),
        required=False,
    )
    wants_news = forms.BooleanField(
        label=_("Tell me when you learn of this person"), required=False, initial=True
    )


class InformationForm(TellForm):
    """Something that the visitor saw or heard."""

    name = LineField(
        label=_("About whom?"), help_text=_("Leave empty if you do not know."), required=False
    )
    text = PlainField(
        label=_("What did you see or hear?"),
        help_text=_("When, where, who was there. Do not write who you are."),
        error_messages={"required": _("Write what you saw or heard.")},
    )


class CorrectionForm(TellForm):
    """Something that is wrong on our pages."""

    name = LineField(
        label=_("About whom?"), help_text=_("The name as it stands on our page."), required=False
    )
    text = PlainField(
        label=_("What is wrong, and how is it right?"),
        error_messages={"required": _("Write what is wrong.")},
    )


class NamingForm(TellForm):
    """A form that must say whom it is about: by a name, unless something else says it."""

    def clean(self):
        """Ask for the name where nothing else says whom it is about."""
        told = super().clean()
        is_said = "name" not in self.fields or told.get("name") or told.get("code")
        if not is_said and not {"name", "code"} & set(self.errors):
            self.add_error("name", _("Write the name of the person."))
        return told


class ConsentForm(NamingForm):
    """A form that the code of a consent makes quicker."""

    code = CodeField(
        label=_("The code that you were given with your consent"),
        help_text=_("If you have none, leave it empty."),
        required=False,
    )


class RemovalForm(ConsentForm):
    """Somebody asks that a person be hidden."""

    name = LineField(
        label=_("About whom?"), help_text=_("Surname, given name, patronymic."), required=False
    )
    birth_year = YearField(label=_("Year of birth"), required=False)
    text = PlainField(
        label=_("Is there anything we should know?"),
        help_text=_("You need not give a reason."),
        required=False,
    )


class OutForm(ConsentForm):
    """Somebody says that they are free."""

    name = LineField(label=_("Your name, as it stands in our list"), required=False)
    text = PlainField(
        label=_("When and where were you released?"),
        help_text=_("As much as you want to tell. You may leave it empty."),
        required=False,
    )


class AnswerForm(forms.Form):
    """The code of a message."""

    code = CodeField(
        label=_("Your code"),
        help_text=_("40 digits; what stands between them does not matter."),
        error_messages={"required": _("Write the code that you were given.")},
    )
