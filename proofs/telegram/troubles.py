"""One trouble at a time: a chat that has to wait, a block, a revoked token, updates that nobody can read."""

import asyncio
from datetime import datetime, timedelta

from telegram.error import InvalidToken

from proofs.jumping import JumpingLoop
from proofs.killing import quick_folder
from proofs.row import Row
from proofs.telegram.judging import CATCHING_UP, KEPT, WRITES, patient, spoken_of, stored_once
from proofs.town import FIRST, HEAD, MANAGERS, MORNING, Town, names_of, serving, town
from simulator import Fault, Seen, Trouble
from simulator.calls import Call

SOON = timedelta(seconds=40)
"""A look every fifteen seconds, and room for the messages of an hour."""


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
            _, early = patient(it.met)
            return Row(
                "one chat has to wait: the others are on time, it gets all when it opens",
                len(MANAGERS),
                failures + early,
            )


def _digests(it: Town, user: int, due: datetime) -> list[Seen]:
    return [each for each in it.texts(user) if "早上好" in each.text and due <= each.date <= due + SOON]


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
            if spoken_of(it.texts(FIRST + 1)) != 1:
                failures.append("another manager missed a reminder")
            if not any("李晓" in each.text for each in it.texts(HEAD)[-2:]):
                failures.append(f"the head was not told: {[each.text[:30] for each in it.texts(HEAD)]}")
            it.simulator.unblock(FIRST)
            back = it.clock.now() - timedelta(seconds=1)  # Telegram dates messages by whole seconds
            await it.until(MORNING.replace(hour=16, minute=40))
            after = [each for each in it.texts(FIRST) if each.date >= back]
            if spoken_of(after) != 3 or sum(CATCHING_UP in each.text for each in after) != 1:
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
                if spoken_of(it.texts(FIRST)) != 1:
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
            cases, failures = await stored_once(it, set(range(len(bodies))))
            return Row("updates that nobody can read: the lines between them are kept", cases, failures)
