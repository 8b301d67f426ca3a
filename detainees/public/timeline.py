"""The claims about a person, each as a dated sentence.

Who is harmed if the police read it: a sentence says what was reported, never by whom.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from detainees.public.rights import article_words
from detainees.publication.release import days_words
from detainees.publication.vocabulary import (
    Certainty,
    ChangeKind,
    EnquiryReply,
    EventKind,
    ReleaseManner,
    SentenceKind,
)
from registry.lib.dates import display_day, display_partial

OLD_AFTER = timedelta(days=3)


@dataclass
class Item:
    """One claim on the page: when it was so, when it was heard, in words, how certain.

    ``day`` and ``heard`` are the two in words, too.
    """

    when: str
    day: str
    heard_at: datetime
    heard: str
    kind: str
    words: str
    certainty: str
    is_old: bool


def timeline(claims, places):
    """Return the claims as Items in the order of what they speak of; undated ones stand last."""
    newest = max((claim.heard_at for claim in claims), default=None)
    items = [
        Item(
            when=claim.when,
            day=display_partial(claim.when) or _("Day not known"),
            heard_at=claim.heard_at,
            heard=_("· heard on %(day)s") % {"day": display_day(claim.heard_at)},
            kind=claim.noun,
            words=WORDS[claim.noun](claim, places.facility_name(claim.facility_id)),
            certainty=capfirst(str(Certainty(claim.certainty).label)),
            is_old=is_old(claim, newest),
        )
        for claim in claims
    ]
    return sorted(items, key=lambda item: (item.when == "", item.when, item.heard_at))


def is_old(claim, newest):
    """True for a whereabouts claim that nobody has confirmed for three days before the newest."""
    return claim.noun in ("placement", "enquiry") and newest - claim.heard_at > OLD_AFTER


def _sentence(text, facility):
    return f"{text}: {facility}" if facility else str(text)


def event_words(claim, facility):
    return _sentence(EventKind(claim.kind).label.capitalize(), facility)


def placement_words(claim, facility):
    words = _("Taken to a place that nobody knows yet")
    if facility:
        words = _("Held in: %(facility)s") % {"facility": facility}
    if claim.until:
        until = _("until: %(day)s") % {"day": display_partial(claim.until)}
        words = f"{words}, {until}"
    return words


def enquiry_words(claim, facility):
    reply = EnquiryReply(claim.kind).label
    return _("Asked at: %(facility)s. Answer: %(reply)s") % {"facility": facility, "reply": reply}


def trial_words(claim, facility):
    parts = [_sentence(_("Court session"), facility)]
    if claim.inside_station == "yes":
        parts.append(_("inside a police station"))
    if claim.minutes:
        parts.append(
            ngettext("lasted %(number)d minute", "lasted %(number)d minutes", claim.minutes)
            % {"number": claim.minutes}
        )
    if claim.lawyer_present == "no":
        parts.append(_("without a lawyer"))
    return ", ".join(parts)


def charge_words(claim, facility):
    return _("Accused under: %(article)s") % {
        "article": article_words(f"{claim.kind} {claim.article}")
    }


def sentence_words(claim, facility):
    parts = [_("Sentence: %(kind)s") % {"kind": SentenceKind(claim.kind).label}]
    if claim.days:
        parts.append(days_words(claim.days))
    if claim.amount_mci:
        parts.append(_("%(amount)s MCI") % {"amount": f"{claim.amount_mci.normalize():f}"})
    return ", ".join(parts)


def change_words(claim, facility):
    kind = ChangeKind(claim.kind).label
    parts = [_("Sentence change: %(kind)s") % {"kind": kind}]
    if claim.days is not None:
        parts.append(days_words(claim.days))
    return ", ".join(parts)


def release_words(claim, facility):
    return ReleaseManner(claim.kind).label.capitalize()


WORDS = {
    "event": event_words,
    "placement": placement_words,
    "enquiry": enquiry_words,
    "trial": trial_words,
    "charge": charge_words,
    "sentence": sentence_words,
    "sentence_change": change_words,
    "release": release_words,
}
