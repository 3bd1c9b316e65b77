"""A run of its own that claims reminders until none is due; it says each one that it was given.

`python -m tests.store.claimer URL RUN [MOST]`: after so many it waits to be killed.
"""

import asyncio
import os
import sys
from datetime import timedelta

from store import Books, Scope, Store
from tests.store.house import KEY, NOW

LATER = NOW + timedelta(days=2)


async def work(url: str, run: str, most: int = sys.maxsize) -> None:
    store = Store.open(url, key=KEY)
    await store.ledger.lost(run, LATER)
    os.write(1, b"ready\n")
    await asyncio.to_thread(sys.stdin.readline)
    told = 0
    while due := await store.ledger.due(LATER, limit=20):
        for row in due:
            key = row.key

            def decide(books: Books, key: str = key) -> list[str]:
                open_ = [each.key for each in books.ledger.claimable([key], LATER)]
                return [each.key for each in books.ledger.claim(open_, run, LATER)]

            for claimed in await store.change(Scope.bank(), [row.book], decide, now=LATER):
                os.write(1, f"{claimed}\n".encode())
                told += 1
            if told >= most:
                await asyncio.to_thread(sys.stdin.readline)
    os.write(1, b"through\n")
    await store.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
