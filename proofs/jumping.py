"""A loop whose time jumps: when nobody has anything to do, it is the time of the next thing that waits."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from store.store import Store

A = TypeVar("A")

QUIET = 0.004
"""Seconds of silence on all sockets after which nobody has anything to do."""


class JumpingLoop(asyncio.SelectorEventLoop):
    """Sleeps and time-outs end at once, unless a thread or a socket still works."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self.busy = 0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return super().time() + self.ahead

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]  # any work of any thread
        work = super().run_in_executor(executor, func, *args)
        self.busy += 1
        work.add_done_callback(self._done)
        return work

    def _done(self, _work: object) -> None:
        self.busy -= 1

    def watch(self, store: Store) -> None:
        """While the store's own thread writes, time stands."""
        writer = store._access._writer  # noqa: SLF001  # the one thread that the loop does not know of
        inside: Callable[[Any], Awaitable[Any]] = writer._ended  # noqa: SLF001  # as above

        async def ended(job: Any) -> Any:
            self.busy += 1
            try:
                return await inside(job)
            finally:
                self.busy -= 1

        writer._ended = ended  # type: ignore[method-assign]  # noqa: SLF001  # as above


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        if self._loop.busy:
            return super().select(0.05 if timeout is None else min(timeout, 0.05))
        found = super().select(QUIET if timeout is None else min(timeout, QUIET))
        if not found and timeout is not None and timeout > QUIET:
            self._loop.ahead += timeout - QUIET
        return found


class LoopClock:
    """The time of a jumping loop, as the program and the simulator read it."""

    def __init__(self, loop: JumpingLoop, base: datetime) -> None:
        self._loop = loop
        self._base = base
        self._began = loop.time()

    def now(self) -> datetime:
        return self._base + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return self._loop.time() - self._began


def run(main: Callable[[JumpingLoop], Awaitable[A]]) -> A:
    """Runs to the end in a loop that jumps."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, JumpingLoop)

        async def inside() -> A:
            return await main(loop)

        return runner.run(inside())
