"""Which way one line goes: a correction, a name to open, a search, a question, or something to keep."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from desk.dictation import Known
from desk.reveal import reveal
from desk.understanding import Correction, Understanding, search
from handlers.asking_back import ask_or_write
from handlers.branch_search import told_of_branch
from handlers.conversation import Screen, Turn
from handlers.life_told import life_told
from handlers.referral_told import referral_told
from handlers.walk import card_of
from handlers.whom import is_guess, named_in, owners_of
from handlers.writing import JUST_NOW, bare_outcome, bare_when, correct
from store.records import Rendering

_LONGEST_QUERY = 20
_SEEKS = re.compile(r"(?:找一?下?|搜索?一?下?|查找|search|find)[\s:：]*(\S{1,12})$", re.IGNORECASE)
# Asked for these, the card itself is the answer.
_ON_THE_CARD = frozenset({"phone", "assets"})
# Asked in reply to a card or about one, they are about its customer.
_OF_ONE = _ON_THE_CARD | {"last_contact", "holdings"}


def way_of(turn: Turn, heard: Understanding, known: Known) -> Screen:
    """Where one line leads; `known` is what a card it was said to tells of it already."""
    change = heard.correction or (_change_alone(turn, heard) if not known.customer else None)
    if change is not None:
        return correct(turn, change)
    if heard.customers and known.customer not in heard.customers:
        known = Known()  # whoever is named goes before whose card was replied to
    told = referral_told(turn, heard.text) or life_told(turn, heard, known.customer)
    instead = told or _sought(turn, heard.text) or _answered_by_a_card(turn, heard, known)
    if instead is not None:
        return instead
    if not _says_something(heard) and not known.customer:
        lost = Screen(conversation="ln", step="lost", draft={"text": heard.text}).waiting()
        return told_of_branch(turn, heard.text) or _searched(turn, heard) or lost
    question = heard.question
    if question is not None and question.kind == "words":
        return Screen(conversation="wd", subject=question.customer or "")
    if question is not None:
        return Screen(conversation="qa", draft={"text": heard.text})
    return ask_or_write(turn, heard, _money_just_spoken_of(turn, heard, known))


def _change_alone(turn: Turn, heard: Understanding) -> Correction | None:
    """「没接」 or 「下午3点」 with nothing beside it, right after the entry that it changes."""
    outcome = bare_outcome(turn, heard)
    return bare_when(turn, heard) if outcome is None else Correction(kind="outcome", value=outcome)


def _answered_by_a_card(turn: Turn, heard: Understanding, known: Known) -> Screen | None:
    """What is asked of one customer whose card says it; a bare name asks for the card."""
    question = heard.question
    if question is None:
        return None
    if question.kind == "card":
        return _named(turn, heard)
    whose = question.customer or known.customer
    if question.kind == "phone" and whose:
        return _number_of(turn, whose)
    if question.kind in _ON_THE_CARD and question.customer:
        return card_of(question.customer)
    of_known = question.kind in _OF_ONE and not question.customer and known.customer
    return card_of(known.customer) if of_known else None


def _money_just_spoken_of(turn: Turn, heard: Understanding, known: Known) -> Known:
    """「那62万转走了」 right after a card of the only one who has such a sum means that one."""
    owners = owners_of(turn, heard) if not (known.customer or heard.mentions) else []
    newest = max(turn.desk.own.dialogues.values(), key=lambda each: each.made, default=None)
    if len(owners) != 1 or newest is None or turn.desk.now - newest.made > JUST_NOW:
        return known
    return msgspec.structs.replace(known, customer=owners[0].id) if newest.subject == owners[0].id else known


def _number_of(turn: Turn, customer: str) -> Screen:
    """The number for ten minutes, on record; the card where there is none or it may not leave the bank."""
    card = card_of(customer)
    if turn.words.rendering is Rendering.REFERENCE or not turn.desk.customer(customer).phones:
        return card
    until = reveal(turn.desk, customer)
    return replace(card.to("nu", until=until.isoformat()), hide_at=until)


def _sought(turn: Turn, text: str) -> Screen | None:
    """「找张伟」: the card or the choice, unless the words after it say something of their own."""
    sought = _SEEKS.match(text)
    if sought is None:
        return None
    whom = turn.understood(sought[1])
    bare = whom.question is not None and whom.question.kind == "card"
    found = _named(turn, whom) if bare else _searched(turn, whom)
    return found if bare or not _says_something(whom) else None


def _named(turn: Turn, heard: Understanding) -> Screen:
    """A bare name: the card of the one it means, those it may mean, or nobody and a way to add them."""
    there = told_of_branch(turn, heard.text)
    if there is not None:
        return there
    asked = heard.question.customer if heard.question else None
    if asked and not is_guess(turn, heard.text):
        return card_of(asked)
    return _searched(turn, heard) or Screen(conversation="cs", draft={"query": heard.text[:_LONGEST_QUERY]})


def _searched(turn: Turn, heard: Understanding) -> Screen | None:
    """Part of a name, pinyin or part of a number opens the card, or a choice of several."""
    if len(heard.text) > _LONGEST_QUERY:
        return None
    alone = named_in(turn, heard.text)
    if alone is not None:
        return card_of(alone.id)
    found: Sequence[str] = search(heard.text, turn.people)
    return Screen(conversation="cs", draft={"query": heard.text}) if found else None


def _says_something(heard: Understanding) -> bool:
    told = heard.outcome or heard.complaint or heard.contact_kind or heard.question or heard.follow_up
    money = heard.maturity_outcome and heard.amounts
    return bool(told or money or (heard.note and (heard.customers or heard.candidates or heard.name_said)))
