"""What a reply or a look of the clock costs does not follow the number of customers in the store."""

import re

import pytest

from store.engine import Database
from store.engine.statements import Statements

WHOLE = {"all_partitions", "all_places", "all_summaries", "ledger_states"}
"""Statements for checks and for the whole bank's summaries; no reply and no look of the clock runs them."""


def statements() -> dict[str, str]:
    found = vars(Database("sqlite://").statements)
    return {name: text for name, text in found.items() if isinstance(text, str)}


@pytest.mark.parametrize("name", sorted(statements().keys() - WHOLE))
async def test_every_statement_finds_its_rows_by_an_index(name: str) -> None:
    database = Database("sqlite://")
    connection = database.connect()
    database.prepare(connection)
    text = statements()[name]
    values = dict.fromkeys(re.findall(r":(\w+)", text), 1)
    steps = [str(row[3]) for row in connection.all(f"EXPLAIN QUERY PLAN {text}", **values)]
    connection.close()
    assert not any(step.startswith("SCAN") for step in steps), steps
    assert all("USING" in step for step in steps if step.startswith("SEARCH")), steps


def test_the_statements_are_compiled_once_for_each_dialect() -> None:
    database = Database("sqlite://")
    assert isinstance(database.statements, Statements)
    assert len(statements()) > 40
