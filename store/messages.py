"""What was sent into which chat: so that a reply finds its customer, and what shows customers is folded."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from store.access import Access
from store.engine import Connection, Row, Statements
from store.instants import from_micros, to_micros


class MessageState(StrEnum):
    OPEN = "open"
    FOLDED = "folded"
    DELETED = "deleted"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours; `subject` is a customer's number or empty, `token` its dialogue's."""

    chat: int
    message: int
    book: str
    subject: str = ""
    token: str = ""
    sent_at: datetime
    holds_customer_data: bool = False
    state: MessageState = MessageState.OPEN


def _read(row: Row) -> Message:
    chat, message, book, subject, token, sent_at, holds, state, _foldable = row
    return Message(
        chat=chat,
        message=message,
        book=book,
        subject=subject,
        token=token,
        sent_at=from_micros(sent_at),
        holds_customer_data=bool(holds),
        state=MessageState(state),
    )


def keep(connection: Connection, sql: Statements, said: Iterable[Message]) -> None:
    """Keeps what was said, within the transaction at hand; a message that is known is written over."""
    for each in said:
        sent_at = to_micros(each.sent_at)
        fold = each.holds_customer_data and each.state is MessageState.OPEN
        connection.run(
            sql.put_message,
            chat=each.chat,
            message=each.message,
            book=each.book,
            subject=each.subject,
            token=each.token,
            sent_at=sent_at,
            holds_customer_data=int(each.holds_customer_data),
            state=each.state.value,
            foldable=sent_at if fold else None,
        )


class Messages:
    """The messages in the chats; each writer here is durable when it returns."""

    def __init__(self, access: Access, statements: Statements) -> None:
        self._access = access
        self._sql = statements

    async def sent(self, *messages: Message) -> None:
        """Keeps messages, all in one commit; the same one again replaces what was known of it."""
        if messages:
            await self._access.write(lambda connection: keep(connection, self._sql, messages))

    async def find(self, chat: int, message: int) -> Message | None:
        row = await self._access.look(
            lambda c: c.one(self._sql.get_message, at_chat=chat, at_message=message)
        )
        return None if row is None else _read(row)

    async def of_book(self, book: str) -> list[Message]:
        """All open messages of a person, for a lost phone or a leaver."""
        rows = await self._access.look(lambda c: c.all(self._sql.open_messages_of_book, book=book))
        return [_read(row) for row in rows]

    async def folded(self, chat: int, message: int, state: MessageState | str = MessageState.FOLDED) -> None:
        """It shows no customer data any more, or is deleted."""
        name = MessageState(state).value
        await self._access.write(
            lambda c: c.run(self._sql.set_message, at_chat=chat, at_message=message, new_state=name)
        )

    async def trim(self, before: datetime) -> int:
        """Drops what was sent before then and needs no folding; says how many."""
        moment = to_micros(before)
        return await self._access.write(lambda c: c.run(self._sql.trim_messages, before=moment))
