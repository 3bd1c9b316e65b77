"""/requests: what customers asked to have done, until each of them was told."""

from collections.abc import Sequence

from desk.errands import drop, finish, open_request, take_on, tell
from handlers.answer import Button, Card
from handlers.aside import aside
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.walk import card_of, stayed
from store.records import Refused, Request, RequestState

_SHOWN = 6


class Requests(Conversation):
    """A list, and one errand at a time: done, told, or dropped; what was tapped is taken back on the card."""

    code = "rq"
    name = "requests"
    commands = ("requests",)
    plain = ("代办", "代辦", "requests", "errands")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="rq", step="list"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("pf", "others"),))
        if verb == "list":
            return Reply(screens=(Screen(conversation="rq", step="list"),))
        if verb == "card":
            return Reply(screens=(card_of(screen.subject),))
        if verb == "open":
            request = open_request(turn.desk, value)
            there = Screen(
                conversation="rq", step="one", subject=request.customer, draft={"request": request.id}
            )
            return Reply(screens=(there,))
        if verb in _STEPS and screen.step == "one":
            moved = _STEPS[verb](turn.desk, screen.draft["request"])
            done = stayed(screen, f"just.request_{moved.state}", turn.desk.changes, what=moved.what)
            return Reply(screens=(done,))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """What the customer asked for."""
        if (other := aside(turn, said)) is not None:
            return Reply(screens=(other,))
        made = take_on(turn.desk, screen.subject, said)
        day = turn.words.day(made.due)
        done = stayed(screen, "just.request", turn.desk.changes, what=made.what, day=day)
        return Reply(screens=(done,))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "one":
            return _one(turn, screen)
        if screen.step == "list":
            mine = _open(turn)
            if not mine:
                return Card(text=words("request.none"))
            text = words.many("request.count", len(mine))
            return Card(text=text, rows=_buttons(turn, mine, named=True), private=True)
        mine = [each for each in _open(turn) if each.customer == screen.subject]
        text = words("request.ask", customer=turn.desk.customer(screen.subject))
        back = (button(words, "back", "back"),)
        return Card(text=text, rows=(*_buttons(turn, mine, named=False), back), private=True)


_STEPS = {"done": finish, "told": tell, "dropped": drop}


def _open(turn: Turn) -> Sequence[Request]:
    book = turn.desk.book
    mine = (each for each in book.requests.values() if each.open and each.customer in book.customers)
    return sorted(mine, key=lambda each: (each.due, each.made_at))


def _buttons(turn: Turn, some: Sequence[Request], *, named: bool) -> tuple[tuple[Button, ...], ...]:
    words, customers = turn.words, turn.desk.book.customers
    return tuple(
        (
            Button(
                text=" · ".join(
                    part
                    for part in (
                        words.button(customers[each.customer]) if named else "",
                        words.day(each.due),
                        words.note(each.what),
                    )
                    if part
                )[:60],
                action=f"open:{each.id}",
            ),
        )
        for each in some[:_SHOWN]
    )


def _one(turn: Turn, screen: Screen) -> Card:
    words = turn.words
    request = turn.desk.book.get(Request, screen.draft["request"])
    if request is None:
        return Card(text=words("request.gone"))
    lines = [
        words("request.head", customer=turn.desk.customer(request.customer)),
        words.note(request.what),
        words("request.due", day=request.due),
    ]
    first = [] if request.state is RequestState.DONE else [button(words, "request_done", "done")]
    steps = [*first, button(words, "request_told", "told"), button(words, "request_dropped", "dropped")]
    last = (button(words, "card", "card"), button(words, "all_requests", "list"))
    return Card(text="\n".join(lines), rows=(*in_rows(steps, 2), last), private=True)
