"""The statistics page: charts and tables of the daily counts.

Who is harmed if the police read it tonight: nobody; it counts people at every level once a day, and
shows no number below five and none from which one could be computed.
"""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from detainees.publication.places import kept_places
from detainees.publication.published import OUT, Status
from detainees.publication.statistics import daily_counts
from registry.lib.dates import display_partial

FULL = 100  # the longest bar


@dataclass
class Bar:
    """One row of a table and the length of its bar, in hundredths of the longest."""

    label: str
    people: int
    length: int = 0


def bars(pairs):
    """Return a Bar for each (label, people)."""
    most = max((people for _label, people in pairs), default=0)
    return [Bar(str(label), people, round(FULL * people / most)) for label, people in pairs]


@require_safe
def statistics(request):
    """How many people, by status and by city on the last day counted, and held day by day."""
    counts = daily_counts()
    day = counts[-1].day if counts else None
    cities = {"": _("not known"), **dict(kept_places().city_choices())} if counts else {}
    latest = [count for count in counts if count.day == day]
    context = {
        "day": day,
        "by_status": bars([(Status(c.value).label, c.people) for c in of(latest, "status")]),
        "by_city": bars([(cities[c.value], c.people) for c in of(latest, "city")]),
        "by_day": bars(held_by_day(counts)),
    }
    return render(request, "public/statistics.html", context)


def of(counts, subject):
    """Return the counts of one subject."""
    return [count for count in counts if count.subject == subject]


def held_by_day(counts):
    """Return (day, people not known to be out), at least so many, for each day counted."""
    held = {}
    for count in of(counts, "status"):
        out = count.value in OUT
        held[count.day] = held.get(count.day, 0) + (0 if out else count.people)
    return [(display_partial(f"{day}"), people) for day, people in sorted(held.items())]
