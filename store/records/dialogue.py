"""A card with buttons in a chat, and where its conversation stands."""

from datetime import datetime
from typing import Any, ClassVar

from store.records.base import Record


class Dialogue(Record, frozen=True, kw_only=True, omit_defaults=True):
    """`id` is the token in the buttons' data (token.version.action); another version gets the newest card.

    `subject` is the customer it is about, `book` whose book that customer lies in where it is not the
    reader's; at `hide_at` what it shows is taken back.
    """

    table: ClassVar[str] = "dialogues"

    chat: int
    conversation: str
    made: datetime
    expires: datetime
    step: str = ""
    draft: dict[str, Any] = {}  # noqa: RUF012  # msgspec copies an empty dict default for each record
    subject: str = ""
    book: str = ""
    message: int | None = None
    version: int = 0
    awaits_text: bool = False
    hide_at: datetime | None = None
