"""The public list and a listed person's page.

Who is harmed if the police read these pages tonight: nobody beyond those who agreed to be listed,
and of them no more than the views of ``public_api`` hold. A search term stands in the address of
the list, so it searches published names only.
"""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from detainees.names.tried import heard_as
from detainees.public.answers import Standing
from detainees.public.basis import Basis
from detainees.public.filters import PeopleFilter
from detainees.public.kept_pages import kept_page
from detainees.public.timeline import timeline
from detainees.publication.advice import helplines
from detainees.publication.listing import SORTS
from detainees.publication.marks import listing_mark, person_mark
from detainees.publication.match_words import in_words, meant
from detainees.publication.places import kept_places
from detainees.publication.published import (
    PublishedPerson,
    Status,
    claims_of,
    kept_public_id,
    person_of,
)
from detainees.publication.release import Release

PER_PAGE = 25
DEEPEST_PAGE = 40


class Row(Standing):
    """What a page or the API shows of one listed person, beside the person's own columns."""

    def __init__(self, person, places, match=None):
        """``match`` is the engine's, of somebody whose name is near to what was typed."""
        self.person, self.match = person, match
        self.facility = places.facility(person.facility_id)
        self.facility_name = str(self.facility) if self.facility else ""
        self.release = Release.of(person.detention) if person.detention else None

    def __getattr__(self, name):
        return getattr(self.person, name)

    @property
    def reasons(self):
        """Why the name was found, in phrases; none for who was not searched by name."""
        return in_words(self.match.reasons) if self.match else []

    @property
    def law_day(self):
        """The first day on which the person may have been seized, None when not known."""
        return self.detention.seized_first_on if self.detention else None

    @property
    def status_label(self):
        return Status(self.status).label

    @property
    def sources(self):
        return self.detention.sources if self.detention else 0

    @property
    def contradicted(self):
        return bool(self.detention and self.detention.contradictions)


def rows_of(people, places, near=None):
    """Return a Row for each PublishedPerson with the latest detention.

    ``near`` is {person's key: Match} of a search by name.
    """
    return [Row(person, places, (near or {}).get(person.pk)) for person in people]


class ShallowPaginator(Paginator):
    """Twenty-five a page, forty pages deep: a list to look into, not to carry away."""

    def __init__(self, people, count):
        self.count = min(count, PER_PAGE * DEEPEST_PAGE)
        super().__init__(people, PER_PAGE)

    count = 0


def sort_of(asked, near):
    """The order asked for, else the nearest names first after a search and else by name."""
    usual = "match" if near else "name"
    return asked if asked in SORTS and (near or asked != "match") else usual


@require_safe
@kept_page(listing_mark, parameters={"page", "sort", *PeopleFilter.base_filters} - {"q"})
def person_list(request):
    """The public list: search in published names, filters, order, pages."""
    places = kept_places()
    chosen = PeopleFilter(request.GET, PublishedPerson.objects.none(), places=places)
    sort = sort_of(request.GET.get("sort"), chosen.near)
    people = chosen.people
    count, more = people.count()
    page = ShallowPaginator(people.ordered(sort), count).get_page(request.GET.get("page"))
    page.object_list = rows_of(page.object_list, places, chosen.near)
    query = request.GET.get("q", "").replace("\x00", "")
    context = {
        "filter": chosen,
        "page_obj": page,
        "count": count,
        "more": more,
        "sort": sort,
        "query": query,
        "ranked": bool(chosen.near),
        "meant": meant(next(iter(chosen.near.values()))) if chosen.near else "",
        "heard_as": heard_as(query) if query and not count else [],
    }
    return render(request, "public/person_list.html", context)


def listed_person(public_id):
    """Return the PublishedPerson with this id, or into whom this one was merged; Http404 if none.

    Somebody who is not listed and somebody who does not exist give the same answer.
    """
    person = person_of(public_id) or person_of(kept_public_id(public_id))
    if person is None:
        raise Http404
    return person


@require_safe
@kept_page(person_mark)
def person_detail(request, public_id):
    """A listed person's page: where, since when, how sure, and every published claim.

    An old link to a record that was merged leads to the one that stays.
    """
    person = listed_person(public_id)
    if person.public_id != public_id:
        return redirect("public:person", person.public_id)
    claims = claims_of(person)
    places = kept_places()
    row = Row(person, places)
    if row.detention:
        row.rally_city = places.city_name(row.detention.city_id, row.detention.rally_on)
        row.appeal_on = person.appeal_on if row.detention.sentence_kind else None
    context = {
        "person": row,
        "timeline": timeline(claims, places),
        "basis": Basis.of(row.detention, claims, places),
        "lines": helplines(),
        "today": timezone.localdate(),
    }
    return render(request, "public/person_detail.html", context)
