"""A tier or segment set by hand: it goes before the rules, is told why, and raises its event."""

from datetime import date, timedelta

import pytest

from desk.classing import class_of, reclass
from desk.importing.facts import updated
from desk.importing.lists import CustomerRow, Spot
from desk.sitting import Sitting
from scheduling.kinds.tier_change import occurrences
from store.records import Balance, Customer, Refused
from tests.desk.at_desk import at_desk
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, book, customer

WHO = customer("1", assets=600_000 * YUAN, employer="小学")


async def moved(what: str, to: str, why: str = "资产在他行", who: Customer = WHO) -> Customer:
    return await at_desk(who, use=lambda at: reclass(at, "1", what, to, why))  # type: ignore[arg-type]


async def test_a_tier_by_hand_goes_before_the_assets_and_the_next_list() -> None:
    who = await moved("tier", "private")
    row = CustomerRow(
        spot=Spot(file="a.csv", sheet="", row=2), number="1", name="张伟", tier="high", assets=1
    )
    after = updated(who, row, "", MONDAY, RULES.playbook)

    def now(at: Sitting) -> str:
        return class_of(at, after, "tier")

    assert await at_desk(after, use=now) == "private"
    (told,) = after.reclassed
    assert (told.was, told.now, told.on, told.by) == ("high", "private", MONDAY, "li")
    assert told.reason == "资产在他行"


async def test_it_raises_the_event_of_a_tier_and_not_a_second_one_by_the_list() -> None:
    who = await moved("tier", "private", who=customer("1", assets=600_000 * YUAN))
    lists = (Balance(until=date(2026, 11, 20), fen=400_000 * YUAN),)
    for balances in ((), lists):
        facts = {"own_tier": "private", "reclassed": who.reclassed, "balances": balances}
        where = book(customer("1", assets=who.assets, **facts))
        first = min(occurrences(where, RULES, MONDAY, MONDAY + timedelta(days=10), MORNING), key=str)
        assert (first.reason.key, first.opens) == ("tier_change.up", MONDAY)


async def test_given_back_the_rules_decide_again() -> None:
    who = await moved("tier", "private")
    back = await moved("tier", "", "按名单", who=who)
    assert back.own_tier == ""
    assert [each.now for each in back.reclassed] == ["private", ""]


async def test_a_segment_by_hand_is_one_of_the_playbook() -> None:
    who = await moved("segment", "retiree")
    assert who.own_segment == "retiree"


@pytest.mark.parametrize(
    ("what", "to", "why", "key"),
    [
        ("tier", "high", "x", "classes.same"),
        ("tier", "private", " ", "classes.reason"),
        ("tier", "gold", "x", "outdated"),
        ("segment", "", "x", "classes.same"),
    ],
)
async def test_the_same_one_none_and_one_without_a_reason_are_refused(
    what: str, to: str, why: str, key: str
) -> None:
    with pytest.raises(Refused) as refused:
        await moved(what, to, why)
    assert refused.value.key == key
