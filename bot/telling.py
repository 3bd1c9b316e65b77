"""Who has to hear of trouble: the head of whoever can't be reached, the operators of all the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from desk.office import Office
from handlers.reception import Reception
from handlers.speaking import ASIDE
from scheduling.reach import lost, notice
from store.errors import StoreError
from store.scope import Scope


@dataclass(frozen=True, kw_only=True)
class Told:
    """Puts notices where reminders lie, so that they survive a crash and are sent once."""

    office: Office
    reception: Reception

    async def unreachable(self, chat: int) -> None:
        """The owner of a chat can't be reached; nobody is told of strangers."""
        store, now = self.office.store, self.office.clock.now()
        partition = await store.place("telegram", str(chat))
        if partition is not None:
            await store.change(Scope.bank(), (partition,), lambda books: lost(books, partition, now), now=now)

    async def aside(self, update: int) -> None:
        """An update was put aside after three failures."""
        now = self.office.clock.now()
        for each in await self.office.operators():
            alarm = notice(ASIDE, f"{update}-{each.id}", f"book:{each.id}", each.zone, now)
            await self.office.store.ledger.insert(alarm, now)

    async def jumped(self, ahead: timedelta) -> Sequence[tuple[int, str]]:
        """What each operator is told at once of a clock that went ahead."""
        now, hours = self.office.clock.now(), round(ahead.total_seconds() / 3600)
        return [
            (each.telegram, self.reception.words(each, now)("clock.jumped", hours=hours))
            for each in await self.office.operators()
            if each.telegram is not None
        ]

    async def unkept(self, chats: Collection[int], why: StoreError) -> Mapping[int, str]:
        """What each of us is told whose updates could not be kept, and each operator; looks only."""
        store, now = self.office.store, self.office.clock.now()
        at = [await store.place("telegram", str(chat)) for chat in sorted(chats)]
        people = [await self.office.person(partition) for partition in at if partition is not None]
        texts = {
            each.telegram: self.reception.words(each, now)("unkept.line")
            for each in people
            if each.telegram is not None and each.left is None
        }
        for each in await self.office.operators():
            if each.telegram is not None:
                words = self.reception.words(each, now)
                texts[each.telegram] = words("unkept.operator", why=words(why.key, **why.facts))
        return texts
