"""The bank's rules as data: what playbook.toml says, checked as a whole (DOMAIN, everything marked ⚙)."""

from functools import lru_cache
from pathlib import Path
from typing import Self

from scheduling.bank_file import Problem, Unreadable, text_of
from scheduling.playbook.branch import (
    Board,
    BranchHours,
    Capacity,
    Digest,
    Duties,
    Handover,
    Kinds,
    ListData,
    Team,
)
from scheduling.playbook.campaigns import Campaigns, FinancialEvents
from scheduling.playbook.contacts import (
    Cadence,
    NewAccount,
    Referrals,
    Retry,
    Reviews,
    SecondMeetings,
    Statements,
    Touches,
    Visits,
)
from scheduling.playbook.customers import Entitlements, ProfileCheck, Segments, Tier, ValueClasses
from scheduling.playbook.greetings import BackHome, Birthdays, Festivals, Occasions
from scheduling.playbook.money import (
    AfterSale,
    Expiry,
    LoanEnd,
    LoanMissed,
    LoanStart,
    Maturity,
    Movements,
    Payout,
    RiskProfile,
    SilentBuyer,
    TierChange,
    ValueMoved,
)
from scheduling.playbook.promises import Complaints, Promises, ServiceRequests
from scheduling.playbook.reading import read
from scheduling.playbook.section import Section

BUILT_IN = Path(__file__).with_name("playbook.toml")


class PlaybookError(Exception):
    """The playbook has mistakes; `problems` names all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


class Playbook(Section, frozen=True, kw_only=True):
    """A bank's rules; built by `load` or `parse` only, so that it is known to be whole."""

    tiers: tuple[Tier, ...]
    cadence: Cadence
    visit: Visits
    review: Reviews
    second_meeting: SecondMeetings
    capacity: Capacity
    maturity: Maturity
    loan_end: LoanEnd
    expiry: Expiry
    new_account: NewAccount
    birthday: Birthdays
    festival: Festivals
    occasion: Occasions
    after_sale: AfterSale
    silent_buyer: SilentBuyer
    loan_start: LoanStart
    loan_missed: LoanMissed
    payout: Payout
    value_moved: ValueMoved
    tier_change: TierChange
    movement: Movements
    campaign: Campaigns
    financial_event: FinancialEvents
    risk_profile: RiskProfile
    back_home: BackHome
    service_request: ServiceRequests
    statement: Statements
    referral: Referrals
    profile: ProfileCheck
    entitlement: Entitlements
    board: Board
    touches: Touches
    segment: Segments
    value: ValueClasses
    follow_up: Promises
    retry: Retry
    complaint: Complaints
    branch_hours: BranchHours
    duties: Duties
    kinds: Kinds
    digest: Digest
    team: Team
    handover: Handover
    data: ListData

    @property
    def campaigns(self) -> tuple[str, ...]:
        """The names of the campaigns there are."""
        return tuple(each.name for each in self.campaign.running)

    @classmethod
    def load(cls, path: Path | None = None) -> "Playbook":
        """The playbook of a file over the built-in one (None: the built-in one alone); PlaybookError."""
        if path is None:
            return _standard()
        try:
            return cls.parse(text_of(path))
        except Unreadable as unreadable:
            facts: dict[str, object] = {"path": str(path), "why": unreadable.why}
            raise PlaybookError((Problem(line=0, key="playbook.unreadable", facts=facts),)) from unreadable

    @classmethod
    def parse(cls, text: str) -> Self:
        """The playbook of a TOML text over the built-in one; PlaybookError names all its mistakes."""
        playbook, problems = read(cls, text, _built_in())
        if playbook is None or problems:
            raise PlaybookError(problems)
        return playbook


@lru_cache(maxsize=1)
def _standard() -> Playbook:
    return Playbook.parse("")


@lru_cache(maxsize=1)
def _built_in() -> str:
    return BUILT_IN.read_text(encoding="utf-8")
