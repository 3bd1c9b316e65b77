"""What stands in the chats is known, and what shows customers is found when it must be folded."""

from datetime import timedelta

from store import Message, MessageState, Store
from tests.store.house import LI, NOW, WANG


def message(number: int, *, minutes: int = 0, book: str = LI, holds: bool = True) -> Message:
    return Message(
        chat=7,
        message=number,
        book=book,
        subject="li-1",
        token="t",
        sent_at=NOW + timedelta(minutes=minutes),
        holds_customer_data=holds,
    )


async def test_a_reply_finds_its_customer(store: Store) -> None:
    await store.messages.sent(message(70))
    assert await store.messages.find(7, 70) == message(70)
    assert await store.messages.find(8, 70) is None


async def test_what_was_folded_or_deleted_is_open_no_more(store: Store) -> None:
    await store.messages.sent(message(3, minutes=2), message(1), message(2, minutes=1))
    assert [each.message for each in await store.messages.of_book(LI)] == [1, 2, 3]
    await store.messages.folded(7, 1)
    await store.messages.folded(7, 2, "deleted")
    assert [each.message for each in await store.messages.of_book(LI)] == [3]
    found = await store.messages.find(7, 2)
    assert found is not None
    assert found.state is MessageState.DELETED


async def test_all_open_messages_of_a_leaver_are_found(store: Store) -> None:
    await store.messages.sent(message(1), message(2, book=WANG), message(3, minutes=1, holds=False))
    assert [each.message for each in await store.messages.of_book(LI)] == [1, 3]


async def test_old_folded_messages_are_forgotten(store: Store) -> None:
    await store.messages.sent(message(1), message(2))
    await store.messages.folded(7, 1)
    assert await store.messages.trim(NOW + timedelta(days=60)) == 1
    assert await store.messages.find(7, 1) is None
    assert await store.messages.find(7, 2) is not None
