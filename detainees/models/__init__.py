"""The record: who was detained, and what each source says of it."""

from detainees.models.account import Account, AccountRole
from detainees.models.brought import Import
from detainees.models.bulk import BulkChange
from detainees.models.call import Call, CallTurn
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
from detainees.models.consent import Consent
from detainees.models.detention import Detention, Rally
from detainees.models.draft import Draft
from detainees.models.duplicate import DuplicateCandidate, DuplicateScan
from detainees.models.export import Export
from detainees.models.figure import Figure
from detainees.models.follow import AddressUse, Follow, Letter
from detainees.models.handling import Handling
from detainees.models.health import Health
from detainees.models.helpline import Helpline
from detainees.models.invitation import Invitation
from detainees.models.law import LawRule
from detainees.models.merge import Merge, NotSame
from detainees.models.paper import File
from detainees.models.person import Person
from detainees.models.person_name import PersonName
from detainees.models.reading import Allowance, Delay, PageRead
from detainees.models.removal import Removal, RemovedName
from detainees.models.session import Session
from detainees.models.source import Entry, Source
from detainees.models.submission import FormUse, Submission

__all__ = [
    "Account",
    "AccountRole",
    "AddressUse",
    "Allowance",
    "BulkChange",
    "Call",
    "CallTurn",
    "Charge",
    "Consent",
    "Delay",
    "Detention",
    "Draft",
    "DuplicateCandidate",
    "DuplicateScan",
    "Enquiry",
    "Entry",
    "Event",
    "Export",
    "Figure",
    "File",
    "Follow",
    "FormUse",
    "Handling",
    "Health",
    "Helpline",
    "Import",
    "Invitation",
    "LawRule",
    "Letter",
    "Merge",
    "NotSame",
    "PageRead",
    "Person",
    "PersonName",
    "Placement",
    "Rally",
    "Release",
    "Removal",
    "RemovedName",
    "Sentence",
    "SentenceChange",
    "Session",
    "Source",
    "Submission",
    "Trial",
    "Violation",
]
