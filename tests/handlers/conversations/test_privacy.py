"""The three renderings, held over a whole day of messages, pushed and answered, and on the locked phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from simulator import Seen
from store.records import Rendering
from tests.handlers.conversations.along import along, brings, buttons_of, forges
from tests.world import HEAD, MANAGER, MONDAY, World, world

NAMES = ("张伟", "陈桂英", "何丽", "马超", "陈丽华", "钱国强")
SURNAMES = ("张先生", "陈女士", "何女士", "马先生")
AMOUNTS = ("62万", "50万", "86万", "230万", "55万", "12万", "6.6万")
NOTES = ("高考", "排队", "招行")
PHONES = tuple(f"1390001000{place}" for place in range(1, 6))
PAGING = {"往后", "往前", "上一页", "下一页", "下一位"}


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
        number = () if rendering is Rendering.REFERENCE else ("号码", "返回")
        await taps(card, "更多", "联系记录", "返回", "钱的去向", "返回", *number, "改时间", "返回")
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
        await taps(bank.newest_with(MANAGER, "看没联系的"), "看没联系的", "返回")
        for button in ("复制日报", "复制到CRM"):
            await brings(bank, MANAGER, bank.newest_with(MANAGER, button), button)
            look()
        for said in ("/team", "团队"):
            await along(bank, HEAD, await bank.says(HEAD, said), "李晓")
            look()
        await bank.until(MONDAY.replace(day=24, hour=8, minute=1))
        look()
        yield bank, seen


async def test_in_reference_no_name_no_amount_no_note_leaves_the_bank(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.REFERENCE) as (bank, seen):
        said = [each for each in seen if "的邀请" not in each.text]
        for message in said:
            shown = message.text + str(buttons_of(message))
            leaks = [word for word in (*NAMES, *SURNAMES, *AMOUNTS, *NOTES, *PHONES) if word in shown]
            assert leaks == [], shown
        assert any("客户 1001" in each.text for each in said)
        card = await bank.says(MANAGER, "1003")
        assert "号码" not in buttons_of(card)
        token = card.buttons[0][0].value.rpartition(".")[0]
        assert "不在这里显示" in await forges(bank, MANAGER, card, f"{token}.number")


async def test_a_masked_day_is_neutral_where_it_is_pushed_protected_short_and_put_away(
    tmp_path: Path,
) -> None:
    async with a_day(tmp_path, Rendering.MASKED) as (bank, seen):
        pushed = [each for each in seen if _pushed(each)]
        assert len({each.text for each in pushed}) >= 4
        assert [each.text for each in pushed if _tells(each.text)] == []
        for notice in bank.simulator.lock_screen(MANAGER):
            if notice.text.startswith(("早上好", "今天还有", "15:00", "16:", "有一件", "今天到期")):
                assert not _tells(notice.text), notice.text
        for message in seen:
            _names_nobody_in_its_first_line(message)
            _is_protected_unless_it_is_to_be_copied(message)
            _is_short_enough_for_a_lift(message)
        for message in bank.simulator.messages(MANAGER):
            if message.date < MONDAY.replace(day=24, hour=7) and not message.mine and not _is_code(message):
                assert not _tells(message.text + str(buttons_of(message))), message.text


async def test_in_masked_amounts_come_after_a_tap_in_the_same_message(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.MASKED) as (bank, seen):
        fresh = [each for each in seen if not each.edited and not _is_code(each)]
        # What was said just now is said back whole; nothing that the bank knows is.
        told = [each for each in fresh if _amounts(each.text) and "记好了" not in each.text]
        assert [each.text for each in told if not each.text.startswith("城东支行")] == []
        assert any(_amounts(each.text) for each in seen if each.edited)

        card = await bank.says(MANAGER, "陈桂英")
        token, _, said = card.buttons[-1][0].value.partition(".")
        assert (card.buttons[-1][0].text, said) == ("看金额", "0.amounts")
        shown = await bank.taps(MANAGER, "看金额", on=card)
        assert shown.message_id == card.message_id
        assert "资产 230万" in shown.text
        assert "看金额" not in buttons_of(shown)
        assert "号码" in buttons_of(shown)
        assert await forges(bank, MANAGER, card, f"{token}.0.amounts") == ""  # a second tap shows the same
        assert "资产 230万" in (await bank.simulator.wait(MANAGER))[-1].text
        # Any other tap is one as well, and what came before it stays as it was.
        again = await along(bank, MANAGER, await bank.says(MANAGER, "陈桂英"), "更多")
        assert "资产 230万" in again.text
        # Whose amounts are not known has none to show.
        assert "看金额" not in buttons_of(await bank.says(MANAGER, "谁看过"))


async def test_in_masked_a_note_of_an_amount_waits_for_the_tap_too(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "刚拜访张伟，想续50万")
        assert "50万" in said.text
        assert "62万" not in said.text
        assert "62万" in (await bank.taps(MANAGER, "看金额", on=said)).text
        card = await bank.says(MANAGER, "张伟")
        assert "想续…" in card.text
        assert "想续50万" in (await bank.taps(MANAGER, "看金额", on=card)).text


async def test_in_full_amounts_stand_in_the_first_message_in_reference_in_none(tmp_path: Path) -> None:
    for rendering, shows in ((Rendering.FULL, True), (Rendering.REFERENCE, False)):
        folder = tmp_path / rendering
        folder.mkdir()
        async with world(folder, rendering=rendering, joined=(MANAGER,)) as bank:
            card = await bank.says(MANAGER, "1002")
            assert ("230万" in card.text) is shows
            assert "看金额" not in buttons_of(card)
            assert ("230万" in (await along(bank, MANAGER, card, "更多")).text) is shows


async def test_a_digest_and_a_reminder_say_amounts_on_buttons_only(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.until(MONDAY.replace(day=24, hour=8, minute=1))
        digest = bank.simulator.last(MANAGER)
        assert digest.text.startswith("早上好")
        assert not _amounts(digest.text)
        assert any("62万" in text for text in buttons_of(digest))
        card = await brings(bank, MANAGER, digest, "张伟")
        assert not _amounts(card.text)
        assert "资产 86万" in (await bank.taps(MANAGER, "看金额", on=card)).text


def _amounts(shown: str) -> bool:
    return any(word in shown for word in AMOUNTS)


def _names_nobody_in_its_first_line(message: Seen) -> None:
    first = message.text.splitlines()[0]
    assert "「" in first or not any(name in first for name in NAMES), message.text


def _is_protected_unless_it_is_to_be_copied(message: Seen) -> None:
    shown = message.text + str(buttons_of(message))
    if _is_code(message):
        assert not message.protected, shown
    elif _tells(shown):
        assert message.protected or "试一句吧" in shown or "发一句话就行" in shown, shown


def _is_short_enough_for_a_lift(message: Seen) -> None:
    """At most eight buttons besides paging, three in a row."""
    assert all(len(row) <= 3 for row in message.button_texts()), message.button_texts()
    assert len([text for text in buttons_of(message) if text not in PAGING]) <= 8, message.button_texts()
    assert all(len(text) <= 60 for text in buttons_of(message)), message.button_texts()


def _tells(shown: str) -> bool:
    return any(word in shown for word in (*NAMES, *SURNAMES, *AMOUNTS))


def _is_code(message: Seen) -> bool:
    return any(entity.type == "pre" for entity in message.entities)


async def test_full_shows_the_name_but_never_on_a_reminder(tmp_path: Path) -> None:
    async with a_day(tmp_path, Rendering.FULL) as (bank, seen):
        assert any(each.text.startswith("张伟 · 高端") for each in seen)
        for notice in bank.simulator.lock_screen(MANAGER):
            if notice.text.startswith(("早上好", "15:00", "16:", "有一件", "今天到期")):
                assert not any(word in notice.text for word in (*NAMES, *AMOUNTS)), notice.text


def _pushed(message: Seen) -> bool:
    """What came of itself: digests, wrap-ups, reminders."""
    heads = ("早上好", "今天还有", "15:00 约好", "16:30", "有一件投诉", "今天到期", "城东支行")
    return message.text.startswith(heads) and "/" not in message.text
