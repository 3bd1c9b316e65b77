"""A reminder at its minute: the notification names nobody, the tap opens the card and means "seen"."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.lasting import lasting
from handlers.reminded import Reminded, reminded_of
from handlers.walk import begin, card_of
from store.ledger import State
from store.records import Refused

SHOWN = 6


class Reminder(Conversation):
    """`draft["keys"]` are the ledger's keys that it speaks of."""

    code = "rm"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        for key in screen.draft["keys"]:
            turn.desk.books.ledger.settle(key, State.SEEN, turn.desk.now)
        told = told_in(turn, screen)
        if verb == "open":
            card = _card(turn, told, value)
            # One alone becomes its card; a list stays, so that the others are still there.
            return Reply(screens=(card,) if len(told) < 2 else (screen, card))
        if verb == "walk":
            first = begin([each.customer.id for each in told])
            return Reply(screens=(first or Screen(conversation="td"),))
        if verb == "today":
            return Reply(screens=(Screen(conversation="td"),))
        raise Refused("outdated")

    def about(self, turn: Turn, screen: Screen) -> str:
        told = told_in(turn, screen)
        return told[0].customer.id if len(told) == 1 else ""

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, told = turn.words, told_in(turn, screen)
        if not told:
            return Card(text=words("remind.over"))
        lines = [_head(turn, screen, told)]
        late = screen.draft.get("late")
        buttons = tuple((_button(turn, each, alone=len(told) == 1 and not late),) for each in told[:SHOWN])
        more = [button(words, "walk", "walk")] if len(told) > 1 else []
        more += [button(words, "today", "today")] if late else []
        if screen.draft.get("repeat"):
            lines.append(words("remind.repeat"))
        return Card(text="\n".join(lines), rows=(*buttons, *rows(more)), private=True)


def told_in(turn: Turn, screen: Screen) -> Sequence[Reminded]:
    """The customers the message is still about, each once."""
    found: dict[str, Reminded] = {}
    for each in _all_told(turn, screen):
        first = found.get(each.customer.id)
        # A promise says the most of why somebody is called, and its card moves just that promise.
        if first is None or (each.promise and not first.promise):
            found[each.customer.id] = each
    return tuple(found.values())


def _all_told(turn: Turn, screen: Screen) -> Iterator[Reminded]:
    for key in screen.draft["keys"]:
        kind, _, rest = str(key).partition("|")
        subject, _, day = rest.rpartition("|")
        yield from reminded_of(turn.desk.book, turn.desk.rules, kind, subject, date.fromisoformat(day))


def _card(turn: Turn, told: Iterable[Reminded], value: str) -> Screen:
    customer = handled(turn.desk.book, value)
    about = [each for each in told if each.customer.id == customer.id]
    if any(each.kind == "maturity_ask" for each in about):
        return card_of(customer.id).to("mn")
    promise = next((each.promise for each in about if each.promise), "")
    return card_of(customer.id, **({"follow_up": promise} if promise else {}))


def _head(turn: Turn, screen: Screen, told: Sequence[Reminded]) -> str:
    words = turn.words
    if off := screen.draft.get("off"):
        return words.many("remind.late_off", len(told), off=lasting(words, timedelta(seconds=off)))
    if screen.draft.get("late"):
        return words.many("remind.late", len(told))
    whose = [each.customer.id for each in told]
    alone = [each for each in _all_told(turn, screen) if each.customer.id == whose[0]]
    # Of one customer all that is due this minute is said; a list says what it is a list of.
    said = alone if len(told) == 1 else told[:1]
    return "\n".join(dict.fromkeys(_said(turn, each, told) for each in said))


def _said(turn: Turn, first: Reminded, told: Sequence[Reminded]) -> str:
    words = turn.words
    key = f"remind.{first.kind}"
    if first.kind == "maturity_ask":
        # On the last day before a weekend or a holiday the money of the closed days is asked about too.
        last = max(each.day or turn.desk.today for each in told)
        until = last > turn.desk.today
        return words.many(f"{key}_until" if until else key, len(told), until=last)
    how = words(f"promise.{first.how}") if first.how else ""
    return words(key if words.knows(key) else "remind.other", at=first.at or "", how=how, day=first.day or "")


def _button(turn: Turn, told: Reminded, *, alone: bool) -> Button:
    name = turn.words.button(told.customer)
    what = (
        turn.words("remind.open")
        if alone
        else turn.words(f"remind.short.{_short(told)}", at=told.at or "", day=told.day or "")
    )
    return Button(text=f"{name} · {what}", action=f"open:{handle(turn.desk.book, told.customer.id)}")


def _short(told: Reminded) -> str:
    if told.complaint:
        return "complaint"
    if told.kind == "retry":
        return "retry"
    return "promise" if told.promise else "maturity" if told.kind == "maturity_ask" else "other"
