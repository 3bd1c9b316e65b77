"""A text file that a bank keeps itself: how it is read, and what is wrong with it at which line."""

from pathlib import Path

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake in a file: its line (0: not at one line), the key of a sentence, and what fills it."""

    line: int
    key: str
    facts: dict[str, object]


class Unreadable(Exception):
    """The file is `missing`, may not be read, or is no text; `why` is what the system calls it."""

    def __init__(self, error: OSError | UnicodeDecodeError) -> None:
        super().__init__(error)
        self.missing = isinstance(error, FileNotFoundError)
        self.why = type(error).__name__


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, without the mark that some editors put before it; Unreadable."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(error) from error
