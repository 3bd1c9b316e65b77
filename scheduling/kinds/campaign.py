"""营销活动: the customers a campaign is for, each within some days of its beginning, never after its end."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.playbook import Campaign
from scheduling.rules import Rules
from scheduling.segment import segment_of
from scheduling.tier import tier_of
from store.books import Book
from store.records import Customer

NAME = "campaign"
HEADING = "campaigns"
WINDOWS = True
REASONS = {"campaign.target": ("name", "until")}
SELLS = True


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each campaign and customer of its list; it waits for another reason to see the customer."""
    today = rules.today(book.owner, now)
    for campaign in rules.playbook.campaign.running:
        if campaign.until < today:
            continue
        for customer in book.customers.values():
            if _is_for(campaign, customer, rules):
                found = _occurrence(customer, campaign, rules)
                one = found if found.named >= today else replace(found, day=today)
                if start <= one.day <= end:
                    yield one


def _is_for(campaign: Campaign, customer: Customer, rules: Rules) -> bool:
    named = customer.id in campaign.customers or campaign.name in customer.targets
    return named or _is_in(campaign, customer, rules)


def _is_in(campaign: Campaign, customer: Customer, rules: Rules) -> bool:
    """Whether it is for the customer's stage, tier and segment; one that names none is for nobody."""
    playbook, tiers, stages, segments = rules.playbook, campaign.tiers, campaign.stages, campaign.segments
    if not (tiers or stages or segments):
        return False
    return (
        (not tiers or tier_of(customer, playbook) in tiers)
        and (not stages or customer.stage.value in stages)
        and (not segments or segment_of(customer, playbook, campaign.from_day) in segments)
    )


def _occurrence(customer: Customer, campaign: Campaign, rules: Rules) -> Occurrence:
    soon = campaign.from_day + timedelta(days=rules.playbook.campaign.within_days - 1)
    due = min(soon, campaign.until)
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{campaign.name.replace('|', '/')}",
        customer=customer.id,
        day=due,
        named=due,
        opens=campaign.from_day,
        patient=True,
        reason=Reason(key="campaign.target", facts={"name": campaign.name, "until": campaign.until}),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
