"""Payouts, prices, movements, batches, errands and reports: what the bank's daily feed tells."""

from datetime import date, timedelta

from scheduling.at_once import told_at_once
from scheduling.kinds import (
    after_sale,
    campaign,
    movement,
    new_account,
    payout,
    profile_check,
    service_request,
    statement,
    value_moved,
)
from scheduling.playbook import Playbook
from scheduling.rules import Rules
from scheduling.standing import standing
from store.records import (
    Balance,
    Flow,
    Holding,
    HoldingKind,
    Price,
    Request,
    RequestState,
    Settled,
    Settlement,
    replace,
)
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, at, book, customer

SPAN = (MONDAY, MONDAY + timedelta(days=120))


def loan(yuan: int, start: date, **facts: object) -> Holding:
    said: dict[str, object] = {"number": "L1", "product": "经营贷", "kind": HoldingKind.BULLET_LOAN}
    return Holding(**(said | facts), start=start, amount=yuan * YUAN)  # type: ignore[arg-type]  # facts of a holding


def fund(*prices: float, issue: float | None = None) -> Holding:
    """A fund whose price changed once a day from Monday on."""
    before = tuple(
        Price(until=MONDAY + timedelta(days=step), price=price) for step, price in enumerate(prices[:-1])
    )
    return Holding(
        number="F1",
        product="稳利基金",
        kind=HoldingKind.FUND,
        price=prices[-1],
        prices=before,
        issue_price=issue,
    )


def test_a_payout_is_spoken_of_on_its_day_and_small_ones_are_not() -> None:
    saturday = date(2026, 11, 28)
    where = book(
        customer("1", holdings=(loan(300_000, saturday),)), customer("2", holdings=(loan(20_000, saturday),))
    )
    (one,) = payout.occurrences(where, RULES, *SPAN, MORNING)
    assert (one.customer, str(one.day), str(one.named)) == ("1", "2026-11-30", "2026-11-28")
    late = list(payout.occurrences(where, RULES, *SPAN, at("2026-12-02 08:00")))
    assert [(str(each.day), each.late) for each in late] == [("2026-12-02", True)]


def test_a_price_is_spoken_of_once_it_moved_by_a_twentieth_since_it_was_spoken_of_last() -> None:
    found = list(value_moved.moves(fund(1.0, 1.03, 1.05, 1.06, 0.99), 0.05))
    assert [(move.day.day, move.percent) for move in found] == [(24, 5), (26, -6)]


def test_a_price_below_its_issue_is_spoken_of_when_it_falls_below_and_not_every_day() -> None:
    found = list(value_moved.moves(fund(1.01, 0.99, 0.985, 1.0, 0.99, issue=1.0), 0.05))
    assert [(move.day.day, move.below) for move in found] == [(23, True), (26, True)]


def test_price_moves_come_as_a_list() -> None:
    where = book(customer(holdings=(fund(1.0, 0.9),)))
    (one,) = value_moved.occurrences(where, RULES, *SPAN, MORNING)
    assert (one.listed, one.reason.key, one.reason.facts["percent"]) == (True, "value_moved.down", 10)


def test_a_large_sum_that_went_is_told_the_same_day_and_not_again_with_the_next_list() -> None:
    went = Flow(on=MONDAY, went=30_000_000, largest_out=30_000_000)
    who = customer(
        assets=60_000_000,
        flows=(went,),
        balances=(Balance(until=MONDAY + timedelta(days=1), fen=90_000_000),),
    )
    (one,) = movement.occurrences(book(who), RULES, *SPAN, MORNING)
    assert (one.reason.key, one.amount, one.named) == ("movement.went", 30_000_000, MONDAY)
    without_feed = replace(who, flows=())
    (one,) = movement.occurrences(book(without_feed), RULES, *SPAN, MORNING)
    assert one.named == MONDAY + timedelta(days=1)


def test_many_small_sums_of_a_day_are_no_large_movement() -> None:
    went = Flow(on=MONDAY, went=30_000_000, largest_out=1_000_000)
    assert not list(
        movement.occurrences(book(customer(assets=60_000_000, flows=(went,))), RULES, *SPAN, MORNING)
    )


def test_a_company_that_opens_twenty_accounts_is_one_list() -> None:
    opened = [customer(str(number), since=MONDAY) for number in range(20)]
    single = customer("99", since=MONDAY - timedelta(days=1))
    found = list(new_account.occurrences(book(*opened, single), RULES, *SPAN, MORNING))
    assert {one.listed for one in found if one.customer != "99"} == {True}
    assert {one.listed for one in found if one.customer == "99"} == {False}


def test_an_errand_stays_until_the_customer_was_told() -> None:
    errand = Request(id="q", customer="1001", what="改地址", due=MONDAY, made_at=MORNING, by="li")
    (one,) = service_request.occurrences(book(customer(), errand), RULES, *SPAN, at("2026-11-26 09:00"))
    assert (str(one.day), one.late, one.reason.key) == ("2026-11-26", True, "service_request.due")
    done = replace(errand, state=RequestState.DONE)
    (one,) = service_request.occurrences(book(customer(), done), RULES, *SPAN, MORNING)
    assert one.reason.key == "service_request.tell"
    told = replace(errand, state=RequestState.TOLD)
    assert not list(service_request.occurrences(book(customer(), told), RULES, *SPAN, MORNING))


def test_an_errand_is_done_also_for_who_refused_contact() -> None:
    errand = Request(id="q", customer="1001", what="改地址", due=MONDAY, made_at=MORNING, by="li")
    where = book(customer(refused_contact=True), errand)
    assert [one.kind for one in standing(where, RULES, MONDAY, MONDAY, MORNING)] == ["service_request"]


def bought(**facts: object) -> Holding:
    said: dict[str, object] = {"number": "W1", "product": "理财", "kind": HoldingKind.WEALTH}
    return Holding(**(said | facts), start=date(2026, 9, 1), amount=20_000_000)  # type: ignore[arg-type]  # facts of a holding


def test_a_report_is_talked_over_within_a_fortnight_with_whatever_contact_comes() -> None:
    where = book(customer(holdings=(bought(),)))
    found = [
        one
        for one in after_sale.occurrences(where, RULES, *SPAN, MORNING)
        if one.reason.key == "after_sale.report"
    ]
    assert [(str(one.opens), str(one.named), one.patient) for one in found] == [
        ("2026-11-30", "2026-12-14", True),
        ("2027-02-28", "2027-03-14", True),
    ]
    own = book(customer(holdings=(bought(report_on=date(2026, 12, 31)),)))
    (one,) = after_sale.occurrences(own, RULES, *SPAN, MORNING)
    assert str(one.opens) == "2026-12-31"


def test_a_campaign_is_for_whom_a_list_has_named_for_it() -> None:
    own = Playbook.parse(
        '[campaign]\nwithin_days = 7\n[[campaign.running]]\nname = "开门红"\n'
        "from = 2026-12-01\nuntil = 2026-12-31\n"
    )
    rules = Rules(playbook=own, calendar=RULES.calendar)
    where = book(customer("1", targets=("开门红",)), customer("2", targets=("中秋",)), customer("3"))
    assert [one.customer for one in campaign.occurrences(where, rules, *SPAN, MORNING)] == ["1"]


def test_a_statement_is_a_list_on_the_first_working_day_of_a_quarter() -> None:
    held = (bought(),)
    where = book(customer("1", tier="high", holdings=held), customer("2", tier="high"), customer("3"))
    found = list(statement.occurrences(where, RULES, MONDAY, MONDAY + timedelta(days=140), MORNING))
    assert [(one.customer, str(one.day), one.listed) for one in found] == [
        ("1", "2027-01-04", True),
        ("1", "2027-04-01", True),
    ]


def test_a_fresh_list_is_not_gone_through_on_one_day() -> None:
    listed = MONDAY - timedelta(days=170)
    people = [customer(str(number), listed_on=listed, tier="high") for number in range(100)]
    found = list(profile_check.occurrences(book(*people), RULES, *SPAN, MORNING))
    assert len(found) == 100
    assert max(sum(one.day == day for one in found) for day in {one.day for one in found}) <= 20
    assert {one.listed for one in found} == {True}
    checked = customer("1", checked_on=MONDAY, tier="high")
    assert not list(profile_check.occurrences(book(checked), RULES, *SPAN, MORNING))


def test_money_that_moves_twice_on_a_day_is_told_twice_and_a_contact_between_ends_only_the_first() -> None:
    first = Flow(on=MONDAY, went=30_000_000, largest_out=30_000_000)
    later = Flow(
        on=MONDAY,
        came=50_000_000,
        went=30_000_000,
        largest_in=50_000_000,
        largest_out=30_000_000,
        singles=(-30_000_000, 50_000_000),
    )
    (one,) = movement.occurrences(book(customer(assets=60_000_000, flows=(first,))), RULES, *SPAN, MORNING)
    both = list(
        movement.occurrences(book(customer(assets=60_000_000, flows=(later,))), RULES, *SPAN, MORNING)
    )
    assert [(each.reason.key, each.amount) for each in both] == [
        ("movement.went", 30_000_000),
        ("movement.came", 50_000_000),
    ]
    assert both[0].key == one.key
    talked = Settlement(id=one.key, state=Settled.DONE, at=MORNING, by="li", customer="1001")
    left = told_at_once(book(customer(assets=60_000_000, flows=(later,)), talked), RULES, MORNING)
    assert [each.reason.key for each in left.values()] == ["movement.came"]


def test_two_lists_of_one_day_that_each_change_the_assets_are_two_movements() -> None:
    who = customer(
        assets=20_000_000,
        balances=(Balance(until=MONDAY, fen=90_000_000), Balance(until=MONDAY, fen=60_000_000)),
    )
    found = list(movement.occurrences(book(who), RULES, *SPAN, MORNING))
    assert [each.amount for each in found] == [30_000_000, 40_000_000]
    assert len({each.key for each in found}) == 2
