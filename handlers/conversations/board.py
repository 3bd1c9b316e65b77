"""/board 看板: to do, promised, waiting for the customer, stuck, done this week."""

from collections.abc import Mapping, Sequence

from desk.handle import handle, handled
from desk.waiting import waits
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.paging import page_of
from handlers.walk import card_of
from scheduling.board import COLUMNS, Board, board
from store.records import Refused

_SHOWN = 6


class BoardCard(Conversation):
    """Five numbers, each of which opens its customers; promises over the limit are said."""

    code = "bd"
    commands = ("board",)
    plain = ("看板", "board")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="bd"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "main":
            return Reply(screens=(Screen(conversation="bd"),))
        if verb in COLUMNS:
            return Reply(screens=(screen.at(verb, page=0),))
        if verb == "page" and value.isdecimal() and screen.step in COLUMNS:
            return Reply(screens=(screen.at(screen.step, page=int(value)),))
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "wait" and screen.step == "promised":
            waits(turn.desk, handled(turn.desk.book, value).id)
            return Reply(screens=(screen.at("waiting"),), toast=turn.words("board.waits"))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        found = board(turn.desk.book, turn.desk.rules, turn.desk.now)
        columns = _columns(found)
        if screen.step in columns:
            return _column(turn, screen, columns[screen.step])
        lines = [words("board.title")]
        lines += [words(f"board.{name}", count=len(columns[name])) for name in COLUMNS]
        most = turn.desk.rules.playbook.board.promises_most
        if len(found.promises) > most:
            lines.append(words("board.too_many", count=len(found.promises), most=most))
        buttons = [button(words, f"board_{name}", name) for name in COLUMNS if columns[name]]
        return Card(text="\n".join(lines), rows=in_rows(buttons, 2), private=True)


def _columns(found: Board) -> Mapping[str, Sequence[str]]:
    return {name: getattr(found, name) for name in COLUMNS}


def _column(turn: Turn, screen: Screen, customers: Sequence[str]) -> Card:
    words, book = turn.words, turn.desk.book
    back = (button(words, "back", "main"),)
    there = [book.customers[each] for each in customers if each in book.customers]
    title = words(f"board.{screen.step}", count=len(there))
    page = page_of(words, screen, there, each=_SHOWN)
    lines = tuple(
        (
            Button(text=words.told_apart(each), action=f"open:{handle(book, each.id)}"),
            *([button(words, "waits", f"wait:{handle(book, each.id)}")] if screen.step == "promised" else []),
        )
        for each in page.shown
    )
    return Card(text=title, rows=(*lines, *page.turning, back), private=True)
