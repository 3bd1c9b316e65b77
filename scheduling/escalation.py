"""Which complaints the head hears of at once, whoever's they are and whether that person can be reached.

Crises (press, crowd, social media, regulator) and clocks that have run out are alarms of the manager's book
that nobody is shown: when they fall due they become a notice of each head of the branch (DOMAIN 6).
"""

from collections.abc import Iterator

from scheduling.complaint_clocks import running_clocks
from scheduling.joining import AHEAD, EVE, tell_companion
from scheduling.reach import TO_HEAD, notice, told_of_trouble
from scheduling.rules import Rules
from scheduling.wall import local_day
from store.books import Book, Books
from store.ledger import Alarm, LedgerRow, State
from store.records import Complaint, Role, Severity

HEAD_COMPLAINT = "head_complaint"


def escalations(book: Book, rules: Rules) -> Iterator[Alarm]:
    """What of this book's complaints goes to the head, at UTC instants; a head's own go to nobody above."""
    if book.owner.role is Role.HEAD:
        return
    for complaint in book.complaints.values():
        if complaint.open and complaint.customer in book.customers:
            yield from _of(complaint, book, rules)


def _of(complaint: Complaint, book: Book, rules: Rules) -> Iterator[Alarm]:
    stages = [("crisis", complaint.received_at)] if complaint.severity is Severity.CRISIS else []
    for clock in running_clocks(complaint, rules, book.owner.zone):
        stages.append((f"late_{clock.name}", clock.late_at))
        if clock.escalate_at is not None:
            stages.append((f"long_{clock.name}", clock.escalate_at))
    for what, due in stages:
        subject, day = f"{complaint.id}-{what}", local_day(due, book.owner.zone)
        yield Alarm(
            key=f"{TO_HEAD}|{subject}|{day}", kind=TO_HEAD, subject=subject, day=day, due=due, book=book.id
        )


def pass_on(books: Books, row: LedgerRow) -> None:
    """The heads of the branch are told, unless the complaint has been closed meanwhile; of a visit whoever
    comes along.
    """
    book, now = books[row.book], books.now
    number, _, what = row.subject.rpartition("-")
    if what in (EVE, AHEAD):
        tell_companion(books, book, number.partition("~")[0], what, now)
    complaint = book.complaints.get(number)
    if complaint is not None and complaint.open:
        for other in told_of_trouble(books, book.owner):
            subject = f"{book.owner.id}/{number}/{what}/{other.removeprefix('book:')}"
            books.ledger.insert(notice(HEAD_COMPLAINT, subject, other, book.owner.zone, now), now)
    books.ledger.settle(row.key, State.DONE, now)
