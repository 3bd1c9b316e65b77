"""话术: one tap copies the words for why somebody is called today; the bank writes its own."""

from datetime import timedelta
from pathlib import Path

import pytest

from store.records import Rendering
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import MANAGER, MONDAY, world

OWN = """version: 7
approved by: 周敏
valid until: 2026-11-25

{customer}，{product}{day}到期，我是{manager}。
"""


async def test_the_words_for_todays_reason_are_copied_by_one_tap_on_the_card(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "张伟")
        (copied,) = [each.value for row in card.buttons for each in row if each.kind == "copy"]
        assert copied.startswith("张先生，您好，我是城东支行的李晓。")
        assert "62万" in copied
        assert len(buttons_of(card)) <= 8


async def test_the_other_texts_come_one_by_one_and_can_be_copied_whole(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "张伟")
        shown = await bank.says(MANAGER, "话术", reply_to=card)
        assert shown.text.startswith("张先生 0001 · 到期")
        assert not shown.protected
        assert [each.type for each in shown.entities] == ["pre"]
        assert len(buttons_of(shown)) <= 8
        shown = await bank.taps(MANAGER, "别家收益高", on=shown)
        assert "我们一起看三样" in shown.text
        assert "到期" in buttons_of(shown)


async def test_without_a_name_the_customer_of_the_last_card_is_meant_for_half_an_hour(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽")
        assert (await bank.says(MANAGER, "话术")).text.startswith("何女士")
        await bank.passes(timedelta(minutes=31))
        shown = await bank.says(MANAGER, "话术")
        assert shown.text.startswith("话术 · ")
        assert "尊敬的客户" in shown.text


async def test_words_for_a_name_that_nobody_has_change_nothing_and_say_what_to_do(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "没找到「欧阳锋」" in (await bank.says(MANAGER, "/words 欧阳锋")).text
        assert (await bank.says(MANAGER, "/words 马超")).text.startswith("马先生")


async def test_a_text_too_long_for_a_button_comes_as_a_block(tmp_path: Path) -> None:
    folder = tmp_path / "texts" / "zh-Hans"
    folder.mkdir(parents=True)
    (folder / "maturity.txt").write_text(OWN + "请您放心。" * 60, encoding="utf-8")
    async with world(tmp_path, joined=(MANAGER,), templates=folder.parent) as bank:
        card = await bank.says(MANAGER, "张伟")
        assert not [each for row in card.buttons for each in row if each.kind == "copy"]
        shown = await brings(bank, MANAGER, card, "话术")
        assert shown.text.count("请您放心") == 60
        assert not shown.protected


async def test_the_banks_own_words_are_used_until_their_day_and_say_who_approved_them(tmp_path: Path) -> None:
    folder = tmp_path / "texts" / "zh-Hans"
    folder.mkdir(parents=True)
    (folder / "maturity.txt").write_text(OWN, encoding="utf-8")
    async with world(tmp_path, joined=(MANAGER,), templates=folder.parent) as bank:
        shown = await bank.says(MANAGER, "/words 张伟")
        assert "本行 7 版，周敏 审核，用到11月25日 周三" in shown.text
        assert "我是李晓" in shown.text
        await bank.until(MONDAY + timedelta(days=3))
        assert "本行" not in (await bank.says(MANAGER, "/words 张伟")).text


async def test_the_words_are_put_away_at_the_next_digest(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        shown = await bank.says(MANAGER, "/words 张伟")
        await bank.passes(timedelta(days=1))
        chat = bank.simulator.messages(MANAGER)
        assert not [each for each in chat if each.message_id == shown.message_id and "张" in each.text]


async def test_in_the_reference_rendering_nobody_is_named(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,), rendering=Rendering.REFERENCE) as bank:
        shown = await bank.says(MANAGER, "/words 1001")
        assert "尊敬的客户" in shown.text
        assert "张" not in shown.text
        assert "62" not in shown.text


@pytest.mark.parametrize("said", ["话术 张伟", "张伟的话术", "张伟 到期怎么说", "张伟怎么开口"])
async def test_asking_for_words_logs_nothing(tmp_path: Path, said: str) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert (await bank.says(MANAGER, said)).text.startswith("张先生 0001 · 到期")
        assert not (await bank.book("李晓")).contacts


@pytest.mark.parametrize("said", ["张伟的问卷", "张伟的风险等级", "张伟权益还剩几次", "查一下张伟的资料"])
async def test_asking_for_a_fact_of_a_customer_shows_the_card_and_logs_nothing(
    tmp_path: Path, said: str
) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert (await bank.says(MANAGER, said)).text.startswith("张先生 0001")
        book = await bank.book("李晓")
        assert not book.contacts
        assert not book.drafts


async def test_the_words_for_a_customer_come_in_the_language_that_was_chosen_for_them(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        shown = await bank.says(MANAGER, "话术", reply_to=await bank.says(MANAGER, "张伟"))
        assert len(buttons_of(shown)) <= 8
        shown = await along(bank, MANAGER, shown, "换语言", "English")
        assert "Good day, Mr 张" in shown.text
        assert shown.text.startswith("张先生 0001 · 到期")
        assert (await bank.book("李晓")).customers["1001"].language == "en"
        (copied,) = [
            each.value
            for row in (await bank.says(MANAGER, "张伟")).buttons
            for each in row
            if each.kind == "copy"
        ]
        assert copied.startswith("Good day, Mr 张")
