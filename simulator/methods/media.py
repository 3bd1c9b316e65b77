"""sendDocument, sendPhoto, getFile."""

import msgspec

from simulator.calls import Call, Upload
from simulator.content import message_caption
from simulator.errors import bad_request
from simulator.files import LARGEST_DOWNLOAD, LARGEST_PHOTO, Kept
from simulator.methods.sending import blank
from simulator.objects import Document, File, Message, PhotoSize
from simulator.posting import post, room_to_write
from simulator.telegram import Telegram

WIDEST_PHOTO = 10_000
THINNEST_PHOTO = 20


def _upload(call: Call, name: str) -> Upload | None:
    """The file that came under this name, or attached under another one."""
    attached = call.text(name).removeprefix("attach://")
    return call.uploads.get(name) or call.uploads.get(attached)


def _file(telegram: Telegram, call: Call, kind: str) -> Kept:
    upload = _upload(call, kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return telegram.files.keep(kind, upload.content, upload.name, upload.mime)
    given = call.text(kind)
    if not given:
        raise bad_request(f"There is no {kind} in the request")
    known = telegram.files.find(given)
    if known is None:
        raise bad_request(
            "failed to get HTTP URL content"
            if given.startswith("http")
            else "wrong file identifier/HTTP URL specified"
        )
    if known.kind != kind:
        raise bad_request(
            f"type of file mismatch: can't use file of type {known.kind.title()} as {kind.title()}"
        )
    return known


def document_of(kept: Kept) -> Document:
    return Document(
        file_id=kept.file_id,
        file_unique_id=kept.unique_id,
        file_name=kept.name,
        mime_type=kept.mime,
        file_size=len(kept.content),
    )


def photo_of(kept: Kept) -> list[PhotoSize]:
    return [
        PhotoSize(
            file_id=kept.file_id,
            file_unique_id=kept.unique_id,
            width=kept.width or 1,
            height=kept.height or 1,
            file_size=len(kept.content),
        )
    ]


def _check_photo(kept: Kept) -> None:
    if len(kept.content) > LARGEST_PHOTO:
        raise bad_request("file is too big for a photo")
    if not kept.width or not kept.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    too_thin = max(kept.width, kept.height) > THINNEST_PHOTO * min(kept.width, kept.height)
    if kept.width + kept.height > WIDEST_PHOTO or too_thin:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def send_document(telegram: Telegram, call: Call) -> Message:
    room = room_to_write(telegram, call)
    caption = message_caption(call)
    content = msgspec.structs.replace(
        blank(telegram, room),
        document=document_of(_file(telegram, call, "document")),
        caption=caption.text or None,
        caption_entities=caption.entities or None,
    )
    return post(telegram, call, room, content)


def send_photo(telegram: Telegram, call: Call) -> Message:
    room = room_to_write(telegram, call)
    caption = message_caption(call)
    kept = _file(telegram, call, "photo")
    _check_photo(kept)
    content = msgspec.structs.replace(
        blank(telegram, room),
        photo=photo_of(kept),
        caption=caption.text or None,
        caption_entities=caption.entities or None,
        show_caption_above_media=True if call.flag("show_caption_above_media") else None,
        has_media_spoiler=True if call.flag("has_spoiler") else None,
    )
    return post(telegram, call, room, content)


def get_file(telegram: Telegram, call: Call) -> File:
    """Where a file can be fetched; those over 20 MB can't."""
    kept = telegram.files.find(call.text("file_id"))
    if kept is None:
        raise bad_request("invalid file_id")
    if len(kept.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return File(
        file_id=kept.file_id,
        file_unique_id=kept.unique_id,
        file_size=len(kept.content),
        file_path=kept.path,
    )
