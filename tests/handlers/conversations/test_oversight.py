"""A head leaves a word about a customer, comes along on a visit, and gives a customer to somebody else."""

from datetime import timedelta
from pathlib import Path

from simulator import Seen
from store.scope import Scope
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import HEAD, HOLDINGS, LIST, MANAGER, OTHER, World, world


async def _card(bank: World, name: str = "张伟") -> Seen:
    page = await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓")
    return await brings(bank, HEAD, page, name)


async def _told(bank: World, user: int) -> Seen:
    await bank.passes(timedelta(seconds=5))
    return bank.told(user)[-1]


async def test_what_the_head_says_of_a_customer_reaches_the_manager_and_stays_on_the_card(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        asked = await along(bank, HEAD, await _card(bank), "留言")
        assert "要对李晓说什么" in asked.text
        said = await bank.says(HEAD, "问问他女儿的婚事，别谈产品")
        assert said.text == "写上了，也告诉李晓了。"
        told = await _told(bank, MANAGER)
        assert told.text == "周敏对您的一位客户留了一句话"
        card = await brings(bank, MANAGER, told, "张伟")
        assert "周敏今天说：问问他女儿的婚事，别谈产品" in card.text
        assert "别谈产品" in (await bank.says(MANAGER, "张伟")).text
        await along(bank, HEAD, said, "撤销")
        assert "别谈产品" not in (await bank.says(MANAGER, "张伟")).text
        entries = await bank.store.audit.entries(Scope.bank(), (await bank.book("李晓")).id)
        assert {"comment", "comment_undone"} <= {each.action for each in entries}


async def test_a_visit_that_the_head_joins_stands_in_both_days(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟 打通了，明天下午3点上门拜访")
        asked = await along(bank, HEAD, await _card(bank), "一起拜访")
        assert "一起去哪一次" in asked.text
        said = await along(bank, HEAD, asked, "明天 15:00")
        assert said.text.startswith("好，您和李晓一起去")
        assert (await _told(bank, MANAGER)).text == "周敏要和您一起去拜访一位客户"
        assert "周敏一起去" in (await bank.says(MANAGER, "张伟")).text
        await bank.passes(timedelta(hours=11))
        eve = bank.told(HEAD, "有一次一起拜访")
        assert [each.text for each in eve] == ["明天 15:00 有一次一起拜访"]
        assert (await brings(bank, HEAD, eve[0], "李晓")).text.startswith("张先生 0001")
        assert "李晓" in buttons_of(await bank.says(HEAD, "一起拜访"))[0]
        await bank.says(MANAGER, "把张伟的拜访改到明天上午十点")
        assert (await _told(bank, HEAD)).text == "一起拜访改到 明天 10:00"
        await bank.until(bank.clock.now().replace(hour=1) + timedelta(days=1))  # nine in the branch
        assert "今天一起拜访：10:00 李晓" in bank.told(HEAD, "要您定")[-1].text
        assert bank.told(HEAD)[-1].text == "今天 10:00 有一次一起拜访"
        await bank.says(MANAGER, "取消张伟的拜访")
        assert (await _told(bank, HEAD)).text == "和李晓的一次一起拜访取消了。"
        assert "还没有约好" in (await bank.says(HEAD, "一起拜访")).text


async def test_a_customer_who_gets_another_manager_takes_everything_open_along_and_comes_back(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟 打通了，明天下午3点回访")
        asked = await along(bank, HEAD, await _card(bank), "换人管")
        sure = await along(bank, HEAD, asked, "王海燕")
        assert sure.text == "把张先生 0001交给王海燕？\n一起过去的：约好 1，30天内到期 1 笔"
        said = await along(bank, HEAD, sure, "确认交接")
        assert said.text.startswith("交给王海燕了")
        assert "11月26日 周四前由新经理打招呼" in said.text
        gone = await _told(bank, MANAGER)
        assert gone.text == "周敏把您的一位客户交给别人管了"
        assert "现在由王海燕管" in (await along(bank, MANAGER, gone, "是哪位")).text
        assert "没找到" in (await bank.says(MANAGER, "张伟")).text
        came = await _told(bank, OTHER)
        card = await brings(bank, OTHER, came, "张伟")
        assert "明天 15:00" in card.text
        assert "最晚 11月26日 周四 打个招呼" in card.text
        # The bank's list of today still names the manager of yesterday.
        await bank.brings(("客户.csv", LIST), ("持有.csv", HOLDINGS))
        assert "1001" in (await bank.book("王海燕")).customers
        await along(bank, HEAD, said, "撤销")
        assert "1001" in (await bank.book("李晓")).customers
        assert "明天 15:00" in (await bank.says(MANAGER, "张伟")).text
