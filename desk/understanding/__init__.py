"""What a manager types or dictates, understood: who, what kind of contact, what was promised."""

from desk.understanding.happened import FURTHEST_BACK
from desk.understanding.masking import mask_numbers, mask_phones
from desk.understanding.people import HasCustomers, People
from desk.understanding.understand import amended, understand, understand_all
from desk.understanding.understood import (
    Candidate,
    ComplaintSaid,
    Correction,
    FollowUpSaid,
    Found,
    Mention,
    Question,
    Understanding,
)
from desk.understanding.who import find, search

__all__ = [
    "FURTHEST_BACK",
    "Candidate",
    "ComplaintSaid",
    "Correction",
    "FollowUpSaid",
    "Found",
    "HasCustomers",
    "Mention",
    "People",
    "Question",
    "Understanding",
    "amended",
    "find",
    "mask_numbers",
    "mask_phones",
    "search",
    "understand",
    "understand_all",
]
