"""What somebody types in answer to a question: a name, a result, a day, yes or no."""

import re
from datetime import date, datetime

import msgspec

from desk.dictation import Known
from desk.life_said import life_said
from desk.understanding import Understanding
from desk.understanding.script import simplified
from handlers.answer import Card
from handlers.conversation import Turn
from handlers.whom import LONGEST_NAME, named_in
from scheduling.wall import day_and_clock
from scheduling.when import is_past, parse
from store.records import Customer, Refused

_YES = re.compile(r"^\s*(?:是|是的|对|对的|要|正式(?:投诉)?|yes|y|formal)[\s。.！!]*$", re.IGNORECASE)
_NO = re.compile(r"^\s*(?:不|不是|不用|不要|只是抱怨|抱怨|no|n)[\s。.！!]*$", re.IGNORECASE)


def answered(
    turn: Turn, asked: str, said: str, known: Known, of: Understanding | None = None
) -> Known | None:
    """What is known once a question (`of` a line) has been answered; None where the words are no answer."""
    heard = turn.understood(said)
    if asked == "who":
        named = None if says_more(heard) else named_in(turn, said)
        fits = named is not None and (of is None or _may_be(named, of, known))
        return msgspec.structs.replace(known, customer=named.id) if named and fits else None
    if heard.candidates or heard.customers not in ((), (known.customer,)):
        return None
    if asked == "complaint" and (_YES.match(said) or _NO.match(said)):
        return msgspec.structs.replace(known, formal=bool(_YES.match(said)))
    if asked == "outcome" and heard.outcome is not None:
        return msgspec.structs.replace(known, outcome=heard.outcome)
    if asked == "when" and heard.follow_up is not None:
        return promised(known, heard.follow_up.start)
    return None


def _may_be(customer: Customer, of: Understanding, known: Known) -> bool:
    """Whether a line that was not sure may mean the customer: one it offers, or a name like the one said."""
    if customer.id in (*of.customers, *(each.id for each in of.candidates)):
        return True
    said = [known.name, of.name_said, *(each.text for each in of.mentions if each.role == "customer")]
    named = [simplified(each) for each in said if each]
    return not named or any(simplified(customer.name)[:1] == each[:1] for each in named)


def not_a_day(turn: Turn, said: str) -> str:
    """The words of an answer that name a day there is not; empty where they may be right.

    Refused where the day is over: nothing is promised for the past.
    """
    if len(said) > LONGEST_NAME:
        return ""
    heard = turn.understood(f"{said.strip()}回访")
    if heard.unread:
        return heard.unread
    when = parse(said, turn.desk.local, turn.words.language)
    if heard.follow_up is None and when is not None and is_past(when.due, turn.desk.local):
        raise Refused("follow_up.past")
    return ""


def button_said(card: Card, said: str) -> str:
    """The action of the button whose text was typed."""
    word = said.strip(" 。.!！").casefold()
    shown = (each for row in card.rows for each in row if each.action)
    return next((each.action for each in shown if each.text.casefold() == word), "")


def promised(known: Known, start: date | datetime) -> Known:
    """The same, with the day and perhaps the minute that was agreed."""
    day, at = day_and_clock(start)
    return msgspec.structs.replace(known, promised_day=day, promised_at=at)


def says_more(heard: Understanding) -> bool:
    """Whether words are more than somebody's name."""
    asks = heard.question is not None and heard.question.kind != "card"
    told = heard.outcome or heard.complaint or heard.contact_kind or heard.follow_up or heard.maturity_outcome
    return bool(told or asks)


def is_line(turn: Turn, customer: str, said: str) -> bool:
    """Whether words typed while a card of one customer waits are a line of their own about somebody else."""
    heard = turn.understood(said)
    asked = heard.question is not None and heard.question.kind != "card"
    told = heard.outcome or heard.complaint or heard.contact_kind or asked
    if heard.correction is not None:
        return True
    if not heard.customers or customer in heard.customers:
        return False
    return bool(told) or _tells_a_life(turn, heard)


def _tells_a_life(turn: Turn, heard: Understanding) -> bool:
    """Whether words tell a day, a stage or a trip of just one customer whom they name."""
    if len(heard.customers) > 1 or heard.candidates:
        return False
    named = next((each.text for each in heard.mentions if each.role == "customer"), "")
    return bool(named) and life_said(heard, named, turn.desk) is not None
