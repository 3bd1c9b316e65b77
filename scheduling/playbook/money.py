"""What comes due, moves or is bought, and how long before or after it is spoken of."""

from datetime import time
from typing import Annotated, Literal

import msgspec

from scheduling.playbook.section import MOST, Count, Positive, Section, Share, Yuan

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


# A ladder may go on after the day, for a year at most.
Rung = Annotated[int, msgspec.Meta(ge=-365, le=MOST)]


class Ladder(Section, frozen=True, kw_only=True):
    """Days before (or, negative, after) a maturity, for amounts of `from` yuan and more."""

    from_yuan: Yuan = msgspec.field(name="from")
    days: tuple[Rung, ...]


class Maturity(Section, frozen=True, kw_only=True):
    kinds: tuple[Literal["current", "deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    ladders: tuple[Ladder, ...]
    list_weekday: Weekday
    ask_at: time
    stays_days: Count


class LoanStart(Section, frozen=True, kw_only=True):
    """Days before the first instalment of a loan."""

    days_before: Count


class LoanMissed(Section, frozen=True, kw_only=True):
    """How the list names a loan of which an instalment was missed; such a reminder stays for some days."""

    statuses: tuple[str, ...]
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


class RiskProfile(Section, frozen=True, kw_only=True):
    """Days before a risk profile runs out."""

    days_before: Count


class Payout(Section, frozen=True, kw_only=True):
    """放款: a loan of so many yuan is spoken of on its day; from a larger sum on the head hears of it too."""

    from_yuan: Yuan = msgspec.field(name="from")
    head_from_yuan: Yuan = msgspec.field(name="head_from")
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
    watch_days: tuple[Positive, ...] = ()


class Outflow(Section, frozen=True, kw_only=True):
    """A share of the assets that is at least so many yuan."""

    share: Share
    from_yuan: Yuan = msgspec.field(name="from")


class Movements(Section, frozen=True, kw_only=True):
    """大额异动 by tier: how much assets must change from one list to the next."""

    tiers: dict[str, Outflow]
    stays_days: Count


class AfterSale(Section, frozen=True, kw_only=True):
    """Days after a purchase of so many yuan and more on which its buyer is asked how it goes."""

    kinds: tuple[Literal["deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    from_yuan: Yuan = msgspec.field(name="from")
    days: tuple[Count, ...]
    stays_days: Count
    report_days: Count = 0


class SilentBuyer(Section, frozen=True, kw_only=True):
    """So many purchases within so many days, and no contact in them."""

    kinds: tuple[Literal["deposit", "wealth", "fund", "bond", "insurance", "other"], ...]
    purchases: Positive
    within_days: Positive
    invite_days: Positive
