"""Telegram at its worst: floods, errors, cut lines, hangs, outages, repeats, blocks, a revoked token."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from telegram.error import InvalidToken

from proofs.jumping import JumpingLoop, run
from proofs.killing import quick_folder
from proofs.lives import warm
from proofs.row import Row
from proofs.town import FIRST, HEAD, MANAGERS, MORNING, Met, Town, names_of, serving, spoiled, stormy, town
from simulator import Fault, Seen, Trouble
from simulator.calls import Call

STORMS = 12
LINES = 8
REPEAT, CATCHING_UP, KEPT = "可能重复", "补上", "记好了"
SOON = timedelta(seconds=40)
"""A look every fifteen seconds, and room for the messages of an hour."""
_LOST = frozenset({Trouble.SERVER_ERROR, Trouble.DROP_BEFORE, Trouble.HANG})
"""Nothing happened, and the bot cannot know it."""
_NUMBER = re.compile(r"编号(\d+)号")
WRITES = frozenset({"sendmessage", "editmessagetext"})


def rows(scale: float = 1.0) -> Iterator[Row]:
    warm()
    yield from storms(max(1, round(STORMS * scale)))
    yield run(partial(outage, hours=24 if scale >= 1 else 1))
    for scenario in (one_chat_closed, block_and_return, revoked, nonsense):
        yield run(scenario)


def storms(many: int) -> Iterator[Row]:
    """Whole working days in bad weather: what is said, what is answered, what is sent and when."""
    tallies = [run(partial(_storm, seed=seed)) for seed in range(many)]
    names = (
        "in a storm: each visit is stored exactly once",
        "in a storm: each line is answered, again only if the first is in doubt, and marked",
        "in a storm: nothing is sent to a chat before its retry_after ends",
        "in a storm: each reminder comes, again only if the first is in doubt, and marked",
        "in a storm: at most 30 calls a second over all",
    )
    calls = sum(each.calls for each in tallies)
    troubles = sum(each.troubles for each in tallies)
    for place, name in enumerate(names):
        cases = sum(each.rows[place][0] for each in tallies)
        failures = [f"storm {n}: {one}" for n, each in enumerate(tallies) for one in each.rows[place][1]]
        found = f"{many} days, {calls:,} calls, {troubles:,} of them in trouble" if not place else ""
        yield Row(name, cases, failures, found=found)


Tally = tuple[int, list[str]]


class Storm(NamedTuple):
    """What one day of bad weather showed."""

    rows: tuple[Tally, ...]
    calls: int
    troubles: int


async def _storm(loop: JumpingLoop, seed: int) -> Storm:
    dice = random.Random(seed)
    with quick_folder() as folder:
        async with town(loop, folder) as it:
            it.weather, it.spoil = stormy(dice), spoiled(dice)
            lines = _lines(dice)
            for at, manager, number, customer in lines:
                await it.until(at)
                it.says(manager, number, customer, f"下午{3 + number % 2}点{number % 50:02}分")
            await it.until(MORNING.replace(hour=17, minute=30))
            it.weather = lambda _call: None
            await it.until(MORNING.replace(hour=19))
            wanted = {number for _, _, number, _ in lines}
            rows_ = (
                await _once(it, wanted),
                _answered(it, wanted),
                _patient(it.met),
                _reminded(it, wanted),
                _paced(it.met),
            )
            return Storm(rows_, len(it.met), sum(each.fault is not None for each in it.met))


def _lines(dice: random.Random) -> list[tuple[datetime, int, int, str]]:
    """Each manager's calls of the day, each about another customer; after eight, when cards are folded."""
    found: list[tuple[datetime, int, int, str]] = []
    for manager in range(len(MANAGERS)):
        for number, customer in enumerate(dice.sample(names_of(manager), LINES)):
            at = MORNING + timedelta(minutes=dice.randint(70, 7 * 60))
            found.append((at, manager, manager * 100 + number, customer))
    return sorted(found)


async def _once(it: Town, wanted: set[int]) -> Tally:
    stored = Counter(int(each) for contact in await it.contacts() for each in _NUMBER.findall(contact.note))
    return len(wanted), [
        f"line {each} is stored {stored[each]} times" for each in sorted(wanted) if stored[each] != 1
    ]


def _answered(it: Town, wanted: set[int]) -> Tally:
    """As many answers as lines, besides those that say that they may be there twice."""
    failures: list[str] = []
    for manager in range(len(MANAGERS)):
        own = sum(each // 100 == manager for each in wanted)
        sure = sum(KEPT in each.text and REPEAT not in each.text for each in it.texts(FIRST + manager))
        again = sum(KEPT in each.text and REPEAT in each.text for each in it.texts(FIRST + manager))
        if not sure <= own <= sure + again + _given_up(it, FIRST + manager):
            failures.append(f"manager {manager}: {own} lines, {sure} answers and {again} repeats")
    return len(wanted), failures


def _given_up(it: Town, user: int) -> int:
    """How many messages may have failed twice without a trace: there is never a third copy."""
    doubts = sum(
        each.chat == user
        and each.method == "sendmessage"
        and each.fault is not None
        and each.fault.trouble in _LOST
        for each in it.met
    )
    return doubts // 2


def _patient(met: list[Met]) -> Tally:
    """No message into a chat that was asked to wait; calls that were under way with it do not count."""
    failures: list[str] = []
    floods = [each for each in met if each.fault and each.fault.trouble is Trouble.FLOOD and each.chat]
    for flood in floods:
        assert flood.fault is not None
        until = flood.at + timedelta(seconds=flood.fault.retry_after)
        early = [
            each
            for each in met
            if each.chat == flood.chat
            and each.method in WRITES
            and flood.method in WRITES
            and flood.at + timedelta(milliseconds=200) < each.at < until - timedelta(milliseconds=5)
        ]
        failures += [f"{each.method} to {each.chat} {until - each.at} too early" for each in early]
    return sum(each.method in WRITES for each in floods), failures


def _reminded(it: Town, wanted: set[int]) -> Tally:
    """One reminder a promise, or two of which the second says so; late ones may share a card."""
    failures: list[str] = []
    for manager in range(len(MANAGERS)):
        own = sum(each // 100 == manager for each in wanted)
        texts = it.texts(FIRST + manager)
        sure = _spoken_of([each for each in texts if REPEAT not in each.text])
        again = _spoken_of([each for each in texts if REPEAT in each.text])
        if not sure <= own <= sure + again + _given_up(it, FIRST + manager):
            failures.append(f"manager {manager}: {own} promises, {sure} reminders and {again} repeats")
    return len(wanted), failures


def _spoken_of(texts: list[Seen]) -> int:
    """Of how many promises these messages speak."""
    alone = sum(bool(re.match(r"\d\d:\d\d 约好", each.text)) for each in texts)
    cards = [re.search(r"补上 (\d+) 条", each.text) for each in texts]
    return alone + sum(int(each[1]) for each in cards if each)


def _paced(met: list[Met]) -> Tally:
    """The bot's own limit of Telegram: 30 messages a second."""
    times = sorted(each.at for each in met if each.method in WRITES)
    worst = max(
        (
            sum(0 <= (b - a).total_seconds() < 1 for b in times[place : place + 40])
            for place, a in enumerate(times)
        ),
        default=0,
    )
    return len(times), [f"{worst} messages in one second"] if worst > 30 else []


async def one_chat_closed(loop: JumpingLoop) -> Row:
    """One chat is asked to wait again and again from before eight; the others have their digest at eight."""

    def weather(call: Call) -> Fault | None:
        closed = call.text("chat_id") == str(FIRST) and call.method in WRITES
        return Fault(trouble=Trouble.FLOOD, retry_after=300) if closed else None

    with quick_folder() as folder:
        async with town(loop, folder) as it:
            it.weather = weather
            it.says(0, 1, names_of(0)[0], "下午3点")
            await it.until(MORNING.replace(hour=8, minute=5))
            late = [
                user
                for user in range(FIRST + 1, FIRST + len(MANAGERS))
                if not _digests(it, user, MORNING.replace(hour=8))
            ]
            before = [each for each in it.texts(FIRST) if "早上好" in each.text or KEPT in each.text]
            it.weather = lambda _call: None
            await it.until(MORNING.replace(hour=8, minute=20))
            failures = [f"{user} had no digest within {SOON}" for user in late]
            failures += ["a closed chat was written to"] * bool(before)
            if not any("早上好" in each.text for each in it.texts(FIRST)):
                failures.append("the closed chat has no digest when it opens again")
            _, early = _patient(it.met)
            return Row(
                "one chat has to wait: the others are on time, it gets all when it opens",
                len(MANAGERS),
                failures + early,
            )


def _digests(it: Town, user: int, due: datetime) -> list[Seen]:
    return [each for each in it.texts(user) if "早上好" in each.text and due <= each.date <= due + SOON]


@asynccontextmanager
async def wire(url: str, cut: asyncio.Event, whole: asyncio.Event) -> AsyncIterator[str]:
    """A line to the simulator that refuses every connection while it is cut."""
    host, port = url.removeprefix("http://").split(":")
    writers: set[asyncio.StreamWriter] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while body := await reader.read(65536):
                writer.write(body)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, beyond = await asyncio.open_connection(host, int(port))
        writers.update((writer, beyond))
        await asyncio.gather(pump(reader, beyond), pump(there, writer), return_exceptions=True)

    server = await asyncio.start_server(through, "127.0.0.1", 0)
    address: tuple[str, int] = server.sockets[0].getsockname()

    async def switch() -> None:
        nonlocal server
        await cut.wait()
        server.close()
        for each in writers:
            each.transport.abort()
        await whole.wait()
        server = await asyncio.start_server(through, *address)

    switching = asyncio.get_running_loop().create_task(switch())
    try:
        yield f"http://{address[0]}:{address[1]}"
    finally:
        switching.cancel()
        server.close()
        for each in writers:
            each.transport.abort()


async def outage(loop: JumpingLoop, hours: int = 1) -> Row:
    """Nobody can be reached for so long; then everything is there, what is late in one card."""
    cut, whole = asyncio.Event(), asyncio.Event()
    with quick_folder() as folder:
        async with town(loop, folder, through=lambda url: wire(url, cut, whole)) as it:
            for manager in range(len(MANAGERS)):
                for number in range(3):
                    it.says(
                        manager,
                        manager * 100 + number,
                        names_of(manager)[number],
                        f"上午9点{10 + number * 5}分",
                    )
            await it.until(MORNING.replace(hour=9))
            cut.set()
            await it.until(MORNING.replace(hour=9, minute=30))
            for manager in range(len(MANAGERS)):
                it.says(manager, manager * 100 + 3, names_of(manager)[3], "下午4点半")
            back = MORNING.replace(hour=9) + timedelta(hours=hours)
            await it.until(back)
            whole.set()
            await it.until(back + timedelta(minutes=5))
            wanted = {manager * 100 + number for manager in range(len(MANAGERS)) for number in range(4)}
            cases, failures = await _once(it, wanted)
            for manager in range(len(MANAGERS)):
                after = [each for each in it.texts(FIRST + manager) if each.date >= back]
                cards = [each for each in after if CATCHING_UP in each.text]
                if _spoken_of(after) != 3 or not 1 <= len(cards) <= 2:
                    failures.append(f"manager {manager}: {[each.text[:30] for each in after]}")
            return Row(
                f"an outage of {hours} h: every line is kept, every reminder comes, late ones in a card",
                cases * 2,
                failures,
            )


async def block_and_return(loop: JumpingLoop) -> Row:
    """A manager blocks the bot and returns: one card; the head is told; nobody else notices."""
    with quick_folder() as folder:
        async with town(loop, folder) as it:
            for number in range(3):
                it.says(0, number, names_of(0)[number], f"下午{2 + number}点")
            it.says(1, 100, names_of(1)[0], "下午3点")
            await it.until(MORNING.replace(hour=13))
            it.simulator.block(FIRST)
            await it.until(MORNING.replace(hour=16, minute=30))
            failures: list[str] = []
            if _spoken_of(it.texts(FIRST + 1)) != 1:
                failures.append("another manager missed a reminder")
            if not any("李晓" in each.text for each in it.texts(HEAD)[-2:]):
                failures.append(f"the head was not told: {[each.text[:30] for each in it.texts(HEAD)]}")
            it.simulator.unblock(FIRST)
            back = it.clock.now() - timedelta(seconds=1)  # Telegram dates messages by whole seconds
            await it.until(MORNING.replace(hour=16, minute=40))
            after = [each for each in it.texts(FIRST) if each.date >= back]
            if _spoken_of(after) != 3 or sum(CATCHING_UP in each.text for each in after) != 1:
                failures.append(f"after the return: {[each.text[:40] for each in after]}")
            return Row("blocked and back: all that was held in one card, the head told", 5, failures)


async def revoked(loop: JumpingLoop) -> Row:
    """The token is taken back: the program ends and says so; with a good one all that was due comes."""
    with quick_folder() as folder:
        async with town(loop, folder) as it:
            it.says(0, 1, names_of(0)[0], "下午3点")
            await it.until(MORNING.replace(hour=14))
            await _stopped(it)
            failures: list[str] = []
            async with serving(it, it.simulator.url) as running:
                it.weather = lambda _call: Fault(trouble=Trouble.UNAUTHORIZED)
                await it.until(MORNING.replace(hour=15, minute=10))
                if not running.done() or not isinstance(running.exception(), InvalidToken):
                    failures.append("the program goes on without a token, or ends for another reason")
            it.weather = lambda _call: None
            async with serving(it, it.simulator.url):
                await it.until(MORNING.replace(hour=15, minute=30))
                if _spoken_of(it.texts(FIRST)) != 1:
                    failures.append(
                        f"the reminder did not come: {[each.text[:40] for each in it.texts(FIRST)]}"
                    )
            return Row(
                "a token revoked while running: it ends in words, and nothing due is lost", 2, failures
            )


async def _stopped(it: Town) -> None:
    it.stop.set()
    await asyncio.sleep(60)


async def nonsense(loop: JumpingLoop) -> Row:
    """Updates that nobody can read, between those of people: the lane goes on."""
    bodies = (
        b'{"update_id": 900000, "message": {}}',
        b'{"update_id": 900001, "message": {"message_id": 1, "date": 0, "chat": {"id": 11}, "text": 7}}',
        b'{"update_id": 900002, "callback_query": {"id": "1", "from": {"id": 11}, "data": "x"}}',
        b'{"update_id": 900003}',
        b'{"update_id": 900004, "message": {"message_id": 2, "date": 1, "chat": {"id": 11}, "from": null}}',
        b'{"update_id": 900005, "what": [[[[]]]]}',
    )
    with quick_folder() as folder:
        async with town(loop, folder) as it:
            for number, body in enumerate(bodies):
                it.simulator.updates.add_raw(body, FIRST)
                it.says(0, number, names_of(0)[number], "下午3点")
            await it.until(MORNING.replace(hour=7, minute=20))
            cases, failures = await _once(it, set(range(len(bodies))))
            return Row("updates that nobody can read: the lines between them are kept", cases, failures)
