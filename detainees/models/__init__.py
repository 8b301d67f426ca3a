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
from detainees.models.draft import Draft
from detainees.models.export import Export
from detainees.models.figure import Figure
from detainees.models.helpline import Helpline
from detainees.models.law import LawRule
from detainees.models.person import Consent, Health, Person, PersonName
from detainees.models.removal import Removal, RemovedName
from detainees.models.source import Entry, Source

__all__ = [
    "Account",
    "Charge",
    "Consent",
    "Detention",
    "Draft",
    "Enquiry",
    "Entry",
    "Event",
    "Export",
    "Figure",
    "Health",
    "Helpline",
    "Import",
    "LawRule",
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
