"""Performs what the delivery hands over; the number of the message that speaks of the reminders."""

from handlers.answer import decode
from handlers.telephone import Telephone
from scheduling.sending import Outgoing


class Outbox:
    """The sender of the delivery protocol."""

    def __init__(self, telephone: Telephone) -> None:
        self._telephone = telephone

    async def __call__(self, outgoing: Outgoing) -> int:
        message = 0
        for step in decode(outgoing.body):
            message = await self._telephone.step(outgoing.chat, step) or message
        return message
