"""What a book wants to be said and when: armed by the store at each commit (DESIGN 3).

A past alarm stays wanted until it is sent, as long as saying it late still makes sense: a digest until the
wrap-up of its day, a wrap-up until midnight, a promise and a complaint that is late until they are answered.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from scheduling.complaint_clocks import running_clocks
from scheduling.cover import LEAVE_OVER, ends, last_day, leaves_of
from scheduling.dailies import Fall, every_day, planned_days, working_days
from scheduling.escalation import escalations
from scheduling.joining import companions
from scheduling.kinds.follow_up import comes_back, due_of
from scheduling.kinds.maturity import asks, falls_on, ladder_of
from scheduling.rules import ONE_DAY, Rules
from scheduling.standing import AWAY, snoozed
from scheduling.tallies import Tally
from scheduling.wall import instant, local_day
from store.books import Book
from store.ledger import Alarm
from store.records import Cover, Customer, FollowUp, Person, Role

DIGESTS = frozenset({"digest", "head_digest"})
SEAL = "seal"
DAILY = DIGESTS | {"wrapup", "fold", "plan", SEAL}


def alarms(book: Book, rules: Rules, now: datetime) -> tuple[Alarm, ...]:
    """All that is to be said to the owner of a book, at UTC instants; nothing to somebody who is not bound,
    but that the head hears of their complaints, and of visits together.

    Of the daily messages today's and the next one; of promises, complaints and snoozed reminders all.
    """
    person = book.owner
    to_head = (*escalations(book, rules), *companions(book, rules, now))
    if person.telegram is None or person.left is not None:
        return to_head
    wanted = (
        *to_head,
        *_daily(book, rules, now),
        *_promises(book, rules, now),
        *_complaints(book, rules, now),
        *_maturities(book, rules, now),
        *_snoozed(book),
        *_hidings(book),
        *_leave(book, rules),
    )
    return tuple(sorted(wanted, key=lambda alarm: (alarm.due, alarm.key)))


def subject_of(follow_up: FollowUp) -> str:
    """What the alarms of a promise are about: its id, and which moving or snoozing of it they belong to.

    A moved or snoozed promise must speak again on a day on which it spoke already, so it gets a key anew.
    """
    snoozed_to = follow_up.snoozed_to
    turn = f"~{follow_up.moved}" if follow_up.moved or snoozed_to else ""
    return f"{follow_up.id}{turn}" + (f"~{snoozed_to:%d%H%M}" if snoozed_to else "")


def follow_up_of(subject: str) -> str:
    """The id of the promise that an alarm's subject is about."""
    return subject.partition("~")[0]


def morning_at(person: Person, rules: Rules) -> time:
    """When the day's first message comes; a head who never chose an hour gets it before the meeting."""
    digest = rules.playbook.digest
    unchosen = person.role is Role.HEAD and person.digest_at == digest.morning_at
    return digest.head_at if unchosen else person.digest_at


def _alarm(book: Book, kind: str, subject: str, day: date, due: datetime) -> Alarm:
    return Alarm(key=f"{kind}|{subject}|{day}", kind=kind, subject=subject, day=day, due=due, book=book.id)


def _daily(book: Book, rules: Rules, now: datetime) -> Iterator[Alarm]:
    """The digest, the wrap-up, the operator's seal and the folding of yesterday's messages."""
    person, mornings = book.owner, morning_at(book.owner, rules)
    today = rules.today(person, now)
    wrap = instant(today, person.wrap_at, person.zone)
    evenings = working_days(person, person.wrap_at, today, rules)
    if person.role is Role.OPERATOR:
        for day, due in _next(evenings, now):
            yield _alarm(book, SEAL, person.id, day, due)
    else:
        for day, due in _next(working_days(person, mornings, today, rules), now):
            if not due < wrap <= now:
                yield _alarm(
                    book, "head_digest" if person.role is Role.HEAD else "digest", person.id, day, due
                )
    if person.role is Role.MANAGER or (person.role is Role.HEAD and book.customers):
        for day, due in _next(evenings, now):
            yield _alarm(book, "wrapup", person.id, day, due)
        # The plan of a week or month that begins: today's until the wrap-up, and the next one.
        for day, due in _next(planned_days(person, mornings, today, rules), now):
            if not due < wrap <= now:
                yield _alarm(book, "plan", person.id, day, due)
    # What stands in the chat is folded on days off too: Telegram lets nobody touch it after 48 hours.
    for day, due in _next(every_day(person, mornings, today), now):
        yield _alarm(book, "fold", person.id, day, due)


def _next(falls: Iterable[Fall], now: datetime) -> Iterator[Fall]:
    """Today's, and the next one after now."""
    for day, due in falls:
        yield day, due
        if due > now:
            return


def _promises(book: Book, rules: Rules, now: datetime) -> Iterator[Alarm]:
    for follow_up in book.follow_ups.values():
        if follow_up.open and comes_back(follow_up, book) is None:
            due = due_of(follow_up)
            if due is None:
                yield from _by_day(book, follow_up, rules, now)
            else:
                yield from _at_the_minute(book, follow_up, due, rules, now)


def _by_day(book: Book, follow_up: FollowUp, rules: Rules, now: datetime) -> Iterator[Alarm]:
    """Asked about in the afternoon of its day; a later day has it in its digest."""
    due = instant(follow_up.day, rules.playbook.follow_up.open_at, follow_up.zone)
    if follow_up.made_at < due and local_day(now, follow_up.zone) <= follow_up.day:
        yield _alarm(book, "follow_up_open", subject_of(follow_up), follow_up.day, due)


def _at_the_minute(
    book: Book, follow_up: FollowUp, due: datetime, rules: Rules, now: datetime
) -> Iterator[Alarm]:
    subject, day = subject_of(follow_up), local_day(due, book.owner.zone)
    yield _alarm(book, "follow_up", subject, day, due)
    if follow_up.snoozed_to is not None or now >= due:
        return
    promises = rules.playbook.follow_up
    minutes = promises.minutes_before.get(follow_up.how.value)
    lead = minutes or (promises.deadline_minutes if follow_up.deadline else None)
    if lead is not None:
        ahead = due - timedelta(minutes=lead)
        if follow_up.made_at < ahead:
            yield _alarm(book, "follow_up_ahead", subject, day, ahead)
    if minutes is not None:
        eve = instant(follow_up.day - ONE_DAY, promises.eve_at, follow_up.zone)
        if follow_up.made_at < eve and local_day(now, follow_up.zone) < follow_up.day:
            yield _alarm(book, "follow_up_eve", subject, day, eve)


def _complaints(book: Book, rules: Rules, now: datetime) -> Iterator[Alarm]:
    zone = book.owner.zone
    for complaint in book.complaints.values():
        for clock in running_clocks(complaint, rules, zone):
            subject = f"{complaint.id}-{clock.name}"
            stages = [("complaint_late", clock.late_at), ("complaint_escalate", clock.escalate_at)]
            if now < clock.late_at:
                stages.insert(0, ("complaint_warn", clock.warn_at))
            for kind, due in stages:
                if due is not None:
                    yield _alarm(book, kind, subject, local_day(due, zone), due)


def _maturities(book: Book, rules: Rules, now: datetime) -> Iterator[Alarm]:
    """The afternoon question what became of the money: today's, and that of the next day with a maturity."""
    person = book.owner
    today = rules.today(person, now)
    matures = _ASKED_ABOUT.of(book.id, book.customers, rules, person.zone)
    for maturity in sorted(day for day in matures if day >= today):
        day = falls_on(maturity, rules)
        if day >= today:
            yield _ask(book, rules, day)
        if day > today:
            return


def _asked_about(customer: Customer, rules: Rules, _zone: str) -> Iterator[tuple[date, int]]:
    """The days on which money of a customer matures that is asked about; small sums come in a list."""
    if customer.left_list is not None:
        return
    for holding in customer.holdings:
        told = ladder_of(holding.amount, rules) is not None and asks(customer, holding, rules)
        if told and holding.maturity is not None:
            yield holding.maturity, 1


_ASKED_ABOUT = Tally(_asked_about)


def _ask(book: Book, rules: Rules, day: date) -> Alarm:
    due = instant(day, rules.playbook.maturity.ask_at, book.owner.zone)
    return _alarm(book, "maturity_ask", book.owner.id, day, due)


def _snoozed(book: Book) -> Iterator[Alarm]:
    """Snoozed reminders come back under their own kind and key, which the ledger knows as snoozed."""
    for settlement in snoozed(book.settlements.values()):
        kind, _, rest = settlement.id.partition("|")
        subject, _, named = rest.rpartition("|")
        if settlement.until is not None and settlement.reason != AWAY:
            yield Alarm(
                key=settlement.id,
                kind=kind,
                subject=subject,
                day=date.fromisoformat(named),
                due=settlement.until,
                book=book.id,
            )


def _leave(book: Book, rules: Rules) -> Iterator[Alarm]:
    """What was done meanwhile: on the first morning back, or at once when the leave was ended early."""
    person = book.owner
    for cover in leaves_of(person):
        over = ends(cover)
        if cover.ended is None or over != cover.ended:
            over = instant(_back(person, cover, rules), person.digest_at, person.zone)
        yield _alarm(book, LEAVE_OVER, cover.id, cover.last, over)


def _back(person: Person, cover: Cover, rules: Rules) -> date:
    """The first day at work after a leave; one that follows at once is waited for too."""
    day = rules.next_at_work(person, cover.last + ONE_DAY)
    for later in leaves_of(person):
        if later.first <= day <= last_day(later):
            day = rules.next_at_work(person, last_day(later) + ONE_DAY)
    return day


def _hidings(book: Book) -> Iterator[Alarm]:
    """A number that is shown is taken back; shown again in the same message it gets a key anew."""
    for dialogue in book.dialogues.values():
        if dialogue.hide_at is not None and dialogue.message is not None:
            subject = f"{dialogue.id}~{dialogue.version}"
            day = local_day(dialogue.hide_at, book.owner.zone)
            yield _alarm(book, "hide", subject, day, dialogue.hide_at)
