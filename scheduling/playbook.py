"""The bank's rules as data: what playbook.toml says, checked as a whole (DOMAIN, everything marked ⚙)."""

from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import msgspec

from scheduling.playbook_check import Problem, read

Positive = Annotated[int, msgspec.Meta(ge=1)]
Count = Annotated[int, msgspec.Meta(ge=0)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
# A gift is got ready within a month; a day has no room for more people than this.
Ahead = Annotated[int, msgspec.Meta(ge=1, le=60)]
MonthEnd = Annotated[int, msgspec.Meta(ge=0, le=10)]
Entries = Annotated[int, msgspec.Meta(ge=1, le=200)]
Kept = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Window = Annotated[float, msgspec.Meta(gt=0, le=1)]
Ratio = Annotated[float, msgspec.Meta(gt=0, le=10)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
BUILT_IN = Path(__file__).with_name("playbook.toml")


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section of the playbook; every field without a default must be written."""


class Tier(Section, frozen=True, kw_only=True):
    """Customers with financial assets of `from` yuan and more, up to the next tier."""

    name: str
    from_yuan: Count = msgspec.field(name="from")


class Gaps(Section, frozen=True, kw_only=True):
    """The longest days between contacts that reached the customer, by stage."""

    establish: Positive
    strengthen: Positive
    trust: Positive


class Cadence(Section, frozen=True, kw_only=True):
    """定期联络; a tier without gaps has no cadence."""

    gaps: dict[str, Gaps]
    first_within: dict[str, Positive]
    window: Window
    decline: tuple[Count, ...]
    tries: Positive
    rest_days: Count
    wrong_number_days: Count
    two_way_from: str = ""


class Visits(Section, frozen=True, kw_only=True):
    """面访: the longest days between visits in person, by tier."""

    days: dict[str, Positive]


class Reviews(Section, frozen=True, kw_only=True):
    """资产回顾: the longest days between two, by tier."""

    days: dict[str, Positive]


class Capacity(Section, frozen=True, kw_only=True):
    """How many customers a manager keeps, and works in a day."""

    customers: Kept
    entries: Entries
    busy_share: Share
    month_end_days: MonthEnd
    campaign_weeks: tuple[date, ...]


class Ladder(Section, frozen=True, kw_only=True):
    """Days before (or, negative, after) a maturity, for amounts of `from` yuan and more."""

    from_yuan: Count = msgspec.field(name="from")
    days: tuple[int, ...]


class Maturity(Section, frozen=True, kw_only=True):
    kinds: tuple[Literal["current", "deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    ladders: tuple[Ladder, ...]
    list_weekday: Weekday
    ask_at: time
    stays_days: Count


class LoanEnd(Section, frozen=True, kw_only=True):
    """Days before the end of a loan, by how it is paid back."""

    instalments: tuple[Count, ...]
    bullet: tuple[Count, ...]


class Expiry(Section, frozen=True, kw_only=True):
    """Days before an insurance premium falls due or a card runs out; `vip_levels` as the list names them."""

    insurance: Positive
    card: Positive
    vip_card: Positive
    vip_levels: tuple[str, ...]


class NewAccount(Section, frozen=True, kw_only=True):
    """Days after an opening on which the customer is contacted; a missed one stays for some days.

    So many opened on one day, such as a company's payroll, come as a list and not one by one.
    """

    days: tuple[Count, ...]
    stays_days: Count = 7
    batch_from: Positive = 5


class Birthdays(Section, frozen=True, kw_only=True):
    """Days before a birthday on which a tier's manager hears of it, besides the day."""

    before: dict[str, Ahead]
    leap_day: Literal[28, 1]


FestivalName = Literal[
    "new_year",
    "laba",
    "little_new_year",
    "spring_festival",
    "lantern",
    "womens_day",
    "qingming",
    "labour_day",
    "mothers_day",
    "dragon_boat",
    "fathers_day",
    "qixi",
    "teachers_day",
    "mid_autumn",
    "double_ninth",
    "national_day",
    "winter_solstice",
]


class Festivals(Section, frozen=True, kw_only=True):
    """Festivals on which customers of the tiers are greeted, and how many working days before."""

    tiers: tuple[str, ...]
    working_days_before: dict[FestivalName, Count]


class Occasions(Section, frozen=True, kw_only=True):
    """Days before and after: of family days for those in stage trust, and of what comes once in a life."""

    trust_before: Count
    event_before: Count
    event_after: Count


class AfterSale(Section, frozen=True, kw_only=True):
    """Days after a purchase of so many yuan and more on which its buyer is asked how it goes."""

    kinds: tuple[Literal["deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    from_yuan: Count = msgspec.field(name="from")
    days: tuple[Count, ...]
    stays_days: Count
    report_days: Count = 0


class SilentBuyer(Section, frozen=True, kw_only=True):
    """So many purchases within so many days, and no contact in them."""

    kinds: tuple[Literal["deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    purchases: Positive
    within_days: Positive
    invite_days: Positive


class LoanStart(Section, frozen=True, kw_only=True):
    """Days before the first instalment of a loan."""

    days_before: Count


class LoanMissed(Section, frozen=True, kw_only=True):
    """How the list names a loan of which an instalment was missed; such a reminder stays for some days."""

    statuses: tuple[str, ...]
    stays_days: Count


class Payout(Section, frozen=True, kw_only=True):
    """放款: a loan of so many yuan is spoken of on its day; from a larger sum on the head hears of it too."""

    from_yuan: Count = msgspec.field(name="from")
    head_from_yuan: Count = msgspec.field(name="head_from")
    stays_days: Count


class ValueMoved(Section, frozen=True, kw_only=True):
    """净值变动: the share by which a product's price must move, and how long it is spoken of."""

    share: Share
    stays_days: Count


class TierChange(Section, frozen=True, kw_only=True):
    """Days within which somebody is contacted whose assets passed a tier's border, from a tier on."""

    from_tier: str
    up_days: Positive
    down_days: Positive


class Outflow(Section, frozen=True, kw_only=True):
    """A share of the assets that is at least so many yuan."""

    share: Share
    from_yuan: Count = msgspec.field(name="from")


class Movements(Section, frozen=True, kw_only=True):
    """大额异动 by tier: how much assets must change from one list to the next."""

    tiers: dict[str, Outflow]
    stays_days: Count


class Campaign(Section, frozen=True, kw_only=True):
    """A campaign from a day to a day: for the tiers, or for customers by number."""

    name: str
    from_day: date = msgspec.field(name="from")
    until: date
    tiers: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()


class Campaigns(Section, frozen=True, kw_only=True):
    within_days: Positive
    running: tuple[Campaign, ...]


class FinancialEvent(Section, frozen=True, kw_only=True):
    """重大财经事件 on a day: whose holders are told, by kind of holding or by words of the product's name."""

    name: str
    day: date
    kinds: tuple[
        Literal["deposit", "wealth", "fund", "bond", "insurance", "loan", "bullet_loan", "other"], ...
    ] = ()
    products: tuple[str, ...] = ()


class FinancialEvents(Section, frozen=True, kw_only=True):
    known: tuple[FinancialEvent, ...]


class RiskProfile(Section, frozen=True, kw_only=True):
    """Days before a risk profile runs out."""

    days_before: Count


class BackHome(Section, frozen=True, kw_only=True):
    """Days after a return within which the customer is greeted."""

    stays_days: Count


class ServiceRequests(Section, frozen=True, kw_only=True):
    """代办: within how many working days the customer is told that it is done."""

    working_days: Positive


class Statements(Section, frozen=True, kw_only=True):
    """对账小结: for which tiers, on the first working day of which months; a missed one stays a while."""

    tiers: tuple[str, ...]
    months: tuple[Annotated[int, msgspec.Meta(ge=1, le=12)], ...]
    stays_days: Count


class ProfileCheck(Section, frozen=True, kw_only=True):
    """信息档案: after how many days a profile is gone through again, from which tier on."""

    check_days: Positive
    from_tier: str


class Entitlement(Section, frozen=True, kw_only=True):
    """权益: what customers of the tiers may have so many times a year; a gift is logged with its value."""

    name: str
    tiers: tuple[str, ...]
    times: Positive
    gift: bool = False


class Entitlements(Section, frozen=True, kw_only=True):
    """The entitlements there are; a gift of more than so many yuan needs the head."""

    head_from_yuan: Count = msgspec.field(name="head_from")
    known: tuple[Entitlement, ...]


class Board(Section, frozen=True, kw_only=True):
    """看板: how many promises a manager keeps open at most, and after how many moves one is stuck."""

    promises_most: Positive
    stuck_after_moves: Positive


class Touches(Section, frozen=True, kw_only=True):
    """接触频度: how often a customer is sold to, and the share of a manager's contacts that is care."""

    sales_most: Positive
    within_days: Positive
    care_after: Positive
    care_share: Share


class SegmentGroup(Section, frozen=True, kw_only=True):
    """客群: an age in full years, or words of the employer and the notes, or both."""

    name: str
    age_from: Count = 0
    age_to: Count | None = None
    words: tuple[str, ...] = ()


class Segments(Section, frozen=True, kw_only=True):
    groups: tuple[SegmentGroup, ...]


class ValueClasses(Section, frozen=True, kw_only=True):
    """价值分类: from which tier on most valuable; which tiers with few products are most growable."""

    most_valuable_from: str
    most_growable_tiers: tuple[str, ...]
    products_below: Positive


class Promises(Section, frozen=True, kw_only=True):
    """When a promised follow-up is called to mind."""

    eve_at: time
    open_at: time
    deadline_minutes: Positive
    minutes_before: dict[
        Literal["call", "message", "branch_visit", "visit", "event", "gift", "card"], Positive
    ]


class Retry(Section, frozen=True, kw_only=True):
    """When somebody who did not answer is tried again."""

    same_day_at: time
    same_day_until: time
    next_day_at: time


class Complaints(Section, frozen=True, kw_only=True):
    """The clocks of a complaint; hours and days are working ones but for `close_days`."""

    acknowledge_hours: Positive
    answer_days: Positive
    answer_hours_high: Positive
    close_days: Positive
    close_days_head: Positive
    close_days_department: Positive
    warn_share: Ratio
    late_share: Ratio
    escalate_share: Ratio
    care_call_days: Positive


class BranchHours(Section, frozen=True, kw_only=True):
    open: time
    close: time


class Duties(Section, frozen=True, kw_only=True):
    """The kinds of reminders that stay for customers who are otherwise left in peace."""

    refused: tuple[str, ...]
    left_list: tuple[str, ...]


class Digest(Section, frozen=True, kw_only=True):
    morning_at: time
    head_at: time
    wrap_up_at: time
    first_entries: Positive


class Team(Section, frozen=True, kw_only=True):
    help_from_overdue: Positive


class ListData(Section, frozen=True, kw_only=True):
    stale_after_working_days: Positive


class Kinds(Section, frozen=True, kw_only=True):
    """Reminder kinds that the bank does without."""

    off: tuple[str, ...]


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
    data: ListData

    @property
    def campaigns(self) -> tuple[str, ...]:
        """The names of the campaigns there are."""
        return tuple(each.name for each in self.campaign.running)

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The playbook of a file over the built-in one (None: the built-in one alone); PlaybookError."""
        if path is None:
            return cls.parse("")
        try:
            return cls.parse(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            facts: dict[str, object] = {"path": str(path), "why": type(error).__name__}
            raise PlaybookError((Problem(line=0, key="playbook.unreadable", facts=facts),)) from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """The playbook of a TOML text over the built-in one; PlaybookError names all its mistakes."""
        playbook, problems = read(cls, text, _built_in())
        if playbook is None or problems:
            raise PlaybookError(problems)
        return playbook


@lru_cache(maxsize=1)
def _built_in() -> str:
    return BUILT_IN.read_text(encoding="utf-8")
