"""Words to use (话术) as text files: read, checked like the playbook, and filled in (DOMAIN 9).

A file is `<language>/<occasion>.txt`, or `<occasion>.<anything>.txt` for a variant: a head of `version`,
`approved by`, `valid until` (a date) and `tiers`, an empty line, and the text with {facts} in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter

import msgspec

from scheduling.playbook_check import Problem

BUILT_IN = Path(__file__).parent / "words" / "templates"
FACTS = frozenset(
    {"customer", "manager", "branch", "day", "product", "amount", "festival", "age", "note", "name"}
)
# What a bank must not say of a product that may lose money.
FLAGGED = ("保本", "保证", "稳赚", "guarantee", "risk-free", "no risk")
_HEAD = ("version", "approved by", "valid until", "tiers")
_FIELD = re.compile(r"([a-z ]+):\s*(.*)")


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A text for an occasion in a language; without tiers it is for all of them."""

    occasion: str
    language: str
    text: str
    version: str = ""
    approved_by: str = ""
    valid_until: date | None = None
    tiers: tuple[str, ...] = ()
    own: bool = False


def templates(folder: Path | None, today: date) -> tuple[Template, ...]:
    """The bank's own templates that may be used on a day, before the built-in ones."""
    own, _ = read(folder, today) if folder is not None else ((), ())
    return (*own, *_built_in())


@lru_cache(maxsize=1)
def _built_in() -> tuple[Template, ...]:
    found, problems = _read(BUILT_IN, date.min, own=False)
    if problems:
        raise ValueError(problems)
    return found


def read(folder: Path, today: date) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates of a bank's folder that can be used on a day, and everything wrong with the others.

    A flagged word is named but keeps nobody from using the text: that is for whoever approved it.
    """
    return _read(folder, today, own=True)


def _read(folder: Path, today: date, *, own: bool) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    good: list[Template] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/*.txt")):
        template, wrong = _one(path, today, own=own)
        problems += wrong
        if template is not None:
            good.append(template)
    return tuple(good), tuple(problems)


def _one(path: Path, today: date, *, own: bool) -> tuple[Template | None, list[Problem]]:
    file = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None, [Problem(line=0, key="script.unreadable", facts={"file": file})]
    empty = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    head, said = _head(lines[:empty], file)
    body = "\n".join(lines[empty + 1 :]).strip()
    expires = _date(head.get("valid until", ""))
    fatal = [*said, *_text(lines, empty + 1, file)]
    if head.get("valid until") and expires is None:
        fatal.append(_problem("bad_date", file, 0, found=head["valid until"]))
    if expires is not None and expires < today:
        fatal.append(_problem("expired", file, 0, day=expires))
    if not body:
        fatal.append(_problem("no_text", file, empty))
    if fatal:
        return None, fatal
    template = Template(
        occasion=path.name.split(".")[0],
        language=path.parent.name,
        text=body,
        version=head.get("version", ""),
        approved_by=head.get("approved by", ""),
        valid_until=expires,
        tiers=tuple(head.get("tiers", "").replace(",", " ").split()),
        own=own,
    )
    return template, list(_flagged(lines, empty + 1, file))


def _head(lines: Sequence[str], file: str) -> tuple[dict[str, str], list[Problem]]:
    head: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        field = _FIELD.fullmatch(line.strip())
        if field is None or field[1] not in _HEAD:
            problems.append(_problem("bad_head", file, number, known=", ".join(_HEAD)))
        else:
            head[field[1]] = field[2].strip()
    if own_word := [name for name in ("version", "approved by") if not head.get(name)]:
        problems.append(_problem("head_missing", file, 0, field=", ".join(own_word)))
    return head, problems


def _text(lines: Sequence[str], start: int, file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines[start:], start=start + 1):
        try:
            names = facts_of(line)
        except ValueError:
            yield _problem("bad_braces", file, number)
            continue
        for name in sorted(names - FACTS):
            yield _problem("no_such_fact", file, number, fact=name, facts=", ".join(sorted(FACTS)))


def _flagged(lines: Sequence[str], start: int, file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines[start:], start=start + 1):
        for word in FLAGGED:
            if word in line.lower():
                yield _problem("flagged", file, number, word=word)


def _problem(key: str, file: str, line: int, **facts: object) -> Problem:
    return Problem(line=line, key=f"script.{key}", facts={"file": file, **facts})


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def facts_of(line: str) -> frozenset[str]:
    """The names in braces; ValueError where braces do not pair."""
    return frozenset(name for _, name, _, _ in Formatter().parse(line) if name is not None)


def fill(template: Template, facts: Mapping[str, str]) -> str:
    """The text with its facts; a line whose fact is not known is left out."""
    lines = (
        line.format_map(facts)
        for line in template.text.splitlines()
        if all(facts.get(name) for name in facts_of(line))
    )
    return "\n".join(lines).strip()
