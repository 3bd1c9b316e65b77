"""Reads a playbook's text section by section and collects every mistake with its line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, time
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

from scheduling.bank_file import Problem
from scheduling.playbook.lines import KeyPath, line_of, lines_of
from scheduling.playbook.sense import contradictions

T = TypeVar("T", bound=msgspec.Struct)

_LINE = re.compile(r"at line (\d+)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_BLAMED: dict[str, KeyPath] = {"no_such_tier": ("tiers", 0), "no_such_segment": ("segment",)}
_WORDS = {int: "whole_number", float: "number", str: "text", time: "time", date: "date", bool: "yes_or_no"}


class _Wrong(Exception):
    """One place of the file that does not say what it should."""

    def __init__(self, path: KeyPath, key: str, **facts: object) -> None:
        super().__init__(path, key, facts)
        self.path, self.key, self.facts = path, key, facts


def read(model: type[T], text: str, built_in: str) -> tuple[T | None, tuple[Problem, ...]]:
    """The model as the text says it, sections that it leaves out as built in; or None and the problems."""
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_unreadable(text, str(error)),)
    lines = lines_of(text)
    found, wrongs = _struct(model, tomllib.loads(built_in) | own, ())
    if not wrongs:
        wrongs = [_Wrong(path, key, **facts) for path, key, facts in contradictions(found)]
    problems = sorted((_problem(wrong, lines) for wrong in wrongs), key=lambda problem: problem.line)
    return (None if problems else found), tuple(problems)


def _problem(wrong: _Wrong, lines: dict[KeyPath, int]) -> Problem:
    facts = {"where": ".".join(str(part) for part in wrong.path if isinstance(part, str)), **wrong.facts}
    # A section that is left out stays as built in; where a tier of it is gone, the tiers are to blame.
    line = line_of(wrong.path, lines) or line_of(_BLAMED.get(wrong.key, ()), lines)
    return Problem(line=line, key=f"playbook.{wrong.key}", facts=facts)


def _unreadable(text: str, error: str) -> Problem:
    at = _LINE.search(error)
    line = int(at[1]) if at else len(text.splitlines())
    return Problem(line=line, key="playbook.not_toml", facts={"why": error})


def _struct(model: Any, said: Any, path: KeyPath) -> tuple[Any, list[_Wrong]]:
    if not isinstance(said, dict):
        return None, [_Wrong(path, "wrong_type", expected="table", found=_said(said))]
    value = cast("dict[str, Any]", said)
    hints = get_type_hints(model, include_extras=True)
    stated = msgspec.structs.fields(model)
    fields = {field.encode_name: field.name for field in stated}
    optional = {field.encode_name for field in stated if not field.required}
    wrongs = [_unknown(path, name, list(fields)) for name in value if name not in fields]
    # A key that is only misspelt is not missing as well.
    meant = {wrong.facts.get("meant") for wrong in wrongs}
    wrongs += _missing(path, [name for name in fields if name not in {*value, *optional, *meant}])
    built: dict[str, object] = {}
    for name, attribute in fields.items():
        if name not in value:
            continue
        built[attribute], below = _value(hints[attribute], value[name], (*path, name))
        wrongs += below
    return (None if wrongs else model(**built)), wrongs


def _unknown(path: KeyPath, name: str, known: list[str]) -> _Wrong:
    close = get_close_matches(name, known, n=1)
    if close:
        return _Wrong((*path, name), "unknown", meant=close[0])
    return _Wrong((*path, name), "unknown_here")


def _missing(path: KeyPath, names: list[str]) -> list[_Wrong]:
    """A section that is written replaces the built-in one, so it must be whole; said once."""
    if len(names) == 1:
        return [_Wrong((*path, names[0]), "missing")]
    return [_Wrong(path, "section_not_whole", names=", ".join(names))] if names else []


def _value(kind: Any, value: Any, path: KeyPath) -> tuple[Any, list[_Wrong]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind, value, path)
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0], value, path)
    if get_origin(kind) is dict:
        return _named(get_args(kind), value, path)
    return _leaf(kind, value, path)


def _several(kind: Any, value: Any, path: KeyPath) -> tuple[Any, list[_Wrong]]:
    if not isinstance(value, list):
        return (), [_Wrong(path, "wrong_type", expected="list", found=_said(value))]
    items = cast("Sequence[Any]", value)
    read_items = [_value(kind, item, (*path, place)) for place, item in enumerate(items)]
    return tuple(item for item, _ in read_items), [wrong for _, wrongs in read_items for wrong in wrongs]


def _named(kinds: tuple[Any, ...], value: Any, path: KeyPath) -> tuple[Any, list[_Wrong]]:
    if not isinstance(value, dict):
        return {}, [_Wrong(path, "wrong_type", expected="table", found=_said(value))]
    known = list(get_args(kinds[0])) if get_origin(kinds[0]) is Literal else None
    built: dict[str, object] = {}
    wrongs: list[_Wrong] = []
    for name, item in cast("dict[str, Any]", value).items():
        if known is not None and name not in known:
            wrongs.append(_unknown(path, name, known))
        built[name], below = _value(kinds[1], item, (*path, name))
        wrongs += below
    return built, wrongs


def _leaf(kind: Any, value: Any, path: KeyPath) -> tuple[Any, list[_Wrong]]:
    if kind is time and isinstance(value, str) and _CLOCK.fullmatch(value):
        value = f"{value}:00"
    try:
        return msgspec.convert(value, kind), []
    except msgspec.ValidationError:
        return None, [_leaf_wrong(kind, value, path)]


def _leaf_wrong(kind: Any, value: Any, path: KeyPath) -> _Wrong:
    if get_origin(kind) is Literal:
        one_of = ", ".join(str(choice) for choice in get_args(kind))
        return _Wrong(path, "not_one_of", found=_said(value), choices=one_of)
    plain = getattr(kind, "__origin__", kind)
    a_number = isinstance(value, int | float) and not isinstance(value, bool) and plain in {int, float}
    if a_number and (plain is float or isinstance(value, int)):
        limits = {name: limit for meta in _metas(kind) for name, limit in _limits(meta)}
        return _Wrong(path, "out_of_range", found=_said(value), **limits)
    return _Wrong(path, "wrong_type", expected=_WORDS.get(plain, str(plain)), found=_said(value))


def _metas(kind: Any) -> Iterator[msgspec.Meta]:
    yield from (meta for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, msgspec.Meta))


def _limits(meta: msgspec.Meta) -> Iterator[tuple[str, object]]:
    least = meta.ge if meta.ge is not None else meta.gt
    yield from (pair for pair in (("least", least), ("most", meta.le)) if pair[1] is not None)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "…" if isinstance(value, dict | list) else str(value)
