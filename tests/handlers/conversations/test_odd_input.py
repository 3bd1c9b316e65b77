"""Whatever people send, the answer is one clear sentence and nothing is changed by it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from store.records import Record
from tests.handlers.conversations.along import along, buttons_of, forges
from tests.world import MANAGER, OTHER, World, world

TABLES = ("customers", "contacts", "follow_ups", "complaints", "settlements", "drafts")

ODD = (
    "😀" * 2048,
    "a" * 4096,
    "张" * 4096,
    "<b>张</b> & _x_ *y* <script>",
    "\u200b\u200b\u2060",
    "\u202e\u202d\u2066",
    "{0} %s {name} {customer.name} %(x)s",
    "'; DROP TABLE rows; --",
    '{"kind": "press", "id": 1}',
    "\\u0000 \\x00",
    "。",
    "!",
    "/",
    "//",
    "?！",
    "a\tb\nc\r\nd",
    "𠮷野家 ﷽ ㋿",
    "1e9999 -0 NaN inf",
    "٣٤٥",
    "——",
)
COMMANDS = (
    "/nothing",
    "/TODAY_",
    "/log_in",
    "/start_",
    "/today@other_bot",
    "/复制",
    "/import_all x",
    "/continue",
)


async def snapshot(bank: World, name: str = "李晓") -> Mapping[str, Mapping[str, Record]]:
    """Everything in somebody's book that is not about the chat itself."""
    book = await bank.book(name)
    return {table: dict(getattr(book, table)) for table in TABLES}


async def test_odd_texts_are_answered_and_change_nothing(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        before = await snapshot(bank)
        for text in ODD:
            said = await bank.says(MANAGER, text)
            assert 0 < len(said.text) < 400, text[:20]
        assert await snapshot(bank) == before


async def test_unknown_commands_are_answered_and_change_nothing(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        before = await snapshot(bank)
        for text in COMMANDS:
            said = await bank.says(MANAGER, text)
            assert "没有这个命令" in said.text or "不在您的职责里" in said.text or "没听出" in said.text, text
        assert "3 位" in (await bank.says(MANAGER, "/TODAY")).text
        assert "3 位" in (await bank.says(MANAGER, "/today 张伟 打通了")).text
        assert await snapshot(bank) == before


async def test_what_is_not_text_is_answered_and_what_is_edited_is_not_read(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        before = await snapshot(bank)
        sends = bank.simulator
        ways: list[Callable[[], int]] = [
            lambda: sends.send_sticker(MANAGER),
            lambda: sends.send_voice(MANAGER),
            lambda: sends.send_contact(MANAGER),
            lambda: sends.send_contact(MANAGER, phone="+8613900010001", first_name="张伟"),
        ]
        for send in ways:
            mine = send()
            chat = await sends.wait(MANAGER, lambda chat: chat[-1].message_id > mine)  # noqa: B023  # awaited here
            assert chat[-1].text == "只看得懂文字，请打一句，或用输入法说一句。"
        mine = sends.send_text(MANAGER, "你好呀")
        await sends.wait(MANAGER)
        sends.edit(MANAGER, mine, "张伟 打通了")
        chat = await sends.wait(MANAGER, lambda chat: "改过的消息" in chat[-1].text)
        assert await snapshot(bank) == before


async def test_a_forwarded_message_without_a_name_asks_whose_it_is(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        count = len(bank.simulator.messages(MANAGER))
        bank.simulator.forward(MANAGER, "打不通电话，没接", written_by="某人")
        await bank.simulator.wait(MANAGER, lambda chat: len(chat) > count + 1)
        await bank.simulator.wait(MANAGER)
        assert not (await bank.book("李晓")).contacts


async def test_names_with_signs_of_markup_are_shown_as_they_are(tmp_path: Path) -> None:
    name = "欧<b>&_*阳"
    row = f"1010,{name},男,1976-05-04,13900011010,城东支行,李晓,860000,2026-11-22\n"
    long = f"1011,{'很' * 40},女,1976-05-04,13900011011,城东支行,李晓,760000,2026-11-22\n"
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        report = await bank.brings(
            ("客户.csv", "客户号,姓名,性别,出生日期,手机,网点,客户经理,金融资产,数据日期\n" + row + long)
        )
        assert report.applied
        await bank.passes(timedelta(minutes=1))
        await bank.says(MANAGER, "设置")
        await along(bank, MANAGER, bank.simulator.last(MANAGER), "改客户显示", "全名")
        said = await bank.says(MANAGER, "1010")
        assert said.text.startswith(f"{name} · 高端")
        said = await along(bank, MANAGER, said, "打通了")
        assert f"记好了：{name} 打通了" in said.text
        listed = await bank.says(MANAGER, "客户")
        assert any(text.startswith(name) for text in buttons_of(listed))
        said = await bank.says(MANAGER, "1011")
        assert said.text.startswith("很" * 40)
        said = await bank.says(MANAGER, "张伟打通了，他说 <i>AT&T</i> {0} %s _好_")
        assert "<i>AT&T</i> {0} %s _好_" in (await bank.says(MANAGER, "张伟")).text


async def test_old_foreign_and_made_up_buttons_do_nothing(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await bank.says(MANAGER, "何丽")
        theirs = await bank.says(OTHER, "钱国强")
        mine = {button.text: button.value for row in card.buttons for button in row}
        foreign = {button.text: button.value for row in theirs.buttons for button in row}
        token = mine["打通了"].split(".")[0]
        before, other = await snapshot(bank), await snapshot(bank, "王海燕")
        made_up = [
            *foreign.values(),
            f"{token}.0.open:0000000000",
            f"{token}.0.",
            f"{token}.0.{'x' * 40}",
            f"{token}.-1.reached",
            f"{token}.99999999.reached",
            f"{token}..reached",
            f"{token}.٣.reached",
            "reached",
            "...",
            "\u200b",
            "张伟",
            "zz0000000000.0.reached",
            "cu.0.reached",
            "{0}%s.0.reached",
        ]
        for data in made_up:
            await forges(bank, MANAGER, card, data)
        assert await snapshot(bank) == before
        assert await snapshot(bank, "王海燕") == other

        await along(bank, MANAGER, bank.newest_with(MANAGER, "打通了"), "打通了")
        await forges(bank, MANAGER, card, mine["打通了"])
        await forges(bank, MANAGER, card, mine["没接"])
        assert len((await bank.book("李晓")).contacts) == 1

        await bank.passes(timedelta(days=9))
        stale = await snapshot(bank)
        assert "过时" in await forges(bank, MANAGER, card, mine["没接"])
        assert await snapshot(bank) == stale


async def test_every_double_tap_counts_once(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for button in ("打通了", "没接", "来过网点"):
            card = await bank.says(MANAGER, "何丽")
            data = next(b.value for row in card.buttons for b in row if b.text == button)
            before = len((await bank.book("李晓")).contacts)
            bank.simulator.press_data(MANAGER, card.message_id, data)
            await forges(bank, MANAGER, card, data)
            await forges(bank, MANAGER, card, data)
            assert len((await bank.book("李晓")).contacts) == before + 1, button


async def test_in_a_group_nothing_is_said_and_the_bot_leaves(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        group = bank.simulator.add_group("客户群", [MANAGER, OTHER])
        bank.simulator.bring_bot(MANAGER, group)
        room = bank.simulator.telegram.world.rooms[group]
        await bank.simulator.wait(MANAGER, lambda _: not room.bot_inside, chat_id=group)
        seen = bank.simulator.messages(MANAGER, chat_id=group)
        assert [each for each in seen if not each.mine and not each.service] == []


async def test_of_a_pasted_page_the_beginning_is_logged_all_of_it_kept_and_both_said(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        page = "刚拜访张伟 聊了理财到期。" + "他讲了很多旧事。" * 300
        said = await bank.says(MANAGER, page)
        assert "太长，只读了开头，其余原样存着" in said.text
        assert len(said.text) < 400
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.customer == "1001"
        assert contact.note.count("他讲了很多旧事。") == 300
        said = await along(bank, MANAGER, said, "撤销")
        assert not (await bank.book("李晓")).contacts
