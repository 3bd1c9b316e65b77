"""The head's ways in, and what is asked of a week: from the page to the complaint and back."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import HEAD, MANAGER, MONDAY, OPERATOR, OTHER, world

TUESDAY = MONDAY + timedelta(days=1)


async def test_from_the_heads_page_to_the_complaint_and_back(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        await bank.until(TUESDAY)
        page = await bank.says(HEAD, "/team")
        assert page.button_texts()[0] == ["看投诉", "没谈的 62万", "看李晓"]
        listed = await brings(bank, HEAD, page, "看投诉")
        assert buttons_of(listed) == ["李晓 1 件"]
        said = await along(bank, HEAD, listed, "李晓 1 件", "何丽")
        assert "排队太久" in said.text
        said = await along(bank, HEAD, said, "已受理", "撤销")
        assert "已收到" in said.text
        said = await along(bank, HEAD, said, "看客户")
        assert "返回" in buttons_of(said), (said.text, buttons_of(said))
        said = await along(bank, HEAD, said, "返回")
        assert said.text.startswith("李晓 · 5 位客户")


async def test_an_invitation_that_has_run_out_is_said_to_be_so(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        assert "邀请未用 2" in (await bank.says(HEAD, "/team")).text
        await bank.until(MONDAY + timedelta(days=9))
        assert "邀请未用" not in (await bank.says(HEAD, "/team")).text
        assert any(
            "王海燕" in text and "过期" in text for text in buttons_of(await bank.says(HEAD, "/invite"))
        )


async def test_this_week_begins_on_monday_for_what_matures(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER, OTHER)) as bank:
        await bank.until(TUESDAY)
        said = await bank.says(MANAGER, "这周谁到期")
        assert "到期 1 笔" in said.text
        assert buttons_of(said)[0].startswith("张伟 · 昨天 62万")
        assert all(len(text) <= 26 for text in buttons_of(await bank.says(MANAGER, "/today")))


async def test_an_operator_checks_what_will_be_sent_to_all_to_a_branch_or_to_one(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER, OPERATOR)) as bank:
        whole = await bank.says(OPERATOR, "/preview 30")
        assert "客户 1001" in whole.text
        assert "客户 2001" in whole.text
        one = await bank.says(OPERATOR, "/preview 王海燕 30")
        assert "客户 2001" in one.text
        assert "客户 1001" not in one.text
        later = await bank.taps(OPERATOR, "往后", on=one)
        assert "客户 1001" not in later.text
        assert "客户 1001" in (await bank.says(OPERATOR, "/preview 城东支行")).text
        assert "没有叫「李四」" in (await bank.says(OPERATOR, "/preview 李四")).text
        assert "1 到 90" in (await bank.says(OPERATOR, "/preview 91")).text
