"""Who is meant by a mention or a line: found in the manager's own book, and nowhere else."""

import re
from datetime import date

from desk.understanding.forms import NOBODY, ends_with
from desk.understanding.mentions import mentions
from desk.understanding.people import Entry, People
from desk.understanding.script import simplified, small
from desk.understanding.sounds import blurred, reads
from desk.understanding.understood import Candidate, Found

__all__ = ["find", "near", "search"]

_LETTERS = re.compile(r"[a-z]+(?:[ '-]?[a-z]+)*")


def find(text: str, people: People, today: date | None = None) -> Found:
    """The customer a mention (or the first mention of a line) means; ages count from `today` where given."""
    said = mentions(text, people, today)
    for mention in said:
        if mention.found.taken or mention.found.candidates:
            return mention.found
    return near(text, people)


def near(text: str, people: People) -> Found:
    """Customers whose name is like a bare name that fits nobody: never taken, only offered."""
    name = small(simplified(text).strip())
    if not 2 <= len(name) <= 4 or not all("一" <= char <= "鿿" for char in name):
        return NOBODY
    return Found(candidates=alike(name, people), how="alike")


def alike(name: str, people: People) -> tuple[Candidate, ...]:
    """Those who sound nearly so, or differ in one character of three, likeliest first."""
    scores: dict[str, float] = {}
    for sound in reads(name):
        for entry in people.sounds.get(sound, ()):
            scores[entry.id] = 0.9 + people.order(entry) / 100
        for entry in people.blurs.get(blurred(sound), ()):
            scores.setdefault(entry.id, 0.7 + people.order(entry) / 100)
    for entry in people.entries:
        same = sum(one == other for one, other in zip(entry.name, name, strict=False))
        if len(entry.name) == len(name) >= 3 and same >= len(name) - 1:
            scores.setdefault(entry.id, 0.5 + people.order(entry) / 100)
        elif entry.name != name and (entry.name.startswith(name) or name.startswith(entry.name)):
            scores.setdefault(entry.id, 0.4 + people.order(entry) / 100)
    best = sorted(scores.items(), key=lambda one: -one[1])[:6]
    return tuple(Candidate(id=number, score=round(score, 4), why="alike") for number, score in best)


def search(query: str, people: People, today: date | None = None) -> list[str]:
    """Customer numbers for the search box, likeliest first: part of a name, letters, part of a number."""
    asked = small(simplified(query).strip())
    if not asked:
        return []
    found = find(asked, people, today)
    first = ([found.taken] if found.taken else []) + [one.id for one in found.candidates]
    return list(dict.fromkeys([*first, *(entry.id for entry in _matching(asked, people))]))


def _matching(asked: str, people: People) -> list[Entry]:
    if asked.isdigit():
        hits = [entry for entry in people.entries if _has_digits(entry, asked)]
        return sorted(
            hits, key=lambda entry: (entry.id != asked, not ends_with(entry, asked), -people.order(entry))
        )
    hits = [
        entry for entry in people.entries if asked in entry.name or asked in entry.customer.employer.lower()
    ]
    if not hits and _LETTERS.fullmatch(asked):
        hits = [entry for entry in people.entries if _spelled(entry, re.sub(r"[ '-]", "", asked))]
    return sorted(hits, key=lambda entry: (not entry.name.startswith(asked), -people.order(entry)))


def _has_digits(entry: Entry, digits: str) -> bool:
    return digits in entry.id or any(digits in phone.number for phone in entry.customer.phones)


def _spelled(entry: Entry, letters: str) -> bool:
    return any(
        sound.replace(" ", "").startswith(letters)
        or "".join(part[0] for part in sound.split()).startswith(letters)
        for sound in entry.sounds
    )
