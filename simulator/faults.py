"""Trouble on demand: the next so many calls of a method meet what a network or Telegram can do."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec

from simulator.calls import Call
from simulator.errors import Refused, too_many_requests, unauthorized
from simulator.objects import Shape

EVERY_METHOD = "*"
SERVER_ERRORS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


class Trouble(StrEnum):
    """What can befall a call."""

    FLOOD = "flood"
    """429 with retry_after, nothing happened."""
    SERVER_ERROR = "server_error"
    """500, 502 or 503, nothing happened."""
    DROP_BEFORE = "drop_before"
    """The connection is cut, nothing happened."""
    DROP_AFTER = "drop_after"
    """It happened, and the connection is cut before the answer."""
    ERROR_AFTER = "error_after"
    """It happened, and the answer is a 5xx."""
    HANG = "hang"
    """No answer for so many seconds (0: until the simulator stops), then cut; nothing happened."""
    UNAUTHORIZED = "unauthorized"
    """401: the token was revoked."""
    REFUSED = "refused"
    """Any other error, with its code and words."""


class Fault(Shape, frozen=True, kw_only=True):
    """One kind of trouble for the next calls that match; an absent chat matches all."""

    trouble: Trouble
    method: str = EVERY_METHOD
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 3
    status: int = 502
    description: str = ""
    seconds: float = 0.0

    def matches(self, call: Call) -> bool:
        return self.method.lower() in {EVERY_METHOD, call.method} and (
            self.chat_id is None or call.text("chat_id") == str(self.chat_id)
        )

    def refusal(self) -> Refused:
        """The answer that stands for this trouble."""
        if self.trouble is Trouble.FLOOD:
            return too_many_requests(self.retry_after)
        if self.trouble is Trouble.UNAUTHORIZED:
            return unauthorized()
        return Refused(
            self.status, self.description or SERVER_ERRORS.get(self.status, "Bad Request: refused")
        )


class Faults:
    """The troubles that are still to come, in the order they were asked for."""

    def __init__(self, *, changed: Callable[[], None]) -> None:
        self._waiting: list[Fault] = []
        self._changed = changed
        self.delay = 0.0
        """Seconds added to every call of the Bot API."""

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)
        self._changed()

    def clear(self) -> None:
        """No more trouble, no more delay."""
        self._waiting.clear()
        self.delay = 0.0
        self._changed()

    @property
    def waiting(self) -> list[Fault]:
        return list(self._waiting)

    def take(self, call: Call) -> Fault | None:
        """The trouble this call meets, counted down."""
        for place, fault in enumerate(self._waiting):
            if fault.matches(call):
                if fault.times <= 1:
                    del self._waiting[place]
                else:
                    self._waiting[place] = msgspec.structs.replace(fault, times=fault.times - 1)
                return fault
        return None


def fault_from_json(raw: dict[str, Any]) -> Fault:
    """The fault another process asks for; raises msgspec.ValidationError where it makes no sense."""
    return msgspec.convert(raw, Fault)
