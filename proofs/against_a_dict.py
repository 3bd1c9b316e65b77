"""The whole bank against a plain dict: whatever is done to both, in whatever order, they say the same."""

import asyncio
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk.promises import EARLY, keep, put_off
from desk.settle import done, skip, snooze
from desk.sitting import Sitting
from proofs.bank import (
    BANK,
    BRANCH,
    HEADINGS,
    LI,
    NOW,
    WANG,
    brought,
    database,
    joined,
    logged,
    opened_as_it_is,
    problems,
    sitting,
)
from proofs.killing import Say, can_trace, killed_at, quick_home
from proofs.row import Row
from store.books import Books
from store.ledger import State
from store.records import FollowUpState
from store.store import Store

ZONE = ZoneInfo("Asia/Shanghai")
EXAMPLES, STEPS = 300, 60
NUMBERS = ("1", "2", "3", "4", "5", "6")
numbers = st.sampled_from(NUMBERS)
picks = st.integers(min_value=0, max_value=10**6)


@dataclass
class Promised:
    """A promise of the model: for whom, when, and whether it is still open."""

    customer: str
    due: datetime
    state: str = "open"
    snoozed: datetime | None = None


@dataclass
class Model:
    """What must be in the store."""

    homes: dict[str, str] = field(default_factory=dict[str, str])
    assets: dict[str, int] = field(default_factory=dict[str, int])
    contacts: dict[str, str] = field(default_factory=dict[str, str])
    promises: dict[str, Promised] = field(default_factory=dict[str, Promised])
    settled: dict[str, str] = field(default_factory=dict[str, str])

    def logs(self, customer: str, number: int, now: datetime) -> None:
        """A contact keeps every promise that was due within the hour, and makes a new one."""
        for each in self.promises.values():
            if each.customer == customer and each.state == "open" and each.due <= now + EARLY:
                each.state = "kept"
        self.contacts[f"c{number:06}"] = customer
        self.promises[f"p{number:06}"] = Promised(
            customer, (now + timedelta(hours=1)).replace(second=0, microsecond=0)
        )


class Machine(RuleBasedStateMachine):
    """One bank of two managers, whose program is closed, killed and started again."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="guanjia-proof-", dir=quick_home()))
        self.path = database(self.folder)
        self.runner = asyncio.Runner()
        self.now = NOW
        self.model = Model()
        self.lists = 0
        self.count = 0
        self.store = opened_as_it_is(self.path)
        self.bring({"1": (LI, 1), "2": (WANG, 2)})
        self.runner.run(joined(self.store))
        people = self.runner.run(self.store.partitions(BANK, "book"))
        read = self.store.read(BANK, people, lambda books: {books[each].owner.name: each for each in people})
        self.books: dict[str, str] = self.runner.run(read)

    def listed(self, people: dict[str, tuple[str, int]]) -> str:
        self.lists += 1
        day = date(2025, 1, 1) + timedelta(days=self.lists)
        rows = (
            f"{key},客户{key},男,1970-01-01,13900010001,{BRANCH},{whose},{much},{day}"
            for key, (whose, much) in people.items()
        )
        return "\n".join((HEADINGS, *rows)) + "\n"

    def bring(self, people: dict[str, tuple[str, int]]) -> None:
        report = self.runner.run(brought(self.store, self.listed(people), now=self.now))
        assert report.applied, report.problems
        self.believe(people)

    def believe(self, people: dict[str, tuple[str, int]]) -> None:
        for key, (whose, much) in people.items():
            self.model.homes[key] = whose
            self.model.assets[key] = much * 100

    @rule(
        people=st.dictionaries(numbers, st.tuples(st.sampled_from((LI, WANG)), st.integers(0, 9)), min_size=1)
    )
    def import_a_list(self, people: dict[str, tuple[str, int]]) -> None:
        """New customers come, known ones change, those with another manager move with all that is open."""
        self.bring(people)

    @rule(number=numbers, wrong=st.sampled_from(("2026-13-01", "x")))
    def import_a_spoiled_list(self, number: str, wrong: str) -> None:
        good = self.listed({number: (LI, 5), "9": (LI, 5)})
        report = self.runner.run(brought(self.store, good.replace("1970-01-01", wrong, 1), now=self.now))
        assert report.problems
        assert not report.applied

    @rule(number=numbers)
    def log(self, number: str) -> None:
        if number in self.model.homes:
            self.count += 1
            self.runner.run(logged(self.store, number, self.count, now=self.now))
            self.model.logs(number, self.count, self.now)

    @rule(number=numbers)
    def change_ones_mind(self, number: str) -> None:
        """A use case that fails at its end has done nothing."""
        if number not in self.model.homes:
            return

        def fails(at: Sitting) -> None:
            done(at, f"birthday|{number}|2026-12-01", number)
            raise ChangedMind

        try:
            self.sat(number, fails)
        except ChangedMind:
            return
        raise AssertionError("nobody heard that it failed")

    @rule(number=numbers, how=st.sampled_from(("done", "skipped", "snoozed")), day=st.integers(1, 28))
    def settle(self, number: str, how: str, day: int) -> None:
        if number not in self.model.homes:
            return
        key = f"birthday|{number}|2026-12-{day:02}"
        acts: dict[str, Callable[[Sitting], object]] = {
            "done": lambda at: done(at, key, number),
            "skipped": lambda at: skip(at, key, number, "not now"),
            "snoozed": lambda at: snooze(at, key, number, self.now + timedelta(days=1)),
        }
        self.sat(number, acts[how])
        self.model.settled[key] = how

    @precondition(lambda self: any(each.state == "open" for each in self.model.promises.values()))
    @rule(pick=picks, hours=st.integers(1, 50))
    def put_a_promise_off(self, pick: int, hours: int) -> None:
        key, promise = self.open_promise(pick)
        self.sat(promise.customer, lambda at: put_off(at, at.book.follow_ups[key], timedelta(hours=hours)))
        promise.snoozed = self.now + timedelta(hours=hours)

    @precondition(lambda self: any(each.state == "open" for each in self.model.promises.values()))
    @rule(pick=picks)
    def keep_a_promise(self, pick: int) -> None:
        key, promise = self.open_promise(pick)
        self.sat(promise.customer, lambda at: keep(at, at.book.follow_ups[key]))
        promise.state = "kept"

    @rule(hours=st.sampled_from((1, 5, 24, 24 * 40, -1, -30)))
    def clock_moves(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def restart(self) -> None:
        self.runner.run(self.store.close())
        self.store = opened_as_it_is(self.path)

    @rule(
        number=numbers,
        call=st.sampled_from(("pwrite64", "fdatasync")),
        at=st.integers(1, 60),
        people=st.dictionaries(
            numbers, st.tuples(st.sampled_from((LI, WANG)), st.integers(0, 9)), min_size=1
        ),
    )
    def killed_while_it_works(
        self, number: str, call: str, at: int, people: dict[str, tuple[str, int]]
    ) -> None:
        """The program dies in a log or an import: each is there or not, and all that it said is."""
        if number not in self.model.homes:
            return
        self.runner.run(self.store.close())
        self.count += 1
        listed = self.listed(people)
        work = partial(_works, self.count, number, listed, self.now)
        said = killed_at(work, self.folder, call, at).said
        self.store = opened_as_it_is(self.path)
        there = self.runner.run(self.talks())
        if f"c{self.count:06}" in there:
            self.model.logs(number, self.count, self.now)
        else:
            assert "logged" not in said
        have = self.runner.run(self.wealth())
        after = {**self.model.assets, **{key: much * 100 for key, (_whose, much) in people.items()}}
        homes = {**self.model.homes, **{key: whose for key, (whose, _much) in people.items()}}
        if have == (after, homes):
            self.believe(people)
        else:
            assert "brought" not in said

    @rule()
    def look_for_damage(self) -> None:
        assert self.runner.run(problems(self.store)) == []

    @invariant()
    def they_say_the_same(self) -> None:
        if not hasattr(self, "books"):
            return
        type(self).steps += 1
        model = self.model
        assert self.runner.run(self.wealth()) == (model.assets, model.homes)
        # What was said lies with whoever has the customer now.
        talks = {key: (whom, model.homes[whom]) for key, whom in model.contacts.items()}
        assert self.runner.run(self.talks()) == talks
        promises, armed, settled = self.runner.run(self.promised())
        wanted = {
            key: (each.customer, each.state, each.due, each.snoozed) for key, each in model.promises.items()
        }
        assert promises == wanted
        due = {key: each.snoozed or each.due for key, each in model.promises.items() if each.state == "open"}
        assert {key: armed.get(key) for key in due} == due
        # A contact may answer a reminder of its customer by itself: then it is done, and nothing else.
        answered = {
            key for key in settled if settled[key] == "done" and key.split("|")[1] in model.contacts.values()
        }
        assert {k: v for k, v in settled.items() if k not in answered} == {
            k: v for k, v in model.settled.items() if k not in answered
        }

    def open_promise(self, pick: int) -> tuple[str, Promised]:
        open_ = [(key, each) for key, each in self.model.promises.items() if each.state == "open"]
        return open_[pick % len(open_)]

    def sat(self, customer: str, act: Callable[[Sitting], object]) -> None:
        book = self.books[self.model.homes[customer]]

        def decide(books: Books) -> None:
            act(sitting(books, book, self.now, str))

        self.runner.run(self.store.change(BANK, (book,), decide, now=self.now))

    async def wealth(self) -> tuple[dict[str, int], dict[str, str]]:
        def look(books: Books) -> tuple[dict[str, int], dict[str, str]]:
            found = [
                (name, each) for name, book in self.books.items() for each in books[book].customers.values()
            ]
            return {each.id: each.assets or 0 for _, each in found}, {each.id: name for name, each in found}

        return await self.store.read(BANK, tuple(self.books.values()), look)

    async def talks(self) -> dict[str, tuple[str, str]]:
        """Each contact's customer, and whose book it lies in."""

        def look(books: Books) -> dict[str, tuple[str, str]]:
            return {
                each.id: (each.customer, name)
                for name, book in self.books.items()
                for each in books[book].contacts.values()
            }

        return await self.store.read(BANK, tuple(self.books.values()), look)

    async def promised(self) -> tuple[dict[str, object], dict[str, datetime], dict[str, str]]:
        """The promises, when each that is still to be spoken of is due, and what was decided."""

        def look(books: Books) -> tuple[dict[str, object], dict[str, str]]:
            all_ = [each for book in self.books.values() for each in books[book].follow_ups.values()]
            settled = [each for book in self.books.values() for each in books[book].settlements.values()]
            return {
                each.id: (
                    each.customer,
                    "open" if each.state is FollowUpState.OPEN else "kept",
                    datetime.combine(each.day, each.at or time(), ZONE).astimezone(UTC),
                    each.snoozed_to,
                )
                for each in all_
            }, {each.id: each.state.value for each in settled}

        promises, settled = await self.store.read(BANK, tuple(self.books.values()), look)
        armed: dict[str, datetime] = {}
        for book in self.books.values():
            for row in await self.store.ledger.of_book(book, (State.ARMED,)):
                if row.kind == "follow_up":
                    key = row.subject.partition("~")[0]
                    armed[key] = max(row.due, armed.get(key, row.due))
        return promises, armed, settled

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.runner.run(self.store.close())
            self.runner.close()
            shutil.rmtree(self.folder)


class ChangedMind(Exception):
    """The mind of whoever decides."""


def _works(number: int, customer: str, listed: str, now: datetime, folder: Path, say: Say) -> None:
    async def work(store: Store) -> None:
        await logged(store, customer, number, now=now)
        say("logged")
        await brought(store, listed, now=now)
        say("brought")
        await store.close()

    async def inside() -> None:
        await work(opened_as_it_is(database(folder)))

    asyncio.run(inside())


def _told(error: BaseException) -> str:
    """What was wrong, where, and the whole of the shortest life that shows it, on lines of its own."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    lines = (f"{type(error).__name__} {error}"[:400], f"{Path(at.filename).name}:{at.lineno} {at.line}")
    return "\n        ".join((*lines, *getattr(error, "__notes__", [])))


def rows(scale: float = 1.0) -> Iterator[Row]:
    promise = "import, log, snooze, done, transfer, kill, restart, clock: as a plain dict says"
    if why := can_trace():
        yield Row(promise, 0, skipped=why)
        return
    examples = max(3, round(EXAMPLES * scale))
    failures: list[str] = []
    Machine.steps = 0
    try:
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:  # noqa: BLE001  # told as a row
        failures.append(_told(error))
    found = f"{examples} lives of up to {STEPS} steps"
    yield Row(
        promise,
        Machine.steps,
        failures,
        found=found,
    )
