"""The messages of the day as frozen notices: morning, wrap-up, and the head's page (DOMAIN 10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from scheduling.agenda import Entry, agenda, agendas
from scheduling.alarms import morning_at
from scheduling.book_state import Standing, standing_at
from scheduling.capacity import worked_on
from scheduling.occurrence import Occurrence
from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import instant, local, local_day
from store.books import Book
from store.records import Complaint, Contact, Customer, Draft, Kind, Person, Role
from store.summaries import Summary


class Morning(msgspec.Struct, frozen=True, kw_only=True):
    """早上好: what there is to do on a day of the person's zone.

    `entries` are worked in this order and counted by heading, each once; `listed` ones come as a list;
    `ahead` are those of the days off that follow, and before a break of three days or more also those of the
    two working days after it (`holiday`), the last of which is `ahead_to`. `urgent` is late or has the
    earliest time still to come.
    """

    person: Person
    day: date
    counts: Mapping[str, int]
    entries: tuple[Entry, ...]
    listed: tuple[Entry, ...]
    ahead: tuple[Entry, ...]
    urgent: Occurrence | None
    data_date: date | None
    stale: bool
    drafts: int
    ahead_to: date
    holiday: bool


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A contact of the day with its customer, to be copied into the bank's own report."""

    contact: Contact
    customer: Customer


class VoicedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint of the day of which no contact tells, with its customer."""

    complaint: Complaint
    customer: Customer


class WrapUp(msgspec.Struct, frozen=True, kw_only=True):
    """今天做了什么: contacts by outcome, what was not done, drafts, needs, and the number of the next day."""

    person: Person
    day: date
    outcomes: Mapping[str, int]
    visits: int
    needs: int
    not_done: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    next_day: date
    next_entries: int
    report: tuple[ReportLine, ...]
    voiced: tuple[VoicedLine, ...] = ()


class HeadMorning(msgspec.Struct, frozen=True, kw_only=True):
    """What needs the head: money in fen for the week from Monday to Sunday, coverage by reached contacts.

    `help` are the managers who need a hand, by name and not ranked.
    """

    day: date
    late_complaints: int
    unallocated: int
    unused_invitations: tuple[str, ...]
    maturing: int
    renewed: int
    talked: int
    untalked: int
    gone: int
    untold: int
    unsaid: int
    in_time: int
    counted: int
    was_in_time: int
    was_counted: int
    help: tuple[Standing, ...]
    team: tuple[Standing, ...]
    data_date: date | None
    stale: bool
    own: Morning | None

    @property
    def coverage(self) -> float | None:
        """The share of customers reached within their gap (0 to 1); None where nobody is counted."""
        return self.in_time / self.counted if self.counted else None

    @property
    def coverage_before(self) -> float | None:
        """The same share at the end of the week before; None where nobody was counted then."""
        return self.was_in_time / self.was_counted if self.was_counted else None

    @property
    def decisions(self) -> int:
        """How many things wait for the head's word."""
        waits = (self.late_complaints, self.unsaid, self.unallocated, self.unused_invitations)
        return sum(map(bool, waits))


def morning(book: Book, rules: Rules, now: datetime) -> Morning:
    """The digest of the owner's day."""
    day = rules.today(book.owner, now)
    ahead_to, holiday = _looks_ahead_to(book.owner, day, rules)
    coming = agendas(book, rules, day, ahead_to, now)
    today = coming.get(day, ())
    entries = tuple(entry for entry in today if not entry.listed)
    data_date = _data_date(book)
    return Morning(
        person=book.owner,
        day=day,
        counts=dict(Counter(entry.first.heading for entry in entries)),
        entries=entries,
        listed=tuple(entry for entry in today if entry.listed),
        ahead=tuple(entry for off, many in coming.items() if off != day for entry in many),
        urgent=_urgent(entries, local(now, book.owner.zone)),
        data_date=data_date,
        stale=_stale(data_date, day, rules),
        drafts=len(book.drafts),
        ahead_to=ahead_to,
        holiday=holiday,
    )


def wrapup(book: Book, rules: Rules, now: datetime) -> WrapUp:
    """The evening of the owner's day."""
    person, day = book.owner, rules.today(book.owner, now)
    contacts = _contacts_of(book, day)
    next_day, then = next_morning(person, rules, day)
    today = agenda(book, rules, day, now)
    return WrapUp(
        person=person,
        day=day,
        outcomes=dict(Counter(contact.outcome.value for contact in contacts)),
        visits=sum(contact.kind in {Kind.VISIT, Kind.BRANCH_VISIT} for contact in contacts),
        needs=sum(len(contact.needs) for contact in contacts),
        not_done=_not_done(today, worked_on(book, day), local(now, person.zone)),
        drafts=tuple(book.drafts.values()),
        next_day=next_day,
        next_entries=sum(not entry.listed for entry in agenda(book, rules, next_day, then)),
        report=_report(book, contacts),
        voiced=_voiced(book, day),
    )


def next_morning(person: Person, rules: Rules, day: date) -> tuple[date, datetime]:
    """The next day at work after a day, and when its morning is told: what is still open is carried over
    until then, so an evening asks what that morning will say.
    """
    next_day = rules.next_at_work(person, day + ONE_DAY)
    return next_day, instant(next_day, morning_at(person, rules), person.zone)


def head(
    summaries: Sequence[Summary],
    rules: Rules,
    now: datetime,
    *,
    zone: str = "Asia/Shanghai",
    unallocated: int = 0,
    own: Morning | None = None,
) -> HeadMorning:
    """The head's page from the summaries of a branch, by name; `own` is the morning of a head who keeps
    customers.
    """
    day = local_day(now, zone)
    order = sorted(summaries, key=lambda summary: (summary.person, summary.book))
    standings = tuple(standing_at(summary, day, now) for summary in order)
    team = tuple(one for one in standings if one.summary.role == Role.MANAGER or one.customers)
    fed = [one.data_date for one in team if one.data_date is not None]
    return HeadMorning(
        day=day,
        late_complaints=sum(one.late_complaints for one in team),
        unallocated=unallocated,
        unused_invitations=tuple(one.summary.person for one in standings if one.invited),
        maturing=sum(one.maturing for one in team),
        renewed=sum(one.renewed for one in team),
        talked=sum(one.talked for one in team),
        untalked=sum(one.untalked for one in team),
        gone=sum(one.gone for one in team),
        untold=sum(one.untold for one in team),
        unsaid=sum(one.unsaid for one in team),
        in_time=sum(one.in_time for one in team),
        counted=sum(one.counted for one in team),
        was_in_time=sum(one.was_in_time for one in team),
        was_counted=sum(one.was_counted for one in team),
        help=_help(team, rules),
        team=team,
        data_date=min(fed, default=None),
        stale=_stale(min(fed, default=None), day, rules),
        own=own,
    )


def _looks_ahead_to(person: Person, day: date, rules: Rules) -> tuple[date, bool]:
    """The last day that a morning looks ahead to: of the days off that follow, or of a break of three days
    and more the second after it; and whether it is such a break.
    """
    back = rules.next_at_work(person, day + ONE_DAY)
    if (back - day).days <= 3:  # an ordinary weekend
        return back - ONE_DAY, False
    return rules.next_at_work(person, back + ONE_DAY), True


def _urgent(entries: Sequence[Entry], now: datetime) -> Occurrence | None:
    """Something late, a deadline before a call to try again, else the earliest time that is still to come."""
    known = [each for entry in entries for each in entry.occurrences]
    late = [each for each in known if each.late and each.kind != "cadence"]
    if late:
        return min(late, key=lambda each: each.rank)
    timed = [each for each in known if each.at is not None and each.at >= now.time()]
    return min(timed, key=lambda each: each.at or now.time(), default=None)


def _not_done(entries: Sequence[Entry], worked: frozenset[str], now: datetime) -> tuple[Entry, ...]:
    """The entries of nobody who was contacted today, but for those whose hour is still to come."""
    return tuple(
        entry
        for entry in entries
        if not entry.listed
        and entry.customer.id not in worked
        and (entry.at is None or entry.at <= now.time())
    )


def _contacts_of(book: Book, day: date) -> list[Contact]:
    found = (one for one in book.contacts.values() if local_day(one.at, book.owner.zone) == day)
    return sorted(found, key=lambda contact: (contact.at, contact.id))


def _report(book: Book, contacts: Sequence[Contact]) -> tuple[ReportLine, ...]:
    known = book.customers
    return tuple(
        ReportLine(contact=contact, customer=known[contact.customer])
        for contact in contacts
        if contact.customer in known
    )


def _voiced(book: Book, day: date) -> tuple[VoicedLine, ...]:
    told = {contact.complaint for contact in book.contacts.values()}
    zone = book.owner.zone
    return tuple(
        VoicedLine(complaint=each, customer=book.customers[each.customer])
        for each in book.complaints.values()
        if each.id not in told
        and each.customer in book.customers
        and local(each.received_at, zone).date() == day
    )


def _data_date(book: Book) -> date | None:
    """The day of the newest list: a customer who left the list keeps an older one."""
    dates = (customer.data_date for customer in book.customers.values())
    return max((day for day in dates if day is not None), default=None)


def _stale(data_date: date | None, day: date, rules: Rules) -> bool:
    if data_date is None or data_date >= day:
        return False
    limit = rules.playbook.data.stale_after_working_days
    return rules.calendar.add_working_days(data_date, limit) < day


def _help(team: Sequence[Standing], rules: Rules) -> tuple[Standing, ...]:
    limit = rules.playbook.team.help_from_overdue
    needing = (one for one in team if one.overdue >= limit or one.late_complaints)
    return tuple(sorted(needing, key=lambda one: one.summary.person))
