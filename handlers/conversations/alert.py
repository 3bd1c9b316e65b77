"""A complaint that the head hears of at once: the notification names nobody, the tap opens it on record."""

from handlers.answer import Button, Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from store.records import Complaint, Person, Refused, Role


class Alert(Conversation):
    """`draft` says whose book it lies in, which complaint it is, and what has happened to it."""

    code = "al"
    roles = frozenset({Role.HEAD, Role.OPERATOR})

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor, heard
        return (screen.draft["book"],) if screen else ()

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action != "open" or turn.actor.role is not Role.HEAD:
            raise Refused("outdated")
        desk = turn.at_book(screen.draft["book"]).desk
        complaint = desk.book.get(Complaint, screen.draft["complaint"])
        if complaint is None or complaint.customer not in desk.book.customers:
            raise Refused("complaint.gone")
        desk.audit("look", complaint.customer)
        opened = Screen(
            conversation="cp",
            step="one",
            subject=complaint.customer,
            book=desk.book.id,
            draft={"complaint": complaint.id},
        )
        return Reply(screens=(opened,))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        text = words(f"alert.{screen.draft['what']}")
        if turn.actor.role is not Role.HEAD:
            return Card(text=text)
        label = f"{screen.draft['name']} · {words('remind.open')}"
        return Card(text=text, rows=((Button(text=label, action="open"),),), private=True)
