"""/requests: what customers asked to have done, until each of them was told."""

from collections.abc import Sequence

from desk.errands import drop, finish, open_request, take_on, tell
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.paging import numbered, page_of
from handlers.walk import card_of, stayed
from store.records import Refused, Request, RequestState


class Requests(Conversation):
    """A list, and one errand at a time: done, told, or dropped; what was tapped is taken back on the card."""

    code = "rq"
    commands = ("requests",)
    plain = ("代办", "代辦", "requests", "errands")
    roles = KEEPERS
    yields_to_names = True

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        return Reply(screens=(_list(turn),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("pf", "others"),))
        if verb == "list":
            return Reply(screens=(_list(turn),))
        if verb == "page" and value.isdecimal():
            return Reply(screens=(_turned(turn, screen, int(value)),))
        if verb == "card":
            return Reply(screens=(card_of(screen.subject),))
        if verb == "open":
            whose = screen.draft.get("whose", {}).get(value, "") or screen.subject
            request = open_request(turn.desk, value, whose)
            there = Screen(
                conversation="rq", step="one", subject=request.customer, draft={"request": request.id}
            )
            return Reply(screens=(there,))
        if verb in _STEPS and screen.step == "one":
            open_request(turn.desk, screen.draft["request"], screen.subject)
            moved = _STEPS[verb](turn.desk, screen.draft["request"])
            done = stayed(screen, f"just.request_{moved.state}", turn.desk.changes, what=moved.what)
            return Reply(screens=(done,))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """What the customer asked for."""
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
            page = page_of(words, screen, mine)
            text = numbered(words, words.many("request.count", len(mine)), page)
            lines = _buttons(turn, page.shown, named=True)
            return Card(text=text, rows=(*lines, *page.turning), private=True)
        mine = [each for each in _open(turn) if each.customer == screen.subject]
        page = page_of(words, screen, mine, others=1)
        text = words("request.ask", customer=turn.desk.customer(screen.subject))
        lines = (*_buttons(turn, page.shown, named=False), *page.turning)
        return Card(text=text, rows=(*lines, (button(words, "back", "back"),)), private=True)


_STEPS = {"done": finish, "told": tell, "dropped": drop}


def _list(turn: Turn) -> Screen:
    """All errands; whose each is stays known to an old button when the customer has moved."""
    whose = {each.id: each.customer for each in _open(turn)}
    return Screen(conversation="rq", step="list", draft={"whose": whose})


def _turned(turn: Turn, screen: Screen, page: int) -> Screen:
    if screen.step == "list":
        whose = _list(turn).draft["whose"]
        return screen.at("list", page=page, whose={**screen.draft.get("whose", {}), **whose})
    return screen.at(screen.step, page=page).waiting(screen.awaits_text)


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
        for each in some
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
