"""Turns: several runs on one store do not work on one chat or one person's reminders at the same time."""

from store.access import Access
from store.engine import Connection


class Turns:
    """Taken by name, kept until they are given back or the run dies; nobody waits for one.

    Where one run has the store for itself every turn is its own, and costs nothing.
    """

    def __init__(self, access: Access, *, shared: bool) -> None:
        self._access = access
        self.shared = shared
        """Whether there may be others."""

    async def take(self, name: str) -> bool:
        """Whether it is this run's turn; not while another one has it."""
        return not self.shared or await self._access.write(lambda connection: connection.enter(name))

    async def runs(self) -> int:
        """How many runs live and work on the store, this one among them."""
        return await self._access.look(Connection.living) if self.shared else 1

    async def give_back(self, name: str) -> None:
        def work(connection: Connection) -> None:
            connection.leave(name)

        if self.shared:
            await self._access.write(work)
