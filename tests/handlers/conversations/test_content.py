"""After a complaint is closed: how content the customer is, and what fell short."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import MANAGER, World, world


async def closed(bank: World) -> None:
    await bank.says(MANAGER, "投诉 何丽 排队太久")
    listed = await along(bank, MANAGER, await bank.says(MANAGER, "投诉"), "何丽", "已受理", "已答复客户")
    await along(bank, MANAGER, listed, "办结")


async def test_the_care_call_ends_with_the_question_and_one_way_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await closed(bank)
        await bank.passes(timedelta(days=7))
        card = await bank.says(MANAGER, "何丽")
        assert "问问满意吗" in card.text
        assert "问满意度" not in buttons_of(card)
        card = await along(bank, MANAGER, card, "打通了", "问满意度")
        assert "投诉办结了" in card.text
        card = await along(bank, MANAGER, card, "2", "不够公平", "没说清楚", "没说清楚")
        assert "记下了：不够公平" in buttons_of(card)
        assert "记下了：没说清楚" not in buttons_of(card)
        card = await along(bank, MANAGER, card, "就这些")
        assert "满意度 2" in card.text
        assert "问满意度" not in buttons_of(card)
        (complaint,) = (await bank.book("李晓")).complaints.values()
        assert (complaint.satisfaction, complaint.fell_short) == (2, ("fairness",))
        await along(bank, MANAGER, card, "撤销")
        book = await bank.book("李晓")
        (complaint,) = book.complaints.values()
        assert (complaint.satisfaction, complaint.fell_short) == (None, None)
        assert book.customers["1003"].satisfaction == ()


async def test_a_line_about_the_care_call_offers_the_question(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await closed(bank)
        await bank.passes(timedelta(hours=2))
        said = await bank.says(MANAGER, "何丽 打通了，说处理得挺好")
        asked = await brings(bank, MANAGER, said, "问满意度")
        await along(bank, MANAGER, asked, "5", "都办得好")
        (complaint,) = (await bank.book("李晓")).complaints.values()
        assert (complaint.satisfaction, complaint.fell_short) == (5, ())


async def test_it_is_asked_at_the_closing_where_the_answer_is_known_already(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await closed(bank)
        card = bank.newest_with(MANAGER, "问满意度")
        await along(bank, MANAGER, card, "问满意度", "4", "都办得好")
        reopened = await bank.says(MANAGER, "何丽")
        assert "还没问" not in reopened.text
