"""When somebody is due out, in the local time of the place.

Who is harmed if the police read it: nobody; the rulings are theirs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

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
    days: int | None = None

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
            detention.sentence_days,
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
        last = self.latest - timedelta(seconds=1)  # midnight belongs to the day before
        days = {
            "first": day_words(self.earliest, beside=last),
            "last": display_partial(f"{last:%Y-%m-%d}"),
        }
        if self.at is None and self.earliest.date() == last.date():
            return _("on %(last)s; the hour is not known") % days
        if self.at is None:
            return _("from %(first)s to the end of %(last)s; the hour is not known") % days
        days["likely"] = f"{day_words(self.at, beside=last)}, {self.at:%H:%M}"
        if self.earliest.date() == last.date() == self.at.date():
            return _("on %(last)s, most likely at %(hour)s") % {**days, "hour": f"{self.at:%H:%M}"}
        return _("from %(first)s to the end of %(last)s, most likely %(likely)s") % days

    @property
    def basis_words(self):
        """How the term is counted, in words; "" when it was set by a change."""
        basis = BASES.get(self.basis, "")
        if not (basis and self.at and self.days):
            return basis
        begun = self.at - timedelta(days=self.days)
        return _("%(basis)s; %(days)s of 24 hours from %(begun)s") % {
            "basis": basis,
            "days": days_words(self.days),
            "begun": display_partial(f"{begun:%Y-%m-%dT%H:%M}"),
        }


def days_words(days):
    """A term in days, in the active language."""
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def day_words(instant, *, beside):
    """The day of an instant in words, without its year when it stands ``beside`` one of it."""
    if instant.year == beside.year:
        day = date_format(instant, "MONTH_DAY_FORMAT")
        return day if get_language() == "en" else day.lower()
    return display_partial(f"{instant:%Y-%m-%d}")
