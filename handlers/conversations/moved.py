"""「当天」: money that a list brought today; the manager is told of whom, the head of how many."""

from collections.abc import Sequence

from desk.arrivals import moved
from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.walk import begin, card_of
from scheduling.at_once import for_the_head
from scheduling.occurrence import Occurrence
from store.records import Person, Refused, Role

_SHOWN = 6


class Moved(Conversation):
    """`draft["keys"]` are the notices that it speaks of; with `draft["of"]` it is the head's, of that book.

    The head's message says what it said when it came; the tap opens the customers, which is on record.
    """

    code = "mv"
    roles = KEEPERS

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor, heard
        return tuple(filter(None, (screen.book or screen.draft.get("of", ""),))) if screen else ()

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "large" and turn.actor.role is Role.HEAD and screen.draft.get("of") in turn.desk.books:
            there = Screen(conversation="mv", step="large", draft=screen.draft, book=screen.draft["of"])
            turn.at_book(there.book).desk.audit("look", there.book)
            return Reply(screens=(there,))
        if verb == "open":
            card = card_of(handled(turn.desk.book, value).id, book=screen.book)
            return Reply(screens=(screen, card))
        if verb == "walk":
            first = begin(_customers(_told(turn, screen)), screen.book)
            return Reply(screens=(first or Screen(conversation="td"),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.draft.get("of") and screen.step != "large":
            label = f"{screen.draft['name']} · {words('remind.open')}"
            text = words.many("moved.large", screen.draft["count"], name=screen.draft["name"])
            return Card(text=text, rows=((Button(text=label, action="large"),),), private=True)
        told = _told(turn, screen)
        if not told:
            return Card(text=words("moved.over"))
        dates = [
            each.data_date
            for one in told
            if (each := turn.desk.book.customers[one.customer]).data_date is not None
        ]
        lines = [words("moved.head"), words.listed(_counts(turn, told))]
        lines += [words("card.data_date", day=words.dated(max(dates)))] if dates else []
        many = len(_customers(told)) > 1 and not screen.book
        walk = [button(words, "walk", "walk")] if many else []
        return Card(text="\n".join(lines), rows=(*_names(turn, told), *rows(walk)), private=True)


def _told(turn: Turn, screen: Screen) -> Sequence[Occurrence]:
    """What is still to be done, the largest first; for the head what is large."""
    keys, desk = screen.draft.get("keys", ()), turn.desk
    told = moved(desk.book, keys, desk.rules, desk.now)
    if screen.step == "large":
        return for_the_head(told, desk.rules)
    return sorted(told, key=lambda one: (one.listed, -(one.amount or 0), one.key))


def _customers(told: Sequence[Occurrence]) -> list[str]:
    return list(dict.fromkeys(one.customer for one in told))


def _counts(turn: Turn, told: Sequence[Occurrence]) -> list[str]:
    """「大额异动 2」, each kind with how many customers it is about."""
    by_heading: dict[str, set[str]] = {}
    for one in told:
        by_heading.setdefault(one.heading, set()).add(one.customer)
    return [turn.words(f"heading.{heading}", count=len(who)) for heading, who in by_heading.items()]


def _names(turn: Turn, told: Sequence[Occurrence]) -> list[tuple[Button, ...]]:
    words, book = turn.words, turn.desk.book
    first = {one.customer: one for one in reversed(told)}
    return [
        (
            Button(
                text=f"{words.button(book.customers[each])} · {words(f'urgent.{first[each].kind}')}",
                action=f"open:{handle(book, each)}",
            ),
        )
        for each in _customers(told)[:_SHOWN]
    ]
