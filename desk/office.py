"""What the desk works with: the store, the rules in force, the clock, and the bank's own defaults."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from scheduling.clock import Clock
from scheduling.rules import Rules
from store.records import Language, Person, Role
from store.scope import Scope
from store.store import Store
from store.summaries import Summary

A = TypeVar("A")


@dataclass(frozen=True, kw_only=True)
class Office:
    """Handed to whoever acts for someone; `rules` is asked each time, for a playbook may be reloaded."""

    store: Store
    rules: Callable[[], Rules]
    clock: Clock
    new_id: Callable[[], str]
    language: Language = "zh-Hans"
    zone: str = "Asia/Shanghai"

    def scope(self, actor: Person, *, beside: Iterable[str] = ()) -> Scope:
        """What this person may read and change (DOMAIN 1).

        `beside` are books of colleagues that this one step may open too: those for whom the actor stands in,
        and of one with whom something is agreed.
        """
        if actor.role is Role.OPERATOR:
            return Scope.bank()
        if actor.role is Role.HEAD:
            return Scope.branch(actor.branch)
        return Scope.own(actor.id, actor.branch, also=beside)

    async def aside(self, work: Callable[[], A]) -> A:
        """Long work, such as reading a spreadsheet, on a thread of its own: nobody else waits for it."""
        return await asyncio.to_thread(work)

    async def person(self, partition: str) -> Person:
        """Whose book this is."""
        return await self.store.read(Scope.bank(), (partition,), lambda books: books[partition].owner)

    async def operators(self) -> Sequence[Person]:
        """Who keeps the system going."""
        everyone = await self.store.summaries(Scope.bank())
        found = [await self.person(each.book) for each in everyone if each.role == Role.OPERATOR]
        return [each for each in found if each.left is None]

    async def team(self, actor: Person) -> Sequence[Summary]:
        """The summaries of the actor's branch; of the whole bank for an operator."""
        return await self.store.summaries(self.scope(actor), branch=actor.branch or None)
