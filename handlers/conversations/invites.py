"""/invite: a new invitation for a colleague of the branch, or of the bank for an operator."""

from desk.inviting import invite, new_code
from handlers.answer import Button, Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.paging import page_of
from scheduling.book_state import standing_at
from store.records import Person, Refused, Role
from store.summaries import Summary

_PAGE = 8


class Invites(Conversation):
    """The code is shown once, on its own card, to be handed over in person."""

    code = "iv"
    commands = ("invite",)
    plain = ("邀请", "邀請", "invite")
    roles = frozenset({Role.HEAD, Role.OPERATOR})
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        book = heard.text.partition("for:")[2] if heard.kind == "press" else ""
        return (book,) if screen and book else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="iv"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)),))
        if verb != "for" or value not in turn.desk.books:
            raise Refused("outdated")
        code = new_code()
        person = invite(turn.desk.books, value, code, turn.desk.now, by=turn.actor.id)
        fresh = Screen(conversation="iv", step="code", draft={"name": person.name, "code": code})
        return Reply(screens=(screen, fresh))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "code":
            text = words("invites.code", name=screen.draft["name"], code=screen.draft["code"])
            return Card(
                text=text,
                rows=((Button(text=words("button.copy_code"), copy=f"/start {screen.draft['code']}"),),),
                private=False,
            )
        team = sorted(
            (each for each in turn.team if each.person and each.book != turn.desk.book.id),
            key=lambda each: each.person,
        )
        if not team:
            return Card(text=words("invites.nobody"))
        page = page_of(words, screen, team, each=_PAGE)
        buttons = tuple(
            (
                Button(
                    text=words(
                        "invites.person",
                        name=each.person,
                        bound=words(f"invites.{_state(turn, each)}"),
                    ),
                    action=f"for:{each.book}",
                ),
            )
            for each in page.shown
        )
        return Card(text=words("invites.ask"), rows=(*buttons, *page.turning))


def _state(turn: Turn, summary: Summary) -> str:
    """Whether somebody is there, or may still come with the code they have."""
    if summary.counts.get("bound"):
        return "bound"
    return "waiting" if standing_at(summary, turn.desk.today, turn.desk.now).invited else "expired"
