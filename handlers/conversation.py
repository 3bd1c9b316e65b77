"""What every conversation is: a file of its own, found by being there, pure from event to card."""

import pkgutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib import import_module
from typing import Any, ClassVar

from desk.office import Office
from desk.sitting import Sitting
from desk.understanding import People, Understanding, understand
from handlers.answer import Card
from handlers.heard import Heard
from handlers.templates import Template, built_in
from handlers.words import Words, surname_of
from store.books import Book
from store.records import Person, Refused, Role
from store.summaries import Summary

EVERYONE = frozenset(Role)
KEEPERS = frozenset({Role.MANAGER, Role.HEAD})


@dataclass(frozen=True, kw_only=True)
class Screen:
    """Where a conversation stands: enough to draw its card again after a restart."""

    conversation: str
    step: str = ""
    draft: Mapping[str, Any] = field(default_factory=dict[str, Any])
    subject: str = ""
    book: str = ""
    awaits_text: bool = False
    hide_at: datetime | None = None

    def at(self, step: str, **draft: Any) -> "Screen":
        """The next step, its draft filled in further."""
        return self.to(self.conversation, step, **draft)

    def waiting(self, awaits: bool = True) -> "Screen":
        """The same screen, its next words expected in free text."""
        return replace(self, awaits_text=awaits)

    def to(self, conversation: str, step: str = "", **draft: Any) -> "Screen":
        """The same customer and draft in another conversation, in the same message."""
        return Screen(
            conversation=conversation,
            step=step,
            draft={**self.draft, **draft},
            subject=self.subject,
            book=self.book,
        )


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The screens to show, the first in place of the pressed one; a toast for what needs no card.

    `go_on` hands the tap on to the conversation of the first screen, as if it had been made there; words
    that are no answer begin that conversation.
    """

    screens: tuple[Screen, ...] = ()
    toast: str = ""
    alert: bool = False
    delete: bool = False
    go_on: str = ""


# Words typed while a card waits that are a line of their own.
A_LINE = Reply(screens=(Screen(conversation="ln"),), go_on="line")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One person's turn: the desk, the words to answer in, and what had to be fetched before."""

    desk: Sitting
    words: Words
    index: Callable[[Book], People]
    team: Sequence[Summary] = ()
    subject: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    templates: Callable[[date], Sequence[Template]] = built_in

    @property
    def actor(self) -> Person:
        return self.desk.actor

    @property
    def title(self) -> str:
        """李经理: how a colleague is greeted."""
        name = self.actor.name
        return self.words(f"person.{self.actor.role}", name=name, surname=surname_of(name))

    @property
    def people(self) -> People:
        """The customers of the open book, as they may be called."""
        return self.index(self.desk.book)

    def understood(self, said: str, at: datetime | None = None) -> Understanding:
        """What one line means about the customers of the open book, said now or at a moment (aware)."""
        moment = self.desk.local if at is None else at.astimezone(self.desk.local.tzinfo)
        return understand(said, self.people, moment, self.words.language)

    def at_book(self, partition: str) -> "Turn":
        """The same turn with another book open, one of those that were asked for."""
        if partition in ("", self.desk.book.id):
            return self
        return replace(self, desk=self.desk.at_book(partition))


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What lies outside the unit of work: the office itself, files that people sent, how customers are
    called, and the clock's word.

    `confirm_time` lets reminders go that a jump of the clock has held; False where none are held.
    """

    office: Office
    download: Callable[[str], Awaitable[bytes]]
    people: Callable[[Book], People]
    confirm_time: Callable[[], bool] = lambda: False


class Conversation:
    """The base of all conversations; `code` begins their buttons' tokens, two letters.

    `plain` are words that begin it, `lines` patterns of whole lines that do, as long as they answer nothing.
    Where it `yields_to_names`, a bare name typed while its card waits opens that customer's card instead.
    """

    code: ClassVar[str]
    commands: ClassVar[tuple[str, ...]] = ()
    plain: ClassVar[tuple[str, ...]] = ()
    lines: ClassVar[tuple[str, ...]] = ()
    roles: ClassVar[frozenset[Role]] = EVERYONE
    needs_team: ClassVar[bool] = False
    yields_to_names: ClassVar[bool] = False

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        """The partitions to open besides the actor's own book."""
        del actor, heard
        return (screen.book,) if screen and screen.book else ()

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """What has to be brought before the unit of work begins, such as a file; `opens` names partitions
        to open in it, `team` are the summaries for a turn that mostly needs none.
        """
        del outside, actor, heard, screen
        return {}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        """A command or plain words that begin the conversation."""
        del turn, heard
        raise Refused("unknown")

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        """A tap on the newest version of the card."""
        del turn, screen, action
        raise Refused("outdated")

    def hurried(self, screen: Screen, action: str) -> bool:
        """Whether a tap a moment after the card was drawn may have been meant for the one before."""
        del screen, action
        return False

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Words said while the card waits for them."""
        del turn, screen, said
        raise Refused("unknown")

    def asks_for(self, step: str, said: str) -> bool:
        """Whether words that begin another conversation are the answer to what a step asks: 「今天」."""
        del step, said
        return False

    def about(self, turn: Turn, screen: Screen) -> str:
        """The customer whom a reply to the message means; empty where there is not just one."""
        del turn
        return screen.subject

    def show(self, turn: Turn, screen: Screen) -> Card:
        """The card of a screen, drawn from what is true now."""
        raise NotImplementedError


def discover() -> dict[str, Conversation]:
    """Every conversation of this folder, by its code."""
    import handlers.conversations as room  # noqa: PLC0415  # the room imports this module

    found = [
        thing()
        for module in pkgutil.iter_modules(room.__path__)
        for thing in vars(import_module(f"{room.__name__}.{module.name}")).values()
        if isinstance(thing, type) and issubclass(thing, Conversation) and thing is not Conversation
        if thing.__module__ == f"{room.__name__}.{module.name}"
    ]
    by_code = {each.code: each for each in found}
    if len(by_code) != len(found):
        raise ValueError("two conversations share a code")
    return by_code
