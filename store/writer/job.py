"""What is asked of the writer, and how whoever asked hears of its end."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from store.engine import Connection
from store.errors import StoreError
from store.writer.transaction import Transaction

A = TypeVar("A")

Copying = Callable[[Connection, Callable[[], None]], None]
"""A copy of the store over the given connection; it calls the second argument to let others write."""


class Job(Generic[A]):
    """Work for the writer, or a copy to be made by it, and the caller who waits for its end."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        work: Callable[[Transaction], A] | None = None,
        copying: Copying | None = None,
    ) -> None:
        self.loop = loop
        self.work = work
        self.copying = copying
        self.waiter: asyncio.Future[None] | None = None
        self.ended = False
        self.answer: A | None = None
        self.error: BaseException | None = None

    def attempt(self, transaction: Transaction) -> None:
        """Does the work; what a refused one wrote is undone, and only that."""
        assert self.work is not None  # noqa: S101  # copies never come here
        try:
            self.answer = self.work(transaction)
            transaction.finish_job()
        except BaseException as error:  # noqa: BLE001  # it travels to the caller, whatever it is
            self.error = error
            transaction.undo_job(error)

    def put_off(self) -> bool:
        """Whether it found held by another process what it needs; then it begins a transaction of its own."""
        again = isinstance(self.error, StoreError) and self.error.key == "store.busy"
        if again:
            self.error = None
        return again


def answer(jobs: Sequence[Job[Any]]) -> None:
    """Tell the callers, each in the loop in which they wait, that their jobs have ended."""
    loops: dict[asyncio.AbstractEventLoop, list[Job[Any]]] = {}
    for job in jobs:
        loops.setdefault(job.loop, []).append(job)
    for loop, waiting in loops.items():
        try:
            loop.call_soon_threadsafe(_end, waiting)
        except RuntimeError:
            # That loop was closed with its callers; the work is done all the same.
            continue


def _end(jobs: list[Job[Any]]) -> None:
    for job in jobs:
        job.ended = True
        if job.waiter is not None and not job.waiter.done():
            job.waiter.set_result(None)
