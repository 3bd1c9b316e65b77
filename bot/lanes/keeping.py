"""Writes down what became of an update, however long it takes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from store.errors import StoreError

log = logging.getLogger(__name__)

# Seconds before something is tried again, and at most.
AGAIN = 3.0
AT_MOST = 60.0


async def durable(write: Callable[[], Awaitable[object]]) -> None:
    """Write until it is written: while the disk is full the chat waits, and nothing is done twice."""
    pause = AGAIN
    while True:
        try:
            await write()
        except StoreError:
            log.exception("could not keep what became of an update")
            await asyncio.sleep(pause)
            pause = min(AT_MOST, pause * 2)
        else:
            return
