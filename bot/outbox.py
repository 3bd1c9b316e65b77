"""Performs what the delivery hands over; the number of the message that speaks of the reminders."""

from collections.abc import Awaitable, Callable

from handlers.answer import Fold, Send, decode
from handlers.telephone import Telephone, pieces
from scheduling.sending import Doubtful, NotSent, Outgoing

# Until a harmless step, such as a change of a message, is tried again, in seconds.
AGAIN = 5.0


class Outbox:
    """The sender of the delivery protocol; `folded` hears of each book whose messages were put away."""

    def __init__(self, telephone: Telephone, folded: Callable[[str], Awaitable[None]]) -> None:
        self._telephone = telephone
        self._folded = folded

    async def __call__(self, outgoing: Outgoing) -> int:
        message = 0
        for step in pieces(decode(outgoing.body)):
            try:
                message = await self._telephone.step(outgoing.chat, step) or message
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
            if isinstance(step, Fold):
                await self._folded(step.book)
        return message
