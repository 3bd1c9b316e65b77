"""Keyboards of a message: read, checked against Telegram's limits, refused in its words."""

from typing import Any

import msgspec

from simulator.calls import Call, as_array, as_object
from simulator.errors import bad_request
from simulator.objects import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboard

MOST_BUTTONS = 100
MOST_REPLY_BUTTONS = 300
MOST_MARKUP_BYTES = 10_000
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)
STYLES = {None, "", "default", "primary", "danger", "success"}

Markup = InlineKeyboardMarkup | ReplyKeyboard | None


def read_markup(call: Call) -> Markup:
    """The reply_markup of a call, if it has one."""
    raw = call.json("reply_markup", "Can't parse reply keyboard markup JSON object")
    if raw is None:
        return None
    markup = as_object(raw)
    if markup is None:
        raise bad_request("Object expected as reply markup")
    return _markup(markup)


def _markup(raw: dict[str, Any]) -> Markup:
    if raw.get("keyboard"):
        return _reply_keyboard(raw)
    if raw.get("inline_keyboard"):
        return _inline_keyboard(raw["inline_keyboard"])
    if raw.get("remove_keyboard"):
        return ReplyKeyboard()
    if raw.get("force_reply"):
        return ReplyKeyboard(force_reply=True, input_field_placeholder=raw.get("input_field_placeholder"))
    return None


def _rows(raw: Any, complaint: str) -> list[list[Any]]:
    """The rows of a keyboard; empty ones are left out."""
    rows: list[list[Any]] = []
    for given in as_array(raw) or [None]:
        row = as_array(given)
        if row is None:
            raise bad_request(complaint)
        if row:
            rows.append(row)
    return rows


def _inline_keyboard(raw: Any) -> InlineKeyboardMarkup:
    rows = _rows(raw, 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    buttons = [[_inline_button(button) for button in row] for row in rows]
    if sum(map(len, buttons)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    markup = InlineKeyboardMarkup(inline_keyboard=buttons)
    if len(msgspec.json.encode(markup)) > MOST_MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return markup


def _inline_button(raw: Any) -> InlineKeyboardButton:
    if not isinstance(raw, dict):
        raise bad_request("Can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    try:
        button = msgspec.convert(raw, InlineKeyboardButton)
    except msgspec.ValidationError as wrong:
        raise bad_request(f"Can't parse inline keyboard button: {_field_problem(wrong)}") from None
    _check_button(button)
    return button


def _field_problem(wrong: msgspec.ValidationError) -> str:
    """Telegram's words for a missing field or one of a wrong type."""
    said = str(wrong)
    if "missing required field" in said:
        return f'Can\'t find field "{said.split("`")[1]}"'
    field = said.rsplit("$.", 1)[-1].rstrip("`") if "$." in said else "text"
    return f'Field "{field}" must be of type String'


def _check_button(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise bad_request("BUTTON_TEXT_INVALID" if button.text else "inline keyboard button text is empty")
    if not any(getattr(button, action) is not None for action in ACTIONS):
        raise bad_request(
            "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.callback_data is not None and not 1 <= len(button.callback_data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.style not in STYLES:
        raise bad_request("Can't parse inline keyboard button: invalid button style specified")
    if button.url is not None and not _is_link(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")


def _is_link(url: str) -> bool:
    scheme, colon, rest = url.partition(":")
    if not colon:
        return "." in url and " " not in url
    return scheme.lower() in {"http", "https", "tg", "ton", "tonsite"} and len(rest) > 2 and " " not in rest


def _reply_keyboard(raw: dict[str, Any]) -> ReplyKeyboard:
    rows = _rows(raw["keyboard"], 'Field "keyboard" must be an Array of Arrays')
    buttons = [[_reply_button(button) for button in row] for row in rows]
    if sum(map(len, buttons)) > MOST_REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    return ReplyKeyboard(
        keyboard=buttons,
        resize_keyboard=bool(raw.get("resize_keyboard")),
        one_time_keyboard=bool(raw.get("one_time_keyboard")),
        is_persistent=bool(raw.get("is_persistent")),
        input_field_placeholder=raw.get("input_field_placeholder"),
    )


def _reply_button(raw: Any) -> KeyboardButton:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    try:
        button = msgspec.convert(raw, KeyboardButton)
    except msgspec.ValidationError as wrong:
        raise bad_request(f"Can't parse keyboard button: {_field_problem(wrong)}") from None
    if not button.text.strip():
        raise bad_request("keyboard button text must be non-empty")
    return button
