"""Not in today: what is open goes to the next day at work, but for what has a time and for complaints."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.promises import follow_up
from desk.settle import snooze
from desk.sitting import Sitting
from scheduling.agenda import Entry, agenda
from scheduling.occurrence import Occurrence
from scheduling.rules import ONE_DAY
from scheduling.standing import AWAY
from store.records import replace


def next_day(at: Sitting) -> date:
    """The actor's next day at work after today."""
    return at.rules.next_at_work(at.actor, at.today + ONE_DAY)


def put_off_today(at: Sitting) -> tuple[int, Sequence[Entry]]:
    """How many customers were moved, and whom somebody must still see to today."""
    to, moved, kept = next_day(at), 0, list[Entry]()
    for entry in agenda(at.book, at.rules, at.today, at.now):
        if entry.listed:
            continue
        free = [one for one in entry.occurrences if not stays(one)]
        for one in free:
            _move(at, one, to)
        moved += bool(free)
        if len(free) < len(entry.occurrences):
            kept.append(entry)
    return moved, kept


def stays(one: Occurrence) -> bool:
    """Whether it has to be seen to today whoever is in: it has a time, or somebody complains."""
    return one.at is not None or one.kind == "complaint"


def _move(at: Sitting, one: Occurrence, to: date) -> None:
    if one.kind == "follow_up":
        promise = follow_up(at, one.subject)
        at.put(replace(promise, day=to, snoozed_to=None, moved=promise.moved + 1))
        return
    until = datetime.combine(to, time(), ZoneInfo(at.actor.zone)).astimezone(at.now.tzinfo)
    snooze(at, one.key, one.customer, until, reason=AWAY)
