"""A port as the command line takes it."""

import argparse

LAST = 65535


def port(said: str) -> int:
    """A number from 0 (any free one) to 65535; wrong usage otherwise."""
    number = int(said) if said.isdecimal() and said.isascii() else -1
    if not 0 <= number <= LAST:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {LAST}, not {said!r}")
    return number
