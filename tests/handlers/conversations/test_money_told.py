"""What became of the money: a part is a part, where it went is seen, and nothing is forgotten."""

from datetime import timedelta
from pathlib import Path

from store.records import MaturityOutcome, Rendering
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HEAD, MANAGER, MONDAY, World, world


async def _branch(bank: World) -> str:
    await bank.passes(timedelta(minutes=1))
    return (await bank.says(HEAD, "/team")).text


async def test_a_part_renewal_asks_how_much_and_the_rest_stays_open(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "部分续")
        assert "续了多少" in said.text
        assert buttons_of(said) == ["一半", "三分之一", "三分之二", "不清楚"]
        assert "请打金额" in (await bank.says(MANAGER, "不少")).text
        said = await bank.says(MANAGER, "30万")
        assert said.text.startswith("记好了：张先生 0001 续了 30万，剩下的还要问")
        assert "今天到期续了一部分" in said.text
        assert "钱的去向" in buttons_of(said)
        assert "已续 30万，谈过 0，没谈 32万" in await _branch(bank)

        said = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "转走了")
        said = await bank.says(MANAGER, "招行")
        assert said.text.startswith("记好了：张先生 0001 的钱转走了 → 招行")
        assert "钱的去向" not in buttons_of(said)
        page = await _branch(bank)
        assert "已续 30万，谈过 0，没谈 0" in page
        assert "其中转走或支取 32万" in page


async def test_half_is_one_tap_and_can_be_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "部分续", "一半")
        assert "续了 31万，剩下的还要问 31万" in said.text
        await along(bank, MANAGER, said, "撤销")
        (held,) = (await bank.book("李晓")).customers["1001"].holdings
        assert (held.outcome, held.kept) == (None, None)
        said = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "部分续", "不清楚")
        (held,) = (await bank.book("李晓")).customers["1001"].holdings
        assert (held.outcome, held.told) == (MaturityOutcome.PARTLY, False)
        assert "钱的去向" in buttons_of(said)


async def test_less_than_there_was_said_in_a_line_is_a_part_too(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "张伟打通了，他续了30万")
        assert "续了 30万" in said.text
        assert "剩下的" in said.text
        assert "已续 30万，谈过 32万" in await _branch(bank)
        said = await bank.says(MANAGER, "张伟打通了，又续了32万")
        (held,) = (await bank.book("李晓")).customers["1001"].holdings
        assert held.told
        assert "已续 62万" in await _branch(bank)


async def test_where_the_money_went_stays_on_the_card(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "转走了")
        await bank.says(MANAGER, "招行")
        await bank.until(MONDAY + timedelta(days=2))
        card = await bank.says(MANAGER, "张伟")
        assert "11月23日 周一到期：转走了 → 招行" in card.text
        said = await along(bank, MANAGER, card, "更多", "联系记录")
        assert "11月23日 周一到期 62万：转走了 → 招行" in said.text


async def test_money_of_which_nobody_speaks_is_asked_about_for_ever_and_the_head_hears(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        await bank.until(MONDAY + timedelta(days=45))
        asked = 0
        for _ in range(7):
            await bank.passes(timedelta(days=1))
            today = "11月23日" in str(buttons_of(await bank.says(MANAGER, "/today")))
            asked += today
            # On the other days the card says it, and that is where it is answered.
            card = await bank.says(MANAGER, "张伟")
            assert ("钱去了哪里" if today else "还没说去向") in card.text
            assert "钱的去向" in buttons_of(card)
        assert asked == 1
        assert "2026年11月23日 周一到期" in (await bank.says(MANAGER, "/week")).text
        page = (await bank.says(HEAD, "/team")).text
        assert "到期没结果 2 笔" in page
        assert "到期后没说去向 112万" in page
        await bank.says(MANAGER, "张伟打通了，到期转走了")
        await bank.says(MANAGER, "陈丽华打通了，到期续了")
        assert "没说去向" not in await _branch(bank)
        assert "没结果" not in bank.simulator.last(HEAD).text


async def test_what_is_asked_at_four_is_said_only_where_it_will_be_asked(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "张伟打通了")
        assert "到期还没结果，16:00 再问您" in said.text.replace("到期 ", "到期")
        await bank.until(MONDAY.replace(hour=16, minute=30))
        said = await bank.says(MANAGER, "张伟没接")
        assert "再问您" not in said.text
        assert "还没说去向" in said.text
        await bank.until(MONDAY + timedelta(days=1))
        said = await bank.says(MANAGER, "张伟打通了")
        assert "再问您" not in said.text
        assert "还没说去向" in said.text


async def test_the_amounts_of_a_part_renewal_are_said_shortened_or_held_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "钱的去向", "部分续")
        await bank.says(MANAGER, "30万")
        await bank.until(MONDAY + timedelta(days=2))
        seen = [each.text for each in bank.simulator.messages(MANAGER)]
        assert not any("30000000" in each for each in seen), "nobody counts in fen"
        assert "到期续了一部分，剩下的要问" in (await bank.says(MANAGER, "张伟")).text, "it waits for a tap"
        shown = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "返回")
        assert "续了一部分 30万，剩下的要问 32万" in shown.text


async def test_where_no_amount_leaves_the_bank_a_part_renewal_names_none(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,), rendering=Rendering.REFERENCE) as bank:
        await along(bank, MANAGER, await bank.says(MANAGER, "1001"), "钱的去向", "部分续", "一半")
        said = [await bank.says(MANAGER, "1001"), await bank.says(MANAGER, "/week")]
        for each in said:
            assert "续了一部分，剩下的要问" in each.text
            assert not any(figure in each.text for figure in ("31万", "31000000", "62万"))
