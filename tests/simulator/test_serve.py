"""The simulator as a program of its own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from simulator.__main__ import main
from simulator.serve import serve

ROOT = Path(__file__).parents[2]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "simulator", *arguments]


@pytest.fixture
def address() -> Iterator[str]:
    process = subprocess.Popen(
        _command("--port", "0", "--token", "5:x"), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    yield line.split()[-1]
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    process.stdout.close()


async def test_it_serves_a_bot_and_the_page_until_interrupted(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/bot5:x/getMe")).json()["result"]["id"] == 5
        page = await client.get("/")
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        for name in ("app.js", "phone.css"):
            assert name in page.text
            assert (await client.get(f"/page/{name}")).status_code == 200


async def test_serving_ends_with_a_signal(capfd: pytest.CaptureFixture[str]) -> None:
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(serve(port=0, token="5:x", flood=False))
        said = ""
        while "Chat page" not in said:
            await asyncio.sleep(0)
            said += capfd.readouterr().out
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(asyncio.shield(serving), 5)


def test_a_taken_port_ends_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--port", port]) == 1
    assert capsys.readouterr().err.startswith(f"Port {port} can't be used: ")


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            _command("--port", port), cwd=ROOT, capture_output=True, text=True, timeout=20, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} can't be used: ")
