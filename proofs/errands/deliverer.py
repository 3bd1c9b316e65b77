"""What the deliverer writes: a reminder on its way."""

import asyncio
from datetime import timedelta
from pathlib import Path

from proofs.bank import BANK, NOW, book_of, database, opened
from proofs.errands.errand import Said
from proofs.killing import Say
from store.ledger import State
from store.messages import Message
from store.store import Store

KEY = "follow_up|p000001|2026-11-24"


def delivering(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            book, later = await book_of(store, "1000"), NOW + timedelta(hours=2)
            await store.change(
                BANK, (book,), lambda books: books.ledger.claim([KEY], "run", later), now=later
            )
            say("claimed")
            await store.ledger.sent(KEY, 5, 50, later)
            say("sent")
            await store.messages.sent(Message(chat=5, message=50, book=book, subject="1000", sent_at=later))
            say("kept")
            await store.ledger.settle(KEY, State.SEEN, later)
            say("seen")

    asyncio.run(work())


async def delivery_is_kept(store: Store, said: Said) -> list[str]:
    row = await store.ledger.get(KEY)
    if row is None:
        return ["the reminder is not there"]
    order = [State.ARMED, State.SENDING, State.SENT, State.SENT, State.SEEN]
    least = order[len(said)]
    may = order[len(said) : len(said) + 2]
    found = [] if row.state in may else [f"the reminder is {row.state} after {said}, not {least}"]
    if "kept" in said and await store.messages.find(5, 50) is None:
        found.append("a message that was sent is not known")
    return found
