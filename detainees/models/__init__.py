"""The record: who was detained, and what each source says of it."""

from detainees.models.account import Account
from detainees.models.brought import Import
from detainees.models.claims import (
    Charge,
    Enquiry,
    Event,
    Placement,
    Release,
    Sentence,
    SentenceChange,
    Trial,
    Violation,
)
from detainees.models.detention import Detention, Rally
from detainees.models.export import Export
from detainees.models.figure import Figure
from detainees.models.law import LawRule
from detainees.models.merge import Merge, NotSame
from detainees.models.person import Consent, Health, Person, PersonName
from detainees.models.removal import Removal, RemovedName
from detainees.models.source import Entry, Source

__all__ = [
    "Account",
    "Charge",
    "Consent",
    "Detention",
    "Enquiry",
    "Entry",
    "Event",
    "Export",
    "Figure",
    "Health",
    "Import",
    "LawRule",
    "Merge",
    "NotSame",
    "Person",
    "PersonName",
    "Placement",
    "Rally",
    "Release",
    "Removal",
    "RemovedName",
    "Sentence",
    "SentenceChange",
    "Source",
    "Trial",
    "Violation",
]
