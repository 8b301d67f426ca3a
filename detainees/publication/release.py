"""When somebody is due out, in the local time of the place.

Who is harmed if the police read it: nobody; the rulings are theirs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.lib.dates import display_partial

BASES = {
    "counted_from": gettext_lazy("counted from the instant that the ruling names"),
    "seized": gettext_lazy("counted from being seized: the ruling's own instant is not known"),
    "delivered": gettext_lazy("counted from arrival at the station: nothing earlier is known"),
    "ruling": gettext_lazy("counted from the ruling: nothing earlier is known"),
}


@dataclass
class Release:
    """The interval in which a term of arrest ends; ``at`` is None when no hour is known.

    Instants are aware and in the local time of the facility. Releases can come earlier.
    """

    earliest: datetime
    at: datetime | None
    latest: datetime
    basis: str

    @classmethod
    def of(cls, detention):
        """Return the Release of a PublishedDetention, None when no term is known."""
        if detention.release_from is None or detention.release_to is None:
            return None
        zone = ZoneInfo(detention.zone)
        likely = detention.release_at and detention.release_at.astimezone(zone)
        return cls(
            detention.release_from.astimezone(zone),
            likely,
            detention.release_to.astimezone(zone),
            detention.release_basis or "",
        )

    def as_json(self):
        """Return the interval as the API gives it: {"from", "at", "to"}, ISO 8601 with offset."""
        return {
            "from": self.earliest.isoformat(),
            "at": self.at.isoformat() if self.at else None,
            "to": self.latest.isoformat(),
        }

    @property
    def words(self):
        """The interval in words: from which day to which, and the likely hour."""
        days = {"first": day_words(self.earliest), "last": day_words(self.latest, is_end=True)}
        if self.at is None:
            return _("from %(first)s to the end of %(last)s; the hour is not known") % days
        likely = display_partial(self.at.strftime("%Y-%m-%dT%H:%M"))
        return _("from %(first)s to the end of %(last)s, most likely %(likely)s") % {
            **days,
            "likely": likely,
        }

    @property
    def basis_words(self):
        """From when the term is counted, in words; "" when it was set by a change."""
        return BASES.get(self.basis, "")


def day_words(instant, *, is_end=False):
    """The day of an instant in words; at an interval's end midnight belongs to the day before."""
    if is_end:
        instant -= timedelta(seconds=1)
    return display_partial(instant.strftime("%Y-%m-%d"))
