"""What goes out to a chat, as data: it is kept with the effect it tells of, and sent from there."""

from datetime import datetime
from typing import ClassVar

import msgspec


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """Says what happens: `action` comes back to the conversation, `copy` goes to the clipboard."""

    text: str
    action: str = ""
    copy: str = ""


Rows = tuple[tuple[Button, ...], ...]


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message as a conversation wants it seen, before it has a token.

    `private` says that it shows customer data: it is protected and folded at the next digest. `code` is a
    text to copy, shown as a block below the text.
    """

    text: str
    rows: Rows = ()
    private: bool = False
    silent: bool = False
    code: str = ""
    file_name: str = ""
    file_body: bytes = b""


class Send(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="send"):
    """A new message in the chat."""

    card: Card
    token: str = ""
    version: int = 0
    subject: str = ""
    book: str = ""


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="edit"):
    """The same message, changed; where it can't be edited any more, sent anew."""

    message: int
    card: Card
    token: str = ""
    version: int = 0
    subject: str = ""
    book: str = ""


class Toast(msgspec.Struct, frozen=True, omit_defaults=True, tag="toast"):
    """The answer to a tap; an alert has to be put away by hand."""

    LIMIT: ClassVar[int] = 200
    text: str = ""
    alert: bool = False


class Delete(msgspec.Struct, frozen=True, tag="delete"):
    """A message that must vanish, such as one with a whole card number in it."""

    message: int


class Leave(msgspec.Struct, frozen=True, tag="leave"):
    """Guanjia leaves a group: customers are not spoken of there."""


class Fold(msgspec.Struct, frozen=True, kw_only=True, tag="fold"):
    """Every message of a book that shows customer data and was sent before then, put away (朝发夕收)."""

    book: str
    before: datetime
    text: str


Step = Send | Edit | Toast | Delete | Leave | Fold
Answer = tuple[Step, ...]

_decoder = msgspec.json.Decoder(Answer)


def encode(answer: Answer) -> bytes:
    return msgspec.json.encode(answer)


def decode(body: bytes) -> Answer:
    return _decoder.decode(body)


def callback_data(token: str, version: int, action: str) -> str:
    """`token.version.action`, at most 64 bytes."""
    text = f"{token}.{version}.{action}"
    if len(text.encode()) > 64:
        raise ValueError(f"callback data over 64 bytes: {text}")
    return text


def read_callback(data: str) -> tuple[str, int, str] | None:
    """The three parts of a button's data, or None where they are not ours."""
    token, _, rest = data.partition(".")
    version, _, action = rest.partition(".")
    return (token, int(version), action) if token and version.isdecimal() and len(version) < 9 else None
