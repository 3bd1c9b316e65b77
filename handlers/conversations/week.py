"""/week and /preview: what the days ahead bring; what is shown here is what will be sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from desk.branch import branch_preview
from handlers.answer import Card
from handlers.buttons import button, rows
from handlers.conversation import EVERYONE, Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.reasons import reason_line
from handlers.unpublished import unpublished_line
from scheduling.preview import PreviewRow, preview
from store.records import Person, Refused, Rendering, Role

_WEEK = 7
_LONGEST = 90
_LINES = 30


class Week(Conversation):
    """A line a customer under the heading of its day, a week at a time."""

    code = "wk"
    commands = ("week", "preview")
    plain = ("本周", "本週", "这周", "這週", "一周", "预览", "預覽", "week", "this week", "preview")
    roles = EVERYONE

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """What the days bring to the whole branch, for its head; for an operator to the bank, or to whom
        they name.
        """
        if actor.role is Role.MANAGER:
            return {}
        days, skip = _asked(heard, screen)
        named = "" if actor.role is Role.HEAD else _named(heard, screen)
        found = await branch_preview(outside.office, actor, days=days, skip=skip, named=named)
        return {"branch": found, "named": named}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        asked = heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""
        if turn.actor.role is Role.OPERATOR:
            asked = next((word for word in asked.split() if word.isdecimal()), "")
        if asked and not (asked.isdecimal() and 1 <= int(asked) <= _LONGEST):
            raise Refused("week.days", most=_LONGEST)
        if "branch" in turn.facts:
            turn.desk.audit("look", turn.actor.branch, what="preview")
        return Reply(
            screens=(
                Screen(
                    conversation="wk",
                    draft={"days": int(asked or _WEEK), "named": turn.facts.get("named", "")},
                ),
            )
        )

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb != "from" or not value.isdecimal() or int(value) > _LONGEST * 4:
            raise Refused("outdated")
        return Reply(screens=(screen.at("", skip=int(value)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        if turn.actor.role is Role.OPERATOR:
            # Whoever checks what will be sent needs days and reasons, not who the customers are.
            turn = replace(turn, words=replace(turn.words, rendering=Rendering.REFERENCE))
        words, desk = turn.words, turn.desk
        days, skip = screen.draft.get("days", _WEEK), screen.draft.get("skip", 0)
        start = desk.today + timedelta(days=skip)
        found: Sequence[PreviewRow] = turn.facts.get("branch", ())
        if "branch" not in turn.facts:
            found = preview(desk.book, desk.rules, start, days, desk.now)
        end = start + timedelta(days=days - 1)
        lines = [words("week.title", start=start, end=end, count=len(found))]
        if unpublished := unpublished_line(words, desk.rules.calendar, start, end):
            lines.append(unpublished)
        said = [
            (day, line) for day, many in groupby(found, _day) for line in _lines(_read_on(turn, day), many)
        ]
        for day, lines_of_day in groupby(said[:_LINES], key=lambda each: each[0]):
            lines += ["", words("week.day", day=day), *(line for _, line in lines_of_day)]
        if len(said) > _LINES:
            lines.append(words("card.more", count=len(said) - _LINES))
        earlier = [button(words, "week_before", f"from:{max(0, skip - days)}")] if skip else []
        further = [button(words, "week_after", f"from:{skip + days}")]
        return Card(text="\n".join(lines), rows=rows([*earlier, *further]), private=True)


def _asked(heard: Heard, screen: Screen | None) -> tuple[int, int]:
    """How many days, and from how many days on."""
    if screen is not None:
        skip, stands = heard.text.rpartition("from:")[2], screen.draft.get("skip", 0)
        return screen.draft.get("days", _WEEK), min(int(skip), _LONGEST * 4) if skip.isdecimal() else stands
    said = heard.text.partition(" ")[2].split()
    words = next((word for word in said if word.isdecimal()), "") if len(said) > 1 else "".join(said)
    return min(int(words), _LONGEST) if words.isdecimal() and int(words) else _WEEK, 0


def _named(heard: Heard, screen: Screen | None) -> str:
    """The manager or branch that an operator has named."""
    if screen is not None:
        return str(screen.draft.get("named", ""))
    said = heard.text.partition(" ")[2].split() if heard.kind == "command" else []
    return " ".join(word for word in said if not word.isdecimal())


def _day(row: PreviewRow) -> date:
    return row.day


def _read_on(turn: Turn, day: date) -> Turn:
    """Under a heading 「明天」 the word 今天 could be either day: there the days are said by their dates."""
    return turn if day == turn.desk.today else replace(turn, words=replace(turn.words, by_date=True))


def _lines(turn: Turn, rows_of_day: Iterable[PreviewRow]) -> Iterator[str]:
    """A line a customer; those who are only to be greeted at a festival share one, at the end of the day."""
    greeted: dict[str, list[PreviewRow]] = {}
    for row in rows_of_day:
        if row.kinds == ("festival",):
            greeted.setdefault(row.reasons[0].key, []).append(row)
        else:
            yield _line(turn, row)
    for many in greeted.values():
        clause = reason_line(turn.words, many[0].reasons[0])
        yield turn.words.many("week.greet", len(many), clause=clause)


def _line(turn: Turn, row: PreviewRow) -> str:
    at = f"{row.at:%H:%M} " if row.at else ""
    named = [each for each in row.reasons if not each.key.startswith("cadence")] or list(row.reasons[:1])
    clause = turn.words.listed(dict.fromkeys(reason_line(turn.words, each) for each in named[:2]))
    return turn.words("week.line", at=at, customer=row.customer, clause=clause)
