"""/team: from the branch to a manager to a customer; every look is on record and can be seen."""

from datetime import timedelta
from pathlib import Path

from store.records import Rendering
from store.scope import Scope
from tests.handlers.conversations.along import along, brings, buttons_of, forges
from tests.world import HEAD, LIST, MANAGER, OPERATOR, OTHER, world


async def test_a_head_drills_down_and_the_manager_sees_who_looked(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "没有别人看过" in (await bank.says(MANAGER, "谁看过")).text
        team = await bank.says(HEAD, "团队")
        assert team.text.startswith("城东支行 · 11月23日 周一")
        assert "本周到期 62万" in team.text
        page = await along(bank, HEAD, team, "李晓")
        assert page.text.startswith("李晓 · 5 位客户")
        card = await brings(bank, HEAD, page, "张伟")
        assert card.text.startswith("张先生 0001")
        own = ["持有产品", "联系记录", "权益", "留言", "一起拜访", "换人管", "返回", "看金额"]
        assert buttons_of(card) == own
        said = await along(bank, HEAD, card, "持有产品", "返回", "联系记录")
        assert "还没有联系记录" in said.text
        said = await brings(bank, HEAD, bank.newest_with(HEAD, "全部客户"), "全部客户")
        said = await along(bank, HEAD, said, "何丽")
        assert said.text.startswith("何女士 0003")

        said = await bank.says(MANAGER, "谁看过")
        assert "周敏 看了张先生 0001" in said.text
        book = await bank.book("李晓")
        entries = await bank.store.audit.entries(Scope.bank(), book.id)
        assert sum(each.action == "look" for each in entries) >= 2
        assert not await bank.store.audit.verify(book.id)


async def test_a_head_does_not_log_into_a_managers_book(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        page = await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓")
        card = await brings(bank, HEAD, page, "张伟")
        before = await bank.book("李晓")
        said = await bank.says(HEAD, "打通了，周三回访", reply_to=card)
        assert "不在您的名单" in said.text
        await bank.says(HEAD, "张伟 打通了")
        after = await bank.book("李晓")
        assert (dict(before.contacts), dict(before.customers)) == (
            dict(after.contacts),
            dict(after.customers),
        )


async def test_the_page_for_the_meeting_names_no_customer(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟打通了，到期转走了")
        said = await brings(bank, HEAD, await bank.says(HEAD, "/team"), "复制到晨会")
        assert said.text.startswith("晨会用")
        assert not said.protected
        assert "张" not in said.text


async def test_a_leaver_is_out_at_once_and_the_customers_wait_for_the_head(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await bank.says(OTHER, "钱国强")
        await bank.says(OTHER, "钱国强 打通了，今天下午3点回访")
        await bank.passes(timedelta(minutes=1))
        page = await along(bank, HEAD, await bank.says(HEAD, "团队"), "王海燕", "已离岗")
        assert "马上进不来" in page.text
        assert (await bank.book("王海燕")).owner.left is None
        page = await along(bank, HEAD, page, "确认离岗")
        assert "有 1 位客户等您分给别人" in page.text
        await bank.house.delivery.look()
        await bank.house.delivery.idle()
        for message in bank.simulator.messages(OTHER):
            shown = message.text + str(message.button_texts())
            assert message.mine or not ("钱国强" in shown or "钱先生" in shown)
        assert "只给受邀" in (await bank.says(OTHER, "今天")).text
        assert "只给受邀" in await forges(bank, OTHER, card, "cu0000000000.0.number")
        assert "只给受邀" in await forges(bank, OTHER, card, card.buttons[0][0].value)
        count = len(bank.simulator.messages(OTHER))
        await bank.until(bank.clock.now().replace(hour=7, minute=30))  # 15:30 in the branch
        assert len(bank.simulator.messages(OTHER)) == count
        assert "只给受邀" in (await bank.says(OTHER, f"/start {bank.codes[OTHER]}")).text
        team = await along(bank, HEAD, page, "返回网点")
        assert "待分配 1" in team.text
        assert any("王海燕 · 1 位，已离岗" in text for text in buttons_of(team))


async def test_customers_whom_nobody_keeps_wait_for_the_heads_word(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "待分配" not in (await bank.says(HEAD, "团队")).text
        unkept = "".join(f"300{n},孙{n},女,1990-11-25,,城东支行,,90000,2026-11-22\n" for n in range(3))
        await bank.brings(("客户.csv", LIST + unkept))
        team = await bank.says(HEAD, "团队")
        assert "待分配 3" in team.text
        assert [text.partition(" ")[0] for text in buttons_of(team)[:3]] == ["没谈的", "李晓", "王海燕"]
        given = unkept.replace("城东支行,,", "城东支行,李晓,", 1)
        assert (await bank.brings(("客户.csv", LIST + given))).applied
        assert "待分配 2" in (await bank.says(HEAD, "团队")).text
        page = await along(bank, HEAD, team, "王海燕", "已离岗", "确认离岗")
        assert "待分配 3" in (await along(bank, HEAD, page, "返回网点")).text


async def test_only_managers_are_taken_off_here(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as bank:
        team = await bank.says(OPERATOR, "团队")
        assert not any("周敏" in text for text in buttons_of(team))
        page = await along(bank, OPERATOR, team, "李晓")
        assert "已离岗" in buttons_of(page)
        said = await along(bank, OPERATOR, page, "已离岗", "返回")
        assert said.text.startswith("李晓 · 5 位客户")


async def test_the_head_previews_the_whole_branch(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        own = await bank.says(MANAGER, "/preview 30")
        whole = await bank.says(HEAD, "/preview 30")
        assert "张先生 0001" in own.text
        assert "张先生 0001" in whole.text
        assert "钱先生 0001" in whole.text


async def test_the_money_nobody_talked_about_opens_by_manager_and_then_by_customer(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        page = await bank.says(HEAD, "团队")
        assert "没谈 62万" in page.text
        card = await along(bank, HEAD, page, "没谈的 62万")
        assert buttons_of(card) == ["李晓 62万", "返回"]
        card = await along(bank, HEAD, card, "李晓 62万")
        assert card.text == "李晓：本周到期还没谈的 1 笔 62万"
        assert buttons_of(card) == ["张伟 · 11月23日 周一 定期存款 62万", "提醒李晓", "返回"]
        opened = await brings(bank, HEAD, card, "张伟")
        assert "张先生 0001" in opened.text
        await bank.says(MANAGER, "张伟 打通了")
        card = await along(bank, HEAD, card, "返回")
        assert card.text == "本周到期的都谈过了。"
        assert "没谈的" not in str(buttons_of(await along(bank, HEAD, card, "返回")))
        assert "周敏" in (await bank.says(MANAGER, "谁看过")).text


async def test_the_head_reminds_a_manager_of_such_money_once_a_day(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await along(bank, HEAD, await bank.says(HEAD, "团队"), "没谈的 62万", "李晓 62万")
        await along(bank, HEAD, card, "提醒李晓")
        assert bank.simulator.toasts(HEAD)[-1].text == "已经提醒李晓。"
        await along(bank, HEAD, card, "提醒李晓")
        assert bank.simulator.toasts(HEAD)[-1].text == "今天已经提醒过李晓。"
        await bank.passes(timedelta(minutes=1))
        told = [each for each in bank.simulator.messages(MANAGER) if "主任请您看一下" in each.text]
        assert [each.text for each in told] == ["主任请您看一下：\n本周到期还没谈的 1 笔"]
        opened = await brings(bank, MANAGER, told[0], "张伟")
        assert "张先生 0001" in opened.text
        await bank.says(MANAGER, "张伟 打通了")
        assert (await bank.says(MANAGER, "没谈的")).text == "本周到期的都谈过了。"


async def test_nobody_is_reminded_of_money_that_was_talked_about_since_the_head_looked(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        card = await along(bank, HEAD, await bank.says(HEAD, "团队"), "没谈的 62万", "李晓 62万")
        await bank.says(MANAGER, "张伟 打通了")
        card = await along(bank, HEAD, card, "提醒李晓")
        assert card.text == "本周到期的都谈过了。"
        assert not any("已经提醒" in each.text for each in bank.simulator.toasts(HEAD))


async def test_without_amounts_the_way_to_such_money_has_no_gap_where_one_would_stand(tmp_path: Path) -> None:
    async with world(tmp_path, rendering=Rendering.REFERENCE) as bank:
        card = await along(bank, HEAD, await bank.says(HEAD, "团队"), "没谈的")
        assert card.text == "本周到期还没谈的，按客户经理："
        assert buttons_of(card) == ["李晓", "返回"]


async def test_a_head_who_asks_is_told_that_only_their_own_customers_are_counted(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        said = await bank.says(HEAD, "这周谁到期")
        assert said.text == "今天至 11月29日 周日，到期 0 笔\n只算您名下的，网点的发 /team 看。"
        assert "只算您名下的" not in (await bank.says(MANAGER, "这周谁到期")).text
