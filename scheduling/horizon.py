"""周计划、月计划: how many customers the coming weeks bring, why, and how many they can take (DOMAIN 4)."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from scheduling.agenda import Entry, agendas
from scheduling.capacity import room_on
from scheduling.kinds import kind_named
from scheduling.plan import Planned, unfit
from scheduling.rules import ONE_DAY, Rules
from store.books import Book
from store.records import Person

Scope = Literal["week", "month"]
LONGEST_HOLIDAY = 10
_LAST_DAYS = 2


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week from `first` to `last`: entries by heading, each once; what its days can take; its fullest day.

    `listed` entries come in lists and take no room. `late` are contacts that the days before had no room
    for, latest first: they come after the last day of their window. `ways` counts the visits by the district
    they lead to, where it is known.
    """

    first: date
    last: date
    entries: int
    listed: int
    room: int
    counts: Mapping[str, int]
    fullest: date | None
    late: tuple[Planned, ...] = ()
    ways: Mapping[str, int] = {}  # msgspec copies an empty dict default for each record

    @property
    def over(self) -> int:
        """How many more there are than the week can take."""
        return max(0, self.entries - self.room)


def weeks(book: Book, rules: Rules, count: int, now: datetime) -> tuple[Week, ...]:
    """The rest of this week and the `count - 1` weeks after it, Monday to Sunday."""
    today = rules.today(book.owner, now)
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=7 * count - 1)
    by_day = agendas(book, rules, today, last, now)
    late = unfit(book, rules, (last - today).days + 1, now)
    starts = (monday + timedelta(days=7 * number) for number in range(count))
    return tuple(_week(book, rules, by_day, late, max(start, today), start + 6 * ONE_DAY) for start in starts)


def planned_on(person: Person, day: date, rules: Rules) -> Scope | None:
    """What a day at work begins: a month, a week, or neither (None)."""
    monday = day - timedelta(days=day.weekday())
    # Whoever comes back in the middle of a month begins no new one.
    if day.day <= LONGEST_HOLIDAY and rules.next_at_work(person, day.replace(day=1)) == day:
        return "month"
    return "week" if rules.next_at_work(person, monday) == day else None


def coming(book: Book, rules: Rules, scope: Scope, now: datetime) -> tuple[Week, ...]:
    """The rest of this week; for a month, every week that begins in it from today on too.

    On the last days at work of a month it is the next one that has to be planned, so that is told as well.
    """
    today = rules.today(book.owner, now)
    last = today if scope == "week" else _end_of_month(today)
    if scope == "month":
        left = sum(rules.works(book.owner, date.fromordinal(day)) for day in _ordinals(today, last))
        last = _end_of_month(last + ONE_DAY) if left <= _LAST_DAYS else last
    monday = today - timedelta(days=today.weekday())
    return weeks(book, rules, (last - monday).days // 7 + 1, now)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _ordinals(first: date, last: date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)


def _week(
    book: Book,
    rules: Rules,
    by_day: Mapping[date, tuple[Entry, ...]],
    late: Sequence[Planned],
    first: date,
    last: date,
) -> Week:
    days = [first + step * ONE_DAY for step in range((last - first).days + 1)]
    entries = {day: [entry for entry in by_day.get(day, ()) if not entry.listed] for day in days}
    busy = [day for day in days if entries[day]]
    return Week(
        first=first,
        last=last,
        entries=sum(map(len, entries.values())),
        listed=sum(entry.listed for day in days for entry in by_day.get(day, ())),
        room=sum(room_on(book.owner, day, rules) for day in days),
        counts=dict(Counter(entry.first.heading for many in entries.values() for entry in many)),
        fullest=max(busy, key=lambda day: len(entries[day]), default=None),
        late=tuple(one for one in late if first <= one.day <= last),
        ways=dict(
            Counter(
                entry.customer.district
                for many in entries.values()
                for entry in many
                if entry.customer.district and any(kind_named(kind).way for kind in entry.kinds)
            ).most_common()
        ),
    )
