"""The index of a book goes along with its customers, and is as if it were made anew."""

from datetime import UTC, datetime

from desk.understanding import People, find
from store.records import Customer, replace
from tests.desk.understanding.book import customers

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def told(people: People) -> dict[str, dict[str, list[tuple[Customer, float]]]]:
    tables = {**people.tables, "entries": {"": list(people.entries)}}
    return {
        name: {key: [(each.customer, each.order) for each in found] for key, found in table.items() if found}
        for name, table in tables.items()
    }


def test_whoever_was_spoken_to_is_found_as_if_the_index_were_new() -> None:
    some = list(customers())
    people = People.among(some)
    before = told(people)
    for place in (3, 12, 40, 3):
        some[place] = replace(some[place], reached_at=NOW, assets=place)
        people = people.after(some)
    assert told(people) == told(People.among(some))
    assert told(People.among(customers())) == before


def test_a_customer_with_another_name_is_found_by_the_new_one() -> None:
    some = list(customers())
    some[0] = replace(some[0], name="诸葛亮")
    people = People.among(customers()).after(some)
    assert find("诸葛亮", people).taken == some[0].id


def test_a_customer_who_comes_or_goes_is_told_apart() -> None:
    some = list(customers())
    people = People.among(some[1:]).after(some)
    assert told(people) == told(People.among(some))
    assert told(people.after(some[:-1])) == told(People.among(some[:-1]))
