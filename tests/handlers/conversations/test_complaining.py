"""Complaints: from a line or a card, asked back when it may be a grievance, through their states."""

from datetime import timedelta
from pathlib import Path

from store.records import ComplaintState, Severity
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import HEAD, MANAGER, world


async def test_a_complaint_goes_through_its_states_and_ends_with_a_care_call(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "更多", "投诉")
        assert "照原话" in (await brings(bank, MANAGER, card, "记一件投诉")).text
        said = await bank.says(MANAGER, "排队太久，没人管")
        assert "何女士 0003 · 服务 · 已收到" in said.text
        assert "受理期限 今天 11:00" in said.text
        said = await along(bank, MANAGER, said, "已受理", "升为严重")
        assert "答复期限 今天 13:00" in said.text
        said = await along(bank, MANAGER, said, "已答复客户", "撤销")
        assert "已受理" in said.text
        said = await along(bank, MANAGER, said, "转为处理中", "已答复客户", "办结")
        assert "已办结" in said.text
        book = await bank.book("李晓")
        (complaint,) = book.complaints.values()
        assert (complaint.state, complaint.severity) == (ComplaintState.CLOSED, Severity.HIGH)
        (care,) = book.follow_ups.values()
        assert care.because == "complaint"
        said = await along(bank, MANAGER, said, "转为处理中")
        assert (await bank.book("李晓")).complaints[complaint.id].reopened == 1


async def test_a_line_that_may_be_only_a_grievance_is_asked_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "何丽 抱怨排队太久")
        assert "按抱怨记了：服务" in said.text
        said = await bank.says(MANAGER, "何丽不满意，说要找监管")
        assert "正式投诉" in said.text
        said = await along(bank, MANAGER, said, "是，正式投诉")
        assert "按投诉记了" in said.text
        said = await bank.says(MANAGER, "投诉 何丽 排队太久，明天中午前回电")
        assert "按投诉记了：服务" in said.text
        assert "最晚 明天" in said.text
        listed = await bank.says(MANAGER, "投诉")
        assert len(buttons_of(listed)) == 3
        assert "期限" in (await along(bank, MANAGER, listed, "何丽")).text


async def test_half_a_complaint_is_left_alone_by_whatever_comes_next(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:

        async def begins() -> None:
            card = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "更多", "投诉")
            await brings(bank, MANAGER, card, "记一件投诉")

        for between in ("/today", "今天", "取消", "/cancel", "张伟 没接"):
            await begins()
            await bank.says(MANAGER, between)
            await bank.says(MANAGER, "张伟 没接")
            assert not (await bank.book("李晓")).complaints, between
        await begins()
        assert "取消了" in (await bank.says(MANAGER, "/cancel")).text
        assert "没有要取消" in (await bank.says(MANAGER, "/cancel")).text


async def test_a_head_hears_whose_customers_complain(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        assert (await bank.says(HEAD, "/complaints")).text == "现在没有要办的投诉。"
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        said = await bank.says(HEAD, "/complaints")
        assert "李晓 1 件" in said.text
        assert "何" not in said.text


async def test_who_complained_stands_so_in_the_digest_and_its_deadline_is_what_presses_most(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久，明天中午前回电")
        await bank.says(MANAGER, "陈丽华 没接")
        await bank.passes(timedelta(hours=23, minutes=1))
        (digest,) = bank.told(MANAGER, "早上好")
        assert "最急：投诉期限，已过时间" in digest.text
        assert digest.button_texts()[0] == ["何丽 · 电话回访，最晚 今天 12:00（投诉）"]
