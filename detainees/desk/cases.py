"""What a board shows of each case: whose, where, how it stands; few queries for a whole page."""

from django.db.models.functions import Now
from django.utils import timezone

from detainees.desk.grades import grades_of
from detainees.desk.labels import official_name, with_main_name
from detainees.desk.limits import ROWS_A_SEARCH, limits_apply
from detainees.desk.reasons import tell_reason
from detainees.models import Handling, Person
from detainees.publication.cache import CachedCustody
from detainees.publication.published import Status
from stations.models import City, CityName, Facility, FacilityName

# A volunteer's account in the wrong hands must not read the whole list at once.
MANY_A_PAGE = 25
FEW_PAGES, MANY_PAGES = 10, 40


def facility_names():
    """Return {key: name in the active language} of all facilities, in the order of names."""
    return named(Facility, FacilityName)


def city_names():
    """Return {key: name in the active language} of all cities, in the order of names."""
    return named(City, CityName)


def named(model, names):
    """Return {key: name} of all places of a kind, with one query."""
    places = model.objects.annotate(named=official_name(names, "pk")).values_list("pk", "named")
    known = [(pk, name or f"#{pk}") for pk, name in places]
    return dict(sorted(known, key=lambda place: place[1]))


def people_of(keys):
    """Return {key: what to call the person} of these people."""
    people = with_main_name(Person.objects.filter(pk__in=list(keys)))
    return {person.pk: person.main_name or person.unidentified() for person in people}


def custody_of(detentions):
    """Return {detention: CachedCustody} of these detentions; ``status`` is that of now."""
    found = CachedCustody.objects.filter(detention_id__in=list(detentions))
    cases = {case.detention_id: case for case in found}
    grades = grades_of(cases)
    for case in cases.values():
        case.status = status_of(case)
        case.status_label = Status(case.status).label
        case.grade = grades.get(case.detention_id)
    return cases


def custody_of_people(people):
    """Return {person: CachedCustody} of the latest detention of each of these people."""
    keys = CachedCustody.objects.filter(person_id__in=people).order_by("detention_id")
    latest = dict(keys.values_list("person_id", "detention_id"))
    cases = custody_of(latest.values())
    return {person: cases[detention] for person, detention in latest.items()}


def cases_of(person):
    """Return the CachedCustody of each detention of one person (a key as text, maybe of nobody)."""
    if not (person.isascii() and person.isdigit() and len(person) <= 18):
        return []
    keys = CachedCustody.objects.filter(person_id=int(person))
    return list(custody_of(keys.values_list("detention_id", flat=True)).values())


def status_of(case):
    """The status now: after the latest release, with no word of one, it is due."""
    due = not case.is_released and case.release_to and timezone.now() > case.release_to
    return Status.RELEASE_DUE if due else case.base_status


def standing_of(detention):
    """Return how one detention (its key, as text) stands, with ``facility``; None for no such."""
    if not (detention.isascii() and detention.isdigit() and len(detention) <= 18):
        return None
    case = custody_of([int(detention)]).get(int(detention))
    if case is not None:
        case.facility = facility_names().get(case.facility_id)
        case.disagreements = [tell_reason("contradiction", code) for code in case.contradictions]
    return case


def handlings_of(detentions):
    """Return {(detention, reason, detail): Handling} of what somebody holds now."""
    held = Handling.objects.filter(
        detention_id__in=list(detentions), taken_until__gt=Now(), closed_at=None
    )
    return {(one.detention_id, one.reason, one.detail): one for one in held}


def page_size(account):
    """Return (rows a page, pages) that an account may leaf through."""
    return (ROWS_A_SEARCH, FEW_PAGES) if limits_apply(account) else (MANY_A_PAGE, MANY_PAGES)
