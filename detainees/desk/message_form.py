"""The form in which a moderator writes down what a message tells."""

from django import forms
from django.utils.translation import gettext_lazy

from detainees.desk.entry_form import EntryForm
from detainees.models import Source
from registry.lib.dates import PartialDateFormField

# Who writes, as far as the kind of the message says it.
WRITERS = {"out": Source.Kind.DETAINEE, "question": Source.Kind.RELATIVE}
OF_A_NAME = ("name", "surname", "given", "patronymic", "add_spelling")


class MessageForm(EntryForm):
    """What one message tells: of somebody known, or of somebody new.

    ``submission`` is the message, ``person`` whom a moderator has tied it to (None: nobody yet).
    """

    more_boxes = ("sex", "looks_minor", "description", "rally", "city", "certainty", "note")

    is_out = forms.BooleanField(required=False, label=gettext_lazy("Says that the person is out"))
    released_at = PartialDateFormField(required=False, label=gettext_lazy("Out since"))
    told_by = forms.ChoiceField(
        choices=Source.Kind.choices, label=gettext_lazy("Who writes, as far as it can be told")
    )
    reliability = forms.ChoiceField(
        choices=Source.Reliability.choices,
        initial=Source.Reliability.UNKNOWN,
        label=gettext_lazy("How far the writer can be trusted"),
    )

    def __init__(self, *args, submission, person=None, **kwargs):
        super().__init__(*args, initial=first_values(submission), decides=True, **kwargs)
        self.tied = person
        self.fields["told_by"].choices = Source.Kind.choices
        for name in ("source_label", "contact", "draft", *(OF_A_NAME if person else ())):
            del self.fields[name]

    @property
    def candidates(self):
        """Who may be the same; nobody is asked for when a moderator has said whom it is about."""
        return [] if self.tied else super().candidates

    def value(self, name):
        """What a box holds; whom a message is tied to counts as chosen."""
        return str(self.tied.pk) if self.tied and name == "same_as" else super().value(name)

    def check_person(self):
        """Settle who is meant: whom the message is tied to, else as in quick entry."""
        if self.tied:
            self.cleaned_data["same_as"] = str(self.tied.pk)
            self.cleaned_data["add_spelling"] = False
        super().check_person()

    def shown(self):
        """The boxes that stand open, below who may be the same."""
        names = ("birth_date", "facility", "seized_at", "is_out", "released_at")
        return [self[name] for name in (*names, "told_by", "reliability")]


def first_values(submission):
    """Return what the boxes hold before a moderator has read the message."""
    return {
        "name": submission.name,
        "birth_date": str(submission.birth_year or ""),
        "is_out": submission.kind == "out",
        "told_by": WRITERS.get(submission.kind, Source.Kind.OTHER),
        "note": submission.text,
    }
