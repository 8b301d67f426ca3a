"""Why a page says what it says: the reports it rests on, what speaks against it, how days count.

Who is harmed if the police read it: nobody beyond those who agreed to be listed. It is made of
published facts alone: how many sources and how old, never which.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from detainees.public.timeline import OLD_AFTER, WORDS, days_words
from detainees.publication.published import OUT, Status, counting_rules
from detainees.publication.release import Release
from detainees.publication.vocabulary import Certainty, EnquiryReply, SentenceKind
from registry.lib.dates import display_partial

GRADES = {
    Certainty.CONFIRMED: gettext_lazy("It is confirmed."),
    Certainty.PROBABLE: gettext_lazy("It is probably so."),
    Certainty.POSSIBLE: gettext_lazy("It may be so. Nobody has confirmed it yet."),
    Certainty.DOUBTFUL: gettext_lazy("It is doubtful. Check it before you rely on it."),
    Certainty.UNKNOWN: gettext_lazy("Nobody has said how sure it is."),
}
AGAINST = {
    "release_denied": gettext_lazy("Somebody said “released”. Later reports say “still held”."),
    "release_foretold": gettext_lazy("A release was announced before its day; nobody saw it yet."),
    "releases_differ": gettext_lazy("Reports of the release name different days or ways."),
    "two_places": gettext_lazy("Reports name two places at one time."),
    "told_not_here": gettext_lazy("Somebody asked at this place and was told: not here."),
    "sentences_differ": gettext_lazy("Reports name different sentences."),
    "changes_differ": gettext_lazy("Reports name different changes of the sentence."),
    "seizures_differ": gettext_lazy("Reports name different times of being seized."),
}
STARTS = {
    "counted_from": gettext_lazy("the ruling names this time"),
    "seized": gettext_lazy("the time of being seized; the ruling's own time is not known"),
    "delivered": gettext_lazy("the time of arrival at the station; nothing earlier is known"),
    "ruling": gettext_lazy("the time of the ruling; nothing earlier is known"),
}
WHEREABOUTS = ("event", "placement", "enquiry", "release")


@dataclass(frozen=True)
class Report:
    """One report in words: how many days ago it was heard, how sure, and whether it is old."""

    words: str
    age: str
    certainty: str
    is_old: bool


@dataclass(frozen=True)
class Basis:
    """What a person's status rests on. Lists are of sentences, in the order to be read."""

    sources: int
    grade: str
    reports: list[Report]
    against: list[str]
    steps: list[str]
    rules: list[str]

    @classmethod
    def of(cls, detention, claims, places, *, at=None):
        """Return the Basis of a PublishedDetention with its published claims; None without one."""
        if detention is None:
            return None
        at = at or timezone.now()
        theirs = [claim for claim in claims if claim.detention_id == detention.pk]
        supporting = [claim for claim in theirs if says_so(detention, claim)]
        supporting = supporting or [claim for claim in theirs if claim.noun in WHEREABOUTS]
        newest_first = sorted(supporting, key=lambda claim: claim.heard_at, reverse=True)
        is_over = detention.status in OUT
        return cls(
            sources=detention.sources,
            grade=GRADES.get(detention.certainty, ""),
            reports=[report_of(claim, places, at, is_over=is_over) for claim in newest_first],
            against=against(detention, theirs, places),
            steps=[] if is_over else release_steps(detention, theirs),
            rules=[] if is_over else rules_of(detention),
        )


def says_so(detention, claim):
    """True when a claim says what the status says: out, here, not here, under house arrest."""
    if detention.status in OUT:
        return claim.noun == "release"
    if detention.facility_id:
        is_here = claim.facility_id == detention.facility_id and claim.noun != "trial"
        return is_here and (claim.noun != "enquiry" or claim.kind == EnquiryReply.HELD)
    if detention.status == Status.HOUSE_ARREST:
        return claim.kind == SentenceKind.HOUSE_ARREST
    if detention.status in (Status.WHEREABOUTS_UNKNOWN, Status.TRANSFERRED):
        is_gone = claim.noun == "placement" and (claim.until or not claim.facility_id)
        return is_gone or claim.kind == EnquiryReply.NOT_HELD
    return claim.noun == "event"


def report_of(claim, places, at, *, is_over):
    """Return the Report of a claim; after three days it is old, unless the detention ended."""
    return Report(
        words=WORDS[claim.noun](claim, places.facility_name(claim.facility_id)),
        age=age_words((at - claim.heard_at).days),
        certainty=Certainty(claim.certainty).label,
        is_old=not is_over and at - claim.heard_at > OLD_AFTER,
    )


def age_words(days):
    """How long ago something was heard, to the day."""
    if days < 1:
        return _("heard less than a day ago")
    return ngettext("heard %(days)d day ago", "heard %(days)d days ago", days) % {"days": days}


def against(detention, claims, places):
    """Sentences that speak against the status, and each place that answered “not here”."""
    told = [str(AGAINST[code]) for code in detention.contradictions if code in AGAINST]
    refusals = [claim for claim in claims if claim.kind == EnquiryReply.NOT_HELD]
    return told + [WORDS["enquiry"](one, places.facility_name(one.facility_id)) for one in refusals]


def release_steps(detention, claims):
    """How the day of release is counted, a sentence a step; empty when no term is known."""
    release = Release.of(detention)
    if release is None:
        return []
    return [*term_steps(detention, claims, release), interval_step(release)]


def term_steps(detention, claims, release):
    """The steps up to the most likely instant."""
    if release.basis == "decision":
        return [_("A decision ended the term: release is due from the day of that decision.")]
    days = detention.sentence_days
    if days is None:
        return []
    steps = [_("The term: %(days)s.") % {"days": days_words(days)}]
    is_changed = any(claim.noun == "sentence_change" for claim in claims)
    if is_changed:
        steps.append(_("A decision changed the term; the changed one is counted."))
    if release.at is None:
        return [*steps, _("The hour at which it began is not known, so only days can be named.")]
    if not is_changed and release.basis in STARTS:
        start = display_instant(release.at - days * timedelta(hours=24))
        reason = STARTS[release.basis]
        steps.append(_("Counted from %(start)s: %(reason)s.") % {"start": start, "reason": reason})
    end = {"days": days_words(days), "end": display_instant(release.at)}
    return [*steps, _("Plus %(days)s of 24 hours: %(end)s is most likely.") % end]


def interval_step(release):
    """The sentence that names the earliest and the latest day."""
    last = release.latest - timedelta(seconds=1)  # midnight belongs to the day before
    return _(
        "Not earlier than %(first)s, not later than the end of %(last)s: the law does not settle "
        "the hour, and papers and witnesses differ."
    ) % {
        "first": display_partial(f"{release.earliest:%Y-%m-%d}"),
        "last": display_partial(f"{last:%Y-%m-%d}"),
    }


def display_instant(instant):
    """An instant in words, to the minute."""
    return display_partial(f"{instant:%Y-%m-%dT%H:%M}")


def rules_of(detention):
    """The rules by which the term is counted, each with what must stand beside it."""
    if Release.of(detention) is None:
        return []
    if detention.sentence_kind != SentenceKind.ADMINISTRATIVE_ARREST:
        return [_("A lawyer should check how this term is counted.")]
    return [rule_words(rule) for rule in counting_rules()]


def rule_words(rule):
    """A rule's article, and that a lawyer should check it where its text was not read."""
    article = rule.article.replace("CAO ", "")
    words = _("Code of Administrative Offences, article %(article)s") % {"article": article}
    return f"{words} ({_('to be checked by a lawyer')})" if rule.is_from_memory else words
