"""Snapshots of a record, instants between writes, and random edits."""

from django.db import connection
from hypothesis import strategies as st

from detainees.history.record import record_of
from detainees.models import Charge, Detention, Event, Health, PersonName, Release, Sentence, Trial
from tests.makers import (
    make_charge,
    make_detention,
    make_entry,
    make_event,
    make_health,
    make_name,
    make_release,
    make_sentence,
    make_source,
    make_trial,
)


def clock():
    """The database's instant, after all that is committed and before what comes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def snapshot(person):
    """The whole record as plain values, in order."""
    return [
        (row.model.__name__, row.row, {one.field.name: one.after for one in row.differences})
        for row in record_of(person.pk)
    ]


# One edit: what is done, to which of the rows there are, with which text.
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["make", "change", "delete"]),
        st.sampled_from(["name", "health", "event", "release", "trial", "charge", "sentence"]),
        st.integers(0, 3),
        # A name of blanks alone is none, and the database refuses it.
        st.text(alphabet="абәө ё", min_size=1, max_size=5).filter(str.strip),
    ),
    min_size=1,
    max_size=8,
)
MODELS = {
    "name": PersonName,
    "health": Health,
    "event": Event,
    "release": Release,
    "trial": Trial,
    "charge": Charge,
    "sentence": Sentence,
}
MAKERS = {
    "event": make_event,
    "release": make_release,
    "trial": make_trial,
    "charge": make_charge,
    "sentence": make_sentence,
}


class Editor:
    """Edits the record of one person, as a volunteer with a free hand."""

    def __init__(self, person):
        self.person = person
        self.detention = make_detention(person=person)
        self.source, self.entry = make_source(), make_entry()

    def edit(self, act, noun, number, text):
        """Do one edit; nothing when there is no such row."""
        if act == "make":
            self.make(noun, text)
            return
        rows = self.rows(noun)
        row = rows.order_by("id")[number : number + 1].first()
        if row is None:
            return
        if act == "delete":
            row.delete()
        elif noun == "name":
            rows.filter(pk=row.pk).update(surname=text)
        else:
            row.note += text
            row.save()

    def make(self, noun, text):
        """Make a row of ``noun``; a charge and a sentence hang on the first trial."""
        if noun == "name":
            make_name(self.person, text)
        elif noun == "health":
            if not self.rows("health").exists():
                make_health(self.person, note=text)
        else:
            trial = Trial.objects.filter(detention=self.detention).first()
            hangs = {"trial": trial} if noun in ("charge", "sentence") else {}
            made = {"detention": self.detention, "source": self.source, "entry": self.entry}
            MAKERS[noun](**made, **hangs, note=text)

    def rows(self, noun):
        """The rows of ``noun`` of this person."""
        model = MODELS[noun]
        if model in (PersonName, Health):
            return model.objects.filter(person=self.person)
        return model.objects.filter(detention__in=Detention.objects.filter(person=self.person))
