"""Floods, faults and spoiled updates, on demand."""

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter

from simulator import Fault, Simulator, Trouble
from simulator.errors import Refused
from simulator.flood import Flood
from tests.simulator.conftest import LI, TOKEN, Api, Hands


def _flood(hands: Hands) -> Flood:
    return Flood(ticks=lambda: hands.now().timestamp())


def _refused(flood: Flood, chat_id: int) -> int:
    with pytest.raises(Refused, match="Too Many Requests: retry after") as refused:
        flood.count(chat_id)
    return refused.value.retry_after


def test_one_person_hears_five_at_once_then_one_a_second(hands: Hands) -> None:
    flood = _flood(hands)
    for _ in range(5):
        flood.count(LI)
    assert _refused(flood, LI) == 1
    hands.pass_time(seconds=1)
    flood.count(LI)
    assert _refused(flood, LI) == 1


def test_all_together_hear_thirty_a_second(hands: Hands) -> None:
    flood = _flood(hands)
    for person in range(1, 31):
        flood.count(person)
    assert _refused(flood, 31) == 1
    with pytest.raises(Refused):
        flood.count_edit()
    hands.pass_time(seconds=1)
    flood.count(31)
    flood.count_edit()


def test_a_group_hears_twenty_a_minute(hands: Hands) -> None:
    flood = _flood(hands)
    for _ in range(20):
        flood.count(-1)
        hands.pass_time(seconds=1)
    assert _refused(flood, -1) == 40
    hands.pass_time(seconds=40)
    flood.count(-1)


async def test_a_refused_flood_tells_how_long_to_wait(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    simulator = Simulator(token=TOKEN, clock=hands)
    simulator.add_user(LI, "经理")
    simulator.press_start(LI)
    await simulator.start()
    try:
        async with Bot(TOKEN, base_url=simulator.api_url) as bot:
            for number in range(5):
                await bot.send_message(LI, str(number))
            with pytest.raises(RetryAfter, match="Retry in 0:00:01"):
                await bot.send_message(LI, "太快")
    finally:
        await simulator.stop()


async def test_a_fault_befalls_the_next_calls_of_its_method_and_chat(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    simulator.fault(Fault(trouble=Trouble.FLOOD, method="sendMessage", chat_id=LI, times=2, retry_after=7))
    await api.result("getMe")
    for _ in range(2):
        body = await api.call("sendMessage", chat_id=LI, text="a")
        assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 7})
    await api.result("sendMessage", chat_id=LI, text="a")


@pytest.mark.parametrize(("trouble", "effect"), [(Trouble.DROP_BEFORE, 0), (Trouble.DROP_AFTER, 1)])
async def test_a_cut_connection_leaves_open_whether_it_happened(
    simulator: Simulator, bot: Bot, trouble: Trouble, effect: int
) -> None:
    simulator.press_start(LI)
    simulator.fault(Fault(trouble=trouble, method="sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(LI, "早安")
    assert [one.text for one in simulator.messages(LI)][1:] == ["早安"] * effect


@pytest.mark.parametrize(("trouble", "effect"), [(Trouble.SERVER_ERROR, 0), (Trouble.ERROR_AFTER, 1)])
async def test_a_server_error_comes_before_or_after_the_effect(
    simulator: Simulator, api: Api, trouble: Trouble, effect: int
) -> None:
    simulator.press_start(LI)
    simulator.fault(Fault(trouble=trouble, status=502))
    body = await api.call("sendMessage", chat_id=LI, text="早安")
    assert (body["error_code"], body["description"]) == (502, "Bad Gateway")
    assert len(simulator.messages(LI)) == 1 + effect


async def test_a_hanging_call_is_cut_at_last(simulator: Simulator, bot: Bot) -> None:
    simulator.fault(Fault(trouble=Trouble.HANG, method="getMe", seconds=0.05))
    with pytest.raises(NetworkError):
        await bot.get_me()


async def test_a_revoked_token_and_any_other_refusal(simulator: Simulator, bot: Bot, api: Api) -> None:
    simulator.fault(Fault(trouble=Trouble.UNAUTHORIZED, method="getMe"))
    with pytest.raises(InvalidToken):
        await bot.get_me()
    simulator.fault(Fault(trouble=Trouble.REFUSED, status=400, description="Bad Request: odd"))
    assert await api.refusal("getMe") == "Bad Request: odd"


async def test_trouble_can_be_called_off(simulator: Simulator, api: Api) -> None:
    simulator.fault(Fault(trouble=Trouble.FLOOD, times=9))
    simulator.faults.delay = 0.01
    assert len(simulator.faults.waiting) == 1
    simulator.faults.clear()
    await api.result("getMe")


async def test_every_call_may_take_longer(simulator: Simulator, api: Api) -> None:
    simulator.faults.delay = 0.01
    await api.result("getMe")


async def test_updates_come_twice_in_another_order_or_broken(simulator: Simulator, api: Api) -> None:
    simulator.send_text(LI, "一")
    simulator.send_text(LI, "二")
    simulator.updates.reverse = 1
    simulator.updates.repeat = 1
    texts = [one["message"]["text"] for one in await api.result("getUpdates")]
    assert texts == ["二", "一", "二"]
    number = simulator.updates.next_id
    simulator.updates.add_raw(f'{{"update_id":{number},"message":{{"odd":true}}}}'.encode())
    assert (await api.result("getUpdates"))[-1] == {"update_id": number, "message": {"odd": True}}
