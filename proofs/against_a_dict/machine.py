"""Acts on the bank and on the plain dict alike, in whatever order chance makes up, and compares them."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk.promises import keep, put_off
from desk.settle import done, skip, snooze
from desk.sitting import Sitting
from proofs.against_a_dict import looks
from proofs.against_a_dict.model import Model, Promised
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
from proofs.killing import Say, killed_at, quick_home
from store.books import Books
from store.store import Store

NUMBERS = ("1", "2", "3", "4", "5", "6")
numbers = st.sampled_from(NUMBERS)
picks = st.integers(min_value=0, max_value=10**6)


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
        there = self.runner.run(looks.talks(self.store, self.books))
        if f"c{self.count:06}" in there:
            self.model.logs(number, self.count, self.now)
        else:
            assert "logged" not in said
        have = self.runner.run(looks.wealth(self.store, self.books))
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
        assert self.runner.run(looks.wealth(self.store, self.books)) == (model.assets, model.homes)
        assert self.runner.run(looks.talks(self.store, self.books)) == model.talks()
        promises, armed, settled = self.runner.run(looks.promised(self.store, self.books))
        assert promises == model.promised()
        due = model.due()
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
