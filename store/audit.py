"""Audit chains: one a partition, each entry sealed to the one before with a key that lies outside the store.

An entry's values are in the chain as salted commitments only. Their salts and texts lie beside it; when
those are emptied (erasure), nobody can say what they were, and the chain is still whole.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from store.access import Access
from store.chance import Chance
from store.engine import Connection, Row, Statements
from store.errors import NotThere, Problem
from store.instants import from_micros, to_micros
from store.places import in_scope
from store.scope import Scope

_START = b"\0" * 32


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a chain; `values` is empty once they were erased."""

    partition: str
    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    values: dict[str, Any]
    erased: bool


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The last entry of a chain: told to somebody outside, it proves later that no tail was cut."""

    partition: str
    seq: int
    mac: str


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    actor: str
    action: str
    commitments: dict[str, str]


Opened = dict[str, tuple[str, Any]]
"""For each value its salt (hex) and itself."""


def _commitment(salt: str, name: str, value: object) -> str:
    return hmac.digest(bytes.fromhex(salt), msgspec.json.encode((name, value)), hashlib.sha256).hex()


_salt = Chance(16)


def _mac(key: bytes, entry: tuple[str, int, int, bytes], before: bytes) -> bytes:
    # An entry is its partition, number, instant and what was sealed; `before` chains it.
    return hmac.digest(key, msgspec.msgpack.encode((*entry, before)), hashlib.sha256)


def append(
    connection: Connection,
    sql: Statements,
    key: bytes,
    partition: str,
    now: datetime,
    *,
    actor: str,
    action: str,
    values: Mapping[str, object],
) -> None:
    """Adds an entry to the partition's chain, within the transaction at hand."""
    connection.lock(f"chain {partition}")
    last = connection.one(sql.last_audit, partition=partition)
    seq, before = (1, _START) if last is None else (int(last[0]) + 1, bytes(last[1]))
    # As JSON says them, so that what is read back commits to the same bytes.
    plain: dict[str, Any] = msgspec.to_builtins(dict(values), str_keys=True)
    opened: Opened = {name: (_salt(), value) for name, value in plain.items()}
    commitments = {name: _commitment(salt, name, value) for name, (salt, value) in opened.items()}
    sealed = msgspec.json.encode(Sealed(actor, action, commitments))
    at = to_micros(now)
    connection.run(
        sql.add_audit,
        partition=partition,
        seq=seq,
        at=at,
        sealed=sealed,
        opened=msgspec.json.encode(opened),
        mac=_mac(key, (partition, seq, at, sealed), before),
    )


def forget(connection: Connection, sql: Statements, partition: str, subject: str) -> int:
    """Empties the values of all entries about a subject; says how many."""
    about = [entry for entry in entries(connection, sql, partition) if entry.subject == subject]
    for entry in about:
        connection.run(sql.close_audit, at_partition=partition, at_seq=entry.seq)
    return len(about)


def entries(connection: Connection, sql: Statements, partition: str) -> list[Entry]:
    found: list[Entry] = []
    for seq, at, sealed, opened, _mac_kept in connection.all(sql.audit_of, partition=partition):
        said = msgspec.json.decode(bytes(sealed), type=Sealed)
        values: Opened = {} if opened is None else msgspec.json.decode(bytes(opened), type=Opened)
        plain = {name: value for name, (_salt, value) in values.items()}
        found.append(
            Entry(
                partition=partition,
                seq=seq,
                at=from_micros(at),
                actor=said.actor,
                action=said.action,
                subject=str(plain.pop("subject", "")),
                values=plain,
                erased=opened is None,
            )
        )
    return found


def problems(connection: Connection, sql: Statements, key: bytes, partition: str) -> list[Problem]:
    """Where the chain does not hold; empty if it is whole."""
    found: list[Problem] = []
    before, expected = _START, 1
    for seq, at, sealed, opened, mac in map(_plain, connection.all(sql.audit_of, partition=partition)):
        if seq != expected:
            found.append(_problem("check.chain_gap", partition, expected))
        if not hmac.compare_digest(_mac(key, (partition, seq, at, sealed), before), mac):
            found.append(_problem("check.chain_changed", partition, seq))
        if opened is not None and not _true_to(sealed, opened):
            found.append(_problem("check.chain_value", partition, seq))
        before, expected = mac, seq + 1
    return found


def _plain(row: Row) -> tuple[int, int, bytes, bytes | None, bytes]:
    # Whoever edits a file by hand may leave text where bytes were; that is a finding, not a crash.
    seq, at, *rest = row
    sealed, opened, mac = (each.encode() if isinstance(each, str) else each for each in rest)
    return int(seq), int(at), bytes(sealed), None if opened is None else bytes(opened), bytes(mac)


def _problem(key: str, partition: str, seq: int) -> Problem:
    return Problem(key=key, facts={"partition": partition, "entry": seq})


def _true_to(sealed: bytes, opened: bytes) -> bool:
    try:
        commitments = msgspec.json.decode(sealed, type=Sealed).commitments
        values = msgspec.json.decode(opened, type=Opened)
        made = {name: _commitment(salt, name, value) for name, (salt, value) in values.items()}
    except (msgspec.MsgspecError, ValueError):
        return False
    return made == commitments


def chains(connection: Connection, sql: Statements) -> Iterator[str]:
    """The partitions that have a chain, in order; one look each, however long the chains are."""
    after = ""
    while (row := connection.one(sql.next_chain, after=after)) is not None and row[0] is not None:
        after = str(row[0])
        yield after


def heads(connection: Connection, sql: Statements) -> list[Head]:
    found: list[Head] = []
    for partition in chains(connection, sql):
        last = connection.one(sql.last_audit, partition=partition)
        if last is not None:
            found.append(Head(partition=partition, seq=last[0], mac=bytes(last[1]).hex()))
    return found


def gone(connection: Connection, sql: Statements, kept: Iterable[Head]) -> list[Head]:
    """Those heads that somebody kept and whose entry is no longer there, or is another one."""

    def stands(head: Head) -> bool:
        found = connection.one(sql.audit_at, partition=head.partition, seq=head.seq)
        return found is not None and bytes(found[0]).hex() == head.mac

    return [head for head in kept if not stands(head)]


class AuditDesk:
    """The chains outside of a change: read and verified, never written."""

    def __init__(self, access: Access, statements: Statements, key: bytes) -> None:
        self._access = access
        self._sql = statements
        self._key = key

    async def verify(self, partition: str) -> list[Problem]:
        return await self._access.look(lambda c: problems(c, self._sql, self._key, partition))

    async def entries(self, scope: Scope, partition: str) -> list[Entry]:
        """The entries of a partition, the oldest first; `NotThere` where the scope does not hold it."""

        def find(connection: Connection) -> list[Entry]:
            row = connection.one(self._sql.get_partition, id=partition)
            branch = "" if row is None else str(row[0])
            if not in_scope(connection, self._sql, scope, partition, branch):
                raise NotThere(partition)
            return entries(connection, self._sql, partition)

        return await self._access.look(find)

    async def heads(self) -> list[Head]:
        """The last entry of every chain, for the operator's chat."""
        return await self._access.look(lambda connection: heads(connection, self._sql))

    async def gone(self, kept: Iterable[Head]) -> list[Head]:
        """Those heads that somebody kept and whose entry is no longer there: a tail was cut."""
        return await self._access.look(lambda connection: gone(connection, self._sql, kept))
