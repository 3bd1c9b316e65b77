"""Days that a list cannot mean: births that are too old or still to come, money moved ahead of time."""

from collections.abc import Iterator, Sequence
from datetime import date

from desk.importing.lists import CustomerRow, Lists, Problem, Understood
from desk.importing.merging import at

# Nobody has been older; a list that says so has a slip in the year.
_OLDEST = 120


def of_birth(row: CustomerRow, understood: Sequence[Understood], today: date) -> Iterator[Problem]:
    """The row's problem when nobody who lives can have been born on its birthday."""
    born = row.birthday
    if born is None or born.year is None:
        return
    ahead = (born.year, born.month, born.day) > (today.year, today.month, today.day)
    facts = {"year": born.year}
    # A lunar year ends weeks into the next solar one, so its last days may not be compared by number.
    if born.year > today.year or (ahead and born.calendar == "solar"):
        yield at(understood, row.spot, "customer.birthday", "import.not_born_yet", **facts)
    elif today.year - born.year > _OLDEST:
        yield at(understood, row.spot, "customer.birthday", "import.too_old", **facts, limit=_OLDEST)


def of_movements(lists: Lists, today: date) -> Iterator[Problem]:
    """Money cannot have moved on a day that is still to come."""
    for row in lists.movements:
        if row.on > today:
            yield at(lists.understood, row.spot, "movement.on", "import.moved_ahead", day=row.on)
