"""Write down one contact: what it closes, what it promises, what it starts (DOMAIN 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.closing import close
from desk.sitting import Change, Sitting
from desk.two_way import ONE_WAY, resets_cadence, was_answered
from scheduling.kinds.maturity import asks, falls_on, ladder_of
from scheduling.retry import next_try
from scheduling.rules import Rules
from store.records import (
    Amount,
    Complaint,
    Contact,
    Customer,
    FollowUp,
    FollowUpState,
    Holding,
    HoldingKind,
    Kind,
    MaturityOutcome,
    Outcome,
    Purpose,
    Severity,
    replace,
)

# A promised call that is made a little early has been kept; a visit this afternoon has not.
EARLY = timedelta(hours=1)
# A contact of which only the day is known stands at noon.
MIDDAY = time(12)
# The money of these comes free at maturity; what became of it is always asked.
MATURING = frozenset({HoldingKind.DEPOSIT, HoldingKind.WEALTH, HoldingKind.BOND})


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A follow-up as it was said; the time is the manager's wall clock."""

    day: date
    at: time | None = None
    how: Kind = Kind.CALL
    deadline: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Grievance:
    """What a customer was not content with, as it was said."""

    said: str
    formal: bool
    category: str = "other"
    severity: Severity = Severity.LOW


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
    """What was written; `maturing` is money whose outcome is still not known."""

    contact: Contact
    customer: Customer
    follow_up: FollowUp | None = None
    retry: FollowUp | None = None
    complaint: Complaint | None = None
    kept: tuple[FollowUp, ...] = ()
    maturing: tuple[Holding, ...] = ()
    changes: tuple[Change, ...] = ()


def log(at: Sitting, line: Line) -> Logged:
    """Keep the contact with all that follows from it; the caller's unit of work makes it one step."""
    before = customer = at.customer(line.customer)
    newest = _newest(at, customer, line)
    kept = _keep_promises(at, line) if line.outcome is Outcome.REACHED else _drop_retries(at, line)
    promised = promise(at, customer.id, line.promise) if line.promise else None
    complaint = complain(at, customer.id, line.grievance, line.at) if line.grievance else None
    answered = line.kind in ONE_WAY and (line.answered or was_answered(line.note))
    counts = resets_cadence(customer, line.kind, answered=answered, rules=at.rules)
    if counts or line.outcome is not Outcome.REACHED:
        customer = _touched(customer, line, newest=newest)
    else:
        # It went one way to somebody who is spoken with: a try, no more.
        customer = replace(customer, tried_at=_later(customer.tried_at, line.at))
    if line.money is not None:
        customer = _money_known(customer, line, line.money, _local(at, line.at).date())
    unanswered = newest and line.outcome is Outcome.NO_ANSWER and promised is None
    retry = _retry(at, customer, line) if unanswered else None
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
        closed=tuple(each.id for each in kept),
        assumed=line.assumed,
        answered=answered,
    )
    close(at, before, contact)
    at.put(contact)
    at.put(customer)
    at.audit("log", customer.id, kind=line.kind.value, outcome=line.outcome.value)
    return Logged(
        contact=contact,
        customer=customer,
        follow_up=promised,
        retry=retry,
        complaint=complaint,
        kept=kept if line.outcome is Outcome.REACHED else (),
        maturing=maturing(customer, at.rules, at.today),
        changes=tuple(at.changes),
    )


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What was promised where nothing has happened yet."""

    follow_up: FollowUp
    customer: Customer
    changes: tuple[Change, ...] = ()


def plan(at: Sitting, customer: str, said: Promise) -> Planned:
    """Keep what is to be done as a follow-up; no contact comes of it."""
    planned = at.customer(customer)
    follow_up = promise(at, customer, said)
    at.audit("plan", customer, how=said.how.value)
    return Planned(follow_up=follow_up, customer=planned, changes=tuple(at.changes))


def happened_on(contact: Contact, zone: str) -> datetime | date:
    """When a contact happened, a day alone where it was logged for a whole day gone by."""
    local, logged = (each.astimezone(ZoneInfo(zone)) for each in (contact.at, contact.logged_at))
    return local.date() if local.date() != logged.date() and local.time() == MIDDAY else local


def promise(at: Sitting, customer: str, said: Promise) -> FollowUp:
    """A promise to the customer, kept as an open follow-up of the actor."""
    follow_up = FollowUp(
        id=at.new_id(),
        customer=customer,
        how=said.how,
        day=said.day,
        at=said.at,
        zone=at.actor.zone,
        text=said.text,
        deadline=said.deadline,
        made_at=at.now,
        by=at.actor.id,
    )
    at.put(follow_up)
    return follow_up


def complain(at: Sitting, customer: str, said: Grievance, received: datetime | None = None) -> Complaint:
    """A complaint or grievance, received now or when it was voiced; its clocks follow from the playbook."""
    complaint = Complaint(
        id=at.new_id(),
        customer=customer,
        said=said.said,
        formal=said.formal,
        category=said.category,
        severity=said.severity,
        received_at=received or at.now,
        by=at.actor.id,
    )
    at.put(complaint)
    at.audit("complaint", customer, formal=said.formal, category=said.category)
    return complaint


def maturing(customer: Customer, rules: Rules, day: date) -> tuple[Holding, ...]:
    """Money that is worked by a day, on Friday the weekend's too, with nobody knowing what became of it."""
    return tuple(
        each
        for each in customer.holdings
        if each.maturity is not None and asks(customer, each, rules) and falls_on(each.maturity, rules) <= day
    )


def asked_at(customer: Customer, holding: Holding, rules: Rules, now: datetime) -> time | None:
    """When today it will be asked what became of the money; None when it will not; `now` is local."""
    at = rules.playbook.maturity.ask_at
    asked = customer.left_list is None and ladder_of(holding.amount, rules) is not None
    if not asked or holding.maturity is None or now.time() >= at:
        return None
    return at if falls_on(holding.maturity, rules) == now.date() else None


def _local(at: Sitting, instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(at.actor.zone))


def _newest(at: Sitting, customer: Customer, line: Line) -> bool:
    """Whether nothing was tried after it: only the last try says how the customer stands now."""
    last = max(filter(None, (customer.tried_at, customer.reached_at)), default=None)
    if last is None or last <= line.at:
        return True
    return line.whole_day and _local(at, last).date() == _local(at, line.at).date()


def _keep_promises(at: Sitting, line: Line) -> tuple[FollowUp, ...]:
    """A contact keeps what was promised for by then, not what was promised after it."""
    when = _local(at, line.at)
    by = when.replace(hour=23, minute=59) if line.whole_day else when + EARLY
    due = [
        each
        for each in _open(at, line.customer)
        if (each.because == "retry" and each.made_at <= by)
        or (each.because != "retry" and (each.day, each.at or time()) <= (by.date(), by.time()))
    ]
    for each in due:
        at.put(replace(each, state=FollowUpState.KEPT, closed_at=at.now))
    return tuple(due)


def _drop_retries(at: Sitting, line: Line) -> tuple[FollowUp, ...]:
    """The retry of an earlier try is over with this one; one arranged after it stands."""
    retries = [
        each
        for each in _open(at, line.customer)
        if each.because == "retry" and (each.made_at <= line.at or line.at == at.now)
    ]
    for each in retries:
        at.put(replace(each, state=FollowUpState.CANCELLED, closed_at=at.now))
    return tuple(retries)


def _open(at: Sitting, customer: str) -> Sequence[FollowUp]:
    return [each for each in at.book.follow_ups.values() if each.customer == customer and each.open]


def _touched(customer: Customer, line: Line, *, newest: bool) -> Customer:
    if line.outcome is Outcome.REACHED:
        visit = line.kind in (Kind.VISIT, Kind.BRANCH_VISIT)
        reviewed = visit or line.purpose is Purpose.PRODUCT
        return replace(
            customer,
            reached_at=_later(customer.reached_at, line.at),
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


def _later(known: datetime | None, at: datetime) -> datetime:
    return at if known is None or known < at else known


def _money_known(customer: Customer, line: Line, outcome: MaturityOutcome, today: date) -> Customer:
    """The outcome belongs to the money that was named, else to what is nearest to today."""
    open_ones = [
        each
        for each in customer.holdings
        if each.kind in MATURING and not each.ended and not each.told and each.maturity is not None
    ]
    if not open_ones:
        return customer
    said_one = [each for each in open_ones if each.number == line.holding]
    nearest = min(said_one or open_ones, key=lambda each: abs(((each.maturity or today) - today).days))
    said = [
        each.fen for each in line.amounts if each.meaning == "renewed" and each.currency == nearest.currency
    ]
    kept = sum(said) if said else None
    return with_outcome(customer, nearest.number, outcome, today, to=line.moved_to, kept=kept)


def with_outcome(
    customer: Customer,
    number: str,
    outcome: MaturityOutcome,
    today: date,
    *,
    to: str = "",
    kept: int | None = None,
) -> Customer:
    """The customer, knowing what became of the money of one holding, and where it went if that was said.

    `kept` (fen) is how much was renewed, where a sum was named: less than there was is a part.
    """
    holdings = tuple(
        replace(_told(each, outcome, to, kept), outcome_on=today) if each.number == number else each
        for each in customer.holdings
    )
    return replace(customer, holdings=holdings)


def _told(holding: Holding, outcome: MaturityOutcome, to: str, kept: int | None) -> Holding:
    """Of money that was renewed in part, what is said next is said of its rest."""
    parted = holding.outcome is MaturityOutcome.PARTLY
    if kept is not None and outcome in (MaturityOutcome.RENEWED, MaturityOutcome.PARTLY):
        kept += (holding.kept or 0) if parted else 0
        whole = holding.amount is not None and kept >= holding.amount
        outcome = MaturityOutcome.RENEWED if whole else MaturityOutcome.PARTLY
        if outcome is MaturityOutcome.PARTLY:
            return replace(holding, outcome=outcome, kept=kept, rest=None, outcome_to="")
        return replace(holding, outcome=outcome, kept=None, rest=None, outcome_to="")
    if parted and outcome is not MaturityOutcome.PARTLY:
        return replace(holding, rest=outcome, outcome_to=to)
    return replace(holding, outcome=outcome, outcome_to=to)


def _due(at: Sitting, customer: str) -> FollowUp | None:
    """The promise that was being kept: due by now, not one for later today."""
    now = at.local
    due = [each for each in _open(at, customer) if (each.day, each.at or time()) <= (now.date(), now.time())]
    return min(due, key=lambda each: (each.day, str(each.at)), default=None)


def _retry(at: Sitting, customer: Customer, line: Line) -> FollowUp | None:
    when = next_try(at.local, customer.misses, at.actor, at.rules)
    if when is None:
        return None
    day, clock = when
    promised = _due(at, customer.id)
    if promised is not None:
        # Nobody answered a promised call: it is the promise that comes back, not a second reminder.
        instant = datetime.combine(day, clock, ZoneInfo(at.actor.zone)).astimezone(UTC)
        again = replace(promised, snoozed_to=instant, retry=customer.misses)
        at.put(again)
        return again
    retry = FollowUp(
        id=at.new_id(),
        customer=customer.id,
        how=Kind.CALL,
        day=day,
        at=clock,
        zone=at.actor.zone,
        because="retry",
        retry=customer.misses,
        made_at=at.now,
        by=at.actor.id,
        text=line.note,
    )
    at.put(retry)
    return retry
