"""今日资讯: the head writes it once, every manager of the branch reads it with the morning."""

from datetime import timedelta
from pathlib import Path

from store.records import Bulletin
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import HEAD, MANAGER, MONDAY, OPERATOR, OTHER, world

NOTE = "建行三年大额存单 2.15%，我行 2.10%\n本周六上午有理财沙龙"


async def test_a_heads_note_is_one_line_in_the_next_digest_and_a_tap_shows_it(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(HEAD, "今日资讯")
        draft = await bank.says(HEAD, NOTE)
        assert "发给 2 位" in buttons_of(draft)[0]
        assert "2 位" in (await along(bank, HEAD, draft, "发给")).text
        await bank.until(MONDAY.replace(hour=8, minute=1) + timedelta(days=1))
        digest = bank.newest_with(OTHER, "看资讯")
        assert "资讯：建行三年大额存单" in digest.text
        assert "沙龙" not in digest.text
        assert len(buttons_of(digest)) <= 8
        assert NOTE in (await brings(bank, OTHER, digest, "看资讯")).text
        assert "周敏" in (await bank.says(MANAGER, "资讯")).text


async def test_a_note_is_told_once_and_what_is_taken_back_is_not_told(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        sent = await along(bank, HEAD, await bank.says(HEAD, f"/news {NOTE}"), "发给")
        await bank.until(MONDAY.replace(hour=8, minute=1) + timedelta(days=2))
        assert not [each for each in bank.simulator.messages(MANAGER)[-2:] if "建行" in each.text]
        await along(bank, HEAD, sent, "收回")
        assert "还没有今日资讯" in (await bank.says(MANAGER, "今日资讯")).text


async def test_a_second_tap_on_send_sends_nothing_again(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        draft = await bank.says(HEAD, f"/news {NOTE}")
        assert "发好了" in (await along(bank, HEAD, draft, "发给")).text
        first = await bank.book("李晓")
        bank.clock.step(timedelta(minutes=5))
        bank.simulator.press_data(HEAD, draft.message_id, draft.buttons[0][0].value)
        await bank.simulator.wait(HEAD)
        assert (await bank.book("李晓")).all(Bulletin) == first.all(Bulletin)


async def test_what_may_not_be_promised_is_pointed_at_before_it_is_sent(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "有敏感词「保本」" in (await bank.says(HEAD, "/news 新产品保本")).text
        assert "最多 1000 个字" in (await bank.says(HEAD, "/news " + "长" * 1001)).text


async def test_a_manager_reads_and_does_not_write(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "还没有今日资讯" in (await bank.says(MANAGER, "/news 大家好")).text
        assert "还没有今日资讯" in (await bank.says(OTHER, "资讯")).text


async def test_the_departments_note_reaches_the_head_too(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as bank:
        await along(bank, OPERATOR, await bank.says(OPERATOR, "/news 下周一起新利率"), "发给")
        await bank.passes(timedelta(days=1))
        assert "资讯：下周一起新利率" in (await bank.says(HEAD, "/team")).text


async def test_a_head_finds_the_own_note_again_and_takes_it_back_there(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "收回" not in buttons_of(await bank.says(HEAD, "/news"))
        await along(bank, HEAD, await bank.says(HEAD, f"/news {NOTE}"), "发给")
        again = await bank.says(HEAD, "/news")
        assert NOTE in again.text
        assert "收回了" in (await along(bank, HEAD, again, "收回")).text
        assert "还没有今日资讯" in (await bank.says(MANAGER, "今日资讯")).text
        assert NOTE not in (await bank.says(HEAD, "/news")).text


async def test_the_own_note_is_no_news_to_its_author(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await along(bank, HEAD, await bank.says(HEAD, f"/news {NOTE}"), "发给")
        await bank.passes(timedelta(days=1))
        assert "建行三年" not in (await bank.says(HEAD, "/team")).text


async def test_a_customers_number_is_not_sent_around(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        draft = await bank.says(HEAD, "/news 请联系 13812345678，证件 110101197605040011")
        assert "13812345678" not in draft.text
        assert "110101197605040011" not in draft.text
        assert "…5678" in draft.text
