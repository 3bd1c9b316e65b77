"""Files go both ways."""

import struct
import zlib

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest

from simulator import Simulator
from simulator.files import picture_size
from tests.simulator.conftest import LI, Api


def png(width: int, height: int) -> bytes:
    """A true, tiny picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"\x89PNG\r\n\x1a\n"
    rows = zlib.compress(b"\x00" * (width + 1) * height)
    for kind, content in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")):
        body += struct.pack(">I", len(content)) + kind + content
        body += struct.pack(">I", zlib.crc32(kind + content))
    return body


async def test_a_document_arrives_and_can_be_sent_again_by_its_id(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    sent = await bot.send_document(LI, "姓名\n张伟".encode(), filename="名单.csv", caption="给您")
    assert sent.document is not None
    assert sent.document.file_size == 13
    attachment = simulator.last(LI).attachment
    assert attachment is not None
    assert (attachment.kind, attachment.name, attachment.size) == ("document", "名单.csv", 13)
    again = await bot.send_document(LI, sent.document.file_id)
    assert again.document == sent.document


async def test_a_persons_file_is_fetched(simulator: Simulator, bot: Bot) -> None:
    simulator.send_document(LI, b"a,b", "名单.csv")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"a,b"


async def test_a_picture_is_measured(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    sent = await bot.send_photo(LI, png(30, 20), caption="图", has_spoiler=True)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (30, 20)
    assert sent.has_media_spoiler


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"no picture", "Image_process_failed"), (png(210, 10), "Photo_invalid_dimensions")],
)
async def test_what_is_no_picture_is_refused(
    simulator: Simulator, bot: Bot, content: bytes, words: str
) -> None:
    simulator.press_start(LI)
    with pytest.raises(BadRequest, match=words):
        await bot.send_photo(LI, content)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "there is no document in the request"),
        ("unknown", "wrong file identifier/HTTP URL specified"),
        ("https://a.example/b", "failed to get HTTP URL content"),
    ],
)
async def test_a_file_that_is_not_there_is_refused(
    simulator: Simulator, api: Api, document: str, words: str
) -> None:
    simulator.press_start(LI)
    assert await api.refusal("sendDocument", chat_id=LI, document=document) == f"Bad Request: {words}"


async def test_an_empty_file_and_one_of_another_kind_are_refused(
    simulator: Simulator, bot: Bot, api: Api, client: httpx.AsyncClient
) -> None:
    simulator.press_start(LI)
    empty = await client.post(
        f"/bot{simulator.token}/sendDocument", data={"chat_id": LI}, files={"document": ("a.txt", b"")}
    )
    assert empty.json()["description"] == "Bad Request: file must be non-empty"
    sent = await bot.send_document(LI, png(3, 3), filename="a.png")
    assert sent.document is not None
    refused = await api.refusal("sendPhoto", chat_id=LI, photo=sent.document.file_id)
    assert refused == "Bad Request: type of file mismatch: can't use file of type Document as Photo"


async def test_a_caption_has_at_most_1024_characters(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(LI, b"a", filename="a.txt", caption="字" * 1025)


async def test_a_large_file_can_not_be_fetched(simulator: Simulator, bot: Bot, api: Api) -> None:
    simulator.send_document(LI, bytes(20 * 1024 * 1024 + 1), "大.bin")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()
    assert await api.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"


async def test_a_path_without_a_file_or_token_gives_nothing(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    assert (await client.get(f"/file/bot{simulator.token}/documents/none")).status_code == 404
    assert (await client.get("/file/bot1:2/documents/none")).status_code == 401


def test_sizes_are_read_from_the_head_of_a_picture() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30) + b"\x03"
    assert picture_size(jpeg) == (30, 20)
    assert picture_size(b"GIF89a" + struct.pack("<HH", 5, 6)) == (5, 6)
    assert picture_size(b"\xff\xd8\xff") is None
    assert picture_size(b"") is None


async def test_a_picture_of_more_than_ten_megabytes_is_refused(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    simulator.press_start(LI)
    content = png(3, 3) + bytes(10 * 1024 * 1024)
    answer = await client.post(
        f"/bot{simulator.token}/sendPhoto", data={"chat_id": LI}, files={"photo": ("a.png", content)}
    )
    assert answer.json()["description"] == "Bad Request: file is too big for a photo"
