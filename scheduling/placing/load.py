"""How much work the days are to take: as little as can be on the fullest one."""

from collections.abc import Callable

from scheduling.placing.filling import run
from scheduling.placing.span import Span
from scheduling.placing.wishes import Load

# So many days at work before it must be, the days are filled up: with more the announced move more often.
EARLIER = 3


def lightest(span: Span) -> Load:
    """The lightest load with which the next contacts get no later than with all the room there is.

    Days are no emptier than what comes again and again asks for with some room left, as a load that changes
    from one morning to the next would move what was announced.
    """
    room = max((day.room for day in span.days), default=0)
    if not room or not span.wishes:
        return Load(room, room)
    least = min(room, span.ordinary)
    overdue = span.overdue
    if run(span, Load(least), overdue).lateness <= overdue:
        return Load(least)
    calm = run(span, Load(room))
    # Filling every day gets nobody later; most books are as well done without.
    limit = min(calm.lateness, run(span, Load(room, room)).lateness)

    def in_time(load: Load) -> bool:
        return run(span, load, limit).lateness <= limit

    if calm.lateness <= limit:
        return Load(_smallest(least, room, lambda level: in_time(Load(level))))
    most = _smallest(least, room, lambda level: in_time(Load(level, level)))
    return Load(most, most, _latest(span, lambda since: in_time(Load(most, most, since))))


def _latest(span: Span, enough: Callable[[int], bool]) -> int:
    """The latest day from which it is enough to fill up the days, and a little before, as not everybody will
    answer; found by halving. What is announced for the days before it stays where it is.
    """
    days = [day.day for day in span.days]
    low, high = 0, len(days) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if enough(days[middle]) else (low, middle - 1)
    return days[max(0, low - EARLIER)]


def _smallest(low: int, high: int, enough: Callable[[int], bool]) -> int:
    """The smallest number from `low` to `high`, which is enough, that is enough too; mostly it is `low`."""
    return next((level for level in range(low, high) if enough(level)), high)
