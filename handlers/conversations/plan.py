"""周计划、月计划: how many the weeks ahead bring, why, what they can take, and who comes late."""

from collections import Counter
from collections.abc import Mapping

from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.unpublished import unpublished_line
from handlers.walk import card_of
from scheduling.horizon import Week, coming, planned_on
from store.records import Refused

_MONTH = ("月计划", "月計劃", "本月计划", "本月計劃", "plan of the month")
# With the two buttons below them a card has eight.
_LATE = 5


class Plan(Conversation):
    """The week in some detail, the month week by week; drawn from the book as it stands."""

    code = "pl"
    commands = ("plan",)
    plain = ("计划", "計劃", "周计划", "週計劃", "本周计划", "本週計劃", "plan of the week", *_MONTH)
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn
        month = heard.text.strip(" 　。.").lower() in _MONTH
        return Reply(screens=(Screen(conversation="pl", step="month" if month else "week"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb in ("week", "month"):
            return Reply(screens=(screen.at(verb),))
        if verb == "list":
            return Reply(screens=(Screen(conversation="wk", draft={"days": 7}),))
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        """What begins today where nothing was asked for: the morning's message."""
        desk = turn.desk
        step = screen.step or planned_on(turn.actor, desk.today, desk.rules) or "week"
        weeks = coming(desk.book, desk.rules, "month" if step == "month" else "week", desk.now)
        lines = _of_month(turn, weeks) if step == "month" else _of_week(turn, weeks[0])
        calendar = desk.rules.calendar
        lines += filter(None, [unpublished_line(turn.words, calendar, weeks[0].first, weeks[-1].last)])
        other = ("plan_week", "week") if step == "month" else ("plan_month", "month")
        below = rows([button(turn.words, *other), button(turn.words, "the_week", "list")])
        return Card(text="\n".join(lines), rows=(*_late(turn, weeks), *below), private=True)


def _of_week(turn: Turn, week: Week) -> list[str]:
    words = turn.words
    lines = [
        words("plan.week", first=words.dated(week.first), last=words.dated(week.last)),
        words.many("plan.entries", week.entries, room=week.room),
        _why(turn, week.counts),
    ]
    if week.ways:
        where = words.listed(f"{words.note(district)} {count}" for district, count in week.ways.items())
        lines.append(words("plan.ways", where=where))
    if week.fullest is not None:
        lines.append(words("plan.fullest", day=words.dated(week.fullest)))
    return [line for line in [*lines, *_ends(turn, (week,))] if line]


def _of_month(turn: Turn, weeks: tuple[Week, ...]) -> list[str]:
    words, counts = turn.words, Counter[str]()
    for week in weeks:
        counts.update(week.counts)
    each = [
        words("plan.line", first=words.dated(week.first), count=week.entries, room=week.room)
        for week in weeks
    ]
    title = words("plan.month", first=words.dated(weeks[0].first), last=words.dated(weeks[-1].last))
    return [line for line in [title, *each, _why(turn, counts), *_ends(turn, weeks)] if line]


def _why(turn: Turn, counts: Mapping[str, int]) -> str:
    return turn.words.listed(turn.words(f"heading.{name}", count=count) for name, count in counts.items())


def _ends(turn: Turn, weeks: tuple[Week, ...]) -> list[str]:
    """The lists, and what does not fit."""
    words = turn.words
    listed, late = sum(week.listed for week in weeks), [one for week in weeks for one in week.late]
    lines = [words.many("plan.listed", listed)] if listed else []
    if late:
        lines.append(words.many("plan.late", len(late), days=max(one.late for one in late)))
    return lines


def _late(turn: Turn, weeks: tuple[Week, ...]) -> tuple[tuple[Button, ...], ...]:
    """Whom the days have no room for in time, the latest first."""
    words, book = turn.words, turn.desk.book
    late = sorted((one for week in weeks for one in week.late), key=lambda one: (-one.late, one.customer))
    return tuple(
        (
            Button(
                text=words.many(
                    "plan.comes_late",
                    one.late,
                    customer=words.button(book.customers[one.customer]),
                    day=one.day,
                ),
                action=f"open:{handle(book, one.customer)}",
            ),
        )
        for one in late[:_LATE]
    )
