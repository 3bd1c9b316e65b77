"""What the head has said or decided about a customer, told to the manager: nobody is named before the tap."""

from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import card_of
from store.records import Customer, Refused, Remark


class FromHead(Conversation):
    """`draft` says which remark it is; the customer's card, a tap away, says the rest."""

    code = "fh"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id, book=screen.book)))
        if verb == "who":
            return Reply(screens=(screen.at("who"),))
        raise Refused("outdated")

    def about(self, turn: Turn, screen: Screen) -> str:
        remark = turn.desk.book.get(Remark, screen.draft["remark"])
        return remark.customer if remark and remark.customer in turn.desk.book.customers else ""

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, remark = turn.words, turn.desk.book.get(Remark, screen.draft["remark"])
        if remark is None:
            return Card(text=words("from_head.gone"))
        text = words(f"from_head.{remark.what}", by=remark.by_name)
        customer = turn.desk.book.customers.get(remark.customer)
        if remark.what == "went":
            return _went(turn, screen, remark, text)
        if customer is None:
            return Card(text=text)
        label = f"{words.button(customer)} · {words('remind.open')}"
        action = f"open:{handle(turn.desk.book, customer.id)}"
        return Card(text=text, rows=((Button(text=label, action=action),),), private=True)


def _went(turn: Turn, screen: Screen, remark: Remark, text: str) -> Card:
    """Whom somebody else keeps now: said after a tap, for the notification names nobody."""
    words = turn.words
    if screen.step != "who":
        return Card(text=text, rows=rows([button(words, "who_went", "who")]), private=True)
    # The book has no record of them any more, and this one is kept nowhere.
    gone = Customer(id=remark.customer, name=remark.name)
    key = "from_head.went_to" if remark.to else "from_head.went_waiting"
    return Card(text=words(key, customer=gone, name=remark.to), private=True)
