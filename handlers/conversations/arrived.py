"""「名单到了」: what a list has brought a manager, and how the first contacts are laid out."""

from collections.abc import Sequence
from datetime import timedelta

from desk.handle import handle, handled
from desk.log import MATURING
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import card_of
from scheduling.cadence import gap_of
from scheduling.preview import preview
from store.records import Customer, Holding, Refused

_WEEK = 7
_SHOWN = 7


class Arrived(Conversation):
    """Counts in the message, names after a tap; drawn from the book as it stands."""

    code = "ar"
    name = "arrived"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "try":
            return Reply(screens=(screen, Screen(conversation="nt", step="who").waiting()))
        if action in ("maturing", "no_phone", "main"):
            return Reply(screens=(screen.at("" if action == "main" else action),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step:
            due = screen.step == "maturing"
            found = list(dict.fromkeys(each.id for each, _ in _maturing(turn))) if due else _no_phone(turn)
            book = turn.desk.book
            names = (
                (Button(text=words.button(book.customers[each]), action=f"open:{handle(book, each)}"),)
                for each in found[:_SHOWN]
            )
            text = words("arrived.maturing" if due else "arrived.no_phone", count=len(found))
            return Card(text=text, rows=(*names, (button(words, "back", "main"),)), private=True)
        buttons = [button(words, "see_maturing", "maturing")] if _maturing(turn) else []
        buttons += [button(words, "see_no_phone", "no_phone")] if _no_phone(turn) else []
        return Card(
            text="\n".join(_lines(turn)),
            rows=in_rows([*buttons, button(words, "try_log", "try")], 2),
            private=True,
        )


def _lines(turn: Turn) -> list[str]:
    words, rules = turn.words, turn.desk.rules
    here = _here(turn)
    dates = [each.data_date for each in here if each.data_date]
    lines = [words("arrived.list", count=len(here))]
    if dates:
        lines.append(words("card.data_date", day=words.dated(max(dates))))
    due, birthdays = _maturing(turn), _birthdays(turn)
    if due:
        total = words.money(sum(held.amount or 0 for _, held in due if held.currency == "CNY"))
        lines.append(words("arrived.due", count=len(due), total=total).rstrip())
    if birthdays:
        lines.append(words("arrived.birthdays", count=birthdays))
    unknown = sum(each.reached_at is None and gap_of(each, rules) is not None for each in here)
    if unknown:
        days = max(rules.playbook.cadence.first_within.values())
        lines.append(words("arrived.unknown", count=unknown, days=days))
    if _no_phone(turn):
        lines.append(words("arrived.no_phone", count=len(_no_phone(turn))))
    return lines


def _here(turn: Turn) -> Sequence[Customer]:
    return [each for each in turn.desk.book.customers.values() if each.left_list is None]


def _maturing(turn: Turn) -> Sequence[tuple[Customer, Holding]]:
    """Money that comes free within a week, the soonest first."""
    today = turn.desk.today
    last = today + timedelta(days=_WEEK - 1)
    due = [
        (each, held)
        for each in _here(turn)
        for held in each.holdings
        if held.kind in MATURING and not held.ended and held.outcome is None
        if held.maturity is not None and today <= held.maturity <= last
    ]
    return sorted(due, key=lambda pair: (str(pair[1].maturity), -(pair[1].amount or 0)))


def _birthdays(turn: Turn) -> int:
    desk = turn.desk
    rows = preview(desk.book, desk.rules, desk.today, _WEEK, desk.now)
    return len({row.customer.id for row in rows if "birthday" in row.kinds})


def _no_phone(turn: Turn) -> list[str]:
    return [each.id for each in _here(turn) if not each.phones]
