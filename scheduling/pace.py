"""Telegram's limits: about 30 messages a second over all, one a second into a chat with short bursts."""

from collections import deque
from collections.abc import Iterable

OVER_ALL = 29
# What Telegram counts is when a call arrives; over a slow wire our 29 can arrive as more than its 30.
PERMITTED = 30
IN_A_CHAT = 1.05
# So many answers may follow each other at once before they too keep to one a second.
BURST = 4
# While people are being answered, reminders leave so many places a second free for the next answers.
LEFT_FREE = 5
# However busy the one is, the other is never starved.
LEAST = 8
# Of what several runs have together each keeps to its part; so many calls a second it always has.
FEWEST = 1
_MANY = 10_000
# When all that may be under way hangs, one of them will end.
_SOON = 0.05


class Pace:
    """When the next message may go; `now` is monotonic seconds. A slot that is given is taken.

    Reminders and answers share the bot's limit; an answer does not queue behind a morning's digests.
    With `over_all=0` nothing has to wait but what Telegram itself has closed.
    """

    def __init__(self, over_all: int = OVER_ALL, in_a_chat: float = IN_A_CHAT) -> None:
        self._most = self._over_all = over_all
        self._permitted = max(PERMITTED, over_all)
        self._in_a_chat = in_a_chat if over_all else 0.0
        self._reminders: deque[float] = deque(maxlen=over_all or 1)
        self._answers: deque[float] = deque(maxlen=over_all or 1)
        self._free_at: dict[int, float] = {}
        self._closed: dict[int, float] = {}
        self._under_way = 0
        self._answered: deque[float] = deque(maxlen=max(PERMITTED, over_all))

    def share(self, runs: int) -> None:
        """So many runs speak for one bot from here on: each keeps to its part of what Telegram permits."""
        if self._most:
            self._over_all = max(FEWEST, self._most // runs)
            self._permitted = max(FEWEST, max(PERMITTED, self._most) // runs)

    def reminder(self, now: float) -> float:
        """Seconds to wait before one more reminder, to whomever."""
        answers = _about(self._answers, now)
        room = self._over_all - answers - (LEFT_FREE if answers else 0)
        return self._slot(self._reminders, max(min(LEAST, self._over_all), room), now)

    def answer(self, now: float) -> float:
        """Seconds to wait before one more answer or edit; one a second always has a place."""
        room = self._over_all - _about(self._reminders, now)
        return self._slot(self._answers, max(1, room), now)

    def chat(self, chat: int, now: float, *, burst: int = 1) -> float:
        """Seconds to wait before one more message into this chat."""
        free = self._free_at.get(chat, 0.0)
        at = max(now, free - (burst - 1) * self._in_a_chat)
        self._free_at[chat] = max(free, at) + self._in_a_chat
        if len(self._free_at) > _MANY:
            self._free_at = {each: until for each, until in self._free_at.items() if until > now}
        return at - now

    def passes(self, now: float) -> float:
        """0 where one more call may go now, and is under way then; else seconds after which to ask again.

        Telegram has counted each call at some moment between its going and its answer: with those under way
        and those answered within a second taken together, it never counts more than it permits.
        """
        if self._over_all:
            lately = [at for at in self._answered if at + 1.0 > now]
            if self._under_way + len(lately) >= self._permitted:
                return lately[0] + 1.0 - now if lately else _SOON
        self._under_way += 1
        return 0.0

    def answered(self, now: float) -> None:
        """One call that was under way has ended, however it did."""
        self._under_way -= 1
        self._answered.append(now)

    def close(self, chat: int, until: float) -> None:
        """Telegram asked this chat to wait until then."""
        self._closed[chat] = max(until, self._closed.get(chat, 0.0))

    def closed(self, chat: int, now: float) -> float:
        """Seconds for which Telegram takes nothing for this chat; 0 where it is open."""
        left = self._closed.get(chat, 0.0) - now
        if left <= 0:
            self._closed.pop(chat, None)
        return max(left, 0.0)

    def _slot(self, taken: deque[float], room: int, now: float) -> float:
        if not self._over_all:
            return 0.0
        at = now if len(taken) < room else max(now, taken[-room] + 1.0)
        taken.append(at)
        return at - now


def _about(taken: Iterable[float], now: float) -> int:
    """How many there are in the second before now or in the one after it, whichever has more."""
    before = after = 0
    for at in taken:
        before += now - 1.0 < at <= now
        after += now < at < now + 1.0
    return max(before, after)
