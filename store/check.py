"""Whether a store holds what it promises: readable documents, one place a customer, whole audit chains."""

from collections.abc import Iterator

import msgspec

from store import audit, places, records
from store.engine import Connection, Statements
from store.errors import Problem
from store.ledger import State
from store.records.base import Record, Refused
from store.records.customer import Customer
from store.rows import decode

KINDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        records.Branch,
        records.Arrival,
        records.Bulletin,
        records.Complaint,
        records.Contact,
        records.Customer,
        records.Dialogue,
        records.Draft,
        records.FollowUp,
        records.Person,
        records.Request,
        records.Settlement,
    )
}
"""Every table of documents and the record that lies in it."""


def check(connection: Connection, sql: Statements, key: bytes) -> list[Problem]:
    """All that is wrong; looks at one partition at a time, so that a running bot can go on writing."""
    found = [Problem(key="check.engine", facts={"why": why}) for why in connection.integrity()]
    lies: dict[str, list[str]] = {}
    for partition, _branch in connection.all(sql.all_partitions):
        found.extend(_documents(connection, sql, str(partition), lies))
    for partition in list(audit.chains(connection, sql)):
        found.extend(audit.problems(connection, sql, key, partition))
    for key_, partition in connection.all(sql.all_places, kind="customer"):
        lies.setdefault(str(key_), [])
        if lies[str(key_)] != [partition]:
            found.extend(_misplaced(connection, sql, str(key_), {*lies[str(key_)], str(partition)}))
        del lies[str(key_)]
    for customer, holders in lies.items():
        found.extend(_misplaced(connection, sql, customer, set(holders)))
    found.extend(_ledger(connection, sql))
    return found


def _documents(
    connection: Connection, sql: Statements, partition: str, lies: dict[str, list[str]]
) -> Iterator[Problem]:
    for kind, key, body in connection.all(sql.newer_documents, partition=partition, version=-1):
        if kind == Customer.table:
            lies.setdefault(key, []).append(partition)
        try:
            readable = kind in KINDS and decode(KINDS[kind], bytes(body)).id == key
        except (msgspec.MsgspecError, ValueError, TypeError, LookupError, Refused):
            readable = False
        if not readable:
            facts: dict[str, object] = {"partition": partition, "table": kind, "id": key}
            yield Problem(key="check.unreadable", facts=facts)


def _misplaced(
    connection: Connection, sql: Statements, customer: str, suspects: set[str]
) -> Iterator[Problem]:
    # Looked at again in one piece: a handover may have run between the looks.
    connection.begin_reading()
    try:
        at = places.find(connection, sql, "customer", customer)
        holders = [
            each
            for each in sorted({*suspects, at} - {None}, key=str)
            if connection.one(sql.get_document, partition=each, kind=Customer.table, id=customer)
        ]
    finally:
        connection.commit()
    if holders != ([] if at is None else [at]):
        yield Problem(key="check.misplaced", facts={"customer": customer, "at": at, "holders": holders})


def _ledger(connection: Connection, sql: Statements) -> Iterator[Problem]:
    for key, state, wake, repeat in connection.all(sql.ledger_states):
        awake = state == State.ARMED or (state == State.UNCERTAIN and not repeat)
        if state not in set(State) or awake != (wake is not None):
            yield Problem(key="check.ledger", facts={"key": key, "state": state})
