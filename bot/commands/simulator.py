"""guanjia simulator: a Telegram of one's own, for any bot."""

import argparse
import asyncio

from bot.port import port
from bot.terminal import Terminal
from simulator.serve import serve
from store.records import Refused

NEEDS_TOKEN = False
SAMPLE_TOKEN = "1000000001:simulator"  # noqa: S105  # opens nothing but this simulator


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port, default=8081)
    parser.add_argument("--token", default=SAMPLE_TOKEN)
    parser.add_argument("--no-flood", action="store_true", help="lift Telegram's limits on speed")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    del terminal
    try:
        asyncio.run(serve(port=given.port, token=given.token, flood=not given.no_flood))
    except OSError as error:
        raise Refused("cli.port", port=given.port) from error
    return 0
