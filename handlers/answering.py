"""What somebody types in answer to a question: a name, a result, a day, yes or no."""

import re
from datetime import date, datetime

import msgspec

from desk.dictation import Known
from desk.understanding import Understanding, find, search, understand
from handlers.conversation import Turn
from handlers.entries import entries_of
from store.records import Customer

_YES = re.compile(r"^\s*(?:是|是的|对|对的|要|正式(?:投诉)?|yes|y|formal)[\s。.！!]*$", re.IGNORECASE)
_NO = re.compile(r"^\s*(?:不|不是|不用|不要|只是抱怨|抱怨|no|n)[\s。.！!]*$", re.IGNORECASE)
_HAN = re.compile("[一-鿿]")
_LONGEST_NAME = 20
_RECENT = 4


def answered(turn: Turn, asked: str, said: str, known: Known) -> Known | None:
    """What is known once a question has been answered; None where the words are no answer to it."""
    heard = understand(said, turn.people, turn.desk.local, turn.words.language)
    if asked == "who":
        named = named_in(turn, said)
        return msgspec.structs.replace(known, customer=named.id) if named else None
    if heard.candidates or heard.customers not in ((), (known.customer,)):
        return None
    if asked == "complaint" and (_YES.match(said) or _NO.match(said)):
        return msgspec.structs.replace(known, formal=bool(_YES.match(said)))
    if asked == "outcome" and heard.outcome is not None:
        return msgspec.structs.replace(known, outcome=heard.outcome)
    if asked == "when" and heard.follow_up is not None:
        return promised(known, heard.follow_up.start)
    return None


def promised(known: Known, start: date | datetime) -> Known:
    """The same, with the day and perhaps the minute that was agreed."""
    at = start.time().replace(tzinfo=None) if isinstance(start, datetime) else None
    day = start.date() if isinstance(start, datetime) else start
    return msgspec.structs.replace(known, promised_day=day, promised_at=at)


def named_in(turn: Turn, said: str) -> Customer | None:
    """The one customer whom a bare name, its letters or a number mean for certain."""
    if len(said.strip()) > _LONGEST_NAME or (_HAN.search(said) and find(said, turn.people).guessed):
        return None
    found = search(said, turn.people)
    alone = [number for number in found if _has_tail(turn, number, said.strip())] or found
    return turn.desk.book.get(Customer, alone[0]) if len(alone) == 1 else None


def _has_tail(turn: Turn, number: str, said: str) -> bool:
    customer = turn.desk.book.get(Customer, number)
    return customer is not None and customer.tail == said


def is_guess(turn: Turn, said: str) -> bool:
    """Whether those found only sound alike: a guess is named as one."""
    if not _HAN.search(said):
        return False  # letters are meant to sound like the name
    found = find(said, turn.people)
    return found.guessed or (found.how == "alike" and bool(found.candidates))


def offered(turn: Turn, heard: Understanding) -> list[Customer]:
    """Whom a line may mean; where it names nobody, those whose cards were open last and those of today."""
    book = turn.desk.book
    likely = [*heard.customers, *(each.id for each in heard.candidates)]
    if not likely and not heard.name_said:
        return recent(turn)
    found = (book.get(Customer, number) for number in dict.fromkeys(likely))
    return [each for each in found if each is not None][:_RECENT]


def recent(turn: Turn) -> list[Customer]:
    """The customers whose cards were open last, then those of today."""
    book = turn.desk.book
    shown = sorted(book.dialogues.values(), key=lambda each: each.made, reverse=True)
    likely = [
        *(each.subject for each in shown if not each.book),
        *(each.customer.id for each in entries_of(turn)),
    ]
    found = (book.customers.get(number) for number in dict.fromkeys(likely) if number)
    return [each for each in found if each is not None][:_RECENT]


def is_line(turn: Turn, customer: str, said: str) -> bool:
    """Whether words typed while a card of one customer waits are a line of their own about somebody else."""
    heard = understand(said, turn.people, turn.desk.local, turn.words.language)
    asked = heard.question is not None and heard.question.kind != "card"
    told = heard.outcome or heard.complaint or heard.contact_kind or asked
    return heard.correction is not None or bool(told and heard.customers and customer not in heard.customers)
