"""What one source says about a detention, a module for each group of nouns."""

from detainees.models.claims.court import Charge, Sentence, SentenceChange, Trial
from detainees.models.claims.custody import Enquiry, Event, Placement, Release
from detainees.models.claims.treatment import Violation

CLAIMS = (Event, Placement, Enquiry, Trial, Charge, Sentence, SentenceChange, Violation, Release)

__all__ = [
    "CLAIMS",
    "Charge",
    "Enquiry",
    "Event",
    "Placement",
    "Release",
    "Sentence",
    "SentenceChange",
    "Trial",
    "Violation",
]
