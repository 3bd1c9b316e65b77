"""Standing in for a colleague: whose customer a line means, and that a card's answers stay in its book."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desk.understanding import Understanding
from handlers.conversation import Reply, Screen, Turn
from scheduling.cover import covered_by
from store.records import Dialogue


def covered(turn: Turn) -> Iterator[Turn]:
    """The turn at each opened book for which the actor stands in now."""
    for partition in covered_by(turn.actor, turn.desk.now):
        if partition in turn.desk.books:
            there = turn.at_book(partition)
            if there.desk.stands_in:
                yield there


def at_whose(turn: Turn, said: str) -> Turn:
    """The turn at the colleague's book where the line means one of their customers and none of one's own.

    A reply means its card; a correction means the entry made last.
    """
    others = list(covered(turn))
    if not others:
        return turn
    if turn.subject:
        return next((each for each in others if turn.subject in each.desk.book.customers), turn)
    heard = turn.understood(said)
    if heard.correction is not None:
        return _at_last(turn, others, [each for each in turn.desk.own.dialogues.values() if _is_log(each)])
    meant = meant_among((turn, *others), said)
    return meant[0][0] if meant else _at_last(turn, others, turn.desk.own.dialogues.values())


def meant_among(turns: Iterable[Turn], said: str) -> list[tuple[Turn, str]]:
    """Of books in this order, whom a line means in each: who is named goes before whom a name may fit.

    Whoever is only one of several in their book is the empty number.
    """
    heard = [(each, each.understood(said)) for each in turns]
    exact = [(each, _exactly(there)) for each, there in heard]
    named = [(each, who) for each, who in exact if who]
    return named or [(each, "") for each, there in heard if _names_somebody(there)]


def named_elsewhere(turn: Turn, own: str, said: str) -> Turn | None:
    """The turn at the book of whom words name that came while a question of another book was open."""
    others = [each for each in (turn.at_book(own), *covered(turn)) if each.desk.book.id != turn.desk.book.id]
    if not others or _names(turn, said):
        return None
    return next((each for each in others if _names(each, said)), None)


def _at_last(turn: Turn, others: Iterable[Turn], cards: Iterable[Dialogue]) -> Turn:
    """The turn at the book of the newest of these cards, if that tells of an entry in a colleague's book."""
    last = max(cards, key=lambda each: each.made, default=None)
    there = last.book if last is not None and _is_log(last) else ""
    return next((each for each in others if each.desk.book.id == there), turn)


def stays_there(turn: Turn, reply: Reply, before: str) -> Reply:
    """What a colleague's card leads to is about the same book; a customer opened anew is a look on record."""
    if not turn.desk.stands_in:
        return reply
    there = turn.desk.book.id
    screens = tuple(each if each.book else replace(each, book=there) for each in reply.screens)
    for each in screens:
        if _looks(each) and each.subject != before:
            turn.at_book(each.book).desk.audit("look", each.subject)
    return replace(reply, screens=screens)


def _looks(screen: Screen) -> bool:
    return screen.conversation == "cu" and bool(screen.subject)


def _names(turn: Turn, said: str) -> bool:
    return _names_somebody(turn.understood(said))


def _names_somebody(heard: Understanding) -> bool:
    asked = heard.question.customer if heard.question else ""
    return bool(heard.customers or heard.candidates or asked)


def _exactly(heard: Understanding) -> str:
    """The one customer whom a line names by no guess; empty where there is none or there are several."""
    asked = heard.question.customer if heard.question else ""
    guessed = any(each.startswith("who_") for each in heard.assumed)
    (who,) = heard.customers if len(heard.customers) == 1 and not guessed else (asked or "",)
    return who


def _is_log(card: Dialogue) -> bool:
    return card.conversation == "lg"
