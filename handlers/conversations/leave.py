"""/leave: from when to when, and who stands in; what was done comes back as one card."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from desk.handle import handle, handled
from desk.leave import colleagues, end_leave, may_leave, may_stand_in, take_leave
from handlers.answer import Button, Card
from handlers.aside import aside
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.covering import covered
from handlers.heard import Heard
from handlers.walk import card_of
from handlers.words import Words
from scheduling.cover import ahead, begins, done_in, runs
from scheduling.when import parse
from store.records import Person, Refused, Role

_OFFERED, _PEOPLE, _SHOWN = 6, 6, 6
# Days alone: a name among them makes it a line about a customer.
_DAYS = r"[\d\s一二三四五六七八九十廿零号號日月年到至从從起\-—~～/.周週星期礼禮拜天明后後今大下本这這个個]+"
_WHO = (
    r"(?:由|让|讓|请|請)?(?P<who>[^\s，,。请請假]{1,8}?)"
    r"(?:来|來|帮我|幫我|帮忙|幫忙)*(?:顶|頂|替|代)(?:班|我)*"
)
_LEAVE = r"(?:请|請|休)(?:年|事|病|婚|产|產)?假"
_CHINESE = rf"(?:我)?(?:{_DAYS}(?:我)?(?:要)?{_LEAVE}|{_LEAVE}{_DAYS})(?:[\s，,、；;]*{_WHO})?"
_ENGLISH = (
    r"(?:on\s+)?leave\s+(?:from\s+)?[^,，]*\d[^,，]*"
    r"(?:[,，]\s*(?P<whom>\S+)\s+(?:covers|stands in)(?:\s+for me)?)?"
)


class Leave(Conversation):
    """Days and a colleague by buttons or in words, one tap to agree; the same card says how it stands."""

    code = "lv"
    name = "leave"
    commands: ClassVar[tuple[str, ...]] = ("leave",)
    plain: ClassVar[tuple[str, ...]] = ("请假", "請假", "休假", "我要请假", "我要請假", "leave", "take leave")
    lines: ClassVar[tuple[str, ...]] = (_CHINESE.replace("?P<who>", ""), _ENGLISH.replace("?P<whom>", ""))
    roles = frozenset({Role.MANAGER})

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        asked = heard.text.partition("see:")[2] if screen else ""
        return (asked,) if asked.startswith("book:") else ()

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """The colleagues; at the step that agrees or ends something the one it is agreed with, opened."""
        del heard
        team = await colleagues(outside.office, actor)
        who = screen.draft.get("who") if screen and screen.step == "sure" else None
        if screen and screen.step == "end" and actor.cover is not None:
            who = actor.cover.by
        there = next((each for each in team if each.id == who), None)
        return {"colleagues": team, "beside": (f"book:{there.id}",) if there else ()}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        said = heard.text.removeprefix("/leave").strip()
        days = _days(turn, said)
        if days is None:
            return Reply(screens=(_stands(turn),))
        return Reply(screens=(_filled(turn, *days, _whom(turn, said)),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "see":
            return Reply(screens=(screen, _of_colleague(turn, value)))
        if verb == "open" and screen.step == "over":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb in ("main", "again"):
            return Reply(screens=(_stands(turn),))
        if verb == "drop":
            return Reply(screens=(Screen(conversation="lv", step="dropped"),))
        if verb == "page" and screen.step == "who" and value.isdecimal():
            return Reply(screens=(screen.at("who", page=int(value)).waiting(),))
        if verb == "end" and screen.step == "mine":
            return Reply(screens=(screen.at("end"),))
        if verb == "yes":
            return self._agreed(turn, screen)
        return Reply(screens=(_chosen(turn, screen, verb, value),))

    def _agreed(self, turn: Turn, screen: Screen) -> Reply:
        if screen.step == "sure":
            first, last = _taken(screen)
            take_leave(turn.desk, f"book:{screen.draft['who']}", first, last or first)
            return Reply(screens=(Screen(conversation="lv", step="mine"),), toast=turn.words("leave.kept"))
        if screen.step == "end":
            begun = begins(cover) < turn.desk.now if (cover := turn.desk.own.owner.cover) else False
            end_leave(turn.desk)
            return Reply(screens=(Screen(conversation="lv", step="ended" if begun else "cancelled"),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Days or a name, whichever the card asks for; both at once are taken too."""
        if (other := aside(turn, said)) is not None:
            return Reply(screens=(other,))
        if screen.step == "who":
            return Reply(screens=(_filled(turn, *_taken(screen), _named(turn, said)),))
        days = _days(turn, said)
        if days is None:
            raise Refused("leave.no_day")
        if screen.step == "last" and days[1] is None:
            return Reply(screens=(_with_day(turn, screen, days[0]),))
        return Reply(screens=(_filled(turn, *days, _whom(turn, said)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, step = turn.words, screen.step
        if step in ("asked", "off"):
            return _told(turn, screen)
        if step == "over":
            return _over(turn, screen)
        if step in ("dropped", "ended", "cancelled"):
            return Card(text=words(f"leave.{step}"))
        if step == "mine":
            return _mine(turn)
        if step == "end":
            return _end(turn)
        if step == "who":
            return _who(turn, screen)
        if step == "sure":
            first, last = _taken(screen)
            days = _dated(words, first, last or first)
            sure = [button(words, "leave_sure", "yes"), button(words, "drop", "drop")]
            return Card(text=words("leave.sure", name=screen.draft["name"], **days), rows=rows(sure))
        return _when(turn, screen)


def _chosen(turn: Turn, screen: Screen, verb: str, value: str) -> Screen:
    """The next question after a tap on a day or a colleague."""
    if verb == "day" and screen.step in ("first", "last"):
        return _with_day(turn, screen, date.fromisoformat(value))
    other = next((each for each in _team(turn) if each.id == value), None)
    if verb != "who" or screen.step != "who" or other is None:
        raise Refused("outdated")
    return _filled(turn, *_taken(screen), other)


def _of_colleague(turn: Turn, book: str) -> Screen:
    """The day of somebody for whom one stands in now."""
    if not any(each.desk.book.id == book for each in covered(turn)):
        raise Refused("leave.over_now")
    return Screen(conversation="td", book=book)


def _stands(turn: Turn) -> Screen:
    """How it stands: the leave that is agreed, else the question for its first day."""
    screen = Screen(conversation="lv")
    if ahead(turn.desk.own.owner.cover, turn.desk.now):
        return screen.at("mine")
    return screen.at("first").waiting()


def _filled(turn: Turn, first: date, last: date | None, who: Person | None) -> Screen:
    """The next thing to ask for, once what is known has been looked at."""
    may_leave(turn.desk, first, last or first)
    draft = {"first": first.isoformat(), **({"last": last.isoformat()} if last else {})}
    known = Screen(conversation="lv", draft=draft)
    if last is None:
        return known.at("last").waiting()
    if who is None:
        if not [each for each in _team(turn) if each.left is None]:
            raise Refused("leave.no_colleague")
        return known.at("who").waiting()
    may_stand_in(turn.desk, who, first, last)
    return known.at("sure", who=who.id, name=who.name)


def _with_day(turn: Turn, screen: Screen, day: date) -> Screen:
    if screen.step == "first":
        return _filled(turn, day, None, None)
    return _filled(turn, _taken(screen)[0], day, None)


def _taken(screen: Screen) -> tuple[date, date | None]:
    last = screen.draft.get("last")
    return date.fromisoformat(screen.draft["first"]), date.fromisoformat(last) if last else None


def _dated(words: Words, first: date, last: date) -> dict[str, str]:
    """Days by their dates: a card that says 「明天」 is wrong the day after."""
    return {"first": words.dated(first), "last": words.dated(last)}


def _team(turn: Turn) -> Sequence[Person]:
    found: Sequence[Person] = turn.facts.get("colleagues", ())
    return found


def _days(turn: Turn, said: str) -> tuple[date, date | None] | None:
    """The first and the last day that the words name; None where they name none."""
    when = parse(said, turn.desk.local, turn.words.language)
    if when is None:
        return None
    first, last = _day(when.start), _day(when.end) if when.end else None
    return first, last


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _whom(turn: Turn, said: str) -> Person | None:
    """The colleague whom a whole line names; refused where the name is nobody's."""
    named = next((each for each in (*_team(turn), turn.actor) if each.name in said), None)
    if named is not None:
        return named
    found = re.search(_WHO, re.split(_LEAVE, said)[-1]) or re.fullmatch(_ENGLISH, said, re.IGNORECASE)
    name = next((each for each in found.groupdict().values() if each), "") if found else ""
    return _named(turn, name) if name else None


def _named(turn: Turn, said: str) -> Person:
    name = said.strip()
    found = next((each for each in (*_team(turn), turn.actor) if name and each.name in name), None)
    if found is not None:
        return found
    alike = [each for each in _team(turn) if name and name.lower() in each.name.lower()]
    if len(alike) != 1:
        raise Refused("leave.nobody", name=name[:20])
    return alike[0]


def _when(turn: Turn, screen: Screen) -> Card:
    words = turn.words
    first = date.fromisoformat(screen.draft["first"]) if screen.step == "last" else turn.desk.today
    days = (first + timedelta(days=each) for each in range(_OFFERED))
    choices = in_rows((Button(text=words.dated(day), action=f"day:{day}") for day in days), 2)
    text = words(f"leave.{screen.step}", first=words.dated(first))
    see = _see(turn) if screen.step == "first" else []
    return Card(text=text, rows=(*choices, *rows(see, [button(words, "drop", "drop")])))


def _who(turn: Turn, screen: Screen) -> Card:
    words, page = turn.words, screen.draft.get("page", 0)
    there = [each for each in _team(turn) if each.left is None and each.telegram is not None]
    shown = there[page * _PEOPLE : (page + 1) * _PEOPLE]
    further = [button(words, "further", f"page:{page + 1}")] if len(there) > (page + 1) * _PEOPLE else []
    people = in_rows((Button(text=each.name, action=f"who:{each.id}") for each in shown), 2)
    first, last = _taken(screen)
    text = words("leave.who", **_dated(words, first, last or first))
    return Card(text=text, rows=(*people, *rows([*further, button(words, "drop", "drop")])))


def _mine(turn: Turn) -> Card:
    """The own leave that is agreed, and whom one stands in for."""
    words, cover = turn.words, turn.desk.own.owner.cover
    if cover is None or not ahead(cover, turn.desk.now):
        return Card(text=words("leave.nothing"), rows=rows([button(words, "set_leave", "again")]))
    text = words("leave.mine", name=cover.by_name, **_dated(words, cover.first, cover.last))
    ends = "leave_end" if runs(cover, turn.desk.now) else "leave_cancel"
    return Card(text=text, rows=rows(_see(turn), [button(words, ends, "end")]))


def _end(turn: Turn) -> Card:
    """What ending or cancelling does, before it is done."""
    words, cover = turn.words, turn.desk.own.owner.cover
    key = "leave.end_sure" if cover and runs(cover, turn.desk.now) else "leave.cancel_sure"
    sure = [button(words, "leave_end_sure", "yes"), button(words, "back", "main")]
    return Card(text=words(key, name=cover.by_name if cover else ""), rows=rows(sure))


def _see(turn: Turn) -> list[Button]:
    """A way to the customers of whoever one stands in for now."""
    return [
        button(turn.words, "leave_see", f"see:book:{each.absent}", name=each.absent_name)
        for each in turn.desk.own.owner.covers
        if runs(each, turn.desk.now)
    ]


def _told(turn: Turn, screen: Screen) -> Card:
    """What a colleague is told: no customer is named."""
    cover = next((each for each in turn.actor.covers if each.id == screen.draft["cover"]), None)
    if cover is None:
        return Card(text=turn.words("leave.nothing"))
    days = _dated(turn.words, cover.first, cover.last)
    return Card(text=turn.words(f"leave.{screen.step}", name=cover.absent_name, **days))


def _over(turn: Turn, screen: Screen) -> Card:
    """What was done meanwhile and what is open; names on buttons."""
    words, cover = turn.words, turn.desk.own.owner.cover
    if cover is None or cover.id != screen.draft["cover"]:
        return Card(text=words("leave.nothing"))
    done = done_in(turn.desk.own, cover)
    said = words.listed(words(f"done.{name}", count=count) for name, count in done.outcomes.items())
    still = [
        words(f"leave.open_{name}", count=count) for name, count in _open(done.promises, done.complaints)
    ]
    lines = [
        words("leave.back", name=cover.by_name, **_dated(words, cover.first, cover.last)),
        words("leave.done", count=len(done.customers), what=said) if said else words("leave.done_nothing"),
        words("leave.still", what=words.listed(still)) if still else words("leave.still_nothing"),
    ]
    book = turn.desk.own
    people = [
        (Button(text=words.button(book.customers[each]), action=f"open:{handle(book, each)}"),)
        for each in done.customers[:_SHOWN]
    ]
    return Card(text="\n".join(lines), rows=tuple(people), private=True)


def _open(promises: int, complaints: int) -> list[tuple[str, int]]:
    return [(name, count) for name, count in (("promises", promises), ("complaints", complaints)) if count]
