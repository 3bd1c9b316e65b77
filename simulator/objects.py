"""Telegram's objects as the Bot API sends them; only what this simulator can make happen."""

from typing import Any

import msgspec


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A JSON object of the Bot API; fields that are not there are not sent."""


class User(Shape, frozen=True, kw_only=True):
    id: int
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class BotUser(User, frozen=True, kw_only=True):
    can_join_groups: bool | None = None
    can_read_all_group_messages: bool | None = None
    supports_inline_queries: bool | None = None
    can_connect_to_business: bool | None = None
    has_main_web_app: bool | None = None


class Chat(Shape, frozen=True, kw_only=True):
    id: int
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None


class MessageEntity(Shape, frozen=True, kw_only=True):
    """A stretch of text; offset and length count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: User | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


class LinkPreviewOptions(Shape, frozen=True, kw_only=True):
    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class CopyTextButton(Shape, frozen=True, kw_only=True):
    text: str


class WebAppInfo(Shape, frozen=True, kw_only=True):
    url: str


class InlineKeyboardButton(Shape, frozen=True, kw_only=True):
    text: str
    icon_custom_emoji_id: str | None = None
    style: str | None = None
    url: str | None = None
    callback_data: str | None = None
    web_app: WebAppInfo | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    copy_text: CopyTextButton | None = None


class InlineKeyboardMarkup(Shape, frozen=True, kw_only=True):
    inline_keyboard: list[list[InlineKeyboardButton]]


class KeyboardButton(Shape, frozen=True, kw_only=True):
    text: str
    request_contact: bool | None = None
    request_location: bool | None = None


class ReplyKeyboard(Shape, frozen=True, kw_only=True):
    """The keyboard under the typing field: shown, removed, or a forced reply."""

    keyboard: list[list[KeyboardButton]] = []
    resize_keyboard: bool = False
    one_time_keyboard: bool = False
    is_persistent: bool = False
    input_field_placeholder: str | None = None
    force_reply: bool = False


class Document(Shape, frozen=True, kw_only=True):
    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None


class PhotoSize(Shape, frozen=True, kw_only=True):
    file_id: str
    file_unique_id: str
    width: int
    height: int
    file_size: int | None = None


class Sticker(Shape, frozen=True, kw_only=True):
    file_id: str
    file_unique_id: str
    type: str
    width: int
    height: int
    is_animated: bool
    is_video: bool
    emoji: str | None = None
    file_size: int | None = None


class Voice(Shape, frozen=True, kw_only=True):
    file_id: str
    file_unique_id: str
    duration: int
    mime_type: str | None = None
    file_size: int | None = None


class Contact(Shape, frozen=True, kw_only=True):
    phone_number: str
    first_name: str
    last_name: str | None = None
    user_id: int | None = None


class MessageOrigin(Shape, frozen=True, kw_only=True):
    """Who wrote a forwarded message first."""

    type: str
    date: int
    sender_user: User | None = None
    sender_user_name: str | None = None


class Message(Shape, frozen=True, kw_only=True):
    message_id: int
    sender: User | None = msgspec.field(name="from", default=None)
    chat: Chat
    date: int
    forward_origin: MessageOrigin | None = None
    reply_to_message: "Message | None" = None
    edit_date: int | None = None
    has_protected_content: bool | None = None
    media_group_id: str | None = None
    text: str | None = None
    entities: list[MessageEntity] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    document: Document | None = None
    photo: list[PhotoSize] | None = None
    sticker: Sticker | None = None
    voice: Voice | None = None
    contact: Contact | None = None
    caption: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool | None = None
    has_media_spoiler: bool | None = None
    new_chat_members: list[User] | None = None
    left_chat_member: User | None = None
    group_chat_created: bool | None = None
    pinned_message: "Message | None" = None
    reply_markup: InlineKeyboardMarkup | None = None


class InaccessibleMessage(Shape, frozen=True, kw_only=True):
    """A message that is gone, as a late press on its button shows it; the date is always 0."""

    chat: Chat
    message_id: int
    date: int


class MessageId(Shape, frozen=True, kw_only=True):
    message_id: int


class CallbackQuery(Shape, frozen=True, kw_only=True):
    id: str
    sender: User = msgspec.field(name="from")
    message: Message | InaccessibleMessage | None = None
    chat_instance: str
    data: str | None = None


class ChatMember(Shape, frozen=True, kw_only=True):
    status: str
    user: User
    until_date: int | None = None


class ChatMemberUpdated(Shape, frozen=True, kw_only=True):
    chat: Chat
    sender: User = msgspec.field(name="from")
    date: int
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class File(Shape, frozen=True, kw_only=True):
    file_id: str
    file_unique_id: str
    file_size: int | None = None
    file_path: str | None = None


class BotCommand(Shape, frozen=True, kw_only=True):
    command: str
    description: str


class WebhookInfo(Shape, frozen=True, kw_only=True):
    url: str
    has_custom_certificate: bool
    pending_update_count: int
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None
    max_connections: int | None = None
    allowed_updates: list[str] | None = None


class AcceptedGiftTypes(Shape, frozen=True, kw_only=True):
    unlimited_gifts: bool
    limited_gifts: bool
    unique_gifts: bool
    premium_subscription: bool
    gifts_from_channels: bool


class ChatFullInfo(Chat, frozen=True, kw_only=True):
    accent_color_id: int
    max_reaction_count: int
    accepted_gift_types: AcceptedGiftTypes
    pinned_message: Message | None = None


class WebAppMenu(Shape, frozen=True, kw_only=True):
    """The button beside the typing field; text and web_app only for a web app."""

    type: str
    text: str | None = None
    web_app: WebAppInfo | None = None


class BotDescription(Shape, frozen=True, kw_only=True):
    description: str


class BotShortDescription(Shape, frozen=True, kw_only=True):
    short_description: str


class BotName(Shape, frozen=True, kw_only=True):
    name: str


JsonObject = dict[str, Any]
"""A JSON object of which only its receiver knows the shape."""
