"""The wire carries what the bot says, and tells apart what was certainly not sent and what nobody knows."""

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot import wire
from bot.wire import Wire
from handlers.telephone import judged
from scheduling.sending import Doubtful, NotSent
from simulator import Fault, Simulator, Trouble

TOKEN = "1000000001:wire"
LI = 1001


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    simulator = Simulator(token=TOKEN, flood=False)
    simulator.add_user(LI, "经理", last_name="李")
    await simulator.start()
    simulator.press_start(LI)
    yield simulator
    await simulator.stop()


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with _bot(simulator.url) as bot:
        yield bot


def _bot(url: str, connections: int = 4) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=Wire(connections),
        get_updates_request=Wire(1),
    )


async def _fails(bot: Bot, **how: float) -> tuple[TelegramError, Exception]:
    with pytest.raises(TelegramError) as failed:
        await bot.send_message(LI, "早上好", **how)  # type: ignore[arg-type]  # time-outs
    return failed.value, judged(failed.value)


async def test_words_files_and_downloads_go_over_it(simulator: Simulator, bot: Bot) -> None:
    await bot.send_message(LI, "早上好 <&> 😀")
    sent = await bot.send_document(LI, "客户号,姓名\n1,张伟\n".encode(), filename="客户.csv", caption="列表")
    assert [each.text for each in simulator.messages(LI)[1:]] == ["早上好 <&> 😀", "列表"]
    assert sent.document is not None
    assert sent.document.file_name == "客户.csv"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == "客户号,姓名\n1,张伟\n".encode()


async def test_what_telegram_refuses_is_told_in_its_words(simulator: Simulator, bot: Bot) -> None:
    simulator.fault(Fault(trouble=Trouble.FLOOD, method="sendMessage", retry_after=7))
    error, _ = await _fails(bot)
    assert isinstance(error, RetryAfter)


async def test_without_a_connection_nothing_was_sent(simulator: Simulator, bot: Bot) -> None:
    await simulator.stop()
    error, failed = await _fails(bot)
    assert isinstance(failed, NotSent)
    assert TOKEN not in "".join(traceback.format_exception(error))


async def test_whoever_finds_no_free_connection_has_sent_nothing(simulator: Simulator) -> None:
    async with _bot(simulator.url, connections=1) as bot, asyncio.TaskGroup() as tasks:
        simulator.fault(Fault(trouble=Trouble.HANG, method="sendMessage"))
        hanging = tasks.create_task(_fails(bot, read_timeout=0.5))
        while simulator.faults.waiting:  # noqa: ASYNC110  # nobody is told when a trouble begins
            await asyncio.sleep(0)  # until the first one hangs
        error, failed = await _fails(bot, connect_timeout=0.01, pool_timeout=0.01)
        assert isinstance(failed, NotSent)
        assert TOKEN not in "".join(traceback.format_exception(error))
        assert isinstance((await hanging)[1], Doubtful)


@pytest.mark.parametrize("trouble", [Trouble.DROP_BEFORE, Trouble.DROP_AFTER])
async def test_a_cut_connection_leaves_a_doubt(simulator: Simulator, bot: Bot, trouble: Trouble) -> None:
    simulator.fault(Fault(trouble=trouble, method="sendMessage"))
    error, failed = await _fails(bot)
    assert isinstance(failed, Doubtful)
    assert TOKEN not in "".join(traceback.format_exception(error))


async def test_an_answer_that_does_not_come_leaves_a_doubt(simulator: Simulator, bot: Bot) -> None:
    simulator.fault(Fault(trouble=Trouble.HANG, method="sendDocument"))
    with pytest.raises(NetworkError) as failed:
        await bot.send_document(LI, b"x", filename="x.csv", read_timeout=0.05, write_timeout=0.05)
    assert isinstance(judged(failed.value), Doubtful)
    assert TOKEN not in "".join(traceback.format_exception(failed.value))


async def test_a_wire_is_put_up_before_it_is_used_and_taken_down_once(simulator: Simulator) -> None:
    line = Wire(1)
    with pytest.raises(RuntimeError):
        await line.do_request(simulator.url, "GET")
    await line.initialize()
    await line.initialize()
    status, _ = await line.do_request(simulator.url, "GET", read_timeout=None, connect_timeout=None)
    assert status == 200
    assert line.read_timeout == wire.READ
    await line.shutdown()
    await line.shutdown()


async def test_the_proxy_of_the_environment_is_asked(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", simulator.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    line = Wire(1)
    await line.initialize()
    status, page = await line.do_request("http://behind.the.proxy.test/", "GET")
    assert status == 200
    assert b"<html" in page
    await line.shutdown()
