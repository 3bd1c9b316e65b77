"""When the bank has changed its playbook, every book's alarms are derived anew by it."""

from collections.abc import Callable

from scheduling.clock import Clock
from scheduling.rules import Rules
from store.scope import Scope
from store.store import Store


class Rearming:
    """Looks whether other rules are in force; each commit arms by them, so a crash costs nothing."""

    def __init__(self, *, store: Store, clock: Clock, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._seen = rules()

    async def look(self) -> int:
        """How many books were armed anew."""
        rules = self._rules()
        if rules is self._seen:
            return 0
        books = await self._store.partitions(Scope.bank(), "book")
        for book in books:
            await self._arm(book)
        self._seen = rules
        return len(books)

    async def _arm(self, book: str) -> None:
        await self._store.change(
            Scope.bank(), (book,), lambda books: books.ledger.claimed.add(book), now=self._clock.now()
        )
