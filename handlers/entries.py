"""The customers of a day as rows of buttons, each with the clause that says why."""

from collections.abc import Sequence
from dataclasses import replace

from desk.handle import handle
from handlers.answer import Button
from handlers.conversation import Turn
from handlers.reasons import reason
from scheduling.agenda import Entry, agenda

# A second reason is said on a button only where both fit, in half characters; none is wider than the most.
_FITS, _MOST = 44, 52


def entries_of(turn: Turn) -> Sequence[Entry]:
    """Today's entries that are worked one by one."""
    desk = turn.desk
    return [each for each in agenda(desk.book, desk.rules, desk.today, desk.now) if not each.listed]


def entry_buttons(turn: Turn, entries: Sequence[Entry]) -> tuple[tuple[Button, ...], ...]:
    """One customer a row, with the clause that says why."""
    return tuple(
        (Button(text=entry_label(turn, each), action=f"open:{handle(turn.desk.book, each.customer.id)}"),)
        for each in entries
    )


def entry_label(turn: Turn, entry: Entry) -> str:
    """「张伟 · 15:00 前回电」: at most what fits on a button."""
    turn = replace(turn, words=turn.words.aloud)
    name = turn.words.button(entry.customer)
    whole = f"{name} · {clauses(turn, entry)}"
    if _width(whole) <= _FITS:
        return whole
    said = _pressing(turn, entry)
    if entry.first.kind != "complaint" and "complaint" in entry.kinds:
        # Whoever calls must know of it, so it is said even where its deadline finds no room.
        said = turn.words("today.complained", clause=said)
    return _cut(f"{name} · {said}")


def _width(text: str) -> int:
    """How much room a text takes, in half characters: a Chinese one takes two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _cut(text: str) -> str:
    """As much of it as a button shows on a phone."""
    while _width(text) > _MOST:
        text = text[:-2].rstrip("，, ") + "…"
    return text


def clauses(turn: Turn, entry: Entry) -> str:
    """The most pressing reason with its time, and the next one of another kind but for mere cadence."""
    others = [each for each in entry.occurrences if each.kind not in (entry.first.kind, "cadence")]
    also = [reason(turn.words, each) for each in others[:1]]
    return turn.words.listed([_pressing(turn, entry), *also])


def _pressing(turn: Turn, entry: Entry) -> str:
    first = entry.first
    clause = reason(turn.words, first)
    if first.late and first.kind in ("follow_up", "complaint"):
        clause = turn.words("today.late", clause=clause)
    at = f"{first.at:%H:%M} " if first.at and f"{first.at:%H:%M}" not in clause else ""
    return f"{at}{clause}"


def groups_line(turn: Turn, entries: Sequence[Entry]) -> str:
    """「约好 2，到期 2，生日 1，该联系 4」."""
    counts: dict[str, int] = {}
    for each in entries:
        counts[each.first.heading] = counts.get(each.first.heading, 0) + 1
    return turn.words.listed(turn.words(f"heading.{name}", count=count) for name, count in counts.items())
