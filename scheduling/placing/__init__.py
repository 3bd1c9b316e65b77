"""Places contacts that may fall on any day of a window into days that have room for only so many.

Contacts are jobs of one size with a first and a last day. Taking the earliest last day first makes the fewest
days of lateness of all together. Among those whose last day has come the order changes nothing of that sum,
so there whoever would soonest be half a gap late comes first: a week matters more to one seen each fortnight.

Each contact has an aim of its own within its window, and stays on that day unless the day is full, or unless
the days to come can't take all whose last day they bring: then as many as must be come earlier. So what
changes for one customer moves few of the others: whoever was told of a day keeps it before those who were
missed, as long as nobody gets late by it. What is left to choose is how many a day takes: as few as
can be on the fullest one.

Days are numbers here (`date.toordinal`), and a contact that waits is one number that sorts as it is taken:
a book is placed several times over each morning.
"""

from scheduling.placing.announced import announced
from scheduling.placing.filling import run
from scheduling.placing.load import lightest
from scheduling.placing.span import Span
from scheduling.placing.wishes import Day, Load, Placed, Wish

__all__ = ["Day", "Load", "Placed", "Span", "Wish", "announced", "lightest", "run"]
