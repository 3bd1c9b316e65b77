"""Whom an import changes, a line each: the customer, the fact, what stood there and what stands there now."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from desk.importing.differing import Difference, differing
from desk.importing.report import Report
from handlers.words import Words
from store.records import Birthday, Customer, Masked, Rendering

_SHOWN = 10
_FACTS = 4
_MONEY = ("customer.assets", "holding.amount")
_FREE = (
    "customer.note",
    "customer.employer",
    "customer.preference",
    "customer.introduced_by",
    "customer.second",
)


def change_lines(words: Words, report: Report) -> list[str]:
    """The first customers whom the import changes, moves or misses, and how many more there are."""
    lines = list(islice(_lines(words, report), _SHOWN))
    touched = {each.number for each in (*report.changed, *report.gone)} | {
        each.number for each in report.moved
    }
    more = len(touched) - len(lines)
    return [*lines, *([words("lists.more", count=more)] if more > 0 else [])]


def _lines(words: Words, report: Report) -> Iterator[str]:
    """One line for each customer."""
    moves = {each.number: each for each in report.moved}
    for each in report.changed:
        facts = [_said(words, one) for one in differing(each, report.plan.branches)]
        move = moves.pop(each.number, None)
        if move:
            facts.insert(0, _moved(words, move.before, move.after))
        yield _line(words, each.after, facts or [words("lists.back")])
    for move in moves.values():
        yield _line(words, move.customer, [_moved(words, move.before, move.after)])
    for each in report.gone:
        yield _line(words, each.before, [words("lists.left")])


def _line(words: Words, customer: Customer, facts: list[str]) -> str:
    shown = facts[:_FACTS]
    if len(facts) > _FACTS:
        shown.append(words("lists.more_facts", count=len(facts) - _FACTS))
    return words("lists.change", who=_who(words, customer), what=words.listed(shown))


def _who(words: Words, customer: Customer) -> str:
    # The other renderings carry a tail or the number in the name itself.
    if words.rendering is not Rendering.FULL:
        return words.name(customer)
    return words("lists.who", name=words.name(customer), number=customer.id)


def _moved(words: Words, before: str, after: str) -> str:
    return _from_to(words, words("field.customer.manager"), before, after)


def _said(words: Words, one: Difference) -> str:
    field = words(f"field.{one.field}")
    if one.product and one.before is None:
        return words("lists.new_product", product=words.note(one.product))
    if one.product:
        field = words("lists.of_product", product=words.note(one.product), field=field)
    if words.rendering is Rendering.REFERENCE or (one.field in _MONEY and not words.shows_amounts):
        return field
    return _from_to(words, field, _value(words, one, one.before), _value(words, one, one.after))


def _from_to(words: Words, field: str, before: str, after: str) -> str:
    return words("lists.from_to", field=field, before=before, after=after)


def _value(words: Words, one: Difference, value: object) -> str:
    if value is None:
        return words("lists.left" if one.field == "holding.status" else "lists.nothing")
    if one.field in _MONEY and isinstance(value, int):
        return words.money(value, one.currency)
    if one.field == "customer.name":
        return _name(words, str(value))
    if one.field in _FREE:
        return _short(words.note(str(_several(value)[-1])))
    if one.field == "customer.stage":
        return words(f"stage.{value}")
    if one.field == "customer.tier":
        return _short(words.called("tier", str(value)))
    several = _several(value)
    if len(several) != 1:
        return words.listed(_plain(each) for each in several)
    value = several[0]
    return _plain(value)


def _several(value: object) -> tuple[object, ...]:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Birthday):
        year = f"{value.year:04}-" if value.year else ""
        return f"{year}{value.month:02}-{value.day:02}"
    if isinstance(value, Masked):
        return str(value)
    return _short(str(value))


def _name(words: Words, name: str) -> str:
    return name if words.rendering is Rendering.FULL else f"{name[:1]}…"


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"


def plain_changes(differences: Iterable[Difference]) -> list[dict[str, object]]:
    """For other programs: amounts in yuan (or the currency's unit), days as ISO, numbers by their tails."""
    return [
        {
            "field": one.field,
            **({"holding": one.number, "product": one.product} if one.product else {}),
            "before": _bare(one, one.before),
            "after": _bare(one, one.after),
        }
        for one in differences
    ]


def _bare(one: Difference, value: object) -> object:
    if one.field in _MONEY and isinstance(value, int):
        return value / 100
    several = _several(value)
    if isinstance(value, tuple):
        return [_bare(one, each) for each in several]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return _plain(value)
