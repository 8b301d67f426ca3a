"""How somebody stands, as the answer to a name shows it."""

from types import SimpleNamespace

from django.db import connections
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from detainees.public.filters import BeginningsField
from detainees.public.people import Row
from detainees.public.release import Release
from detainees.publication.published import OUT, PUBLIC, PublishedPerson, Status

TOO_MANY = "too_many"
MOST_LISTED = 10

SENTENCES = {
    Status.HELD: _("Is being held, according to the latest report."),
    Status.REMANDED: _("Is in custody: a court ordered it for the time of the investigation."),
    Status.SERVING: _("Is serving an arrest that a court ordered."),
    Status.RELEASE_DUE: _("The arrest is over, but nobody has told us yet that the person is out."),
    Status.WHEREABOUTS_UNKNOWN: _("Was detained. Where the person is held is not known."),
    Status.HOSPITAL: _("Is in hospital."),
    Status.HOUSE_ARREST: _("Is at home, under house arrest."),
    Status.TRANSFERRED: _("Was taken away from the last known place. Where to is not known."),
    Status.RELEASED: _("Is out, as we were told."),
    Status.ESCAPED: _("Got away, as we were told."),
    Status.FREED: _("Was freed by other people, as we were told."),
    Status.EXPELLED: _("Was expelled from the country, as we were told."),
    Status.UNKNOWN: _("Was detained. What happened then is not known."),
}


class FoundAnswer:
    """Where somebody stands who is found by name and year: named as the visitor typed it.

    Nothing else of the person is shown, and it has no address of its own.
    """

    def __init__(self, name, answer, places):
        self.name = name
        self.answer = answer
        self.facility = places.facilities.get(answer.facility_id)
        self.release = Release.of(answer)

    def __getattr__(self, name):
        return getattr(self.answer, name)

    @property
    def is_out(self):
        """True when nobody holds the person any more, as far as is known."""
        return self.status in OUT

    @property
    def sentence(self):
        """The status as a whole sentence."""
        return SENTENCES[self.status]


class ListedAnswer(Row):
    """Where a listed person stands, named as published."""

    def __init__(self, person, places):
        super().__init__(person, places)
        self.facility = places.facilities.get(person.facility_id)

    @property
    def sentence(self):
        """The status as a whole sentence."""
        return SENTENCES[self.status]


def find(query_keys, birth_year, city):
    """Return at most three answers to name keys and a year, or TOO_MANY."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT * FROM find(%s::text[], %s, %s)", [query_keys, birth_year, city])
        names = [column.name for column in cursor.description]
        rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    return TOO_MANY if any(row.answer == TOO_MANY for row in rows) else rows


def listed_matches(name, birth_year, city):
    """Return the listed people whose published names begin with the words of ``name``."""
    words = BeginningsField().to_python(name) if any(map(str.isalnum, name)) else []
    if not words:
        return []
    people = PublishedPerson.objects.filter(pk__in=RawSQL("SELECT people_named(%s)", [words]))
    return people.prefetch_related("detention").order_by("sort_key", "id")[:MOST_LISTED]
