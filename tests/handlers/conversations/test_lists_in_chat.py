"""A list sent into the chat: what it would change, a button, what it changed; and what can't be read."""

import io
from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook

from simulator import Seen
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HEAD, LIST, MANAGER, OPERATOR, OTHER, STRANGER, World, world

NEWER = LIST.replace("2026-11-22", "2026-11-23") + "1006,孙悦,女,1990-11-25,,城东支行,李晓,90000,2026-11-23\n"


async def sends(bank: World, user: int, name: str, body: bytes) -> Seen:
    """What the bot answers to a file."""
    mine = bank.simulator.send_document(user, body, name)
    await bank.simulator.wait(
        user, lambda chat: any(not each.mine and each.message_id > mine for each in chat), within=10
    )
    await bank.simulator.wait(user)
    return bank.simulator.last(user)


async def test_a_list_is_tried_shown_confirmed_once_and_told_to_the_manager(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        trial = await sends(bank, HEAD, "新名单.csv", NEWER.encode("utf-8-sig"))
        assert "还没有写入" in trial.text
        assert "新客户 1 位" in trial.text
        assert "「姓名」作姓名" in trial.text
        assert "1006" not in (await bank.book("李晓")).customers

        data = next(b.value for row in trial.buttons for b in row if b.text == "确认导入")
        bank.simulator.press_data(HEAD, trial.message_id, data)
        bank.simulator.press_data(HEAD, trial.message_id, data)
        await bank.simulator.wait(HEAD, lambda chat: "导入好了" in chat[-1].text)
        await bank.simulator.wait(HEAD)
        assert (await bank.book("李晓")).customers["1006"].name == "孙悦"

        await bank.passes(timedelta(minutes=1))
        told = bank.newest_with(MANAGER, "缺电话")
        assert told.text.splitlines() == [
            "名单更新了：新到 1 位，共 6 位",
            "数据截至11月23日 周一",
            "7 天内生日 1 位",
            "没有联系记录的 1 位，",
            "分 90 天排开，私行和高端先来，",
            "不算您逾期",
            "缺电话 1 位",
        ]
        assert "看本周到期" not in str(buttons_of(told))  # nothing of the new customer's matures
        said = await along(bank, MANAGER, told, "看缺电话的")
        assert buttons_of(said) == ["孙悦", "返回"]
        said = await along(bank, MANAGER, said, "返回", "看新到的")
        assert (said.text, buttons_of(said)) == ("新到的 1 位", ["孙悦", "返回"])
        assert not any(each.text.startswith("名单到了") for each in bank.simulator.messages(3))

        again = await sends(bank, HEAD, "新名单.csv", NEWER.encode("gb18030"))
        assert "没有要改的" in again.text
        assert not again.buttons


async def test_a_first_list_is_told_whole_and_who_moves_is_new_to_the_receiver(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        everyone = LIST.replace("2026-11-22", "2026-11-23").replace("李晓", "王海燕")
        assert (await bank.brings(("客户.csv", everyone))).applied
        await bank.passes(timedelta(minutes=1))
        told = bank.newest_with(OTHER, "看新到的")
        assert told.text.startswith("名单更新了：新到 5 位，共 6 位")
        assert "本周到期 1 笔" in told.text
        assert "62万" not in told.text
        assert "本周到期 1 笔 62万" in (await bank.taps(OTHER, "看金额", on=told)).text
        assert not any("名单更新了" in each.text for each in bank.simulator.messages(MANAGER))
        await bank.brings(("客户.csv", LIST.replace("2026-11-22", "2026-11-24")))
        await bank.passes(timedelta(minutes=1))
        told = bank.newest_with(MANAGER, "试着记一笔")
        assert told.text.startswith("名单到了：5 位")
        assert "看新到的" not in buttons_of(told)


async def test_the_next_list_of_the_day_tells_of_its_own_customers_only(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        await bank.brings(("客户.csv", NEWER))
        more = NEWER + "1007,周明,男,1980-01-01,13900010007,城东支行,李晓,90000,2026-11-23\n"
        bank.clock.step(timedelta(seconds=1))
        await bank.brings(("客户.csv", more))
        await bank.passes(timedelta(minutes=1))
        told = [each.text for each in bank.simulator.messages(MANAGER) if each.text.startswith("名单更新了")]
        assert [each.partition("\n")[0][6:] for each in told] == ["新到 1 位，共 6 位", "新到 1 位，共 7 位"]


async def test_a_list_can_be_dropped_after_the_trial(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(OPERATOR,)) as bank:
        trial = await sends(bank, OPERATOR, "a.csv", NEWER.encode("gbk"))
        said = await along(bank, OPERATOR, trial, "算了")
        assert "什么都没改" in said.text
        assert "1006" not in (await bank.book("李晓")).customers


async def test_problems_are_named_by_row_and_column_and_nothing_is_written(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        wrong = NEWER.replace("1990-11-25", "1990-13-25").replace("120000", "=1+1")
        said = await sends(bank, HEAD, "错.csv", wrong.encode())
        assert "没有导入" in said.text
        assert "「出生日期」" in said.text
        assert "1990-13-25，没有这一天" in said.text
        assert "第 8 行" in said.text
        assert "1006" not in (await bank.book("李晓")).customers


async def test_what_is_no_list_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        sheet = io.BytesIO()
        Workbook().save(sheet)
        locked = (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(504)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(600)
        )
        files = {
            "图.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "不是名单"),
            "空.csv": (b"", "空的"),
            "空表.xlsx": (sheet.getvalue(), "表头"),
            "锁.xlsx": (locked, "密码"),
            "坏.xlsx": (b"PK\x03\x04" + bytes(300), "打不开"),
            "信.csv": ("亲爱的同事，\n今天天气很好\n".encode(), "表头"),
            "大.csv": (b"x" * (21 * 2**20), "太大"),
        }
        for name, (body, wanted) in files.items():
            said = await sends(bank, HEAD, name, body)
            assert wanted in said.text, (name, said.text)
            assert not said.buttons
        before = dict((await bank.book("李晓")).customers)
        assert "不在您的职责里" in (await sends(bank, MANAGER, "a.csv", NEWER.encode())).text
        assert "只给受邀" in (await sends(bank, STRANGER, "a.csv", NEWER.encode())).text
        assert dict((await bank.book("李晓")).customers) == before


async def test_a_campaign_that_the_playbook_does_not_know_is_named_before_the_list_is_taken(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        trial = await sends(bank, HEAD, "活动.csv", "客户号,活动\n1001,开门红\n".encode())
        assert "规则里还没有活动，先不提醒：开门红" in trial.text
        assert "确认导入" in buttons_of(trial)


async def test_money_that_moved_tomorrow_is_refused_with_its_place(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        rows = "1001,2026-11-22,-1500000\n1001,2027-11-22,-8\n"
        said = await sends(bank, HEAD, "流水.csv", f"客户号,交易日期,发生额\n{rows}".encode())
        assert "第 3 行" in said.text
        assert "「交易日期」" in said.text
        assert "还没到，不会有流水" in said.text
        assert (await bank.book("李晓")).customers["1001"].flows == ()
