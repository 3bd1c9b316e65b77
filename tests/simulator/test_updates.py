"""The bot hears: by long polling, or pushed to its own address."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from simulator import Simulator
from tests.simulator.conftest import LI, WANG, Api, Hands


def _texts(updates: list[dict[str, Any]]) -> list[str]:
    return [one["message"]["text"] for one in updates]


async def test_an_update_stays_until_a_later_offset_confirms_it(simulator: Simulator, api: Api) -> None:
    for text in ("一", "二", "三"):
        simulator.send_text(LI, text)
    first = await api.result("getUpdates")
    assert _texts(await api.result("getUpdates", limit=2)) == ["一", "二"]
    assert _texts(await api.result("getUpdates", offset=first[1]["update_id"])) == ["二", "三"]
    assert _texts(await api.result("getUpdates", offset=-1)) == ["三"]
    assert await api.result("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_at_most_a_hundred_come_at_once(simulator: Simulator, api: Api) -> None:
    for number in range(120):
        simulator.send_text(LI, str(number))
    assert len(await api.result("getUpdates", limit=1000)) == 100


async def test_a_waiting_poll_ends_with_what_comes(simulator: Simulator, api: Api) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(api.result("getUpdates", timeout=30))
        await asyncio.wait_for(_polled(simulator), 5)
        simulator.send_text(LI, "早安")
    assert _texts(poll.result()) == ["早安"]


async def _polled(simulator: Simulator) -> None:
    beats = simulator.telegram.activity.beats
    while not simulator.updates.polled:
        await beats.beyond(beats.count)


async def test_a_second_poller_throws_the_first_one_out(simulator: Simulator, api: Api, bot: Bot) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(api.refusal("getUpdates", timeout=30))
        await asyncio.wait_for(_polled(simulator), 5)
        second = group.create_task(bot.get_updates(timeout=30))
        refused = "terminated by other getUpdates request; make sure that only one bot instance is running"
        assert await first == f"Conflict: {refused}"
        simulator.send_text(LI, "早安")
    assert len(second.result()) == 1


async def test_only_the_kinds_that_were_asked_for_come(simulator: Simulator, api: Api) -> None:
    await api.result("getUpdates", allowed_updates=["message"])
    simulator.press_start(LI)
    simulator.block(LI)
    assert [sorted(one) for one in await api.result("getUpdates")] == [["message", "update_id"]]
    await api.result("getUpdates", allowed_updates=[])
    simulator.unblock(LI)
    assert "my_chat_member" in (await api.result("getUpdates"))[-1]


async def test_after_a_day_an_update_is_gone(simulator: Simulator, api: Api, hands: Hands) -> None:
    simulator.send_text(LI, "早安")
    hands.pass_time(hours=24, seconds=1)
    simulator.send_text(LI, "晚安")
    assert _texts(await api.result("getUpdates")) == ["晚安"]


class Listener:
    """The bot's own address; answers with what it is told to, and keeps what came."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.came: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.came.put_nowait((body["message"]["text"], secret))
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> tuple[str, str]:
        return await asyncio.wait_for(self.came.get(), 5)


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/hook", listener.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    await runner.cleanup()


async def test_a_webhook_is_told_with_its_secret(simulator: Simulator, bot: Bot, listener: Listener) -> None:
    simulator.send_text(LI, "早了")
    await bot.set_webhook(listener.url, secret_token="s_1", max_connections=3, allowed_updates=["message"])
    assert await listener.next() == ("早了", "s_1")
    simulator.send_text(LI, "早安")
    assert await listener.next() == ("早安", "s_1")
    await simulator.wait(LI, "quiet")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (listener.url, 0, 3)
    assert info.allowed_updates == ("message",)


async def test_what_the_webhook_refuses_comes_again_and_keeps_its_order(
    simulator: Simulator, bot: Bot, listener: Listener
) -> None:
    listener.answers = [web.Response(status=500), web.Response(status=503, headers={"Retry-After": "0"})]
    simulator.send_text(LI, "一")
    simulator.send_text(LI, "二")
    await bot.set_webhook(listener.url)
    assert [(await listener.next())[0] for _ in range(4)] == ["一", "一", "一", "二"]


async def test_a_pushed_update_may_come_twice(simulator: Simulator, bot: Bot, listener: Listener) -> None:
    simulator.updates.repeat = 1
    await bot.set_webhook(listener.url)
    simulator.send_text(LI, "一")
    simulator.send_text(LI, "二")
    assert [(await listener.next())[0] for _ in range(3)] == ["一", "一", "二"]


async def test_a_failing_webhook_says_why(simulator: Simulator, bot: Bot, listener: Listener) -> None:
    listener.answers = [web.Response(status=500)] * 100
    await bot.set_webhook(listener.url)
    simulator.send_text(LI, "一")
    await listener.next()
    await listener.next()
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_polling_and_a_webhook_exclude_each_other(
    simulator: Simulator, bot: Bot, api: Api, listener: Listener
) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(api.refusal("getUpdates", timeout=30))
        await asyncio.wait_for(_polled(simulator), 5)
        await bot.set_webhook(listener.url)
    assert poll.result() == "Conflict: terminated by setWebhook request"
    with pytest.raises(Conflict, match="use deleteWebhook to delete the webhook first"):
        await bot.get_updates()
    await bot.delete_webhook()
    await bot.get_updates()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://bank.example/", "An HTTPS URL must be provided for webhook"),
        ("ftp://127.0.0.1/", "invalid webhook URL specified"),
        ("https://bank.example/", "Failed to resolve host: this simulator reaches its own machine only"),
    ],
)
async def test_a_wrong_address_is_refused(api: Api, url: str, words: str) -> None:
    assert await api.refusal("setWebhook", url=url) == f"Bad Request: bad webhook: {words}"


async def test_a_wrong_secret_is_refused(api: Api) -> None:
    refused = await api.refusal("setWebhook", url="http://127.0.0.1/", secret_token="密")
    assert refused == "Bad Request: secret token contains illegal characters"
    assert await api.result("setWebhook", url="") is True


async def test_a_wrong_token_or_method_is_not_served(simulator: Simulator, client: httpx.AsyncClient) -> None:
    wrong = await client.get("/bot1000000001:other/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    malformed = await client.get("/botother/getMe")
    assert (malformed.status_code, malformed.json()["description"]) == (404, "Not Found")
    unknown = await client.get(f"/bot{simulator.token}/sendTelepathy")
    assert (unknown.status_code, unknown.json()["description"]) == (404, "Not Found: method not found")


async def test_a_taken_port_is_an_error(simulator: Simulator) -> None:
    other = Simulator(token="5:x")
    with pytest.raises(OSError, match="in use"):
        await other.start(port=int(simulator.url.rpartition(":")[2]))
    await other.stop()
    assert other.now().tzinfo is not None


async def test_too_large_a_body_is_not_read(simulator: Simulator, client: httpx.AsyncClient) -> None:
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"text=" + b"a" * (52 * 1024 * 1024)
    answer = await client.post(f"/bot{simulator.token}/sendMessage", content=body, headers=head)
    assert answer.json()["description"] == "Request Entity Too Large"


async def test_parameters_come_by_query_form_multipart_or_json(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    simulator.press_start(LI)
    address = f"/bot{simulator.token}/sendMESSAGE"
    given = {"chat_id": str(LI), "text": "早安", "unknown": "1"}
    for answer in (
        await client.get(address, params=given),
        await client.post(address, data=given),
        await client.post(address, files={name: (None, value) for name, value in given.items()}),
        await client.post(address, json={**given, "chat_id": LI}),
    ):
        assert answer.json()["result"]["text"] == "早安"
    broken = await client.post(address, content=b"{", headers={"Content-Type": "application/json"})
    assert broken.json()["description"] == "Bad Request: can't parse request JSON object"


async def test_two_people_are_pushed_side_by_side(simulator: Simulator, bot: Bot, listener: Listener) -> None:
    simulator.add_user(WANG, "主任")
    listener.answers = [web.Response(status=500)] * 3
    simulator.send_text(LI, "一")
    simulator.send_text(WANG, "二")
    await bot.set_webhook(listener.url)
    assert {(await listener.next())[0], (await listener.next())[0]} == {"一", "二"}


async def test_an_empty_poll_ends_after_its_time(simulator: Simulator) -> None:
    assert await simulator.updates.poll(offset=0, limit=1, wait=0.01) == []
    assert not simulator.updates.polled


async def test_a_webhook_may_begin_with_an_empty_queue(
    simulator: Simulator, bot: Bot, listener: Listener
) -> None:
    simulator.send_text(LI, "旧")
    await bot.set_webhook(listener.url, drop_pending_updates=True)
    simulator.send_text(LI, "新")
    assert (await listener.next())[0] == "新"
