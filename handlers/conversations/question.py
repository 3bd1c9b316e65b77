"""Questions are answered, not logged: 「张伟什么时候到期」「这周谁过生日」「谁超过90天没联系」."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from desk.handle import handle, handled
from desk.promises import promised_to
from desk.understanding import Question
from handlers.answer import Button, Card
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import (
    card_lines,
    contact_lines,
    follow_up_line,
    holding_lines,
    occurrences_of,
    when_line,
)
from handlers.reasons import reason_line
from handlers.walk import card_of
from scheduling.agenda import agenda
from scheduling.board import open_promises
from scheduling.digest import next_morning
from scheduling.preview import preview
from store.records import Customer, Refused, Role

_SHOWN = 8
_WEEK = 7
_SILENT_DAYS = 90

Named = list[tuple[Customer, str]]


class Ask(Conversation):
    """A line of text and the customers it names as buttons."""

    code = "qa"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb != "open":
            raise Refused("outdated")
        return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))

    def show(self, turn: Turn, screen: Screen) -> Card:
        heard = turn.understood(screen.draft["text"])
        asked = heard.question
        if asked is None:
            return Card(text=turn.words("question.unclear"))
        customer = turn.desk.book.get(Customer, asked.customer) if asked.customer else None
        if customer is not None:
            return _about_one(turn, asked, customer)
        found = _MANY.get(asked.kind, _unclear)(turn, asked)
        if found is None:
            return Card(text=turn.words("question.unclear"))
        title, named = found
        if turn.actor.role is Role.HEAD:
            # A head who asks thinks of the branch: a nought of their own must not pass for it.
            title = f"{title}\n{turn.words('question.own_only')}"
        buttons = tuple(
            (
                Button(
                    text=f"{turn.words.button(each)} · {why}"[:60],
                    action=f"open:{handle(turn.desk.book, each.id)}",
                ),
            )
            for each, why in named[:_SHOWN]
        )
        return Card(text=title, rows=buttons, private=True)


def _about_one(turn: Turn, asked: Question, customer: Customer) -> Card:
    said = _ABOUT_ONE.get(asked.kind, _card_lines)(turn, customer)
    open_it = Button(text=turn.words.button(customer), action=f"open:{handle(turn.desk.book, customer.id)}")
    return Card(text="\n".join(said), rows=((open_it,),), private=True)


def _card_lines(turn: Turn, customer: Customer) -> list[str]:
    return card_lines(turn, customer, occurrences_of(turn, customer.id))


def _promise_lines(turn: Turn, customer: Customer) -> list[str]:
    lines = [follow_up_line(turn, each) for each in promised_to(turn.desk.book, customer.id)]
    return [turn.words.name(customer), *(lines or [turn.words("question.no_promises")])]


def _span(turn: Turn, asked: Question) -> tuple[date, date]:
    """The days asked about, from today on; a week where none were said."""
    today = turn.desk.today
    if asked.span is None:
        return today, today + timedelta(days=_WEEK - 1)
    return max(today, asked.span[0]), max(today, asked.span[1])


def _said(turn: Turn, start: date, end: date) -> str:
    """「今天」 or 「今天至 11月29日 周日」."""
    day = turn.words.day(start)
    return day if start == end else turn.words("question.span", start=day, end=end)


def _birthdays(turn: Turn, asked: Question) -> tuple[str, Named]:
    """Those whose day lies in the span; the reminders days ahead of it are for the gift."""
    start, end = _span(turn, asked)
    rows = preview(turn.desk.book, turn.desk.rules, start, (end - start).days + 1, turn.desk.now)
    words = turn.words.aloud
    named = [
        (row.customer, f"{words.day(row.day)} {reason_line(words, reason)}")
        for row in rows
        for reason in row.reasons
        if reason.key == "birthday.today"
    ]
    return words.many("question.birthday", len(named), span=_said(turn, start, end)), named


def _maturities(turn: Turn, asked: Question) -> tuple[str, Named]:
    """What matures on the days asked about; of this week also what has matured and nobody has told of."""
    start, end = _span(turn, asked)
    monday = turn.desk.today - timedelta(days=turn.desk.today.weekday())
    if asked.span is not None and start == turn.desk.today and end == monday + timedelta(days=_WEEK - 1):
        start = monday
    due = [
        (each, holding)
        for each in turn.desk.book.customers.values()
        for holding in each.holdings
        if holding.maturity and start <= holding.maturity <= end and not holding.ended and not holding.told
    ]
    words = turn.words.aloud
    named = [
        (each, f"{words.day(holding.maturity)} {words.money(holding.open_amount, holding.currency)}".rstrip())
        for each, holding in sorted(due, key=lambda pair: str(pair[1].maturity))
        if holding.maturity
    ]
    return words.many("question.maturity", len(named), span=_said(turn, start, end)), named


def _silent(turn: Turn, asked: Question) -> tuple[str, Named]:
    """Reached longer ago than asked; those without any contact on record come last and are said so."""
    days = asked.days or _SILENT_DAYS
    before = turn.desk.now - timedelta(days=days)
    silent = [
        each
        for each in turn.desk.book.customers.values()
        if each.left_list is None and (each.reached_at is None or each.reached_at < before)
    ]
    order = sorted(
        silent, key=lambda each: (each.reached_at is None, str(each.reached_at), -(each.assets or 0))
    )
    words = turn.words
    named = [
        (
            each,
            words("line.seen", day=each.reached_at.astimezone(words.now.tzinfo).date())
            if each.reached_at
            else words("question.never"),
        )
        for each in order
    ]
    return words.many("question.silent", len(named), days=days), named


def _todo(turn: Turn, asked: Question) -> tuple[str, Named]:
    today = Question(kind=asked.kind, span=asked.span or (turn.desk.today, turn.desk.today))
    start, end = _span(turn, today)
    following, morning = next_morning(turn.actor, turn.desk.rules, turn.desk.today)
    if start == end == following and turn.desk.local.time() >= turn.actor.wrap_at:
        # In the evening it is what the wrap-up counts: what is still open today is carried over.
        entries = agenda(turn.desk.book, turn.desk.rules, start, morning)
        told = [
            (each.customer, reason_line(turn.words.aloud, each.reason)) for each in entries if not each.listed
        ]
        return turn.words.many("question.todo", len(told), span=_said(turn, start, end)), told
    rows = preview(turn.desk.book, turn.desk.rules, start, (end - start).days + 1, turn.desk.now)
    first = {row.customer.id: row for row in reversed(rows) if not row.listed}
    order = sorted(first.values(), key=rows.index)
    named = [(row.customer, reason_line(turn.words.aloud, row.reasons[0])) for row in order]
    return turn.words.many("question.todo", len(named), span=_said(turn, start, end)), named


def _promised(turn: Turn, asked: Question) -> tuple[str, Named]:
    """What is agreed for the days asked about, in the order of the clock."""
    today = Question(kind=asked.kind, span=asked.span or (turn.desk.today, turn.desk.today))
    start, end = _span(turn, today)
    book, words = turn.desk.book, turn.words
    agreed = [
        each
        for each in open_promises(book)
        if each.because != "retry" and start <= each.day <= end and each.customer in book.customers
    ]
    named = [
        (book.customers[each.customer], f"{when_line(turn, each)} {words(f'promise.{each.how}')}")
        for each in sorted(agreed, key=lambda each: (each.day, each.at or time.max))
    ]
    return words.many("question.promised", len(named), span=_said(turn, start, end)), named


def _complaints(turn: Turn, asked: Question) -> tuple[str, Named]:
    del asked
    book = turn.desk.book
    named = [
        (book.customers[each.customer], turn.words(f"state.{each.state}"))
        for each in book.complaints.values()
        if each.open and each.customer in book.customers
    ]
    return turn.words.many("complaint.count", len(named)), named


def _count(turn: Turn, asked: Question) -> tuple[str, Named]:
    start, end = asked.span or (turn.desk.today, turn.desk.today)
    zone = turn.words.now.tzinfo
    made = [
        each for each in turn.desk.book.contacts.values() if start <= each.at.astimezone(zone).date() <= end
    ]
    reached = sum(each.outcome == "reached" for each in made)
    return turn.words(
        "question.count",
        span=_said(turn, start, end),
        total=len(made),
        reached=reached,
        customers=len(turn.desk.book.customers),
    ), []


def _unclear(turn: Turn, asked: Question) -> None:
    del turn, asked


_ABOUT_ONE: Mapping[str, Callable[[Turn, Customer], list[str]]] = {
    "last_contact": contact_lines,
    "maturity": holding_lines,
    "holdings": holding_lines,
    "promises": _promise_lines,
}
_MANY: Mapping[str, Callable[[Turn, Question], tuple[str, Named] | None]] = {
    "birthday": _birthdays,
    "maturity": _maturities,
    "silent": _silent,
    "todo": _todo,
    "promises": _promised,
    "complaints": _complaints,
    "count": _count,
}
