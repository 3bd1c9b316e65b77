"""Whom a form of address fits: sex and age count; one clear fit is taken, several are offered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desk.understanding.people import Entry
from desk.understanding.titles import ANYBODY, Title
from desk.understanding.understood import Candidate, Found
from store.records import Sex

__all__ = ["NOBODY", "Hints", "choose", "ends_with", "offer", "suits"]

NOBODY = Found()
# So many years beyond a title's ages are a doubt, not a no.
_EDGE = 4


@dataclass(frozen=True, kw_only=True)
class Hints:
    """What else a line tells of a person: title, age, sex, end of a number, employer.

    `order` puts those before others whom a line means more often.
    """

    order: Callable[[Entry], float]
    title: Title = ANYBODY
    age: int | None = None
    sex: Sex | None = None
    tail: str = ""
    firm: frozenset[str] = frozenset()
    today: date | None = None


def suits(entry: Entry, hints: Hints) -> float:
    """1 where everything known fits, 0.5 in doubt, 0 where sex or age speak against it."""
    sex = entry.customer.sex
    if sex is not None and any(said not in {None, sex} for said in (hints.title.sex, hints.sex)):
        return 0.0
    age = entry.age(hints.today)
    if age is None:
        return 1.0
    if hints.age is not None and abs(age - hints.age) > 1:
        return 0.0
    below, above = hints.title.youngest - age, age - hints.title.oldest
    beyond = max(below, above)
    return 1.0 if beyond <= 0 else 0.5 if beyond <= _EDGE else 0.0


def choose(entries: Iterable[Entry], how: str, hints: Hints, *, guessed: bool = False) -> Found:
    """The one of the entries that fits the hints, or those that may, or (none fitting) all as mere offers."""
    unique = list({entry.id: entry for entry in entries}.values())
    if not unique:
        return NOBODY
    told = _narrowed(unique, hints)
    fit = {entry.id: suits(entry, hints) for entry in told}
    possible = [entry for entry in told if fit[entry.id] > 0]
    if len(possible) == 1:
        doubtful = fit[possible[0].id] < 1.0
        return Found(taken=possible[0].id, how=how, guessed=guessed or doubtful)
    clear = [entry for entry in possible if fit[entry.id] == 1.0]
    if len(clear) == 1:
        return Found(taken=clear[0].id, how=how, guessed=True)
    asked = {hints.title.sex, hints.sex} - {None}
    same_sex = [entry for entry in told if not asked or entry.customer.sex in {None, *asked}]
    return Found(candidates=ranked(possible or same_sex or told, fit, how, hints), how=how)


def offer(entries: Iterable[Entry], how: str, hints: Hints) -> Found:
    """All of the entries that the hints allow, as mere offers."""
    unique = list({entry.id: entry for entry in entries}.values())
    fit = {entry.id: suits(entry, hints) for entry in unique}
    possible = [entry for entry in unique if fit[entry.id] > 0]
    return Found(candidates=ranked(possible, fit, how, hints), how=how) if possible else NOBODY


def _narrowed(entries: list[Entry], hints: Hints) -> list[Entry]:
    if hints.tail:
        entries = [entry for entry in entries if ends_with(entry, hints.tail)] or entries
    if hints.firm:
        entries = [entry for entry in entries if entry.id in hints.firm] or entries
    return entries


def ends_with(entry: Entry, digits: str) -> bool:
    """Whether a phone of the customer, or else the customer number, ends with the digits."""
    phones = entry.customer.phones
    return any(phone.number.endswith(digits) for phone in phones) or (
        not phones and entry.id.endswith(digits)
    )


def ranked(entries: Sequence[Entry], fit: dict[str, float], how: str, hints: Hints) -> tuple[Candidate, ...]:
    scored = [
        Candidate(id=one.id, score=round(fit.get(one.id, 0.0) + hints.order(one), 4), why=how)
        for one in entries
    ]
    return tuple(sorted(scored, key=lambda one: -one.score))
