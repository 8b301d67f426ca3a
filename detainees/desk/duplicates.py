"""Who may be one person: for a name that is being written down, and the queue of all pairs.

Nothing is merged here. Candidates are stored, so that the queue's page takes as long for a hundred
thousand people as for a hundred, and are compared anew for whoever was written to since.

Harm: pairs of alike names are names; only those who may merge read them.
"""

from dataclasses import dataclass
from math import exp, log

from django.db import transaction
from django.db.models import Q

from detainees.desk.name_changes import Mark, changes_after, mark_now
from detainees.desk.name_index import everybody
from detainees.models import DuplicateCandidate, DuplicateScan, NotSame, Person
from detainees.names import Reason, split_name
from detainees.publication.cache import CachedCustody
from detainees.publication.match_words import in_words

POSSIBLE = 0.25  # for somebody who is being written down: rather one too many
QUEUED = 0.4  # from here a pair waits for somebody to decide
SAME_DAY = 1.0  # what the day of seizure adds to the logarithm of odds
AT_ONCE = 100  # people compared anew while a page waits; more are left to the command
FEW = 2_000  # so many people are compared with each other while a page waits


@dataclass(frozen=True)
class Likely:
    """A person (by key) who may be the one that is written down: score from 0 to 1, reasons."""

    person: int
    score: float
    reasons: tuple[Reason, ...]

    @property
    def in_words(self):
        """Why, in phrases."""
        return in_words(self.reasons)


def likely_same(name, birth_year=None, seized_on=None, city="", limit=5):
    """Return a `Likely` for each person who may be the one so called, likeliest first.

    ``name`` is as it was heard, in any order and letters; ``seized_on`` a date, ``city`` a city's
    key. A name that is common needs agreement elsewhere to stand here.
    """
    said = split_name(name)
    year = birth_year or said.year or None
    pairs = everybody.duplicates().like(
        *said[:3], year=year, city=str(city or ""), min_score=POSSIBLE / 2
    )
    keys = [pair.b for pair in pairs]
    here = set(Person.objects.filter(pk__in=keys, merged_into=None).values_list("pk", flat=True))
    that_day = seized_that_day(keys, seized_on) if seized_on else set()
    found = [weighed(pair, that_day) for pair in pairs if pair.b in here]
    found = [each for each in found if each.score >= POSSIBLE]
    return sorted(found, key=lambda each: -each.score)[:limit]


def weighed(pair, that_day):
    """Return the `Likely` of a pair; who was seized that day is likelier."""
    if pair.b not in that_day or pair.score >= 1:
        return Likely(pair.b, pair.score, pair.reasons)
    odds = log(pair.score / (1 - pair.score)) + SAME_DAY
    return Likely(pair.b, round(1 / (1 + exp(-odds)), 4), (*pair.reasons, Reason("day_same")))


def seized_that_day(keys, day):
    """Return the keys of those who may have been seized on that day."""
    stays = CachedCustody.objects.filter(
        Q(rally_on=day) | Q(seized_first_on__lte=day, seized_last_on__gte=day), person_id__in=keys
    )
    return set(stays.values_list("person_id", flat=True))


def compare_everybody(min_score=QUEUED):
    """Fill the queue anew; return how many pairs there are. Takes seconds for 10,000 people."""
    mark = mark_now()
    pairs = everybody.duplicates().pairs(min_score)
    with transaction.atomic():
        DuplicateScan.objects.all().delete()
        DuplicateScan.objects.create(**columns(mark))
        DuplicateCandidate.objects.all().delete()
        store(pairs)
    return len(pairs)


def undecided(pairs):
    """Return the engine's pairs without those that somebody judged to be two people."""
    apart = set(NotSame.objects.values_list("first_id", "second_id"))
    return [pair for pair in pairs if (pair.a, pair.b) not in apart]


def compare_changed():
    """Compare anew whoever was written to since; return how many are left to the command.

    None when nobody was ever compared and the registry is too large to do so now.
    """
    scan = DuplicateScan.objects.first()
    people = None
    if scan:
        people, mark = changes_after(Mark(scan.numbers, scan.oldest))
    if people is None:
        if Person.objects.count() > FEW:
            return None
        compare_everybody()
        return 0
    if len(people) > AT_ONCE:
        return len(people)
    if people:
        renew(scan, people, mark)
    return 0


def renew(scan, people, mark):
    """Put the pairs of these people anew, unless somebody else is doing so."""
    with transaction.atomic():
        if not DuplicateScan.objects.select_for_update(skip_locked=True).filter(pk=scan.pk):
            return
        duplicates = everybody.duplicates()
        pairs = {(pair.a, pair.b): pair for key in people for pair in duplicates.of(key, QUEUED)}
        DuplicateCandidate.objects.filter(Q(first__in=people) | Q(second__in=people)).delete()
        store(pairs.values())
        DuplicateScan.objects.filter(pk=scan.pk).update(**columns(mark))


def columns(mark):
    """The columns of DuplicateScan for a Mark."""
    return {"numbers": mark.past, "oldest": mark.oldest}


def store(pairs):
    """Write candidates for pairs of people who are still there."""
    keys = {key for pair in pairs for key in (pair.a, pair.b)}
    here = set(Person.objects.filter(pk__in=keys, merged_into=None).values_list("pk", flat=True))
    DuplicateCandidate.objects.bulk_create(
        [
            DuplicateCandidate(
                first_id=pair.a, second_id=pair.b, score=pair.score, reasons=pair.reasons
            )
            for pair in pairs
            if pair.a in here and pair.b in here
        ],
        batch_size=1_000,
    )
