"""python -m simulator: a Telegram on this machine, for any bot."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from simulator.serve import serve

SAMPLE_TOKEN = "1000000001:simulator"  # noqa: S105  # opens nothing but this simulator


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=SAMPLE_TOKEN)
    parser.add_argument("--no-flood", action="store_true", help="lift the limits on speed")
    return parser


def main(given_arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 1 with a sentence where the port is taken."""
    given = arguments().parse_args(given_arguments)
    try:
        asyncio.run(serve(port=given.port, token=given.token, flood=not given.no_flood, host=given.host))
    except OSError as problem:
        sys.stderr.write(f"Port {given.port} can't be used: {problem.strerror}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
