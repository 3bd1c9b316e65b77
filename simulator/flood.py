"""How fast Telegram lets a bot speak: about 30 a second over all, 1 to a person, 20 a minute to a group."""

from collections import deque
from collections.abc import Callable

from simulator.errors import too_many_requests

OVERALL_A_SECOND = 30
PRIVATE_A_SECOND = 1.0
PRIVATE_BURST = 5  # the exact number is not published; more than this in one breath was seen refused
GROUP_A_MINUTE = 20


class Flood:
    """Counts what is sent; raises a 429 where it is too much."""

    def __init__(self, *, ticks: Callable[[], float], on: bool = True) -> None:
        self.on = on
        self._ticks = ticks
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._left: dict[int, tuple[float, float]] = {}

    def count(self, chat_id: int) -> None:
        """One more message to this chat, or a refusal that says how long to wait."""
        if not self.on:
            return
        now = self._ticks()
        wait = max(
            _window_wait(self._overall, now, 1.0, OVERALL_A_SECOND),
            self._group_wait(chat_id, now) if chat_id < 0 else self._private_wait(chat_id, now),
        )
        if wait > 0:
            raise too_many_requests(wait)
        self._overall.append(now)
        if chat_id < 0:
            self._groups[chat_id].append(now)
        else:
            self._left[chat_id] = (self._tokens(chat_id, now) - 1, now)

    def count_edit(self) -> None:
        """One more edit: it counts over all, not against the chat."""
        if not self.on:
            return
        now = self._ticks()
        wait = _window_wait(self._overall, now, 1.0, OVERALL_A_SECOND)
        if wait > 0:
            raise too_many_requests(wait)
        self._overall.append(now)

    def _group_wait(self, chat_id: int, now: float) -> float:
        return _window_wait(self._groups.setdefault(chat_id, deque()), now, 60.0, GROUP_A_MINUTE)

    def _tokens(self, chat_id: int, now: float) -> float:
        left, then = self._left.get(chat_id, (float(PRIVATE_BURST), now))
        return min(float(PRIVATE_BURST), left + (now - then) * PRIVATE_A_SECOND)

    def _private_wait(self, chat_id: int, now: float) -> float:
        tokens = self._tokens(chat_id, now)
        return 0.0 if tokens >= 1 else (1 - tokens) / PRIVATE_A_SECOND


def _window_wait(sent: deque[float], now: float, span: float, most: int) -> float:
    while sent and sent[0] <= now - span:
        sent.popleft()
    return sent[0] + span - now if len(sent) >= most else 0.0
