"""What a message says: text or caption, its entities, its preview, what it answers to."""

import msgspec

from simulator.calls import Call, as_array, as_object
from simulator.errors import bad_request
from simulator.found_entities import found_entities
from simulator.html_reader import from_html
from simulator.objects import LinkPreviewOptions, MessageEntity, Shape
from simulator.texts import Formatted, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_RAW_BYTES = 1 << 15
GIVEN_KINDS = {
    *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"),
    *("text_mention", "custom_emoji", "blockquote", "expandable_blockquote"),
}


class ReplyParameters(Shape, frozen=True, kw_only=True):
    message_id: int
    chat_id: int | str | None = None
    allow_sending_without_reply: bool = False
    quote: str | None = None


def message_text(call: Call) -> Formatted:
    """The text of a call: 1–4096 characters after parsing."""
    if not call.text("text"):
        raise bad_request("Message text is empty")
    formatted = _formatted(call, "text", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def message_caption(call: Call) -> Formatted:
    """The caption of a call: 0–1024 characters after parsing."""
    formatted = _formatted(call, "caption", "caption_entities")
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(call: Call, name: str, entities_name: str) -> Formatted:
    source = call.text(name).replace("\r\n", "\n")
    if len(source) * 4 > LONGEST_RAW_BYTES and len(source.encode()) > LONGEST_RAW_BYTES:
        raise bad_request("Text is too long")
    mode = call.text("parse_mode").lower()
    if mode in {"", "none"}:
        given = Formatted(source, _given_entities(call, entities_name, utf16_length(source)))
    elif mode == "html":
        given = from_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request(
            f"can't parse entities: this simulator reads HTML only, not {call.text('parse_mode')}"
        )
    else:
        raise bad_request("Unsupported parse_mode")
    trimmed = _trimmed(given)
    return Formatted(trimmed.text, found_entities(trimmed.text, trimmed.entities))


def _given_entities(call: Call, name: str, length: int) -> list[MessageEntity]:
    raw = as_array(call.json(name, "Can't parse message entities JSON object"))
    if raw is None:
        return []
    try:
        entities = msgspec.convert(raw, list[MessageEntity])
    except msgspec.ValidationError:
        raise bad_request("Can't parse MessageEntity: Object expected with type, offset and length") from None
    kept = [one for one in entities if one.type in GIVEN_KINDS]
    for entity in kept:
        if entity.offset < 0 or entity.length <= 0 or entity.offset + entity.length > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
                f"at UTF-16 offset {entity.offset + entity.length}"
            )
    return sorted(kept, key=lambda one: (one.offset, -one.length))


def _trimmed(formatted: Formatted) -> Formatted:
    """Without blanks around it; entities move along and lose what was cut."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    cut = utf16_length(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())])
    most = utf16_length(text)
    moved: list[MessageEntity] = []
    for one in formatted.entities:
        begin = max(0, one.offset - cut)
        end = min(most, one.offset + one.length - cut)
        if end > begin:
            moved.append(msgspec.structs.replace(one, offset=begin, length=end - begin))
    return Formatted(text, moved)


def link_preview(call: Call) -> LinkPreviewOptions | None:
    """How a link in the text is to be previewed, where the call says so."""
    raw = call.json("link_preview_options", "Can't parse link preview options JSON object")
    if raw is None:
        return LinkPreviewOptions(is_disabled=True) if call.flag("disable_web_page_preview") else None
    try:
        return msgspec.convert(raw, LinkPreviewOptions)
    except msgspec.ValidationError:
        raise bad_request("Object expected as link preview options") from None


def reply_parameters(call: Call) -> ReplyParameters | None:
    """What the message answers to; the older reply_to_message_id counts too."""
    raw = call.json("reply_parameters", "Can't parse reply parameters JSON object")
    if raw is None and call.text("reply_to_message_id"):
        return ReplyParameters(
            message_id=call.integer("reply_to_message_id"),
            allow_sending_without_reply=call.flag("allow_sending_without_reply"),
        )
    if not raw:
        return None
    fields = as_object(raw)
    if fields is None:
        raise bad_request("Object expected as reply parameters")
    if "message_id" not in fields:
        raise bad_request('Can\'t find field "message_id"')
    try:
        return msgspec.convert(fields, ReplyParameters)
    except msgspec.ValidationError:
        raise bad_request('Field "message_id" must be a valid Number') from None
