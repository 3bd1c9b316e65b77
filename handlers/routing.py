"""Which way one line goes: a correction, a name to open, a search, a question, or something to keep."""

import re
from collections.abc import Sequence

from desk.dictation import Known
from desk.understanding import Correction, Understanding, search
from handlers.asking_back import ask_or_write
from handlers.branch_search import told_of_branch
from handlers.conversation import Screen, Turn
from handlers.life_told import life_told
from handlers.referral_told import referral_told
from handlers.walk import card_of
from handlers.whom import is_guess, named_in
from handlers.writing import bare_outcome, correct

_LONGEST_QUERY = 20
_SEEKS = re.compile(r"(?:找一?下?|搜索?一?下?|查找|search|find)[\s:：]*(\S{1,12})$", re.IGNORECASE)
# Asked for these, the card itself is the answer.
_ON_THE_CARD = frozenset({"phone", "assets"})
# Asked in reply to a card or about one, they are about its customer.
_OF_ONE = _ON_THE_CARD | {"last_contact", "holdings"}


def way_of(turn: Turn, heard: Understanding, known: Known) -> Screen:
    """Where one line leads; `known` is what a card it was said to tells of it already."""
    if heard.correction is not None:
        return correct(turn, heard.correction)
    outcome = bare_outcome(turn, heard) if not known.customer else None
    if outcome is not None:
        return correct(turn, Correction(kind="outcome", value=outcome))
    if heard.customers and known.customer not in heard.customers:
        known = Known()  # whoever is named goes before whose card was replied to
    told = referral_told(turn, heard.text) or life_told(turn, heard, known.customer)
    instead = told or _sought(turn, heard.text)
    if instead is not None:
        return instead
    question = heard.question
    if question is not None and question.kind == "card":
        return _named(turn, heard)
    if question is not None and question.kind in _ON_THE_CARD and question.customer:
        return card_of(question.customer)
    if question is not None and question.kind in _OF_ONE and not question.customer and known.customer:
        return card_of(known.customer)
    if not _says_something(heard) and not known.customer:
        lost = Screen(conversation="ln", step="lost", draft={"text": heard.text}).waiting()
        return told_of_branch(turn, heard.text) or _searched(turn, heard) or lost
    if question is not None and question.kind == "words":
        return Screen(conversation="wd", subject=question.customer or "")
    if question is not None:
        return Screen(conversation="qa", draft={"text": heard.text})
    return ask_or_write(turn, heard, known)


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
    return bool(told or (heard.note and (heard.customers or heard.candidates or heard.name_said)))
