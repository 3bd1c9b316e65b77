"""The bank's own rules: playbook.toml, its sections in one file a subject, and how it is read and checked.

`reading` builds the sections and names what is wrong, `lines` knows where in the file that stands, and
`sense` what must hold between one line and another.
"""

from scheduling.playbook.branch import Kinds
from scheduling.playbook.campaigns import Campaign, FinancialEvent
from scheduling.playbook.contacts import Cell, Gaps
from scheduling.playbook.customers import Entitlement, SegmentGroup, Tier
from scheduling.playbook.greetings import FestivalName
from scheduling.playbook.money import WEEKDAYS
from scheduling.playbook.playbook import BUILT_IN, Playbook, PlaybookError

__all__ = [
    "BUILT_IN",
    "WEEKDAYS",
    "Campaign",
    "Cell",
    "Entitlement",
    "FestivalName",
    "FinancialEvent",
    "Gaps",
    "Kinds",
    "Playbook",
    "PlaybookError",
    "SegmentGroup",
    "Tier",
]
