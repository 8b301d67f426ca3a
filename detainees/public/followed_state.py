"""What a private page says of the person who is followed: now, and what changed."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from detainees.publication.published import OUT, Status
from detainees.publication.release import Release
from registry.lib.dates import display_partial

# What may change, in the order of the page.
LABELS = {
    "status": _("Status"),
    "facility": _("Facility"),
    "since": _("Since"),
    "release": _("When release is due"),
}


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: what, and in words before and now."""

    label: str
    before: str
    now: str


class Detention:
    """The columns of a state by name, as Release reads them; a state holds no term in days."""

    sentence_days = None

    def __init__(self, state):
        self.__dict__.update(state)


class FollowedState:
    """An Opened in words; ``places`` names the facilities."""

    def __init__(self, opened, places):
        self.state, self.since = opened.state, opened.since
        self.is_listed = opened.state["listed"]
        self.places = places
        before, now = self.words(opened.seen), self.words(opened.state)
        self.facts = [(LABELS[key], now[key]) for key in LABELS if now[key] and key != "status"]
        self.changes = [
            Change(LABELS[key], before[key] or "–", now[key] or "–")
            for key in LABELS
            if opened.seen and before[key] != now[key]
        ]

    @property
    def status(self):
        return self.state["status"]

    @property
    def facility(self):
        """The facility where the person is now, None when out or nobody knows."""
        is_out = self.status in OUT
        return None if is_out else self.places.facilities.get(self.state["facility_id"])

    @property
    def status_label(self):
        return Status(self.status).label

    def words(self, state):
        """Return {key of LABELS: what a state says of it, in words}."""
        if not state:
            return dict.fromkeys(LABELS, "")
        is_out = state["status"] in OUT
        release = None if is_out else Release.of(Detention(state))
        return {
            "status": Status(state["status"]).label,
            "facility": "" if is_out else self.places.facility_name(state["facility_id"]),
            "since": display_partial(state["since"]),
            "release": release.words if release else "",
        }
