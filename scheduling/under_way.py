"""Work that is under way beside whoever began it: ended together, with some time to end by itself."""

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

# How long a stop waits for what is under way, in seconds.
GRACE = 5.0


class UnderWay:
    """The base of what works in lanes; open as a context, which ends with everything that was begun in it."""

    def __init__(self) -> None:
        self._lanes = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def __aenter__(self) -> Self:
        await self._lanes.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._running:
            each.cancel()
        # Without the error, which would come out wrapped: whoever runs us tells it as it is.
        await self._lanes.__aexit__(None, None, None)

    async def stop(self, grace: float = GRACE) -> None:
        """Begin nothing more, let what is under way end for so many seconds, then cut it off."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for each in self._running:
            each.cancel()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Start work that nobody waits for but a stop."""
        _ = self._begun(work)

    def _begun(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._lanes.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task
