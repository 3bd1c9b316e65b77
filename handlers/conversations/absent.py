"""今天不在: the day's work goes to the next day at work; what has a time and complaints are named."""

from desk.absence import next_day, put_off_today, stays
from desk.handle import handled
from desk.undo import recalled, remembered, undo
from handlers.answer import Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.entries import entries_of, entry_buttons
from handlers.heard import Heard
from handlers.walk import card_of
from store.records import Refused

_SHOWN = 6


class Absent(Conversation):
    """Done at once, with a way back; said again it moves only what has come since."""

    code = "ab"
    plain = ("今天不在", "我今天不在", "今天请假", "我今天请假", "今天休假", "not in today", "off today")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        return Reply(screens=(_put_off(turn),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "now":
            return Reply(screens=(_put_off(turn),))
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "undo" and "undo" in screen.draft:
            undo(turn.desk, recalled(screen.draft["undo"]))
            return Reply(screens=(Screen(conversation="td"),), toast=turn.words("undo.done"))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        moved = screen.draft["moved"]
        kept = [each for each in entries_of(turn) if any(stays(one) for one in each.occurrences)]
        lines = [
            words.many("absent.moved", moved, day=next_day(turn.desk)) if moved else words("absent.nothing")
        ]
        lines += [words.many("absent.kept", len(kept))] if kept else []
        back = [button(words, "undo", "undo")] if moved else []
        return Card(
            text="\n".join(lines), rows=(*entry_buttons(turn, kept[:_SHOWN]), *rows(back)), private=True
        )


def _put_off(turn: Turn) -> Screen:
    draft = {"moved": put_off_today(turn.desk), "undo": remembered(turn.desk.changes)}
    return Screen(conversation="ab", draft=draft)
