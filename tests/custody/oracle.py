"""What the view ``custody`` must say, worked out claim by claim in the plainest Python.

Follows the numbered cases at the head of ``detainees/migrations/0009_custody.sql``; used by tests
only, so that the arithmetic itself is written once.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from registry.lib.dates import partial_span
from tests.custody.claims import (
    Whereabouts,
    doubtful,
    end,
    first,
    greatest,
    instant,
    last,
    least,
    newest,
    weight,
)

PENALTIES = {"administrative_arrest", "criminal_arrest", "imprisonment"}
CUSTODIAL = PENALTIES | {"remand", "house_arrest"}
ENDS = {"cancelled", "early_end"}


class Custody:
    """The row of ``custody`` for one detention."""

    def __init__(self, said, *, zone="Asia/Almaty"):
        self.home = zone
        self.said = said
        self.contradictions = set()
        self.read_seizure()
        self.read_sentence()
        self.read_whereabouts()
        self.read_state()
        self.read_release()

    def zone_of(self, said):
        return said.facility.zone if said.facility else self.home

    # Being seized and delivered

    def read_seizure(self):
        self.events = [
            e for e in self.said if e.noun == "event" and e.what in ("seized", "delivered")
        ]
        self.seized = self.counted_events("seized")
        self.delivered = self.counted_events("delivered")
        self.seized_at = self.seized[0].at if self.seized else ""
        if self.seized:
            starts = [first(e.at, self.zone_of(e)) for e in self.seized]
            lasts = [last(e.at, self.zone_of(e)) for e in self.seized]
            if max(starts) - min(lasts) >= timedelta(hours=1):
                self.contradictions.add("seizures_differ")
        self.held_basis, self.held_from, self.held_by, self.held_has_hour = None, None, None, False
        for basis, events in (("delivered", self.delivered), ("seized", self.seized)):
            if days := [e for e in events if len(e.at) >= 10]:
                hours = [e for e in days if len(e.at) >= 13]
                finest = hours or days
                self.held_basis, self.held_has_hour = basis, bool(hours)
                self.held_from = min(first(e.at, self.zone_of(e)) for e in finest)
                self.held_by = max(last(e.at, self.zone_of(e)) for e in finest)

    def counted_events(self, kind):
        dated = [e for e in self.events if e.what == kind and e.at]
        sure = [e for e in dated if not doubtful(e)]
        return sorted(
            sure or dated,
            key=lambda e: (
                len(e.at) < 10,
                weight(e),
                -len(e.at),
                -e.heard_at.timestamp(),
                -e.id,
            ),
        )

    # The sentence and its change

    def read_sentence(self):
        claims = [s for s in self.said if s.noun == "sentence"]
        self.sentence, self.sentence_kind = None, None
        self.days, self.ruled_at, self.counted_from, self.change = None, "", "", None
        if not claims:
            return
        for custodial, sure in ((True, True), (True, False), (False, True), (False, False)):
            known = [
                s.at[:10]
                for s in claims
                if len(s.at) >= 10
                and (s.what in CUSTODIAL or not custodial)
                and not (sure and doubtful(s))
            ]
            if known:
                break
        latest = max(known, default="")

        def day(said):
            return said.at[:10] if len(said.at) >= 10 else latest

        sure = [s for s in claims if not doubtful(s)] or claims
        leading = [s for s in sure if s.what in CUSTODIAL or day(s) == latest] or sure
        last_day = max(day(s) for s in leading)
        # Whatever is said of the winner's day, custodial or not, is of the same ruling.
        self.sentence = min((s for s in leading if day(s) == last_day), key=newest)
        same = sorted((s for s in sure if day(s) == last_day), key=newest)
        self.sentence_kind = self.sentence.what
        if len({s.what for s in same}) > 1 or len({s.days for s in same if s.days is not None}) > 1:
            self.contradictions.add("sentences_differ")
        self.of_kind = [s for s in same if s.what == self.sentence_kind]
        self.days = next((s.days for s in self.of_kind if s.days is not None), None)
        self.ruled_at = finest_first([s.at for s in self.of_kind])
        self.counted_from = finest_first([s.counted_from for s in self.of_kind])
        self.ruling_day = last_day
        if self.sentence_kind in CUSTODIAL:
            self.read_change(claims)

    def read_change(self, sentences):
        changes = [
            c for c in self.said if c.noun == "sentence_change" and self.applies(c, sentences)
        ]
        known = [c.at[:10] for c in changes if len(c.at) >= 10]
        latest = max(known, default="")

        def day(said):
            return said.at[:10] if len(said.at) >= 10 else latest

        if not changes:
            return
        last_day = max(day(c) for c in changes)
        final = [c for c in changes if day(c) == last_day]
        hours = [c for c in final if len(c.at) >= 13]
        if hours:
            last_hour = max(c.at for c in hours)
            self.change = min((c for c in hours if c.at == last_hour), key=newest)
        else:
            self.change = min(final, key=newest)
        if len({"end" if c.what in ENDS else c.days for c in final}) > 1:
            self.contradictions.add("changes_differ")

    def applies(self, change, sentences):
        if change.what == "appeal" and change.days is None:
            return False
        if doubtful(change) and not doubtful(self.sentence):
            return False
        if (
            change.at
            and self.ruled_at
            and partial_span(change.at)[1] <= partial_span(self.ruled_at)[0]
        ):
            return False
        for sentence in sentences:
            if sentence.id == change.sentence:
                if sentence.what != self.sentence_kind:
                    return False
                # Where no ruling has a day there is none to differ from.
                if (
                    len(sentence.at) >= 10
                    and self.ruling_day
                    and sentence.at[:10] != self.ruling_day
                ):
                    return False
        return True

    # Whereabouts

    def read_whereabouts(self):
        self.reported_dead = any(s.noun == "release" and s.what == "died" for s in self.said)
        self.claims = []
        for said in self.said:
            claim = Whereabouts.read(said, self.zone_of(said))
            if claim and claim.is_forecast:
                self.contradictions.add("release_foretold")
            elif claim:
                self.claims.append(claim)
        self.candidates = [c for c in self.claims if c.group != "not_here"]
        for claim in self.candidates:
            claim.overtaken = any(claim.is_overtaken_by(other) for other in self.claims)
        self.candidates.sort(key=Whereabouts.order)
        self.best = self.candidates[0] if self.candidates else None
        self.refusals = []
        if self.best is None:
            return
        self.refusals = self.refusals_at(self.best)
        if self.refusals:
            self.contradictions.add("told_not_here")
        self.find_contradictions()

    def counts(self, claim):
        return not claim.doubtful or self.best.doubtful

    def refusals_at(self, claim):
        """Who was told "not here" where the claim says, after what it says; the last first."""
        if claim.group != "in":
            return []
        told = [
            c
            for c in self.claims
            if c.group == "not_here"
            and c.facility.id == claim.facility.id
            and c.as_of > claim.as_of
            and self.counts(c)
        ]
        return sorted(told, key=lambda c: (-c.as_of.timestamp(), *newest(c.said)))

    def find_contradictions(self):
        best = self.best
        releases = [c for c in self.candidates if c.group == "out" and self.counts(c)]
        if best.group != "out":
            if releases:
                self.contradictions.add("release_denied")
        else:
            spans = [c for c in releases if c.first]
            if len({c.kind for c in releases}) > 1 or (
                spans
                and max(c.first for c in spans) - min(c.end for c in spans) >= timedelta(days=1)
            ):
                self.contradictions.add("releases_differ")
        if best.group == "in" and any(self.is_another_place(c) for c in self.candidates):
            self.contradictions.add("two_places")

    def is_another_place(self, claim):
        best = self.best
        if claim.group != "in" or claim.facility.id == best.facility.id or claim.overtaken:
            return False
        if claim.doubtful != best.doubtful or self.refusals_at(claim):
            return False
        since = best.began or best.as_of
        return claim.kind == "open" or (claim.kind == "held" and claim.as_of >= since)

    # What it comes to

    def read_state(self):
        self.base_status = self.status()
        in_place = self.best is not None and self.best.group == "in"
        known = self.base_status not in ("whereabouts_unknown", "house_arrest")
        self.facility_id = self.best.facility.id if in_place and known else None
        self.zone = self.best.facility.zone if self.facility_id else self.home
        self.last_facility_id = next(
            (c.facility.id for c in self.candidates if c.facility and self.counts(c)), None
        )
        self.is_released = bool(self.best) and self.best.group == "out"
        self.read_support()

    def status(self):  # noqa: PLR0911
        best, kind = self.best, self.sentence_kind
        group = best.group if best else None
        facility_kind = best.facility.kind if group == "in" else None
        if group == "out":
            return best.kind
        if facility_kind == "hospital" and not self.refusals:
            return "hospital"
        if kind == "house_arrest":
            return "house_arrest"
        if group == "gone":
            placed = any(c.facility and self.counts(c) for c in self.candidates)
            return "transferred" if best.kind == "left" or placed else "whereabouts_unknown"
        if self.refusals:
            return "whereabouts_unknown"
        if kind in PENALTIES:
            return "serving" if group == "in" else "whereabouts_unknown"
        if kind == "remand" or facility_kind == "remand":
            return "remanded"
        return "held" if group == "in" or self.events else "unknown"

    def read_support(self):
        """since, last_confirmed_at, sources and the best claim, all of the claims behind it."""
        if self.base_status == "house_arrest":
            self.support_by_sentence()
        elif self.refusals:
            told = self.refusals[0]
            self.since, self.best_claim = told.said.at, told.said
            self.last_confirmed_at = told.as_of
            self.sources = len({c.said.source for c in self.refusals})
        elif self.best:
            self.support_by_whereabouts()
        elif self.sentence_kind in CUSTODIAL:
            self.support_by_sentence()
        else:
            self.since = self.seized_at
            self.last_confirmed_at = greatest(*(e.heard_at for e in self.events))
            self.sources = len({e.source for e in self.events})
            undated = [e for e in self.events if not e.at]
            order = []
            for kind in ("seized", "delivered"):
                dated = [e for e in self.events if e.what == kind and e.at]
                order += self.counted_events(kind) + [e for e in dated if doubtful(e)]
                order += sorted(
                    (e for e in undated if e.what == kind), key=lambda e: (doubtful(e), *newest(e))
                )
            self.best_claim = order[0] if order else None

    def support_by_sentence(self):
        self.since, self.best_claim = self.ruled_at, self.sentence
        self.last_confirmed_at = max(s.heard_at for s in self.of_kind)
        self.sources = len({s.source for s in self.of_kind})

    def support_by_whereabouts(self):
        best = self.best
        support = [c for c in self.candidates if c is best or self.supports(c)]
        self.best_claim = best.said
        self.last_confirmed_at = max(c.confirmed_at for c in support)
        self.sources = len({c.said.source for c in support})
        support.sort(
            key=lambda c: (
                not (c is best and c.said.noun != "enquiry"),
                c.said.noun != "placement",
                c.said.noun != "event",
            )
        )
        self.since = next((c.text for c in support if c.text), "")

    def supports(self, claim):
        best = self.best
        return (
            claim.group == best.group
            and claim.doubtful == best.doubtful
            and not claim.overtaken
            and (best.group != "gone" or claim.kind == best.kind)
            and (claim.facility and claim.facility.id) == (best.facility and best.facility.id)
        )

    # Release

    def read_release(self):
        self.released_first_at = self.released_last_at = None
        if self.is_released:
            self.released_first_at = self.best.first or self.best.said.heard_at
            self.released_last_at = self.best.end or self.best.said.heard_at
        change = self.change
        self.sentence_change = change.what if change else None
        self.sentence_days = change.days if change and change.days is not None else self.days
        basis, earliest, likely, latest = self.counted()
        days = self.sentence_days if self.sentence_kind in PENALTIES else None
        due = (None, None, None)
        if days is not None:
            due = self.due(earliest, likely, latest, days)
        self.release_from, self.release_at, self.release_to = self.changed(due, earliest)
        if self.release_to is None:
            self.release_basis = None
        elif change and change.what in ENDS:
            self.release_basis = "decision"
        else:
            self.release_basis = basis

    def counted(self):
        """What the days are counted from: its name, earliest, most likely and latest instant."""
        zone = self.home
        if self.counted_from:
            text = self.counted_from
            likely = first(text, zone) if len(text) >= 13 else None
            return "counted_from", first(text, zone), likely, last(text, zone)
        dates = [(e.at, self.zone_of(e)) for e in self.seized + self.delivered]
        if self.ruled_at:
            dates.append((self.ruled_at, zone))
        dates = [d for d in dates if len(d[0]) >= 10] or dates
        earliest = least(*(first(*d) for d in dates))
        latest = greatest(*(last(*d) for d in dates))
        for basis, text, where in (
            ("seized", self.seized_at, self.zone_of(self.seized[0]) if self.seized else zone),
            (
                "delivered",
                self.delivered[0].at if self.delivered else "",
                self.zone_of(self.delivered[0]) if self.delivered else zone,
            ),
            ("ruling", self.ruled_at, zone),
        ):
            if text:
                return basis, earliest, first(text, where) if len(text) >= 13 else None, latest
        return None, None, None, None

    def due(self, earliest, likely, latest, days):
        if earliest is None:
            return None, None, None
        at = likely + timedelta(hours=24 * days) if likely else None
        return (
            least(self.midnight(earliest, days), at),
            at,
            greatest(self.midnight(latest, days + 1), at),
        )

    def midnight(self, moment, days):
        """The local midnight with which the day ``days`` after the moment's day begins."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=days)
        return instant(datetime.combine(day, time()), self.zone)

    def changed(self, due, earliest):
        change = self.change
        if change is None:
            return due
        decided_from, decided_at, decided_to = None, None, change.heard_at
        if change.at:
            decided_from = first(change.at, self.home)
            decided_at = decided_from if len(change.at) >= 13 else None
            decided_to = decided_from if len(change.at) == 16 else end(change.at, self.home)
        if change.what in ENDS:
            return decided_from or earliest, decided_at, decided_to
        start, at, stop = due
        if stop is None:
            return due
        stop = max(stop, decided_to)
        if change.days is None:
            return decided_from or earliest, None, stop
        start = greatest(start, decided_from)
        if at is not None and at < decided_to:
            at = max(at, decided_at) if decided_at else None
        return start, at, stop


def finest_first(texts):
    """The first text that names a day, else the first that names anything."""
    return next((t for t in texts if len(t) >= 10), next((t for t in texts if t), ""))
