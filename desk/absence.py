"""Not in today: what is open goes to the next day at work, but for what has a time and for complaints."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.promises import follow_up
from desk.settle import snooze
from desk.sitting import Sitting
from scheduling.agenda import agenda
from scheduling.occurrence import Occurrence
from scheduling.rules import ONE_DAY
from scheduling.standing import AWAY
from store.records import replace


def next_day(at: Sitting) -> date:
    """The actor's next day at work after today."""
    return at.rules.next_at_work(at.actor, at.today + ONE_DAY)


def put_off_today(at: Sitting) -> int:
    """How many customers were moved."""
    to, moved = next_day(at), 0
    for entry in agenda(at.book, at.rules, at.today, at.now):
        free = () if entry.listed else [one for one in entry.occurrences if not stays(one)]
        for one in free:
            _move(at, one, to)
        moved += bool(free)
    return moved


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
