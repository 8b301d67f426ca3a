"""The choices of the record that pages speak of, without the tables behind them.

The public room imports them from here, so that no page can reach a private table by accident.
"""

from detainees.models.claims.base import Certainty
from detainees.models.claims.court import SentenceChange, SentenceKind
from detainees.models.claims.custody import Enquiry, Event, Release
from detainees.models.helpline import Helpline, in_language
from detainees.models.law import LawRule
from stations.models import Facility

EventKind = Event.Kind
EnquiryReply = Enquiry.Reply
ReleaseManner = Release.Manner
ChangeKind = SentenceChange.Kind
FacilityKind = Facility.Kind
HelplineKind = Helpline.Kind
LawStatus = LawRule.Status
LawUnit = LawRule.Unit

__all__ = [
    "Certainty",
    "ChangeKind",
    "EnquiryReply",
    "EventKind",
    "FacilityKind",
    "HelplineKind",
    "LawStatus",
    "LawUnit",
    "ReleaseManner",
    "SentenceKind",
    "in_language",
]
