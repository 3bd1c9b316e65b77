"""What the desk works with: the store, the rules in force, the clock, and the bank's own defaults."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduling.clock import Clock
from scheduling.rules import Rules
from store.records import Language, Person, Role
from store.scope import Scope
from store.store import Store
from store.summary import Summary


@dataclass(frozen=True, kw_only=True)
class Office:
    """Handed to whoever acts for someone; `rules` is asked anew each time, because a playbook may be reloaded."""

    store: Store
    rules: Callable[[], Rules]
    clock: Clock
    new_id: Callable[[], str]
    language: Language = "zh-Hans"
    zone: str = "Asia/Shanghai"

    def scope(self, actor: Person) -> Scope:
        """What this person may read and change (DOMAIN 1)."""
        if actor.role is Role.OPERATOR:
            return Scope.bank()
        if actor.role is Role.HEAD:
            return Scope.branch(actor.branch)
        return Scope.own(actor.id, actor.branch)

    async def person(self, partition: str) -> Person:
        """Whose book this is."""
        return await self.store.read(Scope.bank(), (partition,), lambda books: books[partition].owner)

    async def team(self, actor: Person) -> Sequence[Summary]:
        """The summaries of the actor's branch; of the whole bank for an operator."""
        return await self.store.summaries(self.scope(actor), branch=actor.branch or None)
