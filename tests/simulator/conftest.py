"""A running simulator with one person, a real client bot, and a raw line to the Bot API."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot

from simulator import Simulator

TOKEN = "1000000001:simulator"
LI = 1001
WANG = 1002


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def pass_time(self, **by: float) -> None:
        self._now += timedelta(**by)


class Api:
    """Raw calls of the Bot API: what status, what body."""

    def __init__(self, simulator: Simulator, client: httpx.AsyncClient) -> None:
        self._base = f"{simulator.url}/bot{TOKEN}/"
        self._client = client

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The whole answer, refused or not."""
        answer = await self._client.post(self._base + method, json=parameters)
        body: dict[str, Any] = answer.json()
        assert body["ok"] == (answer.status_code == 200)
        return body

    async def result(self, method: str, **parameters: Any) -> Any:
        """What the method answers with; fails the test where it is refused."""
        body = await self.call(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """The words of the refusal; fails the test where it is not refused."""
        body = await self.call(method, **parameters)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
async def simulator(hands: Hands) -> AsyncIterator[Simulator]:
    simulator = Simulator(token=TOKEN, clock=hands, flood=False, webhook_pause=0.01)
    simulator.add_user(LI, "经理", last_name="李", username="li")
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def client(simulator: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=simulator.url, timeout=5) as client:
        yield client


@pytest.fixture
def api(simulator: Simulator, client: httpx.AsyncClient) -> Api:
    return Api(simulator, client)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, base_url=simulator.api_url, base_file_url=simulator.file_url)
    async with bot:
        yield bot
