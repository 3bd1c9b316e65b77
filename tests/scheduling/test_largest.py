"""The largest sums of a month, and what came and went by tier."""

from datetime import date, timedelta

from scheduling.largest import Way, largest
from scheduling.month import month_of
from scheduling.summary import summarise
from store.books import Book
from store.records import Flow
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, book, customer


def flow(day: int, *yuan: int, month: int = 11) -> Flow:
    sums = sorted((each * YUAN for each in yuan), key=abs, reverse=True)
    came, went = [fen for fen in sums if fen > 0], [-fen for fen in sums if fen < 0]
    return Flow(
        on=date(2026, month, day),
        came=sum(came),
        went=sum(went),
        largest_in=max(came, default=0),
        largest_out=max(went, default=0),
        singles=tuple(sums),
    )


def sums(where: Book, way: Way) -> list[tuple[str, int, int]]:
    return [(one.customer.id, one.day.day, one.fen // YUAN) for one in largest(where, MONDAY, way)]


def test_the_five_largest_each_way_come_from_all_customers_and_days_of_the_month() -> None:
    where = book(
        customer("1", flows=(flow(2, 900, -50, 700), flow(20, 800))),
        customer("2", flows=(flow(3, 600, 500, 400), flow(23, -3000))),
        customer("3", flows=(flow(30, 9999, month=10), flow(24, 8888))),
    )
    assert sums(where, "in") == [("1", 2, 900), ("1", 20, 800), ("1", 2, 700), ("2", 3, 600), ("2", 3, 500)]
    assert sums(where, "out") == [("2", 23, 3000), ("1", 2, 50)]


def test_a_book_without_movements_has_none() -> None:
    assert sums(book(customer()), "in") == []


def test_what_came_and_went_is_told_by_tier_and_only_of_this_month() -> None:
    where = book(
        customer("1", assets=8_000_000 * YUAN, flows=(flow(2, 900, -50), flow(31, 7, month=10))),
        customer("2", assets=900_000 * YUAN, flows=(flow(3, 600),)),
        customer("3", assets=900_000 * YUAN, flows=(flow(4, 100, -20),)),
        customer("4", assets=0),
    )
    month = month_of([summarise(where, RULES, MORNING)], MONDAY, 5)
    assert month.tiers == {"private": (900 * YUAN, 50 * YUAN), "high": (700 * YUAN, 20 * YUAN)}
    assert sum(came for came, _ in month.tiers.values()) == month.came
    assert sum(went for _, went in month.tiers.values()) == month.went


def test_several_books_are_added_up_and_another_month_begins_with_nothing() -> None:
    one, other = (book(customer(flows=(flow(2, 100),))) for _ in range(2))
    many = [summarise(each, RULES, MORNING) for each in (one, other)]
    assert month_of(many, MONDAY, 5).tiers == {"mass": (200 * YUAN, 0)}
    assert month_of(many, MONDAY + timedelta(days=10), 5).tiers == {}
