"""Every answer and every parameter is one of the Bot API's specification."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator import Simulator
from simulator.methods.registry import METHODS
from tests.real import shared
from tests.simulator.conftest import LI, WANG, Api
from tests.simulator.test_files import png

pytestmark = pytest.mark.real

LEGACY = {"reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview"}
SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}


class Specification:
    """The Bot API as its published description has it."""

    def __init__(self, path: Path) -> None:
        described = json.loads(path.read_text())
        self.methods: dict[str, Any] = described["methods"]
        self._types: dict[str, Any] = described["types"]

    def problems(self, value: Any, types: list[str], where: str) -> list[str]:
        """What is wrong with a value that should be one of these types; empty where it fits."""
        tried = [self._problems(value, one, where) for one in types]
        return [] if any(not one for one in tried) else min(tried, key=len)

    def _problems(self, value: Any, kind: str, where: str) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where} is no array"]
            inner = kind.removeprefix("Array of ")
            return [found for one in value for found in self.problems(one, [inner], f"{where}[]")]
        if kind in SIMPLE:
            wrong = not isinstance(value, SIMPLE[kind]) or (kind == "Integer" and isinstance(value, bool))
            return [f"{where} is no {kind}: {value!r}"] if wrong else []
        described = self._types[kind]
        if "subtypes" in described and not described.get("fields"):
            return self.problems(value, described["subtypes"], where)
        return list(self._object_problems(value, described, where))

    def _object_problems(self, value: Any, described: dict[str, Any], where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where} is no object"
            return
        fields = {one["name"]: one for one in described.get("fields", [])}
        for name in value.keys() - fields.keys():
            yield f"{where}.{name} is not in {described['name']}"
        for name, field in fields.items():
            if name in value:
                yield from self.problems(value[name], field["types"], f"{where}.{name}")
            elif field["required"]:
                yield f"{where}.{name} is missing"


@pytest.fixture
def specification() -> Specification:
    return Specification(shared("telegram/bot-api.json"))


def _keys() -> dict[str, Any]:
    row = [
        {"text": "a", "callback_data": "a", "style": "primary"},
        {"text": "b", "copy_text": {"text": "b"}},
        {"text": "c", "url": "https://a.example/"},
    ]
    return {"inline_keyboard": [row]}


async def _exercised(api: Api, simulator: Simulator, client: httpx.AsyncClient) -> dict[str, Any]:
    """An answer of every method, as rich as it gets."""
    start = simulator.press_start(LI)
    answers: dict[str, Any] = {}

    async def call(method: str, **parameters: Any) -> Any:
        answers[method] = await api.result(method, **parameters)
        return answers[method]

    reply = {"message_id": start}
    options = {"reply_markup": _keys(), "reply_parameters": reply, "protect_content": True}
    html = (
        "<b>a</b> <a href='https://a.example'>b</a> <pre><code class='language-c'>c</code></pre> @man /x #y"
    )
    card = await call("sendMessage", chat_id=LI, text=html, parse_mode="HTML", **options)
    own = {"chat_id": LI, "message_id": card["message_id"]}
    await call(
        "editMessageText",
        **own,
        text="b",
        reply_markup=_keys(),
        link_preview_options={"url": "https://a.example"},
    )
    await call("pinChatMessage", **own)
    await call("getChat", chat_id=LI)
    query = simulator.press(LI, card["message_id"], "a").value
    simulator.press_data(LI, 99, "gone")
    await call("answerCallbackQuery", callback_query_id=query, text="好")
    await call("editMessageReplyMarkup", **own)
    await call("unpinChatMessage", **own)
    await call("unpinAllChatMessages", chat_id=LI)
    await call("copyMessage", chat_id=LI, from_chat_id=LI, message_id=start)
    await call("forwardMessage", chat_id=LI, from_chat_id=LI, message_id=start)
    for method, name, content in (("sendPhoto", "photo", png(3, 3)), ("sendDocument", "document", b"a")):
        answer = await client.post(
            f"/bot{simulator.token}/{method}",
            data={"chat_id": LI, "caption": "<b>a</b>", "parse_mode": "HTML"},
            files={name: ("a.png", content)},
        )
        answers[method] = answer.json()["result"]
    sent = answers["sendDocument"]
    await call("editMessageCaption", chat_id=LI, message_id=sent["message_id"], caption="b")
    await call("getFile", file_id=sent["document"]["file_id"])
    await call("sendChatAction", chat_id=LI, action="typing")
    await call("deleteMessage", **own)
    await call("deleteMessages", chat_id=LI, message_ids=[1, 2])
    await call("setMyCommands", commands=[{"command": "a", "description": "a"}])
    await call("getMyCommands")
    await call("deleteMyCommands")
    for name in ("Description", "ShortDescription", "Name"):
        field = re.sub(r"(?<=.)([A-Z])", r"_\1", name).lower()
        await call(f"setMy{name}", **{field: "a"})
        await call(f"getMy{name}")
    await call("setChatMenuButton", menu_button={"type": "commands"})
    await call("getChatMenuButton")
    _everything_people_do(simulator)
    group = simulator.add_group("城东支行", [LI, WANG])
    simulator.bring_bot(LI, group)
    await call("leaveChat", chat_id=group)
    await call("getUpdates")
    for method in ("getMe", "getWebhookInfo", "logOut", "close"):
        await call(method)
    await call("setWebhook", url="http://127.0.0.1:9/", max_connections=1, allowed_updates=["message"])
    answers["getWebhookInfo"] = [answers["getWebhookInfo"], await api.result("getWebhookInfo")][1]
    await call("deleteWebhook")
    return answers


def _everything_people_do(simulator: Simulator) -> None:
    simulator.add_user(WANG, "主任", phone="+861380000")
    text = simulator.send_text(LI, "/a @b #c https://a.example d@e.cn")
    simulator.edit(LI, text, "b")
    simulator.send_text(LI, "c", reply_to=text)
    simulator.send_document(LI, b"a", "a.txt", caption="a", album="1")
    simulator.send_photo(LI, png(3, 3), caption="a")
    simulator.send_voice(LI)
    simulator.send_sticker(LI)
    simulator.send_contact(WANG)
    simulator.forward(LI, "a", written_by=WANG)
    simulator.forward(LI, "a", written_by="某人")
    simulator.block(WANG)
    simulator.unblock(WANG)


async def test_every_answer_is_of_the_type_the_specification_gives(
    specification: Specification, simulator: Simulator, api: Api, client: httpx.AsyncClient
) -> None:
    answers = await _exercised(api, simulator, client)
    assert sorted(answers) == sorted(METHODS)
    for method, answer in answers.items():
        assert specification.problems(answer, specification.methods[method]["returns"], method) == []
    kinds = {kind for update in answers["getUpdates"] for kind in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}


def test_every_parameter_that_is_read_is_in_the_specification(specification: Specification) -> None:
    known = {field["name"] for name in METHODS for field in specification.methods[name].get("fields", [])}
    folder = Path(__file__).parents[2] / "simulator"
    sources = [
        *(folder / "methods").glob("*.py"),
        folder / "content.py",
        folder / "posting.py",
        folder / "keyboards.py",
    ]
    read = re.compile(r'call\.(?:text|flag|integer|json)\(\s*"(\w+)"')
    asked = {name for source in sources for name in read.findall(source.read_text())}
    assert len(asked) > 30
    assert asked - known == LEGACY


def test_a_wrong_answer_would_be_seen(specification: Specification) -> None:
    chat = {"id": LI, "type": "private"}
    wrong = {"message_id": "1", "chat": chat, "date": True, "mood": "good", "photo": [{"file_id": "a"}]}
    found = specification.problems(wrong, ["Message"], "it")
    for part in ("message_id is no Integer", "date is no Integer", "mood is not in", "width is missing"):
        assert any(part in problem for problem in found)
