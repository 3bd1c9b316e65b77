"""What the store says, in the words of the plain dict; `whose` are the books by their managers' names."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from proofs.bank import BANK
from store.books import Books
from store.ledger import State
from store.records import FollowUpState
from store.store import Store

ZONE = ZoneInfo("Asia/Shanghai")


async def wealth(store: Store, whose: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Each customer's assets, and whose book they lie in."""

    def look(books: Books) -> tuple[dict[str, int], dict[str, str]]:
        found = [(name, each) for name, book in whose.items() for each in books[book].customers.values()]
        return {each.id: each.assets or 0 for _, each in found}, {each.id: name for name, each in found}

    return await store.read(BANK, tuple(whose.values()), look)


async def talks(store: Store, whose: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Each contact's customer, and whose book it lies in."""

    def look(books: Books) -> dict[str, tuple[str, str]]:
        return {
            each.id: (each.customer, name)
            for name, book in whose.items()
            for each in books[book].contacts.values()
        }

    return await store.read(BANK, tuple(whose.values()), look)


async def promised(
    store: Store, whose: Mapping[str, str]
) -> tuple[dict[str, object], dict[str, datetime], dict[str, str]]:
    """The promises, when each that is still to be spoken of is due, and what was decided."""

    def look(books: Books) -> tuple[dict[str, object], dict[str, str]]:
        all_ = [each for book in whose.values() for each in books[book].follow_ups.values()]
        settled = [each for book in whose.values() for each in books[book].settlements.values()]
        return {
            each.id: (
                each.customer,
                "open" if each.state is FollowUpState.OPEN else "kept",
                datetime.combine(each.day, each.at or time(), ZONE).astimezone(UTC),
                each.snoozed_to,
            )
            for each in all_
        }, {each.id: each.state.value for each in settled}

    promises, settled = await store.read(BANK, tuple(whose.values()), look)
    armed: dict[str, datetime] = {}
    for book in whose.values():
        for row in await store.ledger.of_book(book, (State.ARMED,)):
            if row.kind == "follow_up":
                key = row.subject.partition("~")[0]
                armed[key] = max(row.due, armed.get(key, row.due))
    return promises, armed, settled
