"""Updates by POST to the bot on this machine, in order within a chat, tried again until taken."""

import asyncio
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from simulator.errors import bad_request
from simulator.objects import Shape, WebhookInfo
from simulator.updates import Updates, Waiting

LONGEST_PAUSE = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
SECONDS_TO_ANSWER = 60.0


class Target(Shape, frozen=True, kw_only=True):
    """Where the bot wants its updates."""

    url: str
    secret: str = ""
    connections: int = 40


def checked_url(url: str) -> str:
    """An https address, or a plain one of this machine; others are refused as Telegram words it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if not _is_own_machine(host):
        if parts.scheme == "http":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        raise bad_request("bad webhook: Failed to resolve host: this simulator reaches its own machine only")
    return url


def _is_own_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Webhooks:
    """Pushes what waits; one lane a chat, as many at once as the bot allows."""

    def __init__(self, *, updates: Updates, date: Callable[[], int], first_pause: float) -> None:
        self._updates = updates
        self._date = date
        self._first_pause = first_pause
        self._target: Target | None = None
        self._turned = asyncio.Event()
        self._busy: set[int] = set()
        self._sending: set[int] = set()
        self._error: tuple[int, str] | None = None

    @property
    def active(self) -> bool:
        return self._target is not None

    def point_to(self, target: Target | None) -> None:
        """From now on push here; None ends it."""
        self._target = target
        self._error = None
        self._turned.set()

    def info(self, *, pending: int, allowed: list[str]) -> WebhookInfo:
        target = self._target
        return WebhookInfo(
            url=target.url if target else "",
            has_custom_certificate=False,
            pending_update_count=pending,
            max_connections=target.connections if target else None,
            allowed_updates=allowed or None,
            last_error_date=self._error[0] if self._error else None,
            last_error_message=self._error[1] if self._error else None,
        )

    async def run(self) -> None:
        """Push until cancelled."""
        timeout = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            while True:
                await self._ready()
                self._turned.clear()
                for waiting in self._free():
                    self._busy.add(waiting.chat_id)
                    self._sending.add(waiting.update_id)
                    group.create_task(self._deliver(session, waiting))
                await self._turned.wait()

    async def _ready(self) -> None:
        while self._target is None:
            self._turned.clear()
            await self._turned.wait()
        await self._updates.arrival()

    def wake(self) -> None:
        """Look again: something came or a lane became free."""
        self._turned.set()

    def _free(self) -> list[Waiting]:
        chosen: list[Waiting] = []
        lanes = set(self._busy)
        room = (self._target.connections if self._target else 0) - len(lanes)
        for waiting in self._updates.pending(limit=1000):
            if len(chosen) < room and waiting.chat_id not in lanes:
                lanes.add(waiting.chat_id)
                chosen.append(waiting)
        return chosen

    async def _deliver(self, session: aiohttp.ClientSession, waiting: Waiting) -> None:
        pause = self._first_pause
        try:
            while (target := self._target) is not None and self._updates.waits(waiting.update_id):
                asked = await self._post(session, target, waiting)
                if asked is None and self._updates.repeat:
                    self._updates.repeat -= 1
                    continue
                if asked is None:
                    self._updates.remove(waiting.update_id)
                    return
                await asyncio.sleep(asked or pause)
                pause = min(LONGEST_PAUSE, pause * 2)
        finally:
            self._busy.discard(waiting.chat_id)
            self._sending.discard(waiting.update_id)
            self._turned.set()

    async def _post(self, session: aiohttp.ClientSession, target: Target, waiting: Waiting) -> float | None:
        """None when taken, else the seconds the bot asked to wait (0: it did not say)."""
        headers = {"Content-Type": "application/json"}
        if target.secret:
            headers[SECRET_HEADER] = target.secret
        try:
            async with session.post(target.url, data=waiting.body, headers=headers) as answer:
                if answer.status // 100 == 2:
                    self._error = None
                    return None
                return self._failed(
                    f"Wrong response from the webhook: {answer.status} {answer.reason}",
                    answer.headers.get("Retry-After", ""),
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            return self._failed(f"Connection failed: {type(problem).__name__}", "")

    def _failed(self, reason: str, retry_after: str) -> float:
        self._error = (self._date(), reason)
        return float(retry_after) if retry_after.isdecimal() else 0.0
