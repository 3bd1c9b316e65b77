"""Every update finds its conversation: commands, plain words, taps, files, words, and all the rest."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Update, User
from telegram.ext import Application, ApplicationBuilder, CallbackContext

from handlers.conversation import discover
from handlers.heard import Heard
from handlers.registration import handlers

LI = {"id": 5, "is_bot": False, "first_name": "李晓", "language_code": "zh-hans"}
CHAT = {"id": 5, "type": "private", "first_name": "李晓"}
BOT = {"id": 1, "is_bot": True, "first_name": "管家", "username": "guanjia_bot"}


@dataclass
class Ear:
    """The library's application, never started; it hears made-up updates."""

    application: Application[Any, Any, Any, Any, Any, Any]
    heard: list[tuple[Heard, str]] = field(default_factory=list)

    async def hears(self, **update: Any) -> list[tuple[str, str, str]]:
        """Conversation, kind and text of what came of an update."""
        self.heard.clear()
        made = Update.de_json(json.loads(json.dumps({"update_id": 9, **update})), self.application.bot)
        for group in self.application.handlers.values():
            for handler in group:
                check = handler.check_update(made)
                if check is not None and check is not False:
                    context = CallbackContext.from_update(made, self.application)
                    await handler.handle_update(made, self.application, check, context)
                    return [(code, one.kind, one.text) for one, code in self.heard]
        return []

    async def says(self, text: str, **more: Any) -> list[tuple[str, str, str]]:
        command = text.split(maxsplit=1)[0] if text[:1] == "/" else ""
        entities = [{"type": "bot_command", "offset": 0, "length": len(command)}] if command else []
        return await self.hears(message=message(text=text, entities=entities, **more))


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1_700_000_000, "chat": CHAT, "from": LI, **fields}


@pytest.fixture
async def ear() -> Ear:
    application = ApplicationBuilder().token("1:tests").updater(None).job_queue(None).build()
    application.bot._bot_user = User.de_json(BOT, None)  # what getMe would have said
    it = Ear(application)

    async def take(heard: Heard, code: str) -> None:
        it.heard.append((heard, code))

    application.add_handlers(list(handlers(discover(), take)))
    return it


async def test_a_command_finds_its_conversation(ear: Ear) -> None:
    assert await ear.says("/today") == [("td", "command", "/today")]
    assert await ear.says("/today@guanjia_bot") == [("td", "command", "/today@guanjia_bot")]


async def test_plain_words_do_what_commands_do(ear: Ear) -> None:
    assert await ear.says(" 今天。") == [("td", "text", " 今天。")]
    assert await ear.says("今天给张伟打电话") == [("ln", "text", "今天给张伟打电话")]


async def test_a_command_nobody_knows_has_an_answer(ear: Ear) -> None:
    assert await ear.says("/nonsense") == [("ot", "command", "/nonsense")]


async def test_a_command_typed_on_a_chinese_keyboard_is_the_same_command(ear: Ear) -> None:
    for said in (
        "／today",
        "、today",
        "／ｔｏｄａｙ",
        "/ｔｏｄａｙ",
        " ／TODAY ",
        "／today@guanjia_bot",
        "／today＠guanjia_bot",
    ):
        assert await ear.says(said) == [("td", "command", "/today")], said
    assert await ear.says("／find　张伟") == [("cs", "command", "/find 张伟")]
    assert await ear.says("／nonsense") == [("ot", "command", "/nonsense")]
    for line in ("、张伟没接", "／今天", "24／7 打不通", "、"):
        assert await ear.says(line) == [("ln", "text", line)], line


async def test_a_tap_finds_the_conversation_of_its_token(ear: Ear) -> None:
    query = {"id": "1", "from": LI, "chat_instance": "1", "message": message(text="x")}
    assert await ear.hears(callback_query={**query, "data": "tdab12.3.open"}) == [
        ("td", "press", "tdab12.3.open")
    ]
    assert await ear.hears(callback_query={**query, "data": "??"}) == [("", "press", "??")]


async def test_a_file_goes_to_the_lists(ear: Ear) -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.xlsx", "file_size": 9}
    assert await ear.hears(message=message(document=document, caption="今天的")) == [("im", "file", "今天的")]
    heard, _ = ear.heard[0]
    assert (heard.file_id, heard.file_name, heard.file_size) == ("f", "a.xlsx", 9)


@pytest.mark.parametrize(
    "fields",
    [
        {"sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
    ],
)  # fmt: skip
async def test_what_is_not_words_has_an_answer(ear: Ear, fields: dict[str, Any]) -> None:
    assert await ear.hears(message=message(**fields)) == [("ot", "other", "")]


async def test_an_edited_line_is_not_logged_twice(ear: Ear) -> None:
    assert await ear.hears(edited_message=message(text="改过", edit_date=1_700_000_001)) == [
        ("ot", "edited", "")
    ]


async def test_a_reply_knows_what_it_answers(ear: Ear) -> None:
    button = {"text": "打开", "callback_data": "rmab12.0.open:1"}
    card = message(text="x", reply_markup={"inline_keyboard": [[button]]})
    await ear.says("没接", reply_to_message=card)
    heard, _ = ear.heard[0]
    assert (heard.reply_to, heard.reply_token) == (7, "rmab12")
    await ear.says("没接", reply_to_message=message(text="x"))
    assert ear.heard[0][0].reply_token == ""


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("left", "blocked"), ("member", "back")])
async def test_a_block_and_a_return_are_heard(ear: Ear, status: str, kind: str) -> None:
    def standing(status: str) -> dict[str, Any]:
        return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    change = {"chat": CHAT, "from": LI, "date": 1_700_000_000}
    change |= {"old_chat_member": standing("member"), "new_chat_member": standing(status)}
    assert await ear.hears(my_chat_member=change) == [("ot", kind, "")]


async def test_a_channel_is_not_listened_to(ear: Ear) -> None:
    channel = {"id": -5, "type": "channel", "title": "x"}
    post = {"message_id": 7, "date": 1_700_000_000, "chat": channel, "text": "x"}
    assert await ear.hears(channel_post=post) == []
