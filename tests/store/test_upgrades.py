"""Documents of older schemas are read as today's."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from store import Record, StoreError
from store.records import Customer
from store.rows import Document, decode
from store.upgrades import upgrade
from tests.store.house import customer


class Visit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A record that has been through two upgrades."""

    table: ClassVar[str] = "visits"
    schema: ClassVar[int] = 3

    place: str
    minutes: int = 0


def renamed(document: dict[str, Any]) -> dict[str, Any]:
    return {"id": document["id"], "place": document["where"], "hours": document["hours"]}


def in_minutes(document: dict[str, Any]) -> dict[str, Any]:
    return {"id": document["id"], "place": document["place"], "minutes": document["hours"] * 60}


STEPS: dict[str, list[Callable[[dict[str, Any]], dict[str, Any]]]] = {"visits": [renamed, in_minutes]}


def test_each_step_is_taken_in_its_order() -> None:
    wanted = {"id": "v", "place": "home", "minutes": 120}
    assert upgrade("visits", {"schema": 1, "id": "v", "where": "home", "hours": 2}, 3, STEPS) == wanted
    assert upgrade("visits", {"schema": 2, "id": "v", "place": "home", "hours": 2}, 3, STEPS) == wanted
    assert upgrade("visits", {"schema": 3, **wanted}, 3, STEPS) == wanted


def test_a_document_without_a_schema_is_of_the_first() -> None:
    assert upgrade("visits", {"id": "v", "where": "home", "hours": 1}, 3, STEPS)["minutes"] == 60


def test_a_document_of_a_newer_version_is_refused() -> None:
    with pytest.raises(StoreError) as refused:
        decode(Customer, b'{"schema":99,"id":"1","name":"x"}')
    assert refused.value.key == "store.newer"


def test_a_missing_step_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="no upgrade leads to 3"):
        decode(Visit, b'{"schema":1,"id":"v","where":"home"}')


def test_a_document_says_its_schema_first() -> None:
    assert Document.of(customer("1")).body.startswith(b'{"schema":1,"id":"1"')
    assert Document.of(Visit(id="v", place="x")).body.startswith(b'{"schema":3,')


def test_what_was_written_is_read_back() -> None:
    visit = Visit(id="v", place="home", minutes=5)
    document = Document("v", Document.of(visit).body)
    assert document["minutes"] == 5
    assert document.record(Visit) == visit
    assert dict(document) == {"schema": 3, "id": "v", "place": "home", "minutes": 5}
