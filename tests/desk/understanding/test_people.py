"""The index of a book goes along with its customers, and is as if it were made anew."""

from collections.abc import Iterable
from datetime import UTC, datetime

from desk.understanding import People, find
from store.records import Customer, replace
from tests.desk.understanding.book import customers

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def by_number(some: Iterable[Customer]) -> dict[str, Customer]:
    return {each.id: each for each in some}


def told(people: People) -> dict[str, dict[str, list[tuple[Customer, float]]]]:
    tables = {**people.tables, "entries": {"": list(people.entries)}}
    return {
        name: {
            key: [(people.customers[each.id], people.order(each)) for each in found]
            for key, found in table.items()
            if found
        }
        for name, table in tables.items()
    }


def test_whoever_was_spoken_to_is_found_as_if_the_index_were_new() -> None:
    some = list(customers())
    people = People.among(some)
    before = told(people)
    for place in (3, 12, 40, 3):
        some[place] = replace(some[place], reached_at=NOW, assets=place)
        people = people.after(by_number(some))
    assert told(people) == told(People.among(some))
    assert told(People.among(customers())) == before


def test_a_customer_with_another_name_is_found_by_the_new_one() -> None:
    some = list(customers())
    some[0] = replace(some[0], name="诸葛亮")
    people = People.among(customers()).after(by_number(some))
    assert find("诸葛亮", people).taken == some[0].id


def test_a_customer_who_comes_or_goes_is_told_apart() -> None:
    some = list(customers())
    people = People.among(some[1:]).after(by_number(some))
    assert told(people) == told(People.among(some))
    assert told(people.after(by_number(some[:-1]))) == told(People.among(some[:-1]))
