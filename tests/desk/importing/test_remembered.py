"""Daily lists: whoever passed a tier's border is watched for the whole quarter, and little is kept for it."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desk.importing.facts import updated
from desk.importing.lists import CustomerRow, Spot
from scheduling.balances import remembered
from scheduling.kinds import tier_change
from scheduling.occurrence import Occurrence
from store.records import Balance, Customer, replace
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, book, customer

ONE_DAY = timedelta(days=1)


def listed(who: Customer, yuan: int, day: date) -> Customer:
    """The customer after the list of a day."""
    row = CustomerRow(spot=Spot(file="", sheet="", row=2), number=who.id, name=who.name, assets=yuan * YUAN)
    return updated(who, row, "", day, RULES.playbook)


def said(who: Customer, today: date) -> list[Occurrence]:
    """What is said of a passed border from today on."""
    now = MORNING + (today - MONDAY)
    return list(tier_change.occurrences(book(who), RULES, today, today + timedelta(days=100), now))


def test_after_seventy_daily_lists_the_third_look_of_the_quarter_still_comes() -> None:
    chance, who = Random(1), customer(assets=600_000 * YUAN)
    who = listed(who, 400_000, MONDAY)
    for step in range(1, 70):
        who = listed(who, chance.randrange(350_000, 480_000), MONDAY + step * ONE_DAY)
    (one,) = said(who, MONDAY + timedelta(days=70))
    assert one.reason.key == "tier_change.watch_down"
    assert one.named == MONDAY + timedelta(days=90)
    assert one.reason.facts["since"] == MONDAY
    assert len(who.balances) <= 15


def test_whoever_came_back_over_the_border_is_watched_for_that_and_not_for_what_was_before() -> None:
    who = listed(customer(assets=600_000 * YUAN), 400_000, MONDAY)
    for step in range(1, 60):
        who = listed(who, 400_000 + step * 100, MONDAY + step * ONE_DAY)
    back = MONDAY + timedelta(days=60)
    who = listed(who, 700_000, back)
    for step in range(1, 30):
        who = listed(who, 700_000 + step * 100, back + step * ONE_DAY)
    assert {one.reason.facts["since"] for one in said(who, back + timedelta(days=30))} == {back}


def test_every_change_of_the_last_fortnight_is_kept_and_nothing_of_last_year() -> None:
    who = customer(assets=600_000 * YUAN)
    for step in range(400):
        who = listed(who, 600_000 + step, MONDAY + step * ONE_DAY)
    last = MONDAY + timedelta(days=399)
    assert [one.until for one in who.balances] == [last - step * ONE_DAY for step in reversed(range(14))]


SUMS = st.integers(0, 80).map(lambda tens: tens * 100_000 * YUAN)
TIERS = st.sampled_from(["", "", "", "mid", "high", "private"])


@given(st.lists(st.tuples(SUMS, TIERS, st.integers(1, 9)), min_size=1, max_size=30), SUMS, TIERS)
def test_it_says_the_same_of_passed_borders_as_if_everything_were_kept(
    lists: list[tuple[int, str, int]], fen: int, tier: str
) -> None:
    whole: tuple[Balance, ...] = ()
    kept: tuple[Balance, ...] = ()
    day = MONDAY - timedelta(days=sum(days for *_, days in lists))
    for (was, named, _), (now, then, days) in zip(lists, [*lists[1:], (fen, tier, 0)], strict=True):
        one = Balance(until=day, fen=was, tier=named)
        whole = (*whole, one)
        kept = remembered((*kept, one), Balance(until=day, fen=now, tier=then), RULES.playbook)
        day += timedelta(days=days)
    who = customer(assets=fen, tier=tier, balances=whole)
    assert said(replace(who, balances=kept), MONDAY) == said(who, MONDAY)
