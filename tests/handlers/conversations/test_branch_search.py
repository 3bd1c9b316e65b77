"""A head types a name, letters or part of a number and sees whose customer it is: only looked at."""

from pathlib import Path

from bot.storing import new_id
from desk.setting_up import set_up
from store.records import Rendering, Role
from store.scope import Scope
from tests.handlers.conversations.along import along, brings, buttons_of, forges
from tests.world import HEAD, LIST, MANAGER, OPERATOR, OTHER, World, world

NAMESAKE = "2002,陈丽华,女,1971-03-02,13900022002,城东支行,王海燕,70000,2026-11-22\n"
UNKEPT = "3001,孙悦,女,1990-11-25,13900033001,城东支行,,90000,2026-11-22\n"
ELSEWHERE = "9001,欧阳锋,男,1970-01-01,13900090001,城西支行,郑好,900000,2026-11-22\n"


async def looks(bank: World, book: str) -> list[str]:
    entries = await bank.store.audit.entries(Scope.bank(), book)
    return [each.subject for each in entries if each.action == "look"]


async def test_a_name_letters_or_a_number_open_the_card_read_only_and_leave_a_trace(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        theirs = await bank.book("王海燕")
        for asked in ("钱国强", "qianguoqiang", "2001", "13900020001", "/find 钱国强", "／find 2001"):
            card = await bank.says(HEAD, asked)
            assert card.text.startswith("钱先生 0001"), asked
            own = ["持有产品", "联系记录", "权益", "留言", "一起拜访", "换人管", "返回", "看金额"]
            assert buttons_of(card) == own, asked
            assert card.protected
        assert await looks(bank, theirs.id) == ["2001"] * 6
        assert "资产 98万" in (await bank.taps(HEAD, "看金额", on=card)).text
        said = await along(bank, HEAD, card, "联系记录", "返回", "持有产品")
        assert "没有" in said.text
        said = await bank.says(HEAD, "打通了，周三回访", reply_to=card)
        assert "记好了" not in said.text
        assert not (await bank.book("王海燕")).contacts
        assert "周敏 看了钱先生 0001" in (await bank.says(OTHER, "谁看过")).text
        stands = next(each for each in bank.simulator.messages(HEAD) if each.message_id == card.message_id)
        token = stands.buttons[0][0].value.rpartition(".")[0]
        assert "不在您的职责里" in await forges(bank, HEAD, stands, f"{token}.reached")
        assert not (await bank.book("王海燕")).contacts


async def test_namesakes_are_told_apart_by_who_keeps_them(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.brings(("客户.csv", LIST + NAMESAKE + UNKEPT))
        choice = await bank.says(HEAD, "陈丽华")
        assert choice.text == "2 位客户"
        assert buttons_of(choice) == ["陈丽华 · 0005 · 李晓", "陈丽华 · 2002 · 王海燕"]
        assert await looks(bank, (await bank.book("王海燕")).id) == []
        card = await brings(bank, HEAD, choice, "王海燕")
        assert card.text.startswith("陈女士 2002")
        assert await looks(bank, (await bank.book("王海燕")).id) == ["2002"]
        assert buttons_of(await bank.says(HEAD, "chenlihua")) == buttons_of(choice)
        assert (await bank.says(HEAD, "0005")).text.startswith("陈女士 0005")


async def test_who_waits_for_a_manager_is_found_too(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.brings(("客户.csv", LIST + UNKEPT + UNKEPT.replace("3001", "3002").replace("悦", "越")))
        assert buttons_of(await bank.says(HEAD, "孙")) == ["孙悦 · 3001 · 待分配", "孙越 · 3002 · 待分配"]
        card = await bank.says(HEAD, "孙悦")
        assert card.text.startswith("孙女士 3001")
        assert await looks(bank, "pool:" + (await bank.book("李晓")).branch + ":1") != []
        assert "资产 9万" in (await bank.taps(HEAD, "看金额", on=card)).text


async def test_part_of_a_name_and_one_that_only_sounds_so_are_offered_not_opened(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        found = await bank.says(HEAD, "/find 陈")
        assert buttons_of(found) == ["陈丽华 · 0005 · 李晓", "陈桂英 · 0002 · 李晓"]
        found = await bank.says(HEAD, "钱国墙")
        assert found.text == "网点里没有「钱国墙」，最像的是："
        assert buttons_of(found) == ["钱国强 · 0001 · 王海燕"]
        assert await looks(bank, (await bank.book("王海燕")).id) == []


async def test_nobody_finds_a_customer_of_another_branch_or_of_a_colleague(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OTHER, OPERATOR)) as bank:
        await set_up(
            bank.store,
            branch="城西支行",
            people=((Role.MANAGER, "郑好"),),
            now=bank.clock.now(),
            new_id=new_id,
            zone="Asia/Shanghai",
            language="zh-Hans",
        )
        await bank.brings(("城西.csv", LIST.splitlines()[0] + "\n" + ELSEWHERE))
        west = await bank.book("郑好")
        assert "9001" in west.customers
        for asked in ("欧阳锋", "ouyangfeng", "9001", "/find 欧阳锋"):
            for user in (HEAD, MANAGER, OPERATOR):
                said = await bank.says(user, asked)
                assert "欧阳先生" not in said.text + str(buttons_of(said)), (user, asked)
                assert "郑好" not in said.text + str(buttons_of(said)), (user, asked)
        card = await bank.says(HEAD, "钱国墙")
        token, _, look = card.buttons[0][0].value.rpartition(".")
        short = look.split(":", 2)[1]
        assert "没有" in await forges(bank, HEAD, card, f"{token}.look:{short}:{west.id}")
        assert await looks(bank, west.id) == []
        # A manager's own search is as it was.
        assert "没找到" in (await bank.says(MANAGER, "/find 钱国强")).text


async def test_in_reference_only_numbers_stand_on_the_buttons(tmp_path: Path) -> None:
    async with world(tmp_path, rendering=Rendering.REFERENCE) as bank:
        await bank.brings(("客户.csv", LIST + NAMESAKE))
        assert buttons_of(await bank.says(HEAD, "陈丽华")) == ["客户 1005 · 李晓", "客户 2002 · 王海燕"]


async def test_a_managers_name_opens_that_managers_page_and_nobody_new(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        for asked in ("李晓", "李晓经理", "/find 李晓"):
            said = await bank.says(HEAD, asked)
            assert said.text.startswith("李晓 · 5 位客户\n本周联系上 0"), asked
        theirs = (await bank.book("李晓")).id
        assert await looks(bank, theirs) == [theirs] * 3
        assert "新客户" in str(buttons_of(await bank.says(HEAD, "王五")))
        # A manager has no pages of colleagues.
        assert "新客户王海燕" in buttons_of(await bank.says(MANAGER, "王海燕"))
