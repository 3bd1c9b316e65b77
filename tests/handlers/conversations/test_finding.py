"""Finding customers: pages, names, pinyin, initials, parts of numbers, and what is only a guess."""

from datetime import timedelta
from pathlib import Path

from store.scope import Scope
from tests.handlers.conversations.along import along, buttons_of
from tests.world import LIST, MANAGER, world

MANY = LIST + "".join(
    f"3{place:03d},测试{chr(0x4E00 + place)},女,1980-01-01,,城东支行,李晓,{60000 + place},2026-11-22\n"
    for place in range(20)
)


async def test_a_name_pinyin_initials_or_a_number_opens_the_card(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for asked in (
            "张伟",
            "張偉",
            "zhangwei",
            "zw",
            "1001",
            "0001",
            "/customers 张伟",
            "/find zhang wei",
            " 张伟 ",
        ):
            assert (await bank.says(MANAGER, asked)).text.startswith("张先生 0001 · 高端"), asked
        said = await bank.says(MANAGER, "陈")
        assert {each[:2] for each in buttons_of(said)} == {"陈桂", "陈丽"}
        said = await along(bank, MANAGER, said, "陈桂英")
        assert "农历生日" in said.text
        said = await bank.says(MANAGER, "张伟电话多少")
        assert said.text.startswith("张先生 0001\n13900010001")
        assert "复制号码" in buttons_of(said)


async def test_what_only_sounds_alike_is_named_as_a_guess_and_nobody_can_be_added(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "张薇")
        assert said.text == "没找到「张薇」，最像的是："
        assert buttons_of(said) == ["张伟 · 0001 · 高端", "新客户张薇"]
        assert (await along(bank, MANAGER, said, "新客户张薇")).text.startswith("张姓客户")
        assert sum(each.prospect for each in (await bank.book("李晓")).customers.values()) == 1
        said = await bank.says(MANAGER, "王五六")
        assert said.text.startswith("没找到「王五六」")
        assert buttons_of(said) == ["新客户王五六"]
        said = await bank.says(MANAGER, "/customers zzz")
        assert said.text.startswith("没找到「zzz」")
        assert not said.buttons


async def test_the_book_is_paged(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.brings(("客户.csv", MANY))
        await bank.passes(timedelta(minutes=1))
        said = await bank.says(MANAGER, "/customers")
        assert said.text == "25 位客户 · 第 1/4 页"
        seen = set(buttons_of(said))
        for page in ("2/4", "3/4", "4/4"):
            said = await along(bank, MANAGER, said, "下一页")
            assert page in said.text
            seen |= set(buttons_of(said))
        assert len(seen - {"上一页", "下一页", "筛选"}) == 25
        assert "下一页" not in buttons_of(said)
        said = await along(bank, MANAGER, said, "上一页")
        assert "3/4" in said.text


async def test_the_card_tells_who_why_what_was_said_and_what_is_open(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟打通了，聊了孩子高考，周三下午3点回访")
        await bank.says(MANAGER, "投诉 张伟 手续费太高")
        card = await bank.says(MANAGER, "张伟")
        for line in (
            "张先生 0001 · 高端 · 数据截至昨天",
            "今天到期 定期存款",
            "生日 5月4日，现在 50 岁",
            "聊了孩子高考",
            "下一步：后天 15:00 电话回访",
            "有投诉没办结",
        ):
            assert line in card.text, line
        assert card.protected
        assert "万" not in card.text
        card = await along(bank, MANAGER, card, "看金额")
        for line in ("今天到期 62万 定期存款", "资产 86万"):
            assert line in card.text, line
        assert "看金额" not in buttons_of(card)
        assert "定期存款 62万 今天到期" in (await along(bank, MANAGER, card, "更多", "持有产品")).text
        said = await along(bank, MANAGER, bank.simulator.messages(MANAGER)[-1], "返回", "更多", "联系记录")
        assert "今天 电话 联系上了：" in said.text


async def test_the_number_is_shown_for_ten_minutes_and_the_look_is_on_record(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "何丽")
        said = await along(bank, MANAGER, card, "号码")
        assert "13900010003" in said.text
        assert said.protected
        copy = next(button for row in said.buttons for button in row if button.kind == "copy")
        assert copy.value == "13900010003"
        await bank.passes(timedelta(minutes=11))
        stands = next(each for each in bank.simulator.messages(MANAGER) if each.message_id == said.message_id)
        assert "13900010003" not in stands.text + str(stands.buttons)
        book = await bank.book("李晓")
        entries = await bank.store.audit.entries(Scope.bank(), book.id)
        assert ("reveal", "1003") in [(each.action, each.subject) for each in entries]

        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "号码", "号码不对")
        assert "号码不对" in said.text
        assert (await bank.book("李晓")).customers["1003"].wrong_number
        said = await bank.says(MANAGER, "马超")
        assert "号码" not in buttons_of(said)
