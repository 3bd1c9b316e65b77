"""Errands, entitlements, households, papers, the board and the filters, as a manager meets them."""

from datetime import date, timedelta
from pathlib import Path

from simulator import Seen
from store.records import Customer, RequestState
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.handlers.conversations.test_profile import kept, profile
from tests.world import HEAD, LIST, MANAGER, World, world


async def further(bank: World, name: str, *taps: str) -> Seen:
    """The second page of a profile, and whatever is tapped there."""
    return await profile(bank, name, "其他", *taps)


async def test_an_errand_is_taken_on_reminded_of_done_and_told(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await further(bank, "张伟", "代办")
        said = await bank.says(MANAGER, "开一张存款证明")
        assert "代办：开一张存款证明，最晚后天答复" in said.text
        (errand,) = (await bank.book("李晓")).requests.values()
        assert errand.due == date(2026, 11, 25)
        await bank.passes(timedelta(days=2))
        listed = await bank.says(MANAGER, "/requests")
        assert "代办 1 件" in listed.text
        assert "代办：开一张存款证明，最晚今天答复" in (await bank.says(MANAGER, "张伟")).text
        card = await along(bank, MANAGER, listed, "张伟", "办好了")
        assert "还要告诉客户" in card.text
        assert "办好了，告诉客户" in card.text
        one = await along(bank, MANAGER, await bank.says(MANAGER, "代办"), "张伟")
        assert "办好了" not in buttons_of(one)
        card = await bank.taps(MANAGER, "已告诉客户", on=one)
        (errand,) = (await bank.book("李晓")).requests.values()
        assert errand.state is RequestState.TOLD
        assert "没有要代办的事" in (await bank.says(MANAGER, "代办")).text
        await along(bank, MANAGER, card, "撤销")
        (errand,) = (await bank.book("李晓")).requests.values()
        assert errand.state is RequestState.DONE


async def test_an_old_card_of_an_errand_says_that_it_is_over(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await further(bank, "张伟", "代办")
        await bank.says(MANAGER, "改地址")
        first = await along(bank, MANAGER, await bank.says(MANAGER, "代办"), "改地址")
        second = await along(bank, MANAGER, await bank.says(MANAGER, "代办"), "改地址")
        await bank.taps(MANAGER, "不用办了", on=first)
        await bank.taps(MANAGER, "已告诉客户", on=second)
        assert "已经办完" in bank.simulator.toasts(MANAGER)[-1].text
        (errand,) = (await bank.book("李晓")).requests.values()
        assert errand.state is RequestState.DROPPED


async def test_an_old_button_of_an_errand_says_that_the_customer_has_moved(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await further(bank, "马超", "代办")
        await bank.says(MANAGER, "改地址")
        listed, again = await bank.says(MANAGER, "代办"), await bank.says(MANAGER, "代办")
        one = await along(bank, MANAGER, again, "改地址")
        await bank.brings(("客户.csv", LIST.replace("李晓,66000,2026-11-22", "王海燕,66000,2026-11-23")))
        for old, button in ((listed, "改地址"), (one, "办好了")):
            told = await bank.taps(MANAGER, button, on=old)
            assert "不在您的名单里" in bank.simulator.toasts(MANAGER)[-1].text + told.text
            assert "已经办完" not in bank.simulator.toasts(MANAGER)[-1].text + told.text


async def test_many_errands_are_paged_and_stand_on_the_customers_card(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for number in range(1, 11):
            await further(bank, "张伟" if number < 10 else "何丽", "代办")
            await bank.says(MANAGER, f"办证明{number}")
            bank.clock.step(timedelta(minutes=1))
        assert "代办：办证明10，最晚后天答复" in (await bank.says(MANAGER, "何丽")).text
        first = await bank.says(MANAGER, "代办")
        assert "代办 10 件 · 第 1/2 页" in first.text
        assert len(buttons_of(first)) <= 8
        second = await along(bank, MANAGER, first, "下一页")
        assert any("办证明10" in each for each in buttons_of(second))
        assert "办证明10" in (await along(bank, MANAGER, second, "办证明10")).text
        own = await along(bank, MANAGER, await further(bank, "张伟", "代办"), "下一页")
        assert len(buttons_of(own)) <= 8
        assert "办证明11" in (await bank.says(MANAGER, "办证明11")).text, "the second page takes a line too"


async def test_what_to_bring_is_said_before_the_visit(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await profile(bank, "何丽", "其他")
        assert "带什么" not in buttons_of(asked)
        await bank.says(MANAGER, "刚给何丽打过电话，聊了理财，爱喝普洱，明天下午3点上门拜访")
        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "带什么")
        assert "见面带什么" in said.text
        said = await bank.says(MANAGER, "合同")
        assert "见面带 合同" in said.text
        await bank.until(bank.clock.now() + timedelta(days=1, hours=5, minutes=5))
        reminder = bank.newest_with(MANAGER, "何丽")
        card = await bank.taps(MANAGER, "何丽", on=reminder)
        assert "带上：合同" in card.text


async def test_entitlements_are_used_and_left(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        shown = await further(bank, "陈桂英", "权益")
        assert "用到 2026年12月31日" in shown.text or "用到 12月31日" in shown.text
        assert "体检：用了 0，还剩 1" in shown.text
        card = await bank.taps(MANAGER, "用一次体检", on=shown)
        assert "用了体检" in card.text
        shown = await further(bank, "陈桂英", "权益")
        assert "体检：用了 1，还剩 0" in shown.text
        assert "用一次体检" not in buttons_of(shown)
        await bank.taps(MANAGER, "用一次礼品", on=shown)
        assert "要主任来记" in (await bank.says(MANAGER, "800")).text
        assert "用了礼品" in (await bank.says(MANAGER, "300")).text
        (_, gift) = (await kept(bank, "1002")).entitlements
        assert (gift.name, gift.fen) == ("gift", 30_000)
        assert "讲座" in (await further(bank, "马超", "权益")).text


async def test_a_head_grants_the_large_gift(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        team = await bank.says(HEAD, "/team")
        book = await bank.taps(HEAD, "李晓", on=team)
        listed = await brings(bank, HEAD, book, "全部客户")
        card = await bank.taps(HEAD, "陈桂英", on=listed)
        await along(bank, HEAD, card, "权益", "用一次礼品")
        said = await bank.says(HEAD, "800")
        assert "用了礼品" in said.text
        assert [each.fen for each in (await kept(bank, "1002")).entitlements] == [80_000]
        await bank.taps(HEAD, "撤销", on=said)
        assert (await kept(bank, "1002")).entitlements == ()


async def test_a_household_is_seen_together(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await further(bank, "陈桂英", "同一户")
        said = await bank.says(MANAGER, "张伟")
        assert "一户" in said.text
        shown = await profile(bank, "张伟")
        assert "一户 2 位，共 316万" in shown.text
        await further(bank, "陈桂英", "同一户", "当家人")
        assert "当家人 陈女士" in (await profile(bank, "张伟")).text
        card = await further(bank, "张伟", "同一户", "不在一户")
        assert [(await kept(bank, each)).household for each in ("1001", "1002")] == ["", ""]
        await along(bank, MANAGER, card, "撤销")
        assert (await kept(bank, "1001")).household != ""


async def test_a_sheet_to_print_names_nobody_and_a_statement_says_what_is_held(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        papers = await further(bank, "张伟", "问卷对账")
        sheet = await brings(bank, MANAGER, papers, "问卷")
        assert sheet.attachment is not None
        assert sheet.attachment.name == "问卷.html"
        papers = await further(bank, "张伟", "问卷对账")
        statement = await brings(bank, MANAGER, papers, "对账小结")
        assert "非正式，仅供沟通" in statement.text
        assert "定期存款 62万" in statement.text


async def test_the_board_has_each_customer_in_one_column(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽 打通了，周五下午3点回访")
        shown = await bank.says(MANAGER, "看板")
        assert "约好的 1" in shown.text
        assert "本周办成 1" in shown.text
        promised = await bank.taps(MANAGER, "约好的", on=shown)
        waiting = await bank.taps(MANAGER, "等客户", on=promised)
        assert "等客户 1" in waiting.text
        shown = await bank.says(MANAGER, "/board")
        assert "约好的 0" in shown.text
        assert "等客户 1" in shown.text


async def test_the_book_is_filtered_by_tier_segment_value_and_lifecycle(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        listed = await bank.says(MANAGER, "/customers")
        chosen = await along(bank, MANAGER, listed, "筛选", "按层级", "高端")
        assert chosen.text.startswith("高端：2 位客户")
        assert {text.split(" ")[0] for text in buttons_of(chosen)} >= {"张伟", "陈丽华"}
        chosen = await along(bank, MANAGER, chosen, "筛选", "按客群", "退休")
        assert "陈桂英" in " ".join(buttons_of(chosen))
        chosen = await along(bank, MANAGER, chosen, "筛选", "按生命周期", "开发")
        assert "5 位客户" in chosen.text
        chosen = await along(bank, MANAGER, chosen, "筛选", "按价值", "最有价值")
        assert chosen.text.startswith("最有价值：1 位客户")
        card = await bank.taps(MANAGER, "陈桂英", on=chosen)
        assert "陈女士" in card.text


async def test_a_message_to_a_high_customer_waits_for_the_answer(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "发了消息")
        assert "回复了才算联系上" in card.text
        assert (await kept(bank, "1001")).reached_at is None
        said = await bank.taps(MANAGER, "客户回了", on=card)
        assert "回了消息" in said.text
        customer: Customer = await kept(bank, "1001")
        assert customer.reached_at is not None
        card = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "更多", "发了消息")
        assert "发了消息" in card.text
        assert (await kept(bank, "1003")).reached_at is not None
