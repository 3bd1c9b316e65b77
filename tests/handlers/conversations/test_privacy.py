"""The three renderings, held over a whole day of messages: pushed ones, answered ones, and the locked phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from simulator import Seen
from store.records import Rendering
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HEAD, MANAGER, MONDAY, World, world

NAMES = ("张伟", "陈桂英", "何丽", "马超", "陈丽华", "钱国强")
SURNAMES = ("张先生", "陈女士", "何女士", "马先生")
AMOUNTS = ("62万", "50万", "86万", "230万", "55万", "12万", "6.6万")
NOTES = ("高考", "排队", "招行")
NOT_PRESSED = {"往后", "往前", "上一页", "下一页", "下一位", "只有客户号，不带金额", "姓氏和尾号", "全名"}


@asynccontextmanager
async def a_day(folder: Path, rendering: Rendering) -> AsyncIterator[tuple[World, list[Seen]]]:
    """A manager's and a head's whole day; with every state of every message that they saw."""
    async with world(folder, rendering=rendering, joined=(HEAD, MANAGER)) as bank:
        seen: list[Seen] = []

        async def says(text: str, reply_to: Seen | None = None) -> Seen:
            message = await bank.says(MANAGER, text, reply_to=reply_to)
            look()
            return message

        def look() -> None:
            seen.extend(
                each for user in (MANAGER, HEAD) for each in bank.simulator.messages(user) if not each.mine
            )

        async def taps(message: Seen, *buttons: str) -> Seen:
            for button in buttons:
                message = await along(bank, MANAGER, message, button)
                look()
            return message

        card = await says("1001")
        await taps(card, "更多", "联系记录", "返回", "钱的去向", "返回", "号码", "返回", "改时间", "返回")
        await says("打通了，聊了孩子高考，想续50万，今天下午3点回访", card)
        await says("1005")
        await says("没接", bank.simulator.last(MANAGER))
        await says("投诉 何丽 排队太久")
        await says("陈阿姨 没接")
        await taps(
            await says("/complaints"), "1003" if rendering is Rendering.REFERENCE else "何丽", "已受理"
        )
        await taps(await says("今天"), "一个接一个", "没接", "下一位")
        for said in (
            "/week",
            "/customers",
            "草稿",
            "这周谁到期",
            "谁超过90天没联系",
            "1001",
            "/log",
            "谁看过",
        ):
            await says(said)
        await bank.passes(timedelta(hours=8, minutes=1))
        look()
        await taps(bank.newest_with(MANAGER, "看没联系的"), "看没联系的", "返回", "复制日报")
        await taps(bank.newest_with(MANAGER, "复制到CRM"), "复制到CRM")
        for said in ("/team", "团队"):
            await along(bank, HEAD, await bank.says(HEAD, said), "李晓")
            look()
        await bank.until(MONDAY.replace(day=24, hour=8, minute=1))
        look()
        yield bank, seen


async def test_in_reference_no_name_no_amount_no_note_leaves_the_bank(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.REFERENCE) as (bank, seen):
        del bank
        said = [each for each in seen if "的邀请" not in each.text]
        for message in said:
            shown = message.text + str(buttons_of(message))
            leaks = [word for word in (*NAMES, *SURNAMES, *AMOUNTS, *NOTES) if word in shown]
            assert leaks == [], shown
        assert any("客户 1001" in each.text for each in said)


async def test_masked_texts_show_no_full_name_and_pushed_ones_no_amount(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.MASKED) as (bank, seen):
        pushed = [each for each in seen if _pushed(each)]
        assert len({each.text for each in pushed}) >= 4
        for message in pushed:
            leaks = [word for word in (*NAMES, *SURNAMES, *AMOUNTS) if word in message.text]
            assert leaks == [], message.text
        for message in seen:
            own_words = message.text.splitlines()[0]
            assert not any(name in own_words for name in NAMES) or "「" in own_words, message.text
        for notice in bank.simulator.lock_screen(MANAGER):
            if notice.text.startswith(("早上好", "今天还有", "15:00", "16:", "有一件", "今天到期")):
                assert not any(word in notice.text for word in (*NAMES, *SURNAMES, *AMOUNTS)), notice.text


async def test_customer_data_is_protected_and_scripts_to_copy_are_not(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.MASKED) as (bank, seen):
        del bank
        for message in seen:
            shown = message.text + str(buttons_of(message))
            if any(entity.type == "pre" for entity in message.entities):
                assert not message.protected, message.text
            elif any(word in shown for word in (*NAMES, *SURNAMES, *AMOUNTS)):
                assert message.protected or "试一句吧" in shown or "发一句话就行" in shown, shown


async def test_every_card_is_short_enough_for_a_lift(tmp_path: Path) -> None:
    """At most eight buttons besides paging, three in a row; no line of our own is longer than a phone."""
    async with a_day(tmp_path, Rendering.MASKED) as (bank, seen):
        del bank
        for message in seen:
            rows = message.button_texts()
            assert all(len(row) <= 3 for row in rows), rows
            assert len([text for text in buttons_of(message) if text not in NOT_PRESSED]) <= 8, rows
            assert all(len(text) <= 60 for text in buttons_of(message)), rows


async def test_yesterdays_cards_are_put_away_in_the_morning(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.MASKED) as (bank, _):
        for message in bank.simulator.messages(MANAGER):
            old = message.date < MONDAY.replace(day=24, hour=7)
            shown = message.text + str(buttons_of(message))
            if old and not message.mine and not any(entity.type == "pre" for entity in message.entities):
                assert not any(word in shown for word in (*NAMES, *SURNAMES, *AMOUNTS)), shown


@pytest.mark.parametrize("rendering", [Rendering.FULL])
async def test_full_shows_the_name_but_never_on_a_reminder(tmp_path: Path, rendering: Rendering) -> None:
    async with a_day(tmp_path, rendering) as (bank, seen):
        assert any(each.text.startswith("张伟 · 高端") for each in seen)
        for notice in bank.simulator.lock_screen(MANAGER):
            if notice.text.startswith(("早上好", "15:00", "16:", "有一件", "今天到期")):
                assert not any(word in notice.text for word in (*NAMES, *AMOUNTS)), notice.text


def _pushed(message: Seen) -> bool:
    """What came of itself: digests, wrap-ups, reminders."""
    heads = ("早上好", "今天还有", "15:00 约好", "16:30", "有一件投诉", "今天到期", "城东支行")
    return message.text.startswith(heads) and "/" not in message.text
