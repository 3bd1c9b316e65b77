"""What a head does from the card of a manager's customer: leave a word, come along, give to somebody else."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from desk.joining import arrange, join, stay_away, visits_to_join
from desk.reassigning import give_back, goes_along, reassign, receivers
from desk.remarks import comment, take_back
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.days_alone import is_day_alone
from handlers.facts import when_line
from handlers.heard import Heard
from handlers.paging import page_of
from handlers.times import NEXT, chosen
from handlers.walk import card_of
from scheduling.wall import day_and_clock
from scheduling.when import parse
from store.records import FollowUp, Person, Refused, Role
from store.summaries import Summary

_VISITS, _PEOPLE = 3, 5
# So long a customer who was given away can be taken back with one tap.
_BACK = timedelta(hours=24)


class Oversee(Conversation):
    """Stands at the manager's book; each step says what was done, and the manager is told."""

    code = "ov"
    roles = frozenset({Role.HEAD})
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        if screen is None:
            return ()
        to = screen.draft.get("to", "") if screen.step == "sure" else screen.draft.get("from", "")
        return tuple(each for each in (*super().wants(actor, screen, heard), to) if each)

    def asks_for(self, step: str, said: str) -> bool:
        return step == "join" and is_day_alone(said)

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "card":
            return Reply(screens=(card_of(screen.subject, book=screen.book),))
        if verb in ("remark", "join") and not screen.step:
            return Reply(screens=(_at(screen, verb).waiting(),))
        if verb == "give" and not screen.step:
            return Reply(screens=(_at(screen, "give"),))
        if screen.step == "join" and (agreed := _agreed(turn, screen, verb, value)) is not None:
            return Reply(screens=(agreed,))
        if screen.step == "give" and verb == "page" and value.isdecimal():
            return Reply(screens=(_at(screen, "give", page=int(value)),))
        if screen.step == "give" and verb == "to":
            return Reply(screens=(_chosen(turn, screen, value),))
        if screen.step == "sure" and verb == "yes":
            return Reply(screens=(_given(turn, screen),))
        if verb == "undo":
            return Reply(screens=(_undone(turn, screen),), toast=turn.words("undo.done"))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """The comment itself, or the day of the visit."""
        if screen.step == "remark":
            remark = comment(turn.desk, screen.subject, said)
            return Reply(screens=(_at(screen, "remarked", remark=remark.id),))
        found = parse(said, turn.desk.local, turn.words.language)
        if found is None:
            raise Refused("oversee.no_day")
        return Reply(screens=(_arranged(turn, screen, *day_and_clock(found.due)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        return _SHOWN[screen.step](turn, screen)


def _at(screen: Screen, step: str, **draft: Any) -> Screen:
    """A step about the same customer, with nothing left of the card it began on."""
    return Screen(conversation="ov", step=step, subject=screen.subject, book=screen.book, draft=draft)


def _manager(turn: Turn) -> str:
    """Who keeps the customer; nobody does in a pool."""
    book = turn.desk.book
    return book.owner.name if book.id.startswith("book:") else ""


def _receivers(turn: Turn, screen: Screen) -> Sequence[Summary]:
    return receivers(turn.team, screen.book)


def _agreed(turn: Turn, screen: Screen, verb: str, value: str) -> Screen | None:
    """A visit that is agreed already, or a day for a new one."""
    if verb == "visit":
        visit = join(turn.desk, value)
        return _at(screen, "joined", visit=visit.id, arranged=False)
    if verb == "on" and value in NEXT:
        return _arranged(turn, screen, chosen(value, turn.desk).date(), None)
    return None


def _arranged(turn: Turn, screen: Screen, day: date, clock: time | None) -> Screen:
    visit = arrange(turn.desk, screen.subject, day, clock)
    return _at(screen, "joined", visit=visit.id, arranged=True)


def _chosen(turn: Turn, screen: Screen, value: str) -> Screen:
    there = next((each for each in _receivers(turn, screen) if each.book == f"book:{value}"), None)
    if there is None:
        raise Refused("outdated")
    return _at(screen, "sure", to=there.book, name=there.person)


def _given(turn: Turn, screen: Screen) -> Screen:
    """The customer lies in the other book now, and so does the card."""
    given = reassign(turn.desk, screen.subject, screen.draft["to"])
    draft = {"from": screen.book, "name": given.to.name, "at": turn.desk.now.isoformat()}
    if given.welcome is not None:
        draft["welcome"] = given.welcome.isoformat()
    return Screen(conversation="ov", step="given", subject=screen.subject, book=given.book, draft=draft)


def _undone(turn: Turn, screen: Screen) -> Screen:
    if screen.step == "remarked":
        take_back(turn.desk, screen.draft["remark"])
        return card_of(screen.subject, book=screen.book)
    if screen.step == "joined":
        stay_away(turn.desk, screen.draft["visit"], arranged=screen.draft["arranged"])
        return card_of(screen.subject, book=screen.book)
    if screen.step != "given":
        raise Refused("outdated")
    if turn.desk.now - datetime.fromisoformat(screen.draft["at"]) > _BACK:
        raise Refused("undo.too_late")
    there = screen.draft["from"]
    give_back(turn.desk, screen.subject, there)
    return card_of(screen.subject, book=there)


def _remark(turn: Turn, screen: Screen) -> Card:
    return _asks(turn, screen, "oversee.remark")


def _asks(turn: Turn, screen: Screen, key: str, *lines: tuple[Button, ...]) -> Card:
    """A question about the customer, with the way back to the card."""
    words = turn.words
    text = words(key, customer=turn.desk.customer(screen.subject), name=_manager(turn))
    return Card(text=text, rows=(*lines, (button(words, "back", "card"),)), private=True)


def _remarked(turn: Turn, screen: Screen) -> Card:
    del screen
    return _done(turn, turn.words("oversee.remarked", name=_manager(turn)))


def _join(turn: Turn, screen: Screen) -> Card:
    """The visits that are agreed; else the days on which one could be."""
    visits = visits_to_join(turn.desk, screen.subject)[:_VISITS]
    if visits:
        lines = [(Button(text=_visit(turn, each), action=f"visit:{each.id}"),) for each in visits]
        return _asks(turn, screen, "oversee.join", *lines)
    days = in_rows(button(turn.words, f"later_{each}", f"on:{each}") for each in NEXT)
    return _asks(turn, screen, "oversee.join_none", *days)


def _visit(turn: Turn, visit: FollowUp) -> str:
    return f"{when_line(turn, visit)} {turn.words(f'promise.{visit.how}')}"


def _joined(turn: Turn, screen: Screen) -> Card:
    visit = turn.desk.book.get(FollowUp, screen.draft["visit"])
    if visit is None or not visit.open or not visit.joined_by:
        return _done(turn, turn.words("oversee.visit_gone"), undo=False)
    name = _manager(turn)
    return _done(turn, turn.words("oversee.joined", name=name, visit=_visit(turn, visit)))


def _done(turn: Turn, text: str, *, undo: bool = True) -> Card:
    words = turn.words
    first = [button(words, "undo", "undo")] if undo else []
    return Card(text=text, rows=rows([*first, button(words, "card", "card")]), private=True)


def _give(turn: Turn, screen: Screen) -> Card:
    """Who may be given the customer, and how many each of them keeps."""
    words = turn.words
    there = _receivers(turn, screen)
    page = page_of(words, screen, there, each=_PEOPLE)
    people = tuple(
        (
            Button(
                text=words("oversee.keeps", name=each.person, count=each.counts.get("customers", 0)),
                action=f"to:{each.book.removeprefix('book:')}",
            ),
        )
        for each in page.shown
    )
    return _asks(turn, screen, "oversee.give" if there else "oversee.nobody", *people, *page.turning)


def _sure(turn: Turn, screen: Screen) -> Card:
    """What goes along, before it does."""
    words, customer = turn.words, turn.desk.customer(screen.subject)
    along = goes_along(turn.desk.book, customer, turn.desk)
    counts = (
        ("promises", along.promises),
        ("complaints", along.complaints),
        ("requests", along.requests),
        ("maturing", len(along.maturing)),
    )
    things = [words(f"oversee.{name}", count=count) for name, count in counts if count]
    text = words("oversee.sure", customer=customer, name=screen.draft["name"])
    what = words("oversee.along", what=words.listed(things)) if things else words("oversee.along_nothing")
    sure = [button(words, "give_sure", "yes"), button(words, "back", "card")]
    return Card(text=f"{text}\n{what}", rows=rows(sure), private=True)


def _given_card(turn: Turn, screen: Screen) -> Card:
    words, welcome = turn.words, screen.draft.get("welcome")
    kept = screen.draft["from"].startswith("book:")
    key = "oversee.given" if kept else "oversee.given_first"
    lines = [words(key, name=screen.draft["name"])]
    if welcome:
        lines.append(words("oversee.welcome", day=date.fromisoformat(welcome)))
    return _done(turn, "\n".join(lines))


_SHOWN = {
    "remark": _remark,
    "remarked": _remarked,
    "join": _join,
    "joined": _joined,
    "give": _give,
    "sure": _sure,
    "given": _given_card,
}
