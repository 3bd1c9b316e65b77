"""What Guanjia knows, as frozen records; what is impossible cannot be built."""

from store.records.arrival import Arrival
from store.records.base import Record, Refused, replace
from store.records.bulletin import Bulletin
from store.records.by_hand import FactTold, Reclassed, SecondMet
from store.records.complaint import Aspect, Complaint, ComplaintState, Severity
from store.records.contact import Amount, Contact, Kind, Outcome, Purpose
from store.records.customer import (
    Birthday,
    Customer,
    Entitled,
    Holding,
    HoldingKind,
    Masked,
    Matured,
    MaturityOutcome,
    Occasion,
    OccasionKind,
    Satisfied,
    Sex,
    Stage,
    StageChange,
)
from store.records.dialogue import Dialogue
from store.records.draft import Draft
from store.records.follow_up import FollowUp, FollowUpState
from store.records.money import Balance, Flow, Price
from store.records.person import LANGUAGES, Branch, Cover, Invitation, Language, Person, Rendering, Role
from store.records.remark import Remark, RemarkKind
from store.records.request import Request, RequestState
from store.records.settlement import Settled, Settlement

__all__ = [
    "LANGUAGES",
    "Amount",
    "Arrival",
    "Aspect",
    "Balance",
    "Birthday",
    "Branch",
    "Bulletin",
    "Complaint",
    "ComplaintState",
    "Contact",
    "Cover",
    "Customer",
    "Dialogue",
    "Draft",
    "Entitled",
    "FactTold",
    "Flow",
    "FollowUp",
    "FollowUpState",
    "Holding",
    "HoldingKind",
    "Invitation",
    "Kind",
    "Language",
    "Masked",
    "Matured",
    "MaturityOutcome",
    "Occasion",
    "OccasionKind",
    "Outcome",
    "Person",
    "Price",
    "Purpose",
    "Reclassed",
    "Record",
    "Refused",
    "Remark",
    "RemarkKind",
    "Rendering",
    "Request",
    "RequestState",
    "Role",
    "Satisfied",
    "SecondMet",
    "Settled",
    "Settlement",
    "Severity",
    "Sex",
    "Stage",
    "StageChange",
    "replace",
]
