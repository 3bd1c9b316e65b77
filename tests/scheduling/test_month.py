"""What stayed of the money that matured in a month, what came and went, and who opened accounts."""

from datetime import date, timedelta

from scheduling.month import Month, month_of, month_of_book
from scheduling.summary import summarise
from store.books import Book
from store.records import (
    Balance,
    Flow,
    Holding,
    HoldingKind,
    Matured,
    MaturityOutcome,
    replace,
)
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, YUAN, book, customer, deposit

OTHER = replace(MANAGER, id="wang", name="王经理")


def month(*books: Book) -> Month:
    return month_of((summarise(each, RULES, MORNING) for each in books), MONDAY, 5)


def known(day: int, yuan: int, outcome: MaturityOutcome | None, **facts: object) -> Holding:
    return deposit(date(2026, 11, day), yuan, number=f"D{day}", outcome=outcome, **facts)


def test_the_rate_is_what_stayed_of_what_is_known() -> None:
    held = (
        known(2, 600_000, MaturityOutcome.RENEWED),
        known(3, 200_000, MaturityOutcome.MOVED),
        known(4, 100_000, MaturityOutcome.PARTLY, kept=6_000_000),
        known(5, 50_000, None),
    )
    found = month(book(customer(holdings=held)))
    assert (found.stayed, found.left, found.untold) == (660_000 * YUAN, 200_000 * YUAN, 90_000 * YUAN)
    assert found.rate == 660 / 860


def test_a_part_that_nobody_named_is_not_guessed() -> None:
    held = (known(2, 600_000, MaturityOutcome.PARTLY),)
    found = month(book(customer(holdings=held)))
    assert (found.rate, found.untold) == (None, 600_000 * YUAN)


def test_money_that_runs_on_under_its_number_still_counts_for_the_month_it_matured_in() -> None:
    matured = Matured(
        holding="D1", day=date(2026, 11, 10), fen=300_000 * YUAN, outcome=MaturityOutcome.RENEWED
    )
    running = deposit(date(2027, 11, 10), 300_000)
    found = month(book(customer(holdings=(running,), matured=(matured,))))
    assert (found.stayed, found.untold) == (300_000 * YUAN, 0)


def test_another_month_is_not_this_one() -> None:
    held = (deposit(date(2026, 10, 31), 300_000, outcome=MaturityOutcome.MOVED), deposit(date(2026, 12, 1)))
    found = month(book(customer(holdings=held)))
    assert (found.stayed, found.left, found.untold, found.rate) == (0, 0, 0, None)


def test_what_came_and_went_is_summed_over_the_branch() -> None:
    one = book(customer(flows=(Flow(on=MONDAY, came=500, went=200), Flow(on=date(2026, 10, 30), came=9))))
    two = book(customer("2", flows=(Flow(on=date(2026, 11, 1), went=100),)), owner=OTHER)
    found = month(one, two)
    assert (found.came, found.went) == (500, 300)
    assert month_of_book(one, RULES, MONDAY).came == 500


def test_a_batch_of_openings_is_named_by_day_and_manager_and_a_few_are_not() -> None:
    friday = MONDAY - timedelta(days=3)
    one = book(*(customer(str(number), since=friday, data_date=MONDAY) for number in range(4)))
    two = book(
        *(customer(f"w{number}", since=friday, data_date=MONDAY) for number in range(2)),
        customer("w9", since=MONDAY, data_date=MONDAY),
        owner=OTHER,
    )
    assert month(one, two).opened == {friday: {"李经理": 4, "王经理": 2}}


def test_the_head_hears_of_large_payouts_and_movements_of_the_last_two_days() -> None:
    paid = Holding(
        number="L", product="经营贷", kind=HoldingKind.BULLET_LOAN, start=MONDAY, amount=150_000_000
    )
    small = replace(paid, number="S", amount=50_000_000)
    balance = Balance(until=MONDAY - timedelta(days=1), fen=900_000_000)
    rich = customer(assets=700_000_000, balances=(balance,), holdings=(paid, small), data_date=MONDAY)
    found = month(book(rich))
    assert (found.large, found.paid) == (1, 1)
    older = replace(rich, balances=(replace(balance, until=MONDAY - timedelta(days=9)),))
    assert month(book(older)).large == 0
