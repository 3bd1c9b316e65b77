"""Updates from Telegram, kept before they are confirmed: new → applied → answered, and then emptied."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from store.access import Access
from store.engine import Connection, Row, Statements
from store.errors import StoreError
from store.instants import from_micros, to_micros
from store.messages import Message, keep


class InboxState(StrEnum):
    NEW = "new"
    APPLIED = "applied"
    ANSWERED = "answered"
    QUARANTINED = "quarantined"


class InboxRow(msgspec.Struct, frozen=True, kw_only=True):
    """An update with its raw body; `answer` is what the effect's own commit kept to be said."""

    update_id: int
    chat: int
    at: datetime
    state: InboxState
    failures: int
    body: bytes
    answer: bytes | None
    why: str


def _read(row: Row) -> InboxRow:
    update_id, chat, at, state, failures, body, answer, why = row
    return InboxRow(
        update_id=update_id,
        chat=chat,
        at=from_micros(at),
        state=InboxState(state),
        failures=failures,
        body=bytes(body),
        answer=None if answer is None else bytes(answer),
        why=why,
    )


def _values(row: InboxRow) -> dict[str, object]:
    return {**msgspec.structs.asdict(row), "at": to_micros(row.at), "state": row.state.value}


def apply(connection: Connection, sql: Statements, update_id: int, answer: bytes) -> None:
    """Marks the update as applied within its effect's commit; one that was applied already is refused."""
    if connection.run(sql.apply_update, at=update_id, new_answer=answer) == 0:
        row = connection.one(sql.get_update, at=update_id)
        raise StoreError("store.no_such_update" if row is None else "store.applied_already", update=update_id)


class Inbox:
    """The updates that wait; each writer here is durable when it returns."""

    def __init__(self, access: Access, statements: Statements) -> None:
        self._access = access
        self._sql = statements

    async def take(self, updates: Iterable[tuple[int, int, bytes]], now: datetime) -> list[InboxRow]:
        """Keeps a batch of (update id, chat, body) in one commit; hands back the rows that were new."""
        batch = [
            InboxRow(
                update_id=update_id,
                chat=chat,
                at=now,
                state=InboxState.NEW,
                failures=0,
                body=body,
                answer=None,
                why="",
            )
            for update_id, chat, body in updates
        ]

        def work(connection: Connection) -> list[InboxRow]:
            return [row for row in batch if connection.run(self._sql.take_update, **_values(row))]

        return await self._access.write(work)

    async def pending(self) -> list[InboxRow]:
        """The new and the applied ones in the order of their ids: what a start has to finish."""
        return sorted(
            await self.in_state(InboxState.NEW) + await self.in_state(InboxState.APPLIED),
            key=lambda row: row.update_id,
        )

    async def in_state(self, state: InboxState | str) -> list[InboxRow]:
        name = InboxState(state).value
        rows = await self._access.look(lambda c: c.all(self._sql.updates_in_state, state=name))
        return [_read(row) for row in rows]

    async def get(self, update_id: int) -> InboxRow | None:
        row = await self._access.look(lambda c: c.one(self._sql.get_update, at=update_id))
        return None if row is None else _read(row)

    async def answered(self, update_id: int, *said: Message) -> None:
        """The answer has been sent: body and answer are emptied, and what was said is kept, in one commit."""

        def work(connection: Connection) -> None:
            keep(connection, self._sql, said)
            connection.run(self._sql.empty_update, at=update_id, nothing=b"")

        await self._access.write(work)

    async def failed(self, update_id: int, why: str) -> int:
        """Counts a failure durably; says how many there were."""

        def work(connection: Connection) -> int:
            connection.run(self._sql.fail_update, at=update_id, new_why=why)
            row = connection.one(self._sql.get_update, at=update_id)
            return 0 if row is None else _read(row).failures

        return await self._access.write(work)

    async def quarantine(self, update_id: int, why: str) -> None:
        """Puts it aside for the operator, with its body; the chat goes on."""
        await self._access.write(lambda c: c.run(self._sql.quarantine_update, at=update_id, new_why=why))

    async def trim(self, before: datetime) -> int:
        """Drops emptied rows that are older than Telegram could send again (24 hours); says how many."""
        moment = to_micros(before)
        return await self._access.write(lambda c: c.run(self._sql.trim_inbox, before=moment))
