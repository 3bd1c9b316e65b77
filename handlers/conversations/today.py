"""/today: the day's customers in the order to work them, and one after another."""

from desk.handle import handled
from desk.undo import recalled, undo
from handlers.answer import Card
from handlers.buttons import MOST, button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.entries import entries_of, entry_buttons, groups_line
from handlers.facts import just_lines
from handlers.heard import Heard
from handlers.paging import page_of
from handlers.walk import before, begin, card_of
from store.records import Refused

# With 「一个接一个」 below them a card has eight buttons besides those that turn the page.
PAGE = MOST - 1
_DAY = Screen(conversation="td")
_WALK = ("一个接一个", "一個接一個", "one by one")


class Today(Conversation):
    """Seven first, the rest a tap away; names stand on the buttons."""

    code = "td"
    commands = ("today",)
    plain = ("今天", "今日", "提醒", "今天还剩谁", "今天還剩誰", "today", *_WALK)
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        return self._walk(turn) if heard.text.strip().casefold() in _WALK else Reply(screens=(_DAY,))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(Screen(conversation="td", draft={"page": int(value)}),))
        if verb == "walk":
            return self._walk(turn)
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "undo" and "undo" in screen.draft:
            undo(turn.desk, recalled(screen.draft["undo"]))
            return Reply(screens=(before(screen),), toast=turn.words("undo.done"))
        raise Refused("outdated")

    def _walk(self, turn: Turn) -> Reply:
        return Reply(screens=(begin([each.customer.id for each in entries_of(turn)]) or _DAY,))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, entries = turn.words, entries_of(turn)
        told = just_lines(turn, screen)
        back = [button(words, "undo", "undo")] if "undo" in screen.draft else []
        if not entries:
            return Card(text="\n".join([*told, words("today.nothing")]), rows=rows(back), private=bool(told))
        page = page_of(words, screen, entries, each=PAGE - len(back))
        walk = [button(words, "walk", "walk"), *back]
        text = words.many("today.count", len(entries), groups=groups_line(turn, entries))
        buttons = (*entry_buttons(turn, page.shown), *page.turning, *rows(walk))
        return Card(text="\n".join([*told, text]), rows=buttons, private=True)
