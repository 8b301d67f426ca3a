"""The names of a person, as rows of the person's page."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk.forms import Fold, RecordForm
from detainees.desk.records import RecordInline, RecordRows
from detainees.models import PersonName

KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
RUSSIAN_LETTERS = re.compile("[а-яё]", re.IGNORECASE)
LATIN_LETTERS = re.compile("[a-z]", re.IGNORECASE)


def letters_of(text):
    """Return the Script that a name is written in, judged by its letters."""
    if KAZAKH_LETTERS.search(text):
        return PersonName.Script.KAZAKH
    if RUSSIAN_LETTERS.search(text):
        return PersonName.Script.RUSSIAN
    if LATIN_LETTERS.search(text):
        return PersonName.Script.LATIN
    return PersonName.Script.OTHER


class NameForm(RecordForm):
    """One spelling of a name. Left alone, the choice of letters follows the letters."""

    folded = {gettext_lazy("Kind of name, letters"): Fold(["kind", "script", "is_main"])}

    def _get_validation_exclusions(self):
        # Which name is shown first is settled over all rows; rows are compared there.
        return {*super()._get_validation_exclusions(), "is_main"}

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding and "script" not in self.changed_data:
            cleaned["script"] = letters_of(
                " ".join(cleaned.get(part) or "" for part in ("surname", "given", "patronymic"))
            )
        return cleaned


class NameRows(RecordRows):
    """All names of a person: exactly one is shown first."""

    def clean(self):
        """Settle which name is shown first.

        Cases: 1. none is ticked: the first row; 2. one is ticked; 3. another was ticked while the
        old one still is: the newly ticked one; 4. several newly ticked: an error.
        """
        super().clean()
        rows = self.meant()
        ticked = [row for row in rows if row.cleaned_data.get("is_main")]
        if len(ticked) > 1:
            ticked = [row for row in ticked if not row.initial.get("is_main")]
        if len(ticked) > 1:
            raise ValidationError(_("Only one name can be shown first."))
        main = (ticked or rows or [None])[0]
        for row in rows:
            row.instance.is_main = row is main

    def save(self, commit=True):
        """Save the rows; a name that stops being shown first goes first, as the rule demands."""
        saved = super().save(commit=False)
        for row in sorted(self.meant(), key=lambda row: row.instance.is_main):
            if row.has_changed() or row.initial.get("is_main") != row.instance.is_main:
                row.instance.save()
        return saved


class NameInline(RecordInline):
    """Names: surname, given name, patronymic, in whatever letters they were heard."""

    model = PersonName
    form = NameForm
    formset = NameRows
    comes_first = True
    is_folded = False
    fieldsets = [
        (None, {"fields": ["surname", "given", "patronymic"]}),
        *((title, fold.fieldset) for title, fold in NameForm.folded.items()),
    ]
