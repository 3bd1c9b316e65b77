"""Words to use (话术) as text files: read, checked like the playbook, and filled in (DOMAIN 9).

A file is `<language>/<occasion>.txt`, or `<occasion>.<anything>.txt` for a variant: a head of `version`,
`approved by`, `valid until` (a date) and `tiers`, an empty line, and the text with {facts} in it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter

import msgspec

from scheduling.bank_file import Problem, Unreadable, text_of
from store.records import LANGUAGES

BUILT_IN = Path(__file__).parent / "words" / "templates"
TEXTS = "*/*.txt"
FACTS = frozenset({"customer", "manager", "branch", "day", "product", "amount", "festival", "age", "note"})
# What a bank must not say of a product that may lose money.
FLAGGED = ("保本", "保证", "稳赚", "guarantee", "risk-free", "no risk")
# Characters may be drawn apart by blanks; the letters of a word stay together, its words any blanks apart.
_FLAGGED = {
    word: re.compile(
        r"\s+".join(map(re.escape, word.split())) if word.isascii() else r"\s*".join(map(re.escape, word)),
        re.IGNORECASE,
    )
    for word in FLAGGED
}
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
    file: str = ""


def usable(own: Sequence[Template], today: date) -> tuple[Template, ...]:
    """The bank's own templates that are valid on a day, before the built-in ones."""
    return (*(each for each in own if each.valid_until is None or each.valid_until >= today), *_built_in())


def built_in(today: date) -> Sequence[Template]:
    """The templates of a bank that has none of its own."""
    return usable((), today)


@lru_cache(maxsize=1)
def _built_in() -> tuple[Template, ...]:
    found, problems = _read(BUILT_IN, own=False)
    if problems:
        raise ValueError(problems)
    return found


def own_templates(folder: Path) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates of a bank's folder, whatever their day, and everything wrong with the others.

    A flagged word is named but keeps nobody from using the text: that is for whoever approved it.
    """
    return _read(folder, own=True)


def mistakes(folder: Path, today: date, tiers: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything wrong with a bank's folder, those that ran out before that day too.

    With `tiers` a text for another one, which nobody would ever see, is named as well.
    """
    good, read = _read(folder, own=True)
    problems = [*_astray(folder), *read, *_of_no_tier(good, tiers), *_twice(good)]
    ran_out = [each for each in good if each.valid_until is not None and each.valid_until < today]
    return (*problems, *(_problem("expired", each.file, 0, day=each.valid_until) for each in ran_out))


def _astray(folder: Path) -> Iterator[Problem]:
    """Texts beside the folders of the languages."""
    for path in sorted(folder.glob("*.txt")):
        yield _problem("no_such_language", path.name, 0, known=", ".join(LANGUAGES))


def _of_no_tier(good: Sequence[Template], tiers: Collection[str]) -> Iterator[Problem]:
    for each in good:
        for tier in each.tiers if tiers else ():
            if tier not in tiers:
                yield _problem("no_such_tier", each.file, 0, tier=tier, known=", ".join(tiers))


def _twice(good: Sequence[Template]) -> Iterator[Problem]:
    """Texts that stand in each other's way; a later one of two that never run out together is none."""
    first: dict[tuple[object, ...], Template] = {}
    for each in good:
        same = (each.language, each.occasion, frozenset(each.tiers), each.valid_until)
        if (other := first.setdefault(same, each)) is not each:
            yield _problem("twice", each.file, 0, other=other.file)


def _read(folder: Path, *, own: bool) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    good: list[Template] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob(TEXTS)):
        template, wrong = _one(path, own=own)
        problems += wrong
        if template is not None:
            good.append(template)
    return tuple(good), tuple(problems)


def _one(path: Path, *, own: bool) -> tuple[Template | None, list[Problem]]:
    file = f"{path.parent.name}/{path.name}"
    try:
        lines = text_of(path).splitlines()
    except Unreadable:
        return None, [Problem(line=0, key="script.unreadable", facts={"file": file})]
    empty = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    head, said = _head(lines[:empty], file)
    body = "\n".join(lines[empty + 1 :]).strip()
    expires = _date(head.get("valid until", ""))
    fatal = [*_place(path, file), *said, *_text(lines, empty + 1, file)]
    if head.get("valid until") and expires is None:
        fatal.append(_problem("bad_date", file, 0, found=head["valid until"]))
    if not body:
        fatal.append(_problem("no_text", file, empty))
    flagged = list(_flagged(lines, empty + 1, file))
    if fatal:
        return None, [*fatal, *flagged]
    template = Template(
        occasion=path.name.split(".")[0],
        language=path.parent.name,
        text=body,
        version=head.get("version", ""),
        approved_by=head.get("approved by", ""),
        valid_until=expires,
        tiers=tuple(head.get("tiers", "").replace(",", " ").split()),
        own=own,
        file=file,
    )
    return template, flagged


def _place(path: Path, file: str) -> Iterator[Problem]:
    """The folder says the language and the file's name the occasion."""
    if path.parent.name not in LANGUAGES:
        yield _problem("no_such_language", file, 0, known=", ".join(LANGUAGES))
    if path.name.split(".")[0] not in occasions():
        yield _problem("no_such_occasion", file, 0, known=", ".join(sorted(occasions())))


@lru_cache(maxsize=1)
def occasions() -> frozenset[str]:
    """What there are words for."""
    return frozenset(path.name.split(".")[0] for path in BUILT_IN.glob(TEXTS))


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
    """Each flagged word at the line where it begins, be it broken by blanks or over the end of the line."""
    body = "\n".join(lines[start:])
    for at, word in sorted((found.start(), word) for word, found in _found_flagged(body)):
        yield _problem("flagged", file, start + 1 + body.count("\n", 0, at), word=word)


def flagged_in(text: str) -> tuple[str, ...]:
    """The flagged words that a text says, each once."""
    said = {word for word, _ in _found_flagged(text)}
    return tuple(word for word in FLAGGED if word in said)


def _found_flagged(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for word, pattern in _FLAGGED.items():
        for found in pattern.finditer(text):
            yield word, found


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
