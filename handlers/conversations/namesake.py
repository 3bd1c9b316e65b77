"""Whose customer is meant, where a name fits one's own and one of a colleague whom one stands in for."""

from desk.dictation import Known, drop_draft, keep_draft
from desk.understanding import mask_numbers
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.covering import covered, meant_among
from handlers.heard import Heard
from scheduling.cover import covered_by
from store.records import Person, Refused, replace


class Namesake(Conversation):
    """One question; the line is a draft of one's own book until it is answered."""

    code = "nk"
    roles = KEEPERS

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        """The books of those whom the question names."""
        del heard
        named = {book for book, _ in screen.draft["meant"]} if screen else set[str]()
        return tuple(sorted(named - {f"book:{actor.id}"}))

    def open(self, turn: Turn, heard: Heard) -> Reply:
        """The question, if there is one to ask; nothing else."""
        if turn.subject or turn.understood(heard.text).correction is not None:
            return Reply()
        meant = meant_among((turn, *covered(turn)), heard.text)
        if len(meant) < 2 or not all(who for _, who in meant):
            return Reply()
        text = mask_numbers(heard.text.strip())
        draft = {"text": text, "meant": [(each.desk.book.id, who) for each, who in meant]}
        if turn.understood(text).question is None:
            draft["draft"] = _kept(turn, text, meant[0][1])
        return Reply(screens=(Screen(conversation="nk", draft=draft),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        known = Known(draft=screen.draft.get("draft", ""))
        if known.draft and known.draft not in turn.desk.book.drafts:
            raise Refused("drafts.gone")
        if verb == "drop":
            drop_draft(turn.desk, known)
            return Reply(screens=(Screen(conversation="ln", step="dropped"),))
        if verb != "who" or not value.isdecimal() or int(value) >= len(screen.draft["meant"]):
            raise Refused("outdated")
        book, who = screen.draft["meant"][int(value)]
        if book != turn.desk.book.id and book not in covered_by(turn.actor, turn.desk.now):
            raise Refused("leave.over_now")
        drop_draft(turn.desk, known)
        there = "" if book == turn.desk.book.id else book
        told = Screen(conversation="ln", draft={"text": screen.draft["text"]}, subject=who, book=there)
        return Reply(screens=(told,), go_on="told")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        people = tuple(
            (Button(text=_label(turn, book, who), action=f"who:{place}"),)
            for place, (book, who) in enumerate(screen.draft["meant"])
        )
        return Card(
            text=words("leave.which"), rows=(*people, *rows([button(words, "drop", "drop")])), private=True
        )

    def about(self, turn: Turn, screen: Screen) -> str:
        del turn, screen
        return ""


def _kept(turn: Turn, text: str, own: str) -> str:
    """The draft that the evening brings back; it asks whom it means, as it was not said."""
    known = keep_draft(turn.desk, turn.understood(text), Known())
    draft = turn.desk.book.drafts[known.draft]
    turn.desk.put(replace(draft, customer="", candidates=(own,)))
    return draft.id


def _label(turn: Turn, book: str, who: str) -> str:
    """「何丽 0003 · 自己的」, 「何丽 0002 · 李晓的」."""
    there = turn.at_book(book)
    customer = there.desk.book.customers.get(who)
    name = turn.words.told_apart(customer) if customer is not None else who
    if book == turn.desk.own.id:
        return turn.words("leave.own_one", name=name)
    return turn.words("leave.their_one", name=name, whose=there.desk.book.owner.name)
