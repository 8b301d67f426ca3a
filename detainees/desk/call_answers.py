"""What a facility answers in one call: an enquiry for everybody whom it names."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone

from detainees.desk.call_board import believed_in
from detainees.history.past import JUST_BEFORE
from detainees.history.putting_back import fingerprint, plan, put_back
from detainees.history.tracked import events_of
from detainees.models import Detention, Enquiry, Entry, Person, Source

# As many as one search shows to a volunteer; the next ones come after the answer.
AT_ONCE, AT_ONCE_FOR_MODERATORS = 10, 100


@dataclass(frozen=True)
class Asked:
    """Somebody who is believed to be in the facility."""

    detention: int
    person: Person
    names: list
    born: str

    @property
    def box(self):
        """The name of the form's box for the answer."""
        return f"reply-{self.detention}"

    @property
    def is_secret(self):
        """True when the officer must not learn the name from us."""
        return self.person.level == Person.Level.CONFIDENTIAL


def people_to_ask_about(facility, account, keys=None):
    """Return (people, how many in all): who is believed to be there, longest not asked about first.

    With ``keys`` (detentions) just those of them, whatever was said meanwhile.
    """
    there = believed_in().filter(facility_id=facility.pk)
    total = there.count()
    asked = Enquiry.objects.filter(detention=OuterRef("detention_id"), facility=facility.pk)
    last = asked.values("detention").annotate(at=Max("heard_at")).values("at")
    there = there.annotate(asked_at=Subquery(last)).order_by(
        F("asked_at").asc(nulls_first=True), "detention_id"
    )
    is_moderator = account.has_perm("detainees.set_level")
    most = AT_ONCE_FOR_MODERATORS if is_moderator else AT_ONCE
    if keys is None:
        keys = list(there.values_list("detention_id", flat=True)[:most])
    return people_of(keys[:most]), total


def people_of(keys):
    """Return the people of these detentions, in this order."""
    detentions = Detention.objects.filter(pk__in=keys, person__merged_into=None)
    detentions = detentions.select_related("person").prefetch_related("person__names")
    found = {detention.pk: detention for detention in detentions}
    return [
        Asked(
            detention=key,
            person=found[key].person,
            names=[str(name) for name in found[key].person.names.all()]
            or [found[key].person.unidentified()],
            born=found[key].person.birth_date[:4],
        )
        for key in dict.fromkeys(keys)
        if key in found
    ]


@transaction.atomic
def write_answers(facility, form, account):
    """Write an enquiry for everybody of whom the facility said something; return the Entry."""
    entry, now = Entry.begin(account), timezone.now()
    source = source_of(facility)
    local = now.astimezone(ZoneInfo(facility.time_zone))
    for one, reply in form.replies():
        Enquiry.objects.create(
            detention_id=one.detention,
            source=source,
            entry=entry,
            heard_at=now,
            facility_id=facility.pk,
            asked_at=f"{local:%Y-%m-%dT%H:%M}",
            reply=reply,
            note=form.cleaned_data["note"],
        )
    return entry


def source_of(facility):
    """Return the facility as a source: one however often it is asked, so it counts as one."""
    label = f"{facility.named}, ☎"[:200]
    found = Source.objects.filter(kind=Source.Kind.OFFICIAL, label=label).order_by("pk").first()
    return found or Source.objects.create(kind=Source.Kind.OFFICIAL, label=label)


@transaction.atomic
def take_back(entry):
    """Put everybody's record back to before the answer; raises PutBackError.

    History dates what a transaction writes from its beginning, so it says when that was.
    """
    keys = {}
    for person, row in entry.enquiry_claims.values_list("detention__person_id", "pk"):
        keys.setdefault(person, []).append(row)
    rows = [row for rows in keys.values() for row in rows]
    written = events_of(Enquiry).objects.filter(pgh_obj_id__in=rows).earliest("pgh_created_at")
    before = written.pgh_created_at - JUST_BEFORE
    tables = (Person, Detention, Enquiry)
    for person, rows in keys.items():
        seen = fingerprint(plan(person, before, tables))
        put_back(person, before, [f"enquiry-{row}" for row in rows], seen, tables)
