"""Telegram's limits: about 30 messages a second over all, one a second into a chat."""

from collections import deque

OVER_ALL = 28
IN_A_CHAT = 1.05


class Pace:
    """When the next message may go; `now` is monotonic seconds. A slot that is given is taken."""

    def __init__(self, over_all: int = OVER_ALL, in_a_chat: float = IN_A_CHAT) -> None:
        self._over_all = over_all
        self._in_a_chat = in_a_chat
        self._last: deque[float] = deque(maxlen=over_all)
        self._chats: dict[int, float] = {}
        self._closed_until = 0.0

    def wait(self, chat: int, now: float) -> float:
        """Seconds to wait before a message to this chat; the slot is booked."""
        at = max(now, self._chats.get(chat, 0.0), self._closed_until)
        if len(self._last) == self._over_all:
            at = max(at, self._last[0] + 1.0)
        self._last.append(at)
        self._chats[chat] = at + self._in_a_chat
        if len(self._chats) > 10_000:
            self._chats = {each: free for each, free in self._chats.items() if free > now}
        return at - now

    def close(self, chat: int, until: float) -> None:
        """Telegram asked this chat to wait until then."""
        self._chats[chat] = max(until, self._chats.get(chat, 0.0))
