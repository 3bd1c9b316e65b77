"""Performs what the delivery hands over, and says by which message the reminders were told."""

from collections.abc import Awaitable, Callable

from handlers.answer import Fold, Send, decode
from handlers.pieces import pieces
from handlers.telephone import Telephone
from scheduling.sending import Doubtful, NotSent, Outgoing, Sent
from store.messages import Message

# Until a harmless step, such as a change of a message, is tried again, in seconds.
AGAIN = 5.0


class Outbox:
    """The sender of the delivery protocol; `folded` hears of each book whose messages were put away."""

    def __init__(self, telephone: Telephone, folded: Callable[[str], Awaitable[None]]) -> None:
        self._telephone = telephone
        self._folded = folded

    async def __call__(self, outgoing: Outgoing) -> Sent:
        message = 0
        kept: tuple[Message, ...] = ()
        for step in pieces(decode(outgoing.body)):
            await self._telephone.store.messages.sent(*kept)
            try:
                done = await self._telephone.step(outgoing.chat, step)
            except NotSent as failed:
                if message:
                    # A part of it stands in the chat already: that is a doubt, not a failure.
                    raise Doubtful(str(failed)) from failed
                raise
            except Doubtful as doubtful:
                if isinstance(step, Send):
                    raise
                # Done twice it is done once: no doubt is left by trying again.
                raise NotSent(AGAIN) from doubtful
            message, kept = done.message or message, done.kept
            if isinstance(step, Fold):
                await self._folded(step.book)
        return Sent(message, kept)
