"""A Telegram in a process of its own, and the people who write to the bot; told what to do line by line.

python -m benchmarks.telegram_apart: one JSON object a line in, one answer a line out.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from simulator import Simulator
from simulator.flood import Flood

TOKEN = "1000000001:benchmarks"  # noqa: S105  # opens nothing but this simulator
PATIENCE = 600.0


class CountedFlood(Flood):
    """Telegram's limits, and how often somebody ran into them."""

    refused = 0

    def count(self, chat_id: int) -> None:
        try:
            super().count(chat_id)
        except Exception:
            self.refused += 1
            raise


class People:
    """Who writes, when what was answered came, and what it said."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._rooms = simulator.telegram.world.rooms
        self._now = asyncio.get_running_loop().time
        self._heard: dict[int, int] = {}

    def add(self, accounts: Sequence[int]) -> None:
        """People who have opened the bot before."""
        for each in accounts:
            self._simulator.add_user(each, f"user {each}", language_code="zh-hans")
            self._rooms[each].started = True

    async def backlog(self, lines: Mapping[int, Sequence[str]]) -> dict[str, Any]:
        """All lines wait at once; seconds from the first to the last answer of an update, and what was said.

        The lines of a chat lie between those of the others.
        """
        marks = {chat: self._said(chat) for chat in lines}
        began = self._now()
        for turn in range(max(map(len, lines.values()))):
            for chat, each in lines.items():
                if turn < len(each):
                    self._simulator.send_text(chat, each[turn])
        waiting = dict(marks)
        await self._until(lambda: self._all(waiting, lines))
        return {"seconds": self._now() - began, "said": self._since(marks)}

    async def closed(self, lines: Mapping[int, Sequence[str]]) -> dict[str, Any]:
        """Each chat writes its next line as soon as the last is answered; the seconds each answer took."""
        marks = {chat: self._said(chat) for chat in lines}
        left = {chat: deque(each) for chat, each in lines.items()}
        asked: dict[int, float] = {}
        took: list[float] = []
        seen = dict(marks)
        began = self._now()
        for chat in lines:
            asked[chat] = self._now()
            self._simulator.send_text(chat, left[chat].popleft())

        def onwards() -> bool:
            for chat in list(asked):
                if self._said(chat) == seen[chat]:
                    continue
                seen[chat] += 1
                took.append(self._now() - asked.pop(chat))
                if left[chat]:
                    asked[chat] = self._now()
                    self._simulator.send_text(chat, left[chat].popleft())
            return not asked

        await self._until(onwards)
        return {"seconds": self._now() - began, "took": took, "said": self._since(marks)}

    async def open(self, lines: Mapping[int, Sequence[str]], rate: float) -> dict[str, Any]:
        """One line after another at so many a second, whatever is answered; the seconds each answer took."""
        asked: dict[int, deque[float]] = {chat: deque() for chat in lines}
        seen = {chat: self._said(chat) for chat in lines}
        took: list[float] = []
        all_sent = False

        def onwards() -> bool:
            for chat, since in asked.items():
                while since and self._said(chat) > seen[chat]:
                    seen[chat] += 1
                    took.append(self._now() - since.popleft())
            return all_sent and not any(asked.values())

        async def writing() -> None:
            nonlocal all_sent
            began = self._now()
            order = [
                (chat, each[turn])
                for turn in range(max(map(len, lines.values())))
                for chat, each in lines.items()
                if turn < len(each)
            ]
            for number, (chat, line) in enumerate(order):
                await asyncio.sleep(max(0.0, began + number / rate - self._now()))
                asked[chat].append(self._now())
                self._simulator.send_text(chat, line)
            all_sent = True

        async with asyncio.TaskGroup() as both:
            both.create_task(writing())
            await self._until(onwards)
        return {"took": took}

    async def sends(self, many: int) -> dict[str, Any]:
        """Wait until the bot has sent so many messages from now on; the seconds between first and last."""
        before = self._everywhere()
        await self._until(lambda: self._everywhere() > before)
        began, first = self._now(), self._everywhere() - before
        await self._until(lambda: self._everywhere() >= before + many)
        return {"seconds": self._now() - began, "many": self._everywhere() - before - first}

    def forget(self) -> None:
        """Empty all chats, so that none of them grows without end."""
        for room in self._rooms.values():
            room.entries.clear()
            room.notifications.clear()

    async def _until(self, done: Any) -> None:
        changes = self._simulator.telegram.world.changes
        async with asyncio.timeout(PATIENCE):
            while not done():
                await changes.beyond(changes.count)

    def _said(self, chat: int) -> int:
        return len(self._rooms[chat].notifications)

    def _everywhere(self) -> int:
        return sum(len(room.notifications) for room in self._rooms.values())

    def _all(self, marks: dict[int, int], lines: Mapping[int, Sequence[str]]) -> bool:
        for chat in list(marks):
            if self._said(chat) >= marks[chat] + len(lines[chat]):
                del marks[chat]
            else:
                return False
        return True

    def _since(self, marks: Mapping[int, int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for chat, mark in marks.items():
            mine = [one for one in self._simulator.messages(chat) if not one.mine]
            found[chat] = [f"{one.text} {one.button_texts()}" for one in mine[mark:]]
        return found


async def serve() -> None:
    simulator = Simulator(token=TOKEN, flood=False)
    flood = simulator.telegram.flood = CountedFlood(ticks=asyncio.get_running_loop().time, on=False)
    url = await simulator.start()
    people = People(simulator)
    _say({"url": url})
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        what = asked.pop("do")
        lines = {int(chat): each for chat, each in asked.get("lines", {}).items()}
        if what == "people":
            people.add(asked["accounts"])
            _say({})
        elif what == "set":
            simulator.faults.delay = asked.get("delay", simulator.faults.delay)
            flood.on = asked.get("flood", flood.on)
            flood.refused = 0
            _say({})
        elif what == "refused":
            _say({"refused": flood.refused})
        elif what == "backlog":
            _say(await people.backlog(lines))
        elif what == "closed":
            _say(await people.closed(lines))
        elif what == "open":
            _say(await people.open(lines, asked["rate"]))
        elif what == "sends":
            _say(await people.sends(asked["many"]))
        elif what == "forget":
            people.forget()
            _say({})
    await simulator.stop()


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve())
