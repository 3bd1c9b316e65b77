"""Changes that wait together share a commit, and each caller hears of its own."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

import pytest

from store import Books, Store, StoreError, replace
from tests.store.house import BANK, LI, NOW, WANG, change, customer, names, opened, settle_in


class Gate:
    """A change that keeps the writer busy until it is opened, so that others queue up behind it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.opened = threading.Event()

    def __call__(self, _books: Books) -> str:
        self.entered.set()
        self.opened.wait(10)
        return "through"


async def busy(store: Store, gate: Gate, tasks: asyncio.TaskGroup) -> None:
    tasks.create_task(through(store, gate))
    await asyncio.to_thread(gate.entered.wait, 10)


async def through(store: Store, gate: Gate) -> None:
    with contextlib.suppress(StoreError):
        await store.change(BANK, [], gate, now=NOW)


def raising(error: BaseException) -> Callable[[Books], None]:
    def decide(books: Books) -> None:
        books[LI].put(customer("undone"))
        books.audit("li", "log", "undone")
        raise error

    return decide


async def test_a_refused_one_alone_is_undone(store: Store) -> None:
    gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        await busy(store, gate, tasks)
        first = tasks.create_task(change(store, [LI], lambda books: books[LI].put(customer("first"))))
        refused = tasks.create_task(outcome(store, KeyError("no")))
        last = tasks.create_task(change(store, [LI], lambda books: books[LI].put(customer("last"))))
        await asyncio.sleep(0)
        gate.opened.set()
    assert (first.exception(), last.exception()) == (None, None)
    assert isinstance(refused.result(), KeyError)
    assert await names(store, LI) == ["first", "last", "li-0", "li-1", "li-2"]
    assert await store.audit.entries(BANK, LI) == []


async def outcome(store: Store, error: BaseException) -> BaseException | None:
    try:
        await change(store, [LI], raising(error))
    except BaseException as heard:  # noqa: BLE001  # all of them are the point
        return heard
    return None


@pytest.mark.parametrize(
    "error", [KeyError("x"), StopIteration(), SystemExit(3), KeyboardInterrupt(), GeneratorExit()]
)
async def test_whatever_is_raised_travels_to_its_caller(store: Store, error: BaseException) -> None:
    heard = await outcome(store, error)
    assert heard is not None
    assert error in {heard, heard.__cause__}
    assert await names(store, LI) == ["li-0", "li-1", "li-2"]


async def test_changes_that_wait_see_each_other(store: Store) -> None:
    def decide(books: Books) -> None:
        found = books[LI].customers["li-0"]
        books[LI].put(replace(found, assets=(found.assets or 0) + 1))

    await asyncio.gather(*(change(store, [LI], decide) for _ in range(200)))
    assert (await store.read(BANK, [LI], lambda books: books[LI].customers["li-0"])).assets == 200


async def test_a_cancelled_caller_waits_until_the_work_has_ended(store: Store) -> None:
    gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        await busy(store, gate, tasks)
        task = tasks.create_task(change(store, [LI], lambda books: books[LI].put(customer("kept"))))
        await asyncio.sleep(0)
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0)
            assert not task.done()
        gate.opened.set()
    assert task.cancelled()
    assert "kept" in await names(store, LI)


async def test_closing_waits_for_what_was_asked_for(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        gate = Gate()
        async with asyncio.TaskGroup() as tasks:
            await busy(store, gate, tasks)
            late = tasks.create_task(change(store, [LI], lambda books: books[LI].put(customer("late"))))
            await asyncio.sleep(0)
            closing = tasks.create_task(store.close())
            await asyncio.sleep(0)
            assert not closing.done()
            gate.opened.set()
        assert late.exception() is None
        with pytest.raises(StoreError) as refused:
            await change(store, [LI], len)
        assert refused.value.key == "store.closed"
        with pytest.raises(StoreError):
            await store.place("customer", "late")
    async with opened(file_url) as store:
        assert "late" in await names(store, LI)


async def test_a_full_disk_is_said_and_work_goes_on_when_there_is_space(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await store._access.write(lambda c: c.all("PRAGMA max_page_count = 1"))

        def decide(books: Books) -> None:
            books[LI].put(*(customer(f"x{number}") for number in range(500)))

        with pytest.raises(StoreError) as refused:
            await change(store, [LI], decide)
        assert refused.value.key == "store.full"
        assert await names(store, LI) == ["li-0", "li-1", "li-2"]
        await change(store, [LI], decide)  # the pragma went with the connection that failed
        assert len(await names(store, LI)) == 503
        assert await store.check() == []


async def test_all_who_shared_a_failed_commit_hear_so(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        gate = Gate()
        async with asyncio.TaskGroup() as tasks:
            await busy(store, gate, tasks)
            small = tasks.create_task(heard(store, LI, 1))
            await asyncio.sleep(0)
            large = tasks.create_task(heard(store, WANG, 5_000))
            await asyncio.sleep(0)
            connection = store._access._writer._connection
            assert connection is not None
            connection.all("PRAGMA max_page_count = 200")
            gate.opened.set()
        assert large.result() == "store.full"
        assert small.result() in {"", "store.full"}
        assert (len(await names(store, LI)) == 4) is (small.result() == "")
        assert await names(store, WANG) == ["wang-0", "wang-1", "wang-2"]


async def heard(store: Store, book: str, count: int) -> str:
    def decide(books: Books) -> None:
        books[book].put(*(customer(f"{book}{number}") for number in range(count)))

    try:
        await change(store, [book], decide)
    except StoreError as error:
        return error.key
    return ""


async def test_a_writer_that_waits_too_long_says_so(file_url: str) -> None:
    async with opened(file_url) as store, opened(file_url) as other:
        await store.change(BANK, [], settle_in(), now=NOW)
        await other._access.write(lambda c: c.all("PRAGMA busy_timeout = 10"))
        gate = Gate()
        async with asyncio.TaskGroup() as tasks:
            await busy(store, gate, tasks)
            assert await heard(other, LI, 1) == "store.busy"
            gate.opened.set()
        assert await heard(other, LI, 1) == ""
