"""本月进出: what came and went this month, for a head by manager, for a manager of the own book."""

from typing import ClassVar

from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.month_lines import by_manager, flow_line, month_lines, tier_line
from handlers.paging import page_of
from handlers.walk import card_of
from scheduling.largest import Sum, Way, largest
from scheduling.month import Month, month_of
from store.records import Person, Refused, Role
from store.summaries import Summary

_WAYS: tuple[Way, Way] = ("in", "out")


class MonthMoney(Conversation):
    """The same lines as on the head's page and in the evening, at any hour; below them the largest sums.

    A head opens them manager by manager, which the trail keeps.
    """

    code = "mm"
    plain: ClassVar[tuple[str, ...]] = (
        *("本月进出", "本月進出", "这个月进出", "這個月進出", "本月进出账", "进出", "進出", "进出多少"),
        *("本月留存", "本月流入流出", "本月净流入", "money this month", "this month's money", "in and out"),
    )
    roles = KEEPERS
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        if screen is None:
            return ()
        asked = heard.text.partition("book:")
        return (f"book:{asked[2]}",) if asked[1] else (screen.book,) if screen.book else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="mm"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "of" and turn.actor.role is Role.HEAD and value in turn.desk.books:
            turn.desk.books.audit(turn.actor.id, "look", value, partition=value)
            return Reply(screens=(Screen(conversation="mm", step="of", book=value),))
        if verb == "all":
            return Reply(screens=(Screen(conversation="mm"),))
        if verb in _WAYS and (screen.book or turn.actor.role is not Role.HEAD):
            return Reply(screens=(screen.at(verb),))
        if verb == "back":
            return Reply(screens=(screen.at("of" if screen.book else ""),))
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at(screen.step, page=int(value)),))
        if verb == "open" and screen.step in _WAYS:
            customer = handled(turn.desk.book, value)
            if screen.book:
                turn.desk.audit("look", customer.id)
            return Reply(screens=(screen, card_of(customer.id, book=screen.book)))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        if screen.step in _WAYS:
            return _sums_card(turn, "in" if screen.step == "in" else "out")
        if screen.step == "of" or turn.actor.role is not Role.HEAD:
            return _of_one(turn, screen)
        return _of_all(turn, screen)


def _of_all(turn: Turn, screen: Screen) -> Card:
    """The branch, and a button for each manager whose customers moved money."""
    words, today = turn.words, turn.desk.today
    month = _month(turn, *turn.team)
    lines = [*_lines(turn, month), *by_manager(words, turn.team, today)]
    moved = sorted((each for each in turn.team if _moved(_month(turn, each))), key=lambda each: each.person)
    page = page_of(words, screen, [each for each in moved if each.person])
    managers = ((_manager(turn, each),) for each in page.shown)
    text = "\n".join(lines) or words("month.nothing")
    return Card(text=text, rows=(*managers, *page.turning))


def _of_one(turn: Turn, screen: Screen) -> Card:
    """One book: a head's look at a manager's, or the own."""
    words, home = turn.words, screen.book or turn.desk.book.id
    lines = _lines(turn, _month(turn, *(each for each in turn.team if each.book == home)))
    if screen.book:
        lines.insert(0, words("month.of", name=turn.desk.book.owner.name))
    ways = [
        button(words, f"largest_{way}", way) for way in _WAYS if largest(turn.desk.book, turn.desk.today, way)
    ]
    back = [button(words, "back", "all")] if screen.book else []
    text = "\n".join(lines) or words("month.nothing")
    return Card(text=text, rows=rows([*ways, *back]))


def _sums_card(turn: Turn, way: Way) -> Card:
    """A sum a row: names and amounts stand on buttons."""
    words, book = turn.words, turn.desk.book
    found = largest(book, turn.desk.today, way)
    sums = tuple(
        (Button(text=_label(turn, each), action=f"open:{handle(book, each.customer.id)}"),) for each in found
    )
    text = words.many(f"month.largest_{way}", len(found)) if found else words("month.nothing")
    return Card(text=text, rows=(*sums, *rows([button(words, "back", "back")])), private=True)


def _label(turn: Turn, each: Sum) -> str:
    """「张伟 · 11月23日 周一 30万」, as far as the rendering shows it."""
    words = turn.words.aloud
    parts = [words.dated(each.day), words.money(each.fen)]
    return f"{words.button(each.customer)} · {' '.join(part for part in parts if part)}"


def _manager(turn: Turn, summary: Summary) -> Button:
    said = flow_line(turn.words, _month(turn, summary), key="month.flow_of")
    return Button(text=f"{summary.person} {said}".rstrip(), action=f"of:{summary.book}")


def _lines(turn: Turn, month: Month) -> list[str]:
    lines = month_lines(turn.words, month)
    tiers = tier_line(turn.words, month, [tier.name for tier in turn.desk.rules.playbook.tiers])
    if tiers:
        lines.insert(1, tiers)
    return lines


def _month(turn: Turn, *summaries: Summary) -> Month:
    return month_of(summaries, turn.desk.today, turn.desk.rules.playbook.new_account.batch_from)


def _moved(month: Month) -> bool:
    return bool(month.came or month.went)
