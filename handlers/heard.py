"""What someone said or did in a chat, as data."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One update, stripped to what conversations need; `message` is the message said or the one pressed.

    `reply_token` begins the buttons of the message that was replied to, where it had any of ours.
    """

    update: int
    chat: int
    user: int
    private: bool = True
    kind: Literal["command", "text", "press", "file", "edited", "other", "blocked", "back"] = "text"
    text: str = ""
    message: int = 0
    query: str = ""
    reply_to: int | None = None
    reply_token: str = ""
    file_id: str = ""
    file_name: str = ""
    file_size: int = 0
    language: str = ""
