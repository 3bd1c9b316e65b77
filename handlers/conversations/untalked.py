"""没谈的: the own money of this week that nobody has talked about, also when the head reminds of it."""

from desk.handle import handled
from handlers.answer import Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.paging import page_of
from handlers.untalked_cards import SHOWN, customer_buttons
from handlers.walk import begin, card_of
from scheduling.untalked import untalked
from store.records import Refused, Role


class OwnUntalked(Conversation):
    """Counts in text, names and amounts on buttons; drawn from the book as it stands."""

    code = "ut"
    plain = (
        *("没谈的", "沒談的", "还没谈的", "還沒談的", "没谈的钱", "沒談的錢", "还没谈的钱", "還沒談的錢"),
        *("not discussed", "money not discussed"),
    )
    roles = KEEPERS
    needs_team = True

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        if turn.actor.role is Role.HEAD:
            # A head who asks means the branch; the own customers stand there among the others.
            return Reply(screens=(Screen(conversation="tm", step="untalked"),))
        return Reply(screens=(Screen(conversation="ut"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id, book=screen.book)))
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at(screen.step, page=int(value)),))
        if verb == "walk":
            found = untalked(turn.desk.book, turn.desk.rules, turn.desk.today)
            customers = dict.fromkeys(each.customer.id for each in found)
            return Reply(screens=(begin(list(customers), screen.book) or screen,))
        raise Refused("outdated")

    def about(self, turn: Turn, screen: Screen) -> str:
        del screen
        found = untalked(turn.desk.book, turn.desk.rules, turn.desk.today)
        return found[0].customer.id if len(found) == 1 else ""

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        found = untalked(turn.desk.book, turn.desk.rules, turn.desk.today)
        if not found:
            return Card(text=words("team.all_talked"))
        page = page_of(words, screen, found, each=SHOWN)
        text = words.many("untalked.mine", len(found))
        if screen.step == "nudged":
            text = words("untalked.nudged", what=text)
        walk = rows([button(words, "walk", "walk")])
        return Card(text=text, rows=(*customer_buttons(turn, page.shown), *page.turning, *walk), private=True)
