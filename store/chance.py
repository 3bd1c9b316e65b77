"""Words of chance, which the system is asked for many at a time.

Each question to the system lets go of the interpreter's lock, and in a busy process whoever asked then waits
for milliseconds to have it back, with a transaction open.
"""

import contextlib
import os
import secrets

AT_ONCE = 256


class Chance:
    """Hexadecimal words of so many bytes each, as good as any of `secrets`; none is handed out twice."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._ahead: list[str] = []
        if hasattr(os, "register_at_fork"):
            # Two processes would hand out the same ones.
            os.register_at_fork(after_in_child=self._ahead.clear)

    def __call__(self) -> str:
        while True:
            # Threads may empty it one before another: the look and the taking are one step.
            with contextlib.suppress(IndexError):
                return self._ahead.pop()
            drawn, size = secrets.token_hex(self._length * AT_ONCE), 2 * self._length
            self._ahead += [drawn[place : place + size] for place in range(0, len(drawn), size)]
