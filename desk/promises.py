"""跟进: what was promised to a customer: made, kept, tried again, moved or dropped (DOMAIN 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.sitting import Change, Sitting
from scheduling.call_hours import wishes_of
from scheduling.joining import MOVED, OFF, tell_companion
from scheduling.retry import next_try
from store.books import Book
from store.records import Customer, FollowUp, FollowUpState, Kind, Refused, replace

# A promised call that is made a little early has been kept; a visit this afternoon has not.
EARLY = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A follow-up as it was said; the time is the manager's wall clock."""

    day: date
    at: time | None = None
    how: Kind = Kind.CALL
    deadline: bool = False
    text: str = ""


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


def keep_promises(at: Sitting, customer: str, when: datetime, *, whole_day: bool) -> tuple[FollowUp, ...]:
    """A contact at `when` (aware) keeps what was promised for by then, not what was promised after it.

    A call by noon at the latest is kept by one at eight of that day, if it was promised before.
    """
    local = when.astimezone(ZoneInfo(at.actor.zone))
    by = local.replace(hour=23, minute=59) if whole_day else local + EARLY
    since = by if whole_day else local
    due = [
        each
        for each in promised_to(at.book, customer)
        if (each.because == "retry" and each.made_at <= by)
        or (each.because != "retry" and _moment(each) <= (by.date(), by.time()))
        or (_may_be_early(each) and each.day == local.date() and each.made_at <= since)
    ]
    for each in due:
        keep(at, each)
    return tuple(due)


def drop_retries(at: Sitting, customer: str, when: datetime) -> tuple[FollowUp, ...]:
    """The retry of an earlier try is over with the one at `when`; one arranged after it stands."""
    retries = [
        each
        for each in promised_to(at.book, customer)
        if each.because == "retry" and (each.made_at <= when or when == at.now)
    ]
    for each in retries:
        drop(at, each)
    return tuple(retries)


def try_again(at: Sitting, customer: Customer, note: str) -> FollowUp | None:
    """The next try after nobody answered, which may be the promise itself; None after so many tries."""
    when = next_try(at.local, customer.misses, at.actor, at.rules, wishes_of(customer.preference))
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
        text=note,
    )
    at.put(retry)
    return retry


def promised_to(book: Book, customer: str) -> Sequence[FollowUp]:
    """The open promises to a customer, the next one first; of a day those without a time come last."""
    mine = (each for each in book.follow_ups.values() if each.customer == customer and each.open)
    return sorted(mine, key=lambda each: (each.day, each.at is None, each.at or time()))


def follow_up(at: Sitting, number: str) -> FollowUp:
    """An open promise of this book."""
    found = at.book.get(FollowUp, number)
    if found is None or not found.open:
        raise Refused("follow_up.gone")
    return found


def keep(at: Sitting, promise: FollowUp) -> None:
    at.put(replace(promise, state=FollowUpState.KEPT, closed_at=at.now))


def drop(at: Sitting, promise: FollowUp) -> None:
    at.put(replace(promise, state=FollowUpState.CANCELLED, closed_at=at.now))
    tell_companion(at.books, at.book, promise.id, OFF, at.now)


def move(at: Sitting, promise: FollowUp, to: datetime) -> FollowUp:
    """Another day and time for a promise; `to` is local to the actor, and so is the time it has then."""
    if to <= at.local:
        raise Refused("follow_up.past")
    moved = replace(
        promise,
        day=to.date(),
        at=to.time().replace(tzinfo=None),
        zone=at.actor.zone,
        moved=promise.moved + 1,
        snoozed_to=None,
    )
    at.put(moved)
    tell_companion(at.books, at.book, moved.id, MOVED, at.now)
    return moved


def put_off(at: Sitting, promise: FollowUp, by: timedelta) -> FollowUp:
    """Remind again a while from now; the promise itself stays where it is."""
    later = replace(promise, snoozed_to=at.now + by)
    at.put(later)
    return later


def _due(at: Sitting, customer: str) -> FollowUp | None:
    """The promise that was being kept: due by now, not one for later today."""
    now = at.local
    due = (each for each in promised_to(at.book, customer) if _moment(each) <= (now.date(), now.time()))
    return next(due, None)


def _may_be_early(promise: FollowUp) -> bool:
    return promise.deadline and promise.how is Kind.CALL and promise.because != "retry"


def _moment(promise: FollowUp) -> tuple[date, time]:
    return promise.day, promise.at or time()
