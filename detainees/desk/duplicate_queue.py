"""The queue of pairs that may be one person, the likeliest first.

Harm: it names people of every level two by two, so only those who decide about them may read it.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from detainees.desk.duplicates import compare_changed
from detainees.desk.finding import FoundPerson
from detainees.desk.labels import labelled_detentions
from detainees.desk.lists import CappedPaginator
from detainees.models import DuplicateCandidate, NotSame, Person
from detainees.names import Reason
from detainees.publication.match_words import in_words

PER_PAGE = 20
LIKELIHOODS = ((0.9, _("almost certainly")), (0.7, _("very likely")), (0.55, _("likely")))


@dataclass(frozen=True)
class Pair:
    """Two people who may be one, as the page shows them."""

    people: tuple[FoundPerson, FoundPerson]
    score: float
    reasons: list

    @property
    def likelihood(self):
        """How likely they are one, in words."""
        words = (words for least, words in LIKELIHOODS if self.score >= least)
        return next(words, _("possibly"))


@require_safe
@permission_required("detainees.view_duplicatecandidate", raise_exception=True)
def duplicate_queue(request):
    """Show twenty pairs a page; whoever was written to since is compared first."""
    left = compare_changed()
    page = CappedPaginator(waiting(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [shown(candidate) for candidate in page.object_list]
    context = {"page_obj": page, "left": left, "never": left is None}
    return render(request, "desk/duplicates.html", context)


def pairs_with(account, key):
    """Return the Pairs of the person with this key, likeliest first, for who decides about them.

    As they were last compared: the queue's page brings them up to date.
    """
    if not (account.has_perm("detainees.view_duplicatecandidate") and key.isdecimal()):
        return []
    return [shown(candidate) for candidate in waiting(Q(first=key) | Q(second=key))]


def waiting(*conditions):
    """Return the candidates that wait for a decision, their people coming along.

    Not those of whom one is merged, nor those whom somebody found to be two people.
    """
    people = Person.objects.prefetch_related("names", labelled_detentions())
    said = NotSame.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    return DuplicateCandidate.objects.filter(
        ~Exists(said), *conditions, first__merged_into=None, second__merged_into=None
    ).prefetch_related(Prefetch("first", people), Prefetch("second", people))


def reasons_of(first, second):
    """Return in words why the engine takes two people, given by their ids, for one; [] if not."""
    pair = {"first": min(first, second), "second": max(first, second)}
    found = DuplicateCandidate.objects.filter(**pair).first()
    return in_words([Reason(code, tuple(data)) for code, data in found.reasons]) if found else []


def shown(candidate):
    """Return the Pair of a candidate whose people came along."""
    reasons = [Reason(code, tuple(data)) for code, data in candidate.reasons]
    people = tuple(FoundPerson.of(person) for person in (candidate.first, candidate.second))
    return Pair(people, candidate.score, in_words(reasons))
