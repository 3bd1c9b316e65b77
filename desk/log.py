"""Write down one contact: what it closes, what it promises, what it starts (DOMAIN 5)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.closing import VISITS, close
from desk.complaints import Grievance, complain
from desk.maturities import awaited, part_gone, renewed, with_outcome
from desk.promises import Promise, drop_retries, keep_promises, promise, try_again
from desk.second_manager import with_second
from desk.sitting import Change, Sitting
from desk.two_way import ONE_WAY, resets_cadence, was_answered
from scheduling.wall import local_day, week_of
from store.records import (
    Amount,
    Contact,
    Customer,
    FollowUp,
    Kind,
    MaturityOutcome,
    Outcome,
    Purpose,
    replace,
)

# A contact of which only the day is known stands at noon.
MIDDAY = time(12)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One contact to be written down; `at` (aware) is when it happened.

    `whole_day` means that only the day is known; `at` is then noon of that day.
    """

    customer: str
    kind: Kind
    outcome: Outcome
    at: datetime
    whole_day: bool = False
    purpose: Purpose | None = None
    note: str = ""
    amounts: tuple[Amount, ...] = ()
    needs: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    promise: Promise | None = None
    grievance: Grievance | None = None
    money: MaturityOutcome | None = None
    holding: str = ""
    moved_to: str = ""
    assumed: tuple[str, ...] = ()
    answered: bool = False


@dataclass(frozen=True, kw_only=True)
class Logged:
    """What was written; `retry` is the next try where nobody answered."""

    contact: Contact
    customer: Customer
    retry: FollowUp | None = None
    changes: tuple[Change, ...] = ()


def log(at: Sitting, line: Line) -> Logged:
    """Keep the contact with all that follows from it; the caller's unit of work makes it one step."""
    before = customer = at.customer(line.customer)
    newest = _newest(at, customer, line)
    reached = line.outcome is Outcome.REACHED
    if reached:
        closed = keep_promises(at, customer.id, line.at, whole_day=line.whole_day)
    else:
        closed = drop_retries(at, customer.id, line.at)
    promised = promise(at, customer.id, line.promise) if line.promise else None
    complaint = complain(at, customer.id, line.grievance, line.at) if line.grievance else None
    answered = line.kind in ONE_WAY and (line.answered or was_answered(line.note))
    counts = resets_cadence(customer, line.kind, answered=answered, rules=at.rules)
    if counts or not reached:
        customer = _touched(customer, line, at.actor.zone, newest=newest)
    else:
        # It went one way to somebody who is spoken with: a try, no more.
        customer = replace(customer, tried_at=_later(customer.tried_at, line.at))
    if reached:
        customer = with_second(at, customer, line.kind, line.at, line.note, line.company)
    if line.money is not None:
        customer = _money_known(customer, line, line.money, at)
    unanswered = newest and line.outcome is Outcome.NO_ANSWER and promised is None
    retry = try_again(at, customer, line.note) if unanswered else None
    contact = Contact(
        id=at.new_id(),
        customer=customer.id,
        kind=line.kind,
        outcome=line.outcome,
        at=line.at,
        logged_at=at.now,
        by=at.actor.id,
        purpose=line.purpose,
        note=line.note,
        amounts=line.amounts,
        needs=line.needs,
        company=line.company,
        follow_up=promised.id if promised else "",
        complaint=complaint.id if complaint else "",
        closed=tuple(each.id for each in closed),
        assumed=line.assumed,
        answered=answered,
    )
    close(at, before, contact, both_ways=counts)
    at.put(contact)
    at.put(customer)
    at.audit("log", customer.id, kind=line.kind.value, outcome=line.outcome.value)
    return Logged(contact=contact, customer=customer, retry=retry, changes=tuple(at.changes))


def happened_on(contact: Contact, zone: str) -> datetime | date:
    """When a contact happened, a day alone where it was logged for a whole day gone by."""
    local, logged = (each.astimezone(ZoneInfo(zone)) for each in (contact.at, contact.logged_at))
    return local.date() if local.date() != logged.date() and local.time() == MIDDAY else local


def _newest(at: Sitting, customer: Customer, line: Line) -> bool:
    """Whether nothing was tried after it: only the last try says how the customer stands now."""
    last = max(filter(None, (customer.tried_at, customer.reached_at)), default=None)
    if last is None or last <= line.at:
        return True
    return line.whole_day and local_day(last, at.actor.zone) == local_day(line.at, at.actor.zone)


def _touched(customer: Customer, line: Line, zone: str, *, newest: bool) -> Customer:
    if line.outcome is Outcome.REACHED:
        visit = line.kind in VISITS
        reviewed = visit or line.purpose is Purpose.PRODUCT
        return replace(
            customer,
            reached_at=_later(customer.reached_at, line.at),
            reached_before=_week_before(customer, line.at, zone),
            visited_at=_later(customer.visited_at, line.at) if visit else customer.visited_at,
            reviewed_at=_later(customer.reviewed_at, line.at) if reviewed else customer.reviewed_at,
            tried_at=_later(customer.tried_at, line.at),
            misses=0 if newest else customer.misses,
            wrong_number=not newest and customer.wrong_number,
        )
    if not newest:
        return customer
    return replace(
        customer,
        tried_at=_later(customer.tried_at, line.at),
        misses=customer.misses + (line.outcome is Outcome.NO_ANSWER),
        refused_contact=customer.refused_contact or line.outcome is Outcome.REFUSED,
        wrong_number=customer.wrong_number or line.outcome is Outcome.WRONG_NUMBER,
    )


def _week_before(customer: Customer, at: datetime, zone: str) -> datetime | None:
    """The last contact that reached the customer before the week of the newest one, once there is one more:
    what was in time last week is counted by it.
    """
    known = [each for each in (customer.reached_before, customer.reached_at, at) if each is not None]
    monday = week_of(local_day(max(known), zone))
    return max((each for each in known if local_day(each, zone) < monday), default=None)


def _later(known: datetime | None, at: datetime) -> datetime:
    return at if known is None or known < at else known


def _money_known(customer: Customer, line: Line, outcome: MaturityOutcome, at: Sitting) -> Customer:
    """The outcome belongs to the money that was named, else to what is nearest to its day."""
    day = local_day(line.at, at.actor.zone)
    open_ones = awaited(customer, at.rules)
    if not open_ones:
        return customer
    named = [each for each in open_ones if each.number == line.holding]
    nearest = min(named or open_ones, key=lambda each: abs(((each.maturity or day) - day).days))
    kept = renewed(nearest, line.amounts)
    went = outcome in (MaturityOutcome.MOVED, MaturityOutcome.WITHDRAWN)
    gone = part_gone(nearest, line.amounts) if went else None
    return with_outcome(customer, nearest.number, outcome, day, to=line.moved_to, kept=kept, gone=gone)
