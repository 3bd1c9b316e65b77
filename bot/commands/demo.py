"""guanjia demo: everything on this machine, with an invented branch and a chat page."""

import argparse
import asyncio
import contextlib
import signal
import webbrowser
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.building import build
from bot.demo.cast import raise_curtain
from bot.demo.stage import DemoStage
from bot.port import port
from bot.rulebook import Rulebook
from bot.storing import new_id, open_store
from bot.terminal import Terminal
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from scheduling.rules import ONE_DAY, Rules
from simulator import Simulator
from store.records import Refused

NEEDS_TOKEN = False
TOKEN = "1000000001:demo"  # noqa: S105  # opens nothing but the simulator of this process
BEGINS = time(7, 30)
# Nothing of a demo stays behind.
_MEMORY = "sqlite://"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-browser", action="store_true", help="only print the address of the chat page")
    parser.add_argument("--port", type=port, default=8081)


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    try:
        asyncio.run(demonstrate(terminal, port=given.port, browser=not given.no_browser))
    except OSError as error:
        raise Refused("cli.port", port=given.port) from error
    return 0


async def demonstrate(
    terminal: Terminal, *, port: int, browser: bool, ready: asyncio.Event | None = None
) -> None:
    """The simulator and the bot in one process, until interrupted; nothing is kept."""
    rules = Rulebook(None)
    zone = terminal.settings.zone
    clock = SteppedClock(_curtain(terminal.clock.now(), rules(), zone))
    stage = DemoStage(clock, terminal.words)
    # Without Telegram's limits: a day that is skipped should not take as long as its messages would.
    simulator = Simulator(token=TOKEN, stage=stage, flood=False, timezone=zone)
    await simulator.start(port=port)
    settings = replace(terminal.settings, token=TOKEN, api_url=simulator.url, store=_MEMORY)
    store = open_store(_MEMORY, b"demo", rules)
    try:
        players = await raise_curtain(
            store, now=clock.now(), rules=rules(), new_id=new_id, zone=zone, language=settings.language
        )
        pace = Pace(over_all=1000, in_a_chat=0)
        house = build(settings, store=store, clock=clock, rules=rules, pace=pace)
        stage.rise(house, players)
        language = "en" if settings.language == "en" else "zh-hans"
        for each in players:
            simulator.add_user(each.user, each.name, language_code=language)
        stop, serving = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(sign, stop.set)
        async with asyncio.TaskGroup() as play:
            play.create_task(house.serve(stop, ready=serving))
            await serving.wait()
            for player in players:
                simulator.press_start(player.user, player.code)
            terminal.say(terminal.words("cli.demo", url=simulator.page_url))
            if browser:
                await asyncio.to_thread(webbrowser.open, simulator.page_url)
            if ready is not None:
                ready.set()
    finally:
        await simulator.stop()
        await store.close()


def _curtain(now: datetime, rules: Rules, zone: str) -> datetime:
    """Half past seven on a working day, before the first message of the morning."""
    day = now.astimezone(ZoneInfo(zone)).date()
    while not rules.calendar.is_working_day(day):
        day += ONE_DAY
    return datetime.combine(day, BEGINS, ZoneInfo(zone))
