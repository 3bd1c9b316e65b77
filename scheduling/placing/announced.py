"""Which day was announced for each contact, as far as the days that are over tell.

No plan is kept. What the mornings of the last days said is found by going through those days once more with
the places that were not used: whom a day at work had a place for and who was not seen was missed, and the
others have the day now that they had then, as a plan that is kept to says the same every morning.
"""

from collections.abc import Mapping, Sequence

from scheduling.placing.filling import run
from scheduling.placing.span import Span
from scheduling.placing.wishes import Day, Load, Wish


def announced(
    days: Sequence[Day], wishes: Sequence[Wish], load: Load, kept: float = 0.0
) -> Mapping[str, int]:
    """The day of each next contact by key, from days that are over on; missed ones keep one of those."""
    found: dict[str, int] = {}
    for one in run(Span(days, wishes, kept), load).placed:
        if one.after is None and not one.joined and not one.wish.patient:
            found[one.wish.key] = one.day
    return found
