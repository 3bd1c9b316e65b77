"""带什么: what a card says before a visit: what was noted, what they drink, and what is open."""

import re
from collections.abc import Iterator

from desk.bringing import next_visit
from handlers.conversation import Turn
from store.records import Customer, FollowUp

_DRINKS = re.compile(
    r"普洱|龙井|龍井|铁观音|鐵觀音|红茶|紅茶|绿茶|綠茶|白茶|花茶|乌龙|烏龍|茶|咖啡|白开水|温水|coffee|tea|water",
    re.IGNORECASE,
)
_SHOWN = 4
# Earlier than this nobody packs yet.
_DAYS_AHEAD = 3


def is_near(turn: Turn, visit: FollowUp) -> bool:
    """Whether it is time to think of what to bring."""
    return (visit.day - turn.desk.today).days <= _DAYS_AHEAD


def bring_lines(turn: Turn, customer: Customer) -> list[str]:
    """One line for the next visit; none where nobody is to be met."""
    visit = next_visit(turn.desk, customer.id)
    if visit is None or not is_near(turn, visit):
        return []
    words = turn.words
    things = [words.note(visit.bring)] if visit.bring else []
    things += list(_known(turn, customer))[:_SHOWN]
    if not things:
        return [words("bring.nothing")]
    return [words("bring.line", what=words.listed(things))]


def _known(turn: Turn, customer: Customer) -> Iterator[str]:
    words, book = turn.words, turn.desk.book
    drink = next((found[0] for note in reversed(customer.notes) if (found := _DRINKS.search(note))), "")
    if drink:
        yield words("bring.drink", drink=words.note(drink))
    for request in book.requests.values():
        if request.customer == customer.id and request.open:
            yield words("bring.request", what=words.note(request.what))
    if any(each.customer == customer.id and each.open for each in book.complaints.values()):
        yield words("bring.complaint")
    today = turn.desk.today
    if any(
        not held.ended and held.outcome is None and held.maturity and 0 <= (held.maturity - today).days <= 30
        for held in customer.holdings
    ):
        yield words("bring.maturing")
