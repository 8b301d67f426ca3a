"""Every column that may leave the desk, declared once: an allow-list.

A field of the record that no column here names is in no export. Never here, whoever asks: names and
contacts of sources, identity numbers, phones, home addresses, notes and other free text, who
entered what. If the police read an export tonight they find who was detained and what for, not who
told of it; the instant of hearing is cut to the hour, so that no telephone bill matches it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from detainees.exchange import told
from detainees.exchange.cells import cell, told_apart
from detainees.exchange.rows import Row
from detainees.models import (
    Consent,
    Detention,
    Event,
    Health,
    Person,
    Release,
    Sentence,
    SentenceChange,
    Trial,
    Violation,
)
from detainees.models.person import Answer


class Audience(TextChoices):
    """The permission that somebody needs to take a column out."""

    STAFF = "detainees.add_export", _("the record")
    VIOLATIONS = "detainees.view_violation", _("violations")
    HEALTH = "detainees.view_health", _("health")


class Invented(TextChoices):
    """What stands in the first cell of every row that somebody made up."""

    INVENTED = "INVENTED", _("made up for the demo: this did not happen to anybody")


@dataclass(frozen=True)
class Column:
    """One column: its code for good, its label, what finds its value, and who may have it.

    ``is_compared``: different values mean that sources disagree, or that it happened twice.
    """

    code: str
    label: str
    value: Callable[[Row], object]
    meaning: str = ""
    vocabulary: type[TextChoices] | None = None
    audience: Audience = Audience.STAFF
    is_compared: bool = False
    width: int = 14

    @property
    def is_guarded(self):
        """True when not everybody who exports may have it."""
        return self.audience != Audience.STAFF

    def cell(self, row):
        """Return what stands in this column of ``row``."""
        return cell(self.value(row))


def compared(code, label, value, meaning="", **options):
    """Declare a column whose claims are compared."""
    return Column(code, label, value, meaning, is_compared=True, **options)


def differing(row):
    """Return the codes of the columns of ``row`` in which claims differ."""

    def find():
        compared = (column for column in COLUMNS if column.is_compared)
        return [column.code for column in compared if len(told_apart(column.value(row))) > 1]

    return row.once("differing", find)


PERSON = [
    Column("invented", _("invented"), told.invented, vocabulary=Invented),
    Column("public_id", _("public id"), told.person("public_id"), width=16),
    Column("name", _("name"), told.name, _("The spelling that is shown first."), width=36),
    Column("other_names", _("other spellings"), told.other_names, width=36),
    Column("sex", _("sex"), told.person("sex"), vocabulary=Person.Sex),
    Column("birth_date", _("date of birth"), told.birth_date),
    Column("born_from", _("born not before (estimate)"), told.person("birth_year_from")),
    Column("born_to", _("born not after (estimate)"), told.person("birth_year_to")),
    Column("looks_minor", _("looks under 18"), told.looks_minor, vocabulary=Answer),
    Column("level", _("who may see"), told.person("level"), vocabulary=Person.Level),
    Column(
        "consents",
        _("agreed to"),
        told.consents,
        _("What was agreed to by consents that hold now."),
        vocabulary=Consent.Scope,
        width=24,
    ),
]
DETENTION = [
    Column("detention", _("detention number"), told.detention("id"), _("As the desk shows it.")),
    Column("rally_on", _("date of the rally"), told.rally_on),
    Column(
        "city",
        _("city"),
        told.city,
        _("The rally's, else the detention's own; called as it was that day."),
        width=18,
    ),
    Column("role", _("detained as"), told.detention("role"), vocabulary=Detention.Role),
    compared("seized_at", _("seized: when"), told.event(Event.Kind.SEIZED), width=18),
    compared(
        "delivered_at",
        _("brought to the station: when"),
        told.event(Event.Kind.DELIVERED),
        width=18,
    ),
    compared(
        "facility_now",
        _("held in"),
        told.facility_now,
        _("Placements without an end. Empty when a release was heard of later."),
        width=32,
    ),
    compared(
        "last_facility",
        _("last placement: where"),
        told.last_facility,
        _("Every placement after which no other surely began."),
        width=32,
    ),
    compared("last_from", _("last placement: from"), told.last("from_at"), width=18),
    compared("last_to", _("last placement: to"), told.last("to_at"), width=18),
]
COURT = [
    compared("trial_at", _("trial: when"), told.date_of(Trial, "held_at"), width=18),
    compared(
        "trial_inside_station",
        _("trial: inside a police station"),
        told.of(Trial, "inside_station"),
        vocabulary=Answer,
    ),
    compared("trial_minutes", _("trial: minutes it lasted"), told.of(Trial, "minutes")),
    compared(
        "trial_lawyer",
        _("trial: lawyer present"),
        told.of(Trial, "lawyer_present"),
        vocabulary=Answer,
    ),
    Column(
        "charges",
        _("charges"),
        told.charges,
        _("Code, article and part: CAO 488(6). CAO is the code of offences, CC the criminal code."),
        width=24,
    ),
    compared(
        "sentence",
        _("sentence"),
        told.of(Sentence, "kind"),
        vocabulary=Sentence.Kind,
        width=24,
    ),
    compared("sentence_days", _("sentence: days"), told.of(Sentence, "days")),
    compared(
        "fine_mci",
        _("sentence: fine in MCI"),
        told.of(Sentence, "amount_mci"),
        _("Monthly calculation indices."),
    ),
    compared("ruled_at", _("sentence: date of the ruling"), told.date_of(Sentence, "ruled_at")),
    compared(
        "counted_from",
        _("sentence: counted from"),
        told.date_of(Sentence, "counted_from"),
        width=18,
    ),
    Column(
        "change",
        _("change of sentence"),
        told.of(SentenceChange, "kind"),
        vocabulary=SentenceChange.Kind,
    ),
    Column("changed_at", _("change: when"), told.date_of(SentenceChange, "decided_at"), width=18),
    Column(
        "days_now",
        _("change: days now"),
        told.of(SentenceChange, "days"),
        _("The whole term after the change."),
    ),
]
END = [
    compared("release", _("release: how"), told.of(Release, "manner"), vocabulary=Release.Manner),
    compared("released_at", _("release: when"), told.date_of(Release, "released_at"), width=18),
    Column(
        "sources",
        _("number of sources"),
        told.sources,
        _("Different sources of everything told of this detention; violations are not counted."),
    ),
    Column("first_heard", _("first heard"), told.first_heard, _("Cut to the hour."), width=18),
    Column("last_heard", _("last heard"), told.last_heard, _("Cut to the hour."), width=18),
    Column(
        "differing",
        _("columns that differ"),
        lambda row: len(differing(row)),
        _("In how many columns sources disagree, or tell of something that happened twice."),
    ),
    Column("differing_in", _("which columns differ"), differing, _("Their codes."), width=24),
]
GUARDED = [
    Column(
        "violations",
        _("violations"),
        told.violations,
        audience=Audience.VIOLATIONS,
        vocabulary=Violation.Kind,
        width=32,
    ),
    Column(
        "pregnant",
        _("pregnant"),
        told.health("is_pregnant"),
        audience=Audience.HEALTH,
        vocabulary=Answer,
    ),
    Column(
        "child_under_14",
        _("has a child under 14"),
        told.health("has_child_under_14"),
        audience=Audience.HEALTH,
        vocabulary=Answer,
    ),
    Column(
        "raises_child_alone",
        _("raises the child alone"),
        told.health("raises_child_alone"),
        audience=Audience.HEALTH,
        vocabulary=Answer,
    ),
    Column(
        "disability",
        _("disability"),
        told.health("disability"),
        audience=Audience.HEALTH,
        vocabulary=Health.Disability,
    ),
]
COLUMNS = [*PERSON, *DETENTION, *COURT, *END, *GUARDED]


def allowed_audiences(account):
    """Return the audiences that an account belongs to; none unless it may export at all."""
    if not account.has_perm(Audience.STAFF):
        return []
    return [audience for audience in Audience if account.has_perm(audience)]


def columns_for(account, audiences):
    """Return the columns of the wanted ``audiences`` that ``account`` may take out, in order."""
    allowed = {*allowed_audiences(account)} & {Audience.STAFF, *audiences}
    return [column for column in COLUMNS if column.audience in allowed]
