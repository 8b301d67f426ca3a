"""The public list for programs: listed people only, with the same filters as the page.

Who is harmed if the police read it tonight: nobody beyond those who agreed to be listed.
"""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from detainees.public.filters import PeopleFilter
from detainees.public.people import PER_PAGE, Row, listed_person, rows_of
from detainees.publication.places import kept_places
from detainees.publication.published import PublishedPerson

MOST_RESULTS = 100


def as_json(row):
    """Return what the API says of one listed person."""
    return {
        "id": row.public_id,
        "name": row.name,
        "other_names": row.other_names,
        "birth_band": row.birth_band,
        "status": row.status,
        "facility": {"id": row.facility_id, "name": row.facility_name} if row.facility_id else None,
        "since": row.since or None,
        "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        "sources": row.sources,
        "expected_release": row.release and row.release.as_json(),
        "invented": row.is_invented,
        "score": row.match.score if row.match else None,
    }


def wanted_results(text):
    """Return how many results are asked for: 1 to 100, 25 by default; None when unreadable."""
    if not text:
        return PER_PAGE
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        return None
    return min(max(int(text), 1), MOST_RESULTS)


@require_safe
def people(request):
    """List people: {"count", "results"}; "more" beyond 10,000; 400 with errors.

    In order of name; after a search the nearest names first, each with its score (0 to 1), then
    those that only begin so, without one.
    """
    places = kept_places()
    chosen = PeopleFilter(request.GET, PublishedPerson.objects.none(), places=places)
    limit = wanted_results(request.GET.get("limit"))
    errors = {name: list(messages) for name, messages in chosen.form.errors.items()}
    if limit is None:
        errors["limit"] = ["A whole number from 1 to 100."]
    if errors:
        return JsonResponse({"errors": errors}, status=400)
    count, more = chosen.people.count()
    people = chosen.people.ordered("match" if chosen.near else "name")
    rows = rows_of(people[:limit], places, chosen.near)
    answer = {"count": count, "results": [as_json(row) for row in rows]}
    return JsonResponse(answer | {"more": True} if more else answer)


@require_safe
def person(request, public_id):
    """One listed person, also by the id of a record merged into it; 404 for anybody else."""
    try:
        found = listed_person(public_id)
    except Http404:
        return JsonResponse({"errors": {"id": ["Nobody with this id is listed."]}}, status=404)
    return JsonResponse(as_json(Row(found, kept_places())))


def nothing(request):
    """Any other address below the API's: 404 in JSON, for a program reads no page."""
    return JsonResponse({"errors": {"address": ["There is no such address."]}}, status=404)
