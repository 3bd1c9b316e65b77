"""Where in a TOML text each key stands, so that a mistake can be named by its line."""

import re

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")
_OPENS = re.compile(r"""\s*[A-Za-z0-9_.-]+\s*=\s*\[\s*(#.*)?$""")
_WITHIN = re.compile(r"""[{,]\s*([A-Za-z0-9_-]+)\s*=""")


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of each table and key of a valid TOML text; of inline tables, those one to a line.

    A path is made of keys, and of numbers from 0 within arrays of tables.
    """
    found: dict[KeyPath, int] = {}
    counted: dict[KeyPath, int] = {}
    table: KeyPath = ()
    array: KeyPath = ()
    place = 0
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if array and line.strip().startswith("{"):
            found[*array, place] = number
            found.update({(*array, place, name): number for name in _WITHIN.findall(line)})
            place += 1
        elif array and line.strip().startswith("]"):
            array = ()
        elif header:
            table = _opened(_parts(header[2]), header[1] == "[[", counted)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
            if _OPENS.match(line):
                array, place = (*table, *_parts(key[1])), 0
    return found


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of the path, else of the nearest thing around it; 0 when nothing of it is in the text."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


def _opened(name: KeyPath, an_array: bool, counted: dict[KeyPath, int]) -> KeyPath:
    """The path of a table that a header opens; within an array of tables its number is part of it."""
    path: KeyPath = ()
    for place, part in enumerate(name):
        path = (*path, part)
        last = place == len(name) - 1
        if last and an_array:
            counted[path] = counted.get(path, -1) + 1
        if path in counted:
            path = (*path, counted[path])
    return path


def _parts(name: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
