"""Who has heard that nothing can be kept at the moment: from memory, for nothing can be written down."""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

from scheduling.clock import Clock
from store.errors import StoreError

log = logging.getLogger(__name__)

QUIET = 600.0
"""Seconds in which nobody hears it twice, however often the disk fills up and is emptied again."""


class Unkept:
    """Tells each chat whose updates were not kept, and the operators, once until things are kept again.

    `words` knows the people among the chats, and what each of them and each operator is told.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        words: Callable[[Collection[int], StoreError], Awaitable[Mapping[int, str]]],
        alert: Callable[[Iterable[int], str], None],
    ) -> None:
        self._clock = clock
        self._words = words
        self._alert = alert
        self._heard: dict[int, float] = {}

    async def refused(self, chats: Collection[int], why: StoreError) -> None:
        """The store could not keep updates of these chats; Telegram has them, and sends them again."""
        try:
            texts = await self._words(chats, why)
        except StoreError:
            log.exception("could not look up who is to hear that nothing can be kept")
            return
        for chat, text in texts.items():
            if chat not in self._heard:
                self._heard[chat] = self._clock.monotonic()
                self._alert([chat], text)

    def over(self) -> None:
        """Updates are kept again: the next time is told anew."""
        if self._heard:
            since = self._clock.monotonic() - QUIET
            self._heard = {chat: at for chat, at in self._heard.items() if at > since}
