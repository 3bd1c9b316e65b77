"""A chat as the person sees it on the phone."""

from datetime import UTC, datetime

import msgspec

from simulator.files import Files
from simulator.html_writer import to_html
from simulator.objects import InlineKeyboardButton, Message, MessageEntity
from simulator.world import Entry, Room, Toast, World, entities_of, said


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is shown; every field is always there."""


class Button(View, frozen=True, kw_only=True):
    """A button under a message; kind is callback, copy, url or other."""

    text: str
    kind: str
    value: str
    style: str = ""


class Attachment(View, frozen=True, kw_only=True):
    """A file, picture, voice, sticker or contact; size in bytes, path as getFile names it."""

    kind: str
    name: str
    size: int = 0
    path: str = ""
    mime: str = ""


class Seen(View, frozen=True, kw_only=True):
    """A message on the phone; mine is the person's own."""

    message_id: int
    chat_id: int
    mine: bool
    sender: str
    text: str
    html: str
    entities: list[MessageEntity]
    buttons: list[list[Button]]
    attachment: Attachment | None
    protected: bool
    silent: bool
    edited: bool
    deleted: bool
    date: datetime
    reply_to: int | None
    forwarded_from: str
    service: str
    changed: int

    def button_texts(self) -> list[list[str]]:
        return [[button.text for button in row] for row in self.buttons]


class ChatView(View, frozen=True, kw_only=True):
    """Everything the chat page needs of one chat."""

    chat_id: int
    title: str
    started: bool
    blocked: bool
    action: str
    action_changed: int
    count: int
    messages: list[Seen]
    toasts: list[Toast]
    keyboard: list[list[str]]
    placeholder: str
    pinned: list[int]
    commands: list[tuple[str, str]]
    description: str


def seen_messages(files: Files, room: Room, user_id: int, *, after: int = 0) -> list[Seen]:
    """The messages of a chat that changed after a count, the deleted ones marked, oldest first."""
    return [seen(files, entry, user_id) for entry in room.entries.values() if entry.changed > after]


def seen(files: Files, entry: Entry, user_id: int) -> Seen:
    message = entry.message
    text, entities = said(message), entities_of(message)
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return Seen(
        message_id=message.message_id,
        chat_id=message.chat.id,
        mine=message.sender is not None and message.sender.id == user_id,
        sender=message.sender.first_name if message.sender else "",
        text=text,
        html=to_html(text, entities),
        entities=entities,
        buttons=[[_button(button) for button in row] for row in rows],
        attachment=_attachment(files, message),
        protected=bool(message.has_protected_content),
        silent=entry.silent,
        edited=message.edit_date is not None,
        deleted=entry.deleted,
        date=datetime.fromtimestamp(message.date, UTC),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        forwarded_from=_origin(message),
        service=_service(message),
        changed=entry.changed,
    )


def _button(button: InlineKeyboardButton) -> Button:
    style = button.style or ""
    if button.copy_text is not None:
        return Button(text=button.text, kind="copy", value=button.copy_text.text, style=style)
    if button.url is not None:
        return Button(text=button.text, kind="url", value=button.url, style=style)
    if button.callback_data is not None:
        return Button(text=button.text, kind="callback", value=button.callback_data, style=style)
    return Button(text=button.text, kind="other", value="", style=style)


def _attachment(files: Files, message: Message) -> Attachment | None:
    if message.contact is not None:
        return Attachment(kind="contact", name=f"{message.contact.first_name} {message.contact.phone_number}")
    if message.sticker is not None:
        return Attachment(kind="sticker", name=message.sticker.emoji or "")
    sent = message.document or message.voice or (message.photo[-1] if message.photo else None)
    kept = files.find(sent.file_id) if sent else None
    if kept is None:
        return None
    return Attachment(kind=kept.kind, name=kept.name, size=len(kept.content), path=kept.path, mime=kept.mime)


def _origin(message: Message) -> str:
    origin = message.forward_origin
    if origin is None:
        return ""
    return origin.sender_user.first_name if origin.sender_user else origin.sender_user_name or ""


def _service(message: Message) -> str:
    if message.pinned_message is not None:
        return f"pinned:{message.pinned_message.message_id}"
    if message.new_chat_members:
        return f"joined:{message.new_chat_members[0].first_name}"
    if message.left_chat_member is not None:
        return f"left:{message.left_chat_member.first_name}"
    return "created" if message.group_chat_created else ""


def chat_view(world: World, files: Files, room: Room, user_id: int, *, after: int = 0) -> ChatView:
    """The chat with its keyboard, its commands in the person's language, and what taps brought."""
    language = (world.people[user_id].user.language_code or "")[:2]
    commands = world.profile.commands_for(user_id, language)
    texts = world.profile.descriptions
    return ChatView(
        chat_id=room.chat.id,
        title=room.chat.title or world.profile.names.get("", world.bot.first_name),
        started=room.started,
        blocked=room.blocked,
        action=room.action,
        action_changed=room.action_changed,
        count=world.changes.count,
        messages=seen_messages(files, room, user_id, after=after),
        toasts=[toast for toast in room.toasts if toast.user_id == user_id],
        keyboard=[[one.text for one in row] for row in room.keyboard.keyboard] if room.keyboard else [],
        placeholder=(room.keyboard.input_field_placeholder or "") if room.keyboard else "",
        pinned=list(room.pinned),
        commands=[(command.command, command.description) for command in commands],
        description=texts.get(language) or texts.get("", ""),
    )
