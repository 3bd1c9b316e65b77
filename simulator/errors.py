"""Telegram's refusals, in Telegram's own words."""

from math import ceil


class Refused(Exception):
    """The Bot API refused the call."""

    def __init__(self, code: int, description: str, *, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> Refused:
    """A 400; the reason loses its capital unless it is one of the server's CODE_WORDS."""
    shouted = len(reason) > 1 and (reason[1] == "_" or reason[1].isupper())
    return Refused(400, f"Bad Request: {reason if shouted else reason[:1].lower() + reason[1:]}")


def forbidden(reason: str) -> Refused:
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    return Refused(409, f"Conflict: {reason}")


def too_many_requests(seconds: float) -> Refused:
    """A 429 that asks to wait; whole seconds, at least one."""
    wait = max(1, ceil(seconds))
    return Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def unauthorized() -> Refused:
    return Refused(401, "Unauthorized")


def not_found(reason: str = "") -> Refused:
    return Refused(404, f"Not Found: {reason}" if reason else "Not Found")


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_TOOK_OVER = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
