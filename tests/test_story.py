"""The whole story on a real list: import, 96 managers, digest, a line, a kill, the reminder, the head."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduling.clock import SteppedClock
from simulator import Seen, Simulator
from tests.real import shared
from tests.served import served
from tests.world import SHANGHAI

TOKEN = "1000000001:story"
TUESDAY = datetime(2026, 11, 24, 7, 59, 40, tzinfo=SHANGHAI)
HEAD = 10_000


def guanjia(folder: Path, *words: str) -> str:
    """What a command prints; a failing one fails the test with its words."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.main", *words],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "GUANJIA_STORE": f"sqlite:///{folder / 'bank.db'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.real
@pytest.mark.crash
async def test_the_whole_story_on_the_real_list(tmp_path: Path) -> None:
    real = shared("data/branch-2026/customers.xlsx")
    imported = json.loads(guanjia(tmp_path, "import", str(real), "--add-staff", "--json"))
    assert (imported["new"], len(imported["invitations"])) == (5369, 96)
    again = json.loads(guanjia(tmp_path, "import", str(real), "--add-staff", "--json"))
    assert (again["new"], again["changed"], again["moved"], again["gone"]) == (0, [], [], [])
    assert again["unchanged"] == 5369
    role, name, code = guanjia(tmp_path, "setup", "--branch", "Karvina", "--head", "周敏").split()
    assert (role, name) == ("head", "周敏")

    clock = SteppedClock(TUESDAY)
    simulator = Simulator(token=TOKEN, clock=clock, flood=True)
    api = await simulator.start()
    try:
        codes = {HEAD: code} | {user: each["code"] for user, each in enumerate(imported["invitations"], 1)}
        staff = {each["staff_code"]: user for user, each in enumerate(imported["invitations"], 1)}
        for user in codes:
            simulator.add_user(user, f"user {user}", language_code="zh-hans")
        await _joins_and_digest(simulator, tmp_path, api, codes)
        manager = staff["RM05-01"]
        await _logs_and_is_killed(simulator, tmp_path, api, manager)
        await _reminded(simulator, tmp_path, api, clock, manager)
        await _head_sees(simulator, tmp_path, api, clock)
    finally:
        await simulator.stop()


async def _joins_and_digest(simulator: Simulator, folder: Path, api: str, codes: dict[int, str]) -> None:
    """All join before eight; at eight every manager has a digest that names nobody."""
    before = TUESDAY - timedelta(minutes=2)
    async with served(folder, api, TOKEN, before):
        for user, code in codes.items():
            simulator.press_start(user, code)
        await asyncio.gather(*(simulator.wait(user, _answered, within=60) for user in codes))
    async with served(folder, api, TOKEN, TUESDAY + timedelta(seconds=19)) as bot:
        managers = [user for user in codes if user != HEAD]
        await asyncio.gather(*(simulator.wait(user, _has_digest, within=60) for user in managers))
        bot.send_signal(signal.SIGTERM)
    for user in managers:
        assert sum(_is_digest(each) for each in simulator.messages(user)) == 1
        assert "早上好" in simulator.lock_screen(user)[-1].text


async def _logs_and_is_killed(simulator: Simulator, folder: Path, api: str, manager: int) -> None:
    """One line is acknowledged, then the process is killed at once."""
    rows = json.loads(guanjia(folder, "preview", "--manager", "RM05-01", "--days", "30", "--json"))
    name = rows[0]["name"]
    async with served(folder, api, TOKEN, TUESDAY + timedelta(hours=2)) as bot:
        answer = await simulator.ask(manager, f"{name} 打通了 想续50万 明天下午3点回访", within=20)
        if "哪位" in answer[-1].text:
            answer = await simulator.tap(manager, answer[-1].message_id, (0, 0), within=20)
        bot.kill()
        await bot.wait()
    said = answer[-1]
    assert "记好了" in said.text
    assert "15:00" in said.text


async def _reminded(simulator: Simulator, folder: Path, api: str, clock: SteppedClock, manager: int) -> None:
    """The next day at 15:00, after the kill, the reminder comes, once."""
    preview = json.loads(
        guanjia(folder, "preview", "--manager", "RM05-01", "--from", "2026-11-25", "--days", "1", "--json")
    )
    # Another reason to speak to the same customer goes along with the promise, after it.
    assert [(each["time"], each["kinds"][0]) for each in preview if each["time"]] == [("15:00", "follow_up")]
    clock.step(timedelta(days=1, hours=6))
    async with served(folder, api, TOKEN, TUESDAY.replace(day=25, hour=14, minute=59, second=57)):
        await simulator.wait(manager, lambda chat: any(_is_reminder(each) for each in chat), within=30)
        await simulator.quiet()
    due = [each for each in simulator.messages(manager) if _is_reminder(each)]
    assert len(due) == 1


async def _head_sees(simulator: Simulator, folder: Path, api: str, clock: SteppedClock) -> None:
    """The head opens the team and one manager."""
    async with served(folder, api, TOKEN, clock.now()):
        answer = await simulator.ask(HEAD, "/team", within=20)
        assert "Karvina" in answer[-1].text
        assert answer[-1].buttons
        drilled = await simulator.tap(HEAD, answer[-1].message_id, (0, 0), within=20)
        assert "位客户" in drilled[-1].text


def _answered(chat: Sequence[Seen]) -> bool:
    return any(not each.mine for each in chat)


def _has_digest(chat: Sequence[Seen]) -> bool:
    return any(_is_digest(each) for each in chat)


def _is_reminder(message: Seen) -> bool:
    return not message.mine and message.text.startswith("15:00")


def _is_digest(message: Seen) -> bool:
    return not message.mine and message.text.startswith("早上好")
