"""What a list makes of each customer: new, changed, moved, gone or as before; and what is to be written."""

from datetime import date

from desk.importing.facts import differences
from desk.importing.lists import Lists
from desk.importing.outcome import Change, Move, Write
from desk.importing.plan.homes import Homes
from store.records import Customer, replace


class Tally:
    """Sorts the customers by what becomes of them, and dates what is written by the day of the list."""

    def __init__(self, lists: Lists, homes: Homes, today: date) -> None:
        self.new: list[str] = []
        self.changed: list[Change] = []
        self.moved: list[Move] = []
        self.gone: list[Change] = []
        self.unchanged = 0
        self.writes: list[Write] = []
        self.newest: date | None = None
        """The newest day that was known already of a customer whom the list changes, if it is newer."""
        self.data_date = lists.as_of or today
        self._firm = lists.firm
        self._homes = homes
        self._today = today

    def keep(self, kept: Customer | None, now: Customer, origin: str, home: str) -> None:
        """Somebody of whom the list tells what they are and where they belong; None and no origin if new."""
        fields = differences(kept, now) if kept else ()
        moves = bool(origin) and origin != home
        now = self._dated(kept, now, touched=bool(fields) or moves)
        if kept is None:
            self.new.append(now.id)
        elif moves:
            self.moved.append(self._move(now, origin, home))
        if kept is not None and fields:
            self.changed.append(_change(kept, now, fields))
        elif kept is not None and not moves:
            self.unchanged += 1
        if kept != now or moves:
            leaves = origin if moves else ""
            self.writes.append(Write(home=home, customer=now, origin=leaves, new=kept is None))
        if kept is None or moves:
            self._homes.come(home, origin if moves else "")

    def tell(self, kept: Customer, now: Customer, home: str) -> None:
        """Somebody of whom the list tells something, without being newer than what is known of them."""
        fields = differences(kept, now)
        if fields:
            self.changed.append(_change(kept, now, fields))
        if now == kept:
            self.unchanged += 1
        else:
            self.writes.append(Write(home=self._homes.same(home), customer=now))

    def leave(self, kept: Customer, home: str) -> None:
        """Somebody whom the list no longer names."""
        now = self._dated(kept, replace(kept, left_list=self._today), touched=True)
        self.gone.append(_change(kept, now, ("left_list",)))
        self.writes.append(Write(home=home, customer=now))

    def _move(self, now: Customer, origin: str, home: str) -> Move:
        return Move(
            number=now.id,
            name=now.name,
            origin=origin,
            target=home,
            customer=now,
            before=self._homes.manager(origin),
            after=self._homes.manager(home),
        )

    def _dated(self, kept: Customer | None, now: Customer, *, touched: bool) -> Customer:
        if kept and touched:
            self._note_older(kept)
        before = kept.data_date if kept else None
        # A list before this one may have been dated ahead; a day that has not come cannot keep this one out.
        ahead = before is not None and before > self._today and self._firm
        if before is None or before < self.data_date or (ahead and before != self.data_date):
            return replace(now, data_date=self.data_date)
        return now

    def _note_older(self, kept: Customer) -> None:
        # Like with like: balances of a month's end are no older list than products of yesterday.
        newest = kept.data_date if self._firm else kept.assets_on
        if newest and self.data_date < newest <= self._today:
            self.newest = max(self.newest or newest, newest)


def _change(kept: Customer, now: Customer, fields: tuple[str, ...]) -> Change:
    return Change(number=now.id, name=now.name, fields=fields, before=kept, after=now)
