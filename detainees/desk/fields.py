"""Form fields of the desk: text without invisible characters, moments, searched choices."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from detainees.desk.widgets import Asked, DayInput, MomentInput, SearchChoiceInput
from registry.lib.dates import FIRST_YEAR, LAST_YEAR

# Marks that turn the direction of writing or take no width; they hide what a text really says.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
TOKEN = re.compile(r"(?:(?P<label>.*) · )?#(?P<id>\d{1,18})", re.DOTALL)
MATCHES_SHOWN = 10


def plain_line(text):
    """Return ``text`` composed (NFC), on one line, without control or invisible characters."""
    return " ".join(plain_text(text).split())


def plain_text(text):
    """Return ``text`` composed (NFC), without control or invisible characters but line breaks."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return "".join(
        char for char in text if char in "\n\r\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )


class WholePaste:
    """A box without ``maxlength``: browsers cut a long paste in silence, we say it is too long."""

    def widget_attrs(self, widget):
        return {}


class LineField(WholePaste, forms.CharField):
    """One line of text; invisible characters are dropped, spaces collapse, the rest stays."""

    def to_python(self, value):
        return super().to_python(plain_line(str(value)) if value else value)


class TextField(WholePaste, forms.CharField):
    """Several lines of text; invisible characters are dropped."""

    def to_python(self, value):
        return super().to_python(plain_text(str(value)) if value else value)


class NearYears:
    """A date in the years that partial dates know: others break calendars and time zones."""

    def to_python(self, value):
        value = super().to_python(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return value


class DayField(NearYears, forms.DateField):
    """A day."""

    widget = DayInput


class MomentField(NearYears, forms.DateTimeField):
    """An instant to the minute; seconds that were stored do not count as a change."""

    widget = MomentInput

    def has_changed(self, initial, data):
        if hasattr(initial, "replace") and not isinstance(initial, str):
            initial = initial.replace(second=0, microsecond=0)
        return super().has_changed(initial, data)


def token(label, pk):
    """Return the text that names one record for certain: ``Sister of A. · #15``."""
    return f"{label} · #{pk}"


class SearchChoiceField(forms.Field):
    """One record out of very many, found by words: no list of them all is ever sent.

    Cases of what is typed: 1. nothing; 2. a match picked from the last search; 3. the exact token
    of a record; 4. words that match one record; 5. words that match none or several: an error,
    the words stay, and several matches come back to be picked.
    """

    widget = SearchChoiceInput
    default_error_messages = {
        "required": _("Write who or what this is."),
        "none": _("Nothing found for these words. Try fewer letters."),
        "several": _("Several match. Choose one, or write more."),
    }

    def __init__(self, *, choices, **kwargs):
        """``choices`` is a SearchableChoices: it says what may be chosen and how it is found."""
        super().__init__(**kwargs)
        self.searchable = choices
        self.chosen = None
        self.widget.kind = choices.kind

    def prepare_value(self, value):
        """Show a stored key as its token."""
        if value in (None, "") or isinstance(value, Asked):
            return value or None
        chosen = self.chosen if self.chosen and self.chosen.pk == value else None
        chosen = chosen or self.searchable.get(value)
        return Asked(text=self.searchable.token(chosen)) if chosen else None

    def has_changed(self, initial, data):
        """Compare keys where the text names one; other words are a change."""
        text = data.text.strip() if data else ""
        if not text and not (data and data.is_picked):
            return initial not in (None, "")
        if data.is_picked:
            return data.choice != str(initial)
        named = TOKEN.fullmatch(text)
        return not named or named["id"] != str(initial)

    def clean(self, value):
        """Return the one record that is meant, or None; remember the matches for the next page."""
        value = value or Asked()
        found = self.picked(value) or self.named(value.text.strip())
        if found is None and value.text.strip():
            found = self.only_match(plain_line(value.text))
        if found is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        self.widget.found = self.searchable.token(found) if found else ""
        return found

    def picked(self, asked):
        """The record of the radio button, if it answers these very words."""
        return self.searchable.get(asked.choice) if asked.is_picked else None

    def named(self, text):
        """The record that a token names, if the token is whole."""
        match = TOKEN.fullmatch(text)
        found = self.searchable.get(match["id"]) if match else None
        if found is None or match["label"] is None or self.searchable.token(found) == text:
            return found
        return None

    def only_match(self, words):
        """The one record that the words find; ValidationError when there is none or several."""
        matches = list(self.searchable.find(words)[: MATCHES_SHOWN + 1])
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise ValidationError(self.error_messages["none"], code="none")
        self.widget.matches = [self.searchable.option(match) for match in matches[:MATCHES_SHOWN]]
        raise ValidationError(self.error_messages["several"], code="several")
