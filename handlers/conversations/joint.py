"""一起拜访: the visits on which the head comes along, as a list and at their time; no customer is named."""

from typing import ClassVar

from handlers.answer import Button, Card
from handlers.branch_search import looked_at
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.paging import page_of
from scheduling.joining import Joined, visits_of
from store.records import FollowUp, Person, Refused, Role


class Joint(Conversation):
    """`draft` says which visit it is about, and what has become of it; without one all are listed."""

    code = "jv"
    plain: ClassVar[tuple[str, ...]] = (
        "一起拜访",
        "一起拜訪",
        "陪访",
        "陪訪",
        "joint visits",
    )
    roles = frozenset({Role.HEAD})
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        there = heard.text.partition("book:")[2] if heard.kind == "press" and screen else ""
        return (f"book:{there}",) if there else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="jv"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)),))
        number, _, book = value.partition(":")
        visit = turn.desk.books[book].get(FollowUp, number) if verb == "open" and book else None
        if visit is None or visit.customer not in turn.desk.books[book].customers:
            raise Refused("follow_up.gone")
        return Reply(screens=(screen, looked_at(turn, book, visit.customer)))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        mine = visits_of(turn.team, turn.actor)
        number = screen.draft.get("visit")
        if number is None:
            page = page_of(words, screen, mine)
            lines = tuple((_button(turn, each),) for each in page.shown)
            text = words.many("joint.count", len(mine)) if mine else words("joint.none")
            return Card(text=text, rows=(*lines, *page.turning), private=bool(mine))
        there = next((each for each in mine if each.id == number), None)
        if there is None:
            return Card(text=words("joint.off", name=screen.draft["name"]))
        when = words.day(there.day) + (f" {there.at:%H:%M}" if there.at else "")
        text = words("joint.moved" if screen.draft["what"] == "visit_moved" else "joint.comes", when=when)
        return Card(text=text, rows=((_button(turn, there),),), private=True)


def _button(turn: Turn, visit: Joined) -> Button:
    when = turn.words.day(visit.day) + (f" {visit.at:%H:%M}" if visit.at else "")
    return Button(text=f"{when} · {visit.manager}", action=f"open:{visit.id}:{visit.book}")
