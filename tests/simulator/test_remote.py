"""Other programs and the page act and look over HTTP."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator import Simulator
from tests.simulator.conftest import LI, TOKEN, WANG, Api, Hands
from tests.simulator.test_files import png


async def _do(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/simulator/{path}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _see(client: httpx.AsyncClient, path: str) -> Any:
    answer = await client.get(f"/simulator/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_whole_talk_goes_over_http(client: httpx.AsyncClient, api: Api) -> None:
    await _do(client, "users", id=WANG, first_name="主任", language_code="en")
    first = (await _do(client, f"users/{WANG}/text", text="/start"))["message_id"]
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "yes"}]]}
    card = await api.result("sendMessage", chat_id=WANG, text="您好", reply_markup=keyboard)
    number = card["message_id"]
    for tap in ({"button": "好"}, {"row": 0, "column": 0}, {"data": "old"}):
        assert (await _do(client, f"users/{WANG}/press", message_id=number, **tap))["kind"] == "query"
    await _do(client, f"users/{WANG}/edit", message_id=first, text="/start x")
    chat = await _see(client, f"users/{WANG}/chat")
    assert [one["text"] for one in chat["messages"]] == ["/start x", "您好"]
    assert chat["messages"][1]["buttons"][0][0]["value"] == "yes"
    assert await _see(client, f"users/{WANG}/chat?after={chat['count']}") != chat
    await _do(client, f"users/{WANG}/delete", message_id=number)
    assert [one["withdrawn"] for one in await _see(client, f"users/{WANG}/lock-screen")] == [True]
    await _do(client, f"users/{WANG}/block")
    await _do(client, f"users/{WANG}/unblock")
    await _do(client, f"users/{WANG}/read")


async def test_all_kinds_of_messages_are_sent(simulator: Simulator, client: httpx.AsyncClient) -> None:
    answer = await client.post(
        f"/simulator/users/{LI}/document?filename=%E5%90%8D.csv&caption=a", content=b"a,b"
    )
    assert answer.status_code == 200
    assert (await client.post(f"/simulator/users/{LI}/photo", content=png(3, 3))).status_code == 200
    await _do(client, f"users/{LI}/voice")
    await _do(client, f"users/{LI}/sticker", emoji="🙂")
    await _do(client, f"users/{LI}/contact")
    await _do(client, f"users/{LI}/forward", text="a", written_by="某人")
    attachments = [one.attachment for one in simulator.messages(LI)]
    assert [one.kind if one else "" for one in attachments] == [
        "document",
        "photo",
        "voice",
        "sticker",
        "contact",
        "",
    ]
    assert attachments[0] is not None
    assert attachments[1] is not None
    document = await client.get(f"/simulator/files/{attachments[0].path}")
    assert (document.content, document.headers["Content-Disposition"]) == (b"a,b", "attachment")
    photo = await client.get(f"/simulator/files/{attachments[1].path}")
    assert photo.headers["Content-Type"] == "image/jpeg"
    assert (await client.get("/simulator/files/none")).status_code == 409


async def test_groups_are_made_over_http(simulator: Simulator, client: httpx.AsyncClient) -> None:
    group = (await _do(client, "groups", title="城东支行", members=[LI]))["chat_id"]
    await _do(client, f"groups/{group}/bot", user_id=LI)
    await _do(client, f"users/{LI}/text", text="大家好", chat_id=group)
    await _do(client, f"groups/{group}/bot", user_id=LI, inside=False)
    texts = [one.text for one in simulator.messages(LI, chat_id=group)]
    assert texts == ["", "大家好", ""]


async def test_changes_and_quiet_are_waited_for(simulator: Simulator, client: httpx.AsyncClient) -> None:
    before = simulator.changes
    assert (await _see(client, f"changes?after={before}&timeout=0"))["chats"] == []
    simulator.press_start(LI)
    assert (await _see(client, f"changes?after={before}&timeout=5"))["chats"] == [LI]
    assert (await client.get("/simulator/quiet?timeout=0")).status_code == 504
    simulator.updates.drop_all()
    assert await _see(client, "quiet") == {"quiet": True}


async def test_the_page_is_told_of_changes_as_they_come(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    async with client.stream("GET", "/simulator/events") as stream:
        lines = stream.aiter_lines()
        first = json.loads((await anext(lines)).removeprefix("data: "))
        simulator.press_start(LI)
        await anext(lines)
        second = json.loads((await anext(lines)).removeprefix("data: "))
    assert first["chats"] == []
    assert second["chats"] == [LI]
    assert second["count"] > first["count"]


async def test_trouble_is_asked_for_over_http(
    simulator: Simulator, client: httpx.AsyncClient, api: Api
) -> None:
    await _do(client, "faults", trouble="flood", method="getMe", retry_after=9)
    assert (await api.call("getMe"))["parameters"] == {"retry_after": 9}
    await _do(client, "delay", seconds=0.001)
    assert simulator.faults.delay == 0.001
    assert (await client.delete("/simulator/faults")).status_code == 200
    assert simulator.faults.delay == 0
    answer = await _do(client, "updates", raw='{"update_id":1}', repeat=1, reverse=1)
    assert answer["next_id"] == simulator.updates.next_id
    assert await api.result("getUpdates") == [{"update_id": 1}, {"update_id": 1}]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("faults", {"trouble": "earthquake"}, 400),
        ("users", {"id": "x", "first_name": "a"}, 400),
        (f"users/{LI}/text", {}, 400),
        (f"users/{LI}/text", {"text": " "}, 409),
        ("users/77/text", {"text": "a"}, 409),
        ("clock", {"next": True}, 409),
    ],
)
async def test_what_can_not_be_done_is_answered_with_a_reason(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], status: int
) -> None:
    answer = await client.post(f"/simulator/{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]


async def test_another_page_may_not_act(client: httpx.AsyncClient) -> None:
    foreign = {"Origin": "http://evil.example"}
    answer = await client.post(f"/simulator/users/{LI}/text", json={"text": "a"}, headers=foreign)
    assert answer.status_code == 403


class Play(Hands):
    """A stage with one thing still to come."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 1

    async def advance(self, by: timedelta) -> None:
        self._now += by

    async def advance_to_next(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def people(self) -> list[tuple[int, str, str]]:
        return [(LI, "李经理", "客户经理")]


async def test_a_stage_lends_its_clock_and_its_people() -> None:
    play = Play()
    simulator = Simulator(token=TOKEN, stage=play)
    simulator.add_user(LI, "经理")
    simulator.add_user(WANG, "主任", last_name="王")
    await simulator.start()
    try:
        async with httpx.AsyncClient(base_url=simulator.url) as client:
            before = play.now()
            assert (await _do(client, "clock", seconds=3600))["moved"]
            assert play.now() - before == timedelta(hours=1)
            assert (await _do(client, "clock", next=True))["moved"]
            assert not (await _do(client, "clock", next=True))["moved"]
            state = await _see(client, "state")
        assert state["stage"]
        assert [(one["name"], one["role"]) for one in state["people"]] == [
            ("李经理", "客户经理"),
            ("王主任", ""),
        ]
    finally:
        await simulator.stop()
