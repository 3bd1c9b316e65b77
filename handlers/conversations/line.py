"""Free text: a line to log, a name, a question; asked back only where something would be guessed."""

import msgspec

from desk.dictation import Known, drop_draft, keep_draft, missing
from desk.handle import handle, handled
from desk.prospect import add_prospect
from desk.understanding import Understanding, mask_numbers, search, understand, understand_all
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.walk import card_of
from handlers.writing import correct, written
from store.records import Customer, Outcome, Refused

_OFFERED = 4
_LONGEST_QUERY = 20
_OUTCOMES = ("reached", "no_answer", "refused", "wrong_number")


class FreeText(Conversation):
    """One line becomes a log at once when nothing was guessed; else one question, and a draft meanwhile."""

    code = "ln"
    name = "line"
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        return self._listen(turn, heard.text, Known(customer=turn.subject))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        return self._listen(turn, said, Known(customer=screen.subject))

    def _listen(self, turn: Turn, said: str, known: Known) -> Reply:
        text = mask_numbers(said.strip())
        heard = understand_all(text, turn.people, turn.desk.local, turn.words.language)
        return Reply(screens=tuple([self._one(turn, each, known) for each in heard]))

    def _one(self, turn: Turn, heard: Understanding, known: Known) -> Screen:
        if heard.correction is not None:
            return correct(turn, heard.correction)
        if heard.question is not None and heard.question.kind == "card" and heard.question.customer:
            return card_of(heard.question.customer)
        if not _says_something(heard) and not known.customer:
            return _searched(turn, heard) or Screen(
                conversation="ln", step="lost", draft={"text": heard.text}
            )
        if heard.question is not None:
            return Screen(conversation="qa", draft={"text": heard.text})
        return self._ask_or_write(turn, heard, known)

    def _ask_or_write(self, turn: Turn, heard: Understanding, known: Known) -> Screen:
        what = missing(heard, known)
        if not what:
            return written(turn, heard, known)
        known = keep_draft(turn.desk, heard, known)
        draft = {"text": heard.text, "known": msgspec.to_builtins(known)}
        return Screen(conversation="ln", step=what, subject=known.customer, draft=draft)

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        text, known = screen.draft["text"], _known(screen)
        heard = understand(text, turn.people, turn.desk.local, turn.words.language)
        verb, _, value = action.partition(":")
        if verb == "who":
            known = msgspec.structs.replace(known, customer=handled(turn.desk.book, value).id)
        elif verb == "outcome" and value in _OUTCOMES:
            known = msgspec.structs.replace(known, outcome=Outcome(value))
        elif verb == "again":
            pass
        elif verb == "formal":
            known = msgspec.structs.replace(known, formal=value == "yes")
        elif verb == "new" and heard.name_said:
            known = msgspec.structs.replace(known, customer=add_prospect(turn.desk, heard.name_said).id)
        elif verb == "keep":
            if not known.draft:
                keep_draft(turn.desk, heard, known)
            return Reply(screens=(screen.at("drafted"),))
        elif verb == "drop":
            drop_draft(turn.desk, known)
            return Reply(screens=(screen.at("dropped"),))
        else:
            raise Refused("outdated")
        return Reply(screens=(self._ask_or_write(turn, heard, known),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, step = turn.words, screen.step
        if step in ("drafted", "dropped"):
            return Card(text=words(f"line.{step}"))
        if step == "about":
            return Card(text=words("line.about", customer=turn.desk.customer(screen.subject)), private=True)
        if step == "lost":
            return Card(
                text=words("line.lost"),
                rows=rows((button(words, "keep_draft", "keep"), button(words, "drop", "drop"))),
            )
        heard = understand(screen.draft["text"], turn.people, turn.desk.local, words.language)
        return _question(turn, heard, step)


def _question(turn: Turn, heard: Understanding, step: str) -> Card:
    words = turn.words
    if step == "who":
        offered = [
            Button(text=_told_apart(turn, each), action=f"who:{handle(turn.desk.book, each.id)}")
            for each in _offered(turn, heard)
        ]
        fresh = [button(words, "new_customer", "new", name=heard.name_said)] if heard.name_said else []
        text = words("line.who_said", name=heard.name_said) if heard.name_said else words("line.who")
        last = [*fresh, button(words, "keep_draft", "keep"), button(words, "drop", "drop")]
        return Card(text=text, rows=(*((each,) for each in offered), *in_rows(last, 2)), private=True)
    if step == "complaint":
        choices = [button(words, "formal", "formal:yes"), button(words, "informal", "formal:no")]
        return Card(text=words("line.complaint"), rows=rows(choices, [button(words, "keep_draft", "keep")]))
    if step == "outcome":
        choices = [button(words, f"outcome_{each}", f"outcome:{each}") for each in _OUTCOMES]
        return Card(
            text=words("line.outcome"), rows=(*in_rows(choices, 2), (button(words, "keep_draft", "keep"),))
        )
    return Card(text=words("line.when"), rows=((button(words, "keep_draft", "keep"),),))


def _offered(turn: Turn, heard: Understanding) -> list[Customer]:
    found = (turn.desk.book.get(Customer, each.id) for each in heard.candidates)
    several = [turn.desk.book.get(Customer, number) for number in heard.customers]
    return [each for each in (*several, *found) if each is not None][:_OFFERED]


def _told_apart(turn: Turn, customer: Customer) -> str:
    """What tells namesakes apart: the age or the tail of the number, and the last contact."""
    last = customer.reached_at
    seen = turn.words("line.seen", day=last.astimezone(turn.words.now.tzinfo).date()) if last else ""
    return " · ".join(part for part in (turn.words.button(customer), customer.tail, seen) if part)


def _searched(turn: Turn, heard: Understanding) -> Screen | None:
    """A bare name, pinyin or part of a number opens the card, or a choice of several."""
    found = search(heard.text, turn.people) if len(heard.text) <= _LONGEST_QUERY else ()
    if len(found) == 1:
        return card_of(found[0])
    return Screen(conversation="cs", draft={"query": heard.text}) if found else None


def _says_something(heard: Understanding) -> bool:
    told = heard.outcome or heard.complaint or heard.contact_kind or heard.question or heard.follow_up
    return bool(told or (heard.note and (heard.customers or heard.candidates or heard.name_said)))


def _known(screen: Screen) -> Known:
    return msgspec.convert(screen.draft.get("known", {}), Known)
