"""/leave: from when to when, and who stands in; what was done comes back as one card."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from desk.handle import handled
from desk.leave import colleagues, end_leave, may_leave, may_stand_in, take_leave, whose
from handlers.answer import Card
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.covering import covered
from handlers.days_alone import is_day_alone
from handlers.heard import Heard
from handlers.leave_cards import card_of_leave, for_another, taken, team_of
from handlers.leave_words import LINES, days_in, named_by, whom_in
from handlers.typed_answers import button_said
from handlers.walk import card_of
from scheduling.cover import ahead, begins
from store.records import Person, Refused, Role


class Leave(Conversation):
    """Days and a colleague by buttons or in words, one tap to agree; the same card says how it stands.

    A head does it for a manager who is ill: their screens stand at that manager's book.
    """

    code = "lv"
    commands: ClassVar[tuple[str, ...]] = ("leave",)
    plain: ClassVar[tuple[str, ...]] = ("请假", "請假", "休假", "我要请假", "我要請假", "leave", "take leave")
    lines: ClassVar[tuple[str, ...]] = LINES
    roles = frozenset({Role.MANAGER, Role.HEAD})
    yields_to_names = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        verb, _, value = heard.text.partition("see:") if screen else ("", "", "")
        if value.startswith("book:"):
            return (value,)
        verb, _, value = heard.text.rpartition(".")[2].partition(":")
        if screen and screen.step == "whose" and verb == "of" and actor.role is Role.HEAD:
            return (f"book:{value}",)
        return (screen.book,) if screen and screen.book else ()

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """The managers; at the step that agrees or ends something the one it is agreed with, opened."""
        del heard
        team = await colleagues(outside.office, actor)
        who = screen.draft.get("who") if screen and screen.step == "sure" else None
        if screen and screen.step == "end":
            absent = next((each for each in team if f"book:{each.id}" == screen.book), actor)
            who = absent.cover.by if absent.cover is not None else None
        there = next((each for each in team if each.id == who), None)
        return {"colleagues": team, "beside": (f"book:{there.id}",) if there else ()}

    def asks_for(self, step: str, said: str) -> bool:
        return step in ("first", "last") and is_day_alone(said)

    def open(self, turn: Turn, heard: Heard) -> Reply:
        if turn.actor.role is Role.HEAD:
            return Reply(screens=(Screen(conversation="lv", step="whose"),))
        said = heard.text.removeprefix("/leave").strip()
        days = days_in(turn, said)
        if days is None:
            return Reply(screens=(_stands(turn),))
        return Reply(screens=(_filled(turn, *days, whom_in(turn, said)),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "see":
            return Reply(screens=(screen, _of_colleague(turn, value)))
        if verb == "open" and screen.step == "over":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "of" and screen.step == "whose" and f"book:{value}" in turn.desk.books:
            return Reply(screens=(_stands(turn.at_book(f"book:{value}")),))
        if verb in ("main", "again"):
            return Reply(screens=(_stands(turn),))
        if verb == "drop":
            return Reply(screens=(_at(turn, "dropped"),))
        if verb == "page" and screen.step in ("who", "whose") and value.isdecimal():
            return Reply(screens=(screen.at(screen.step, page=int(value)).waiting(screen.step == "who"),))
        if verb == "end" and screen.step == "mine":
            return Reply(screens=(screen.at("end"),))
        if verb == "yes":
            return self._agreed(turn, screen)
        return Reply(screens=(_chosen(turn, screen, verb, value),))

    def _agreed(self, turn: Turn, screen: Screen) -> Reply:
        if screen.step == "sure":
            first, last = taken(screen)
            take_leave(turn.desk, f"book:{screen.draft['who']}", first, last or first)
            return Reply(screens=(_at(turn, "mine"),), toast=turn.words("leave.kept"))
        if screen.step == "end":
            cover = whose(turn.desk).owner.cover
            begun = begins(cover) < turn.desk.now if cover else False
            end_leave(turn.desk)
            return Reply(screens=(_at(turn, "ended" if begun else "cancelled"),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Days or a name, whichever the card asks for; both at once are taken too."""
        if button_said(self.show(turn, screen), said) == "drop":
            return self.press(turn, screen, "drop")
        if screen.step == "who":
            return Reply(screens=(_filled(turn, *taken(screen), named_by(turn, said)),))
        days = days_in(turn, said)
        if days is None:
            raise Refused("leave.no_day")
        if screen.step == "last" and days[1] is None:
            return Reply(screens=(_with_day(turn, screen, days[0]),))
        return Reply(screens=(_filled(turn, *days, whom_in(turn, said)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        return card_of_leave(turn, screen)


def _at(turn: Turn, step: str, **draft: Any) -> Screen:
    """A step of whoever's leave it is."""
    book = whose(turn.desk).id if for_another(turn) else ""
    return Screen(conversation="lv", step=step, draft=draft, book=book)


def _chosen(turn: Turn, screen: Screen, verb: str, value: str) -> Screen:
    """The next question after a tap on a day or a colleague."""
    if verb == "day" and screen.step in ("first", "last"):
        return _with_day(turn, screen, date.fromisoformat(value))
    other = next((each for each in team_of(turn) if each.id == value), None)
    if verb != "who" or screen.step != "who" or other is None:
        raise Refused("outdated")
    return _filled(turn, *taken(screen), other)


def _of_colleague(turn: Turn, book: str) -> Screen:
    """The day of somebody for whom one stands in now."""
    if not any(each.desk.book.id == book for each in covered(turn)):
        raise Refused("leave.over_now")
    return Screen(conversation="td", book=book)


def _stands(turn: Turn) -> Screen:
    """How it stands: the leave that is agreed, else the question for its first day."""
    if ahead(whose(turn.desk).owner.cover, turn.desk.now):
        return _at(turn, "mine")
    return _at(turn, "first").waiting()


def _filled(turn: Turn, first: date, last: date | None, who: Person | None) -> Screen:
    """The next thing to ask for, once what is known has been looked at."""
    may_leave(turn.desk, first, last or first)
    draft = {"first": first.isoformat(), **({"last": last.isoformat()} if last else {})}
    if last is None:
        return _at(turn, "last", **draft).waiting()
    if who is None:
        if not [each for each in team_of(turn) if each.left is None]:
            raise Refused("leave.no_colleague")
        return _at(turn, "who", **draft).waiting()
    may_stand_in(turn.desk, who, first, last)
    return _at(turn, "sure", **draft, who=who.id, name=who.name)


def _with_day(turn: Turn, screen: Screen, day: date) -> Screen:
    if screen.step == "first":
        return _filled(turn, day, None, None)
    return _filled(turn, taken(screen)[0], day, None)
