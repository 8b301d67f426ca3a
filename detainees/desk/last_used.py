"""What a volunteer chose last tonight: offered again in the next entry.

Keys only, in the session on the server, forgotten with the day and with the session; nothing is on
the phone. If the police read a session they learn keys of the record, which they have then anyway.
"""

from django.utils import timezone

from detainees.models import Source

NAME = "last_used"
PLACES = ("facility", "city", "rally")
SOURCES = 3


def last_used(request):
    """Return what was kept today: keys of places, of sources, whether the source stays."""
    kept = request.session.get(NAME, {})
    return kept if kept.get("on") == timezone.localdate().isoformat() else {}


def use(request, said, source, *, stays):
    """Remember the places and the source of a saved entry; ``stays``: the same source goes on."""
    sources = [
        source.pk,
        *(key for key in last_used(request).get("sources", []) if key != source.pk),
    ]
    request.session[NAME] = {
        "on": timezone.localdate().isoformat(),
        "sources": sources[:SOURCES],
        "stays": stays,
        **{place: said[place].pk for place in PLACES if said.get(place)},
    }


def last_sources(request):
    """Return the Sources of the last entries, the newest first."""
    keys = last_used(request).get("sources", [])
    found = Source.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def initial_of(request):
    """Return the first values of a new entry."""
    kept = last_used(request)
    initial = {place: kept[place] for place in PLACES if place in kept}
    if kept.get("stays"):
        initial["told_by"] = f"source-{kept['sources'][0]}"
    return initial
