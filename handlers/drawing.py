"""Draws a screen as a message with buttons, and remembers it as a dialogue in the owner's book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msgspec.structs import replace as changed

from handlers.answer import Card, Edit, Send
from handlers.buttons import AMOUNTS, button
from handlers.conversation import Conversation, Screen, Turn
from handlers.words.discreet import discreet
from store.books import Book
from store.records import Dialogue

# Yesterday's cards are folded at the next digest; the buttons of the folded ones live a week longer.
KEPT = timedelta(days=8)
_HAIR = timedelta(microseconds=1)
_SAME = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Turns screens into messages; `own` is the book of whoever reads them."""

    conversations: Mapping[str, Conversation]
    new_id: Callable[[], str]

    def new(self, turn: Turn, own: Book, chat: int, screen: Screen) -> Send:
        """A message of its own; in the masked rendering its amounts come after a tap (DOMAIN 11)."""
        turn = replace(turn, words=discreet(turn.words))
        card = self._card(turn, screen)
        if turn.words.kept_back:
            card = changed(card, rows=(*card.rows, (button(turn.words, AMOUNTS, AMOUNTS),)))
        token = ""
        if _pressable(card, screen):
            token = screen.conversation + self.new_id()
            own.put(_dialogue(screen, token=token, chat=chat, version=0, now=_in_turn(own, turn.desk.now)))
        return Send(card=card, token=token, subject=self._about(turn, screen), book=own.id)

    def over(self, turn: Turn, own: Book, stands: Dialogue, message: int, screen: Screen) -> Edit:
        """The same message, changed; its buttons carry the next version."""
        card = self._card(turn, screen)
        version = stands.version + 1
        own.put(
            _dialogue(
                screen,
                token=stands.id,
                chat=stands.chat,
                version=version,
                now=_in_turn(own, turn.desk.now),
                message=message,
            )
        )
        return Edit(
            message=message,
            card=card,
            token=stands.id,
            version=version,
            subject=self._about(turn, screen),
            book=own.id,
        )

    def _about(self, turn: Turn, screen: Screen) -> str:
        return self.conversations[screen.conversation].about(turn.at_book(screen.book), screen)

    def _card(self, turn: Turn, screen: Screen) -> Card:
        there = turn.at_book(screen.book)
        card = self.conversations[screen.conversation].show(there, screen)
        if not there.desk.stands_in:
            return card
        # Whoever stands in sees on every card whose customers these are.
        whose = turn.words("leave.whose", name=there.desk.book.owner.name)
        return changed(card, text=f"{whose}\n{card.text}")


def screen_of(stands: Dialogue) -> Screen:
    """The screen a dialogue stands at."""
    return Screen(
        conversation=stands.conversation,
        step=stands.step,
        draft=stands.draft,
        subject=stands.subject,
        book=stands.book,
        awaits_text=stands.awaits_text,
        hide_at=stands.hide_at,
    )


def _in_turn(own: Book, now: datetime) -> datetime:
    """Now, or a hair after what was shown last: of two cards of one message the second is the newer."""
    last = max((each.made for each in own.dialogues.values()), default=now)
    return last + _HAIR if now <= last < now + _SAME else now


def _pressable(card: Card, screen: Screen) -> bool:
    return screen.awaits_text or any(button.action for row in card.rows for button in row)


def _dialogue(
    screen: Screen, *, token: str, chat: int, version: int, now: datetime, message: int | None = None
) -> Dialogue:
    return Dialogue(
        id=token,
        chat=chat,
        conversation=screen.conversation,
        step=screen.step,
        draft=dict(screen.draft),
        subject=screen.subject,
        book=screen.book,
        message=message,
        version=version,
        awaits_text=screen.awaits_text,
        hide_at=screen.hide_at,
        made=now,
        expires=now + KEPT,
    )
