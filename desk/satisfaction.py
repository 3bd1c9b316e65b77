"""满意度: how content a customer is, and after a closed complaint how it was handled (DOMAIN 2, 6)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import get_args

from desk.sitting import Sitting
from store.books import Book
from store.records import Aspect, Complaint, Refused, Satisfied, replace

# As many as a long relationship has.
REMEMBERED = 24
BEST = 5
# The care call is made after a week; who was not asked by now is not asked any more.
ASKED_FOR = timedelta(days=60)


def unrated(book: Book, customer: str, now: datetime) -> Complaint | None:
    """The complaint of the customer that was closed last, as long as nobody asked how content they are."""
    closed = [
        each
        for each in book.complaints.values()
        if each.customer == customer and each.closed_at is not None and now - each.closed_at <= ASKED_FOR
    ]
    last = max(closed, key=lambda each: str(each.closed_at), default=None)
    return last if last is not None and not last.open and last.satisfaction is None else None


def to_ask(book: Book, customer: str, now: datetime) -> bool:
    """Whether somebody has spoken to the customer since, so that the answer is known or soon will be."""
    complaint, who = unrated(book, customer, now), book.customers.get(customer)
    if complaint is None or complaint.closed_at is None or who is None or who.reached_at is None:
        return False
    return who.reached_at >= complaint.closed_at


def rate(at: Sitting, number: str, score: int) -> Complaint | None:
    """How content the customer is today, from 1 to 5; said again on the same day it replaces the first.

    Answers the closed complaint that it was asked about, if there is one.
    """
    customer = at.customer(number)
    if not 1 <= score <= BEST:
        raise Refused("outdated")
    before = tuple(one for one in customer.satisfaction if one.on != at.today)
    now = Satisfied(on=at.today, score=score, by=at.actor.id)
    at.put(replace(customer, satisfaction=(*before, now)[-REMEMBERED:]))
    at.audit("satisfaction", number, score=score)
    complaint = unrated(at.book, number, at.now)
    if complaint is not None:
        complaint = replace(complaint, satisfaction=score)
        at.put(complaint)
    return complaint


def judge(at: Sitting, number: str, short: Collection[str]) -> Complaint:
    """In which aspects the customer says that the handling of a complaint fell short; empty: in none."""
    complaint = at.book.get(Complaint, number)
    if complaint is None or complaint.satisfaction is None:
        raise Refused("complaint.gone")
    fell = tuple(aspect for aspect in get_args(Aspect) if aspect in short)
    judged = replace(complaint, fell_short=fell)
    at.put(judged)
    at.audit("complaint_judged", complaint.customer, short=",".join(fell))
    return judged
