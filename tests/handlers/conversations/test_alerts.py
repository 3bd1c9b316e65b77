"""What the head hears of at once: crises, and clocks that have run out; nobody's name on the phone."""

from datetime import timedelta
from pathlib import Path

from store.scope import Scope
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HEAD, MANAGER, MONDAY, OTHER, world

AFTER = timedelta(minutes=1)


async def test_a_crisis_reaches_the_head_at_once_and_names_nobody(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        for line in ("投诉 何丽 说要找记者曝光我们", "投诉 陈丽华 已经打了12378"):
            before = len(bank.simulator.messages(HEAD))
            await bank.says(MANAGER, line)
            await bank.passes(AFTER)
            (told,) = bank.simulator.messages(HEAD)[before:]
            assert told.text == "有一件危机投诉，请马上看"
            assert buttons_of(told) == ["李晓 · 打开"]
            notification = bank.simulator.lock_screen(HEAD)[-1].text
            assert "何" not in notification
            assert "李" not in notification
        said = await along(bank, HEAD, bank.newest_with(HEAD, "李晓 · 打开"), "李晓 · 打开")
        assert said.text.startswith("陈女士 0005")
        assert "12378" in said.text
        book = await bank.book("李晓")
        entries = await bank.store.audit.entries(Scope.bank(), book.id)
        assert any(each.action == "look" for each in entries)
        assert "12378" not in str([each.text for each in bank.simulator.messages(OTHER)])
        said = await along(bank, HEAD, said, "已受理")
        assert "已受理" in said.text
        assert not (await bank.book("周敏")).complaints


async def test_a_clock_that_has_run_out_reaches_the_head_once_and_again_when_it_is_long_over(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        before = len(bank.simulator.messages(HEAD))
        await bank.until(MONDAY.replace(hour=10, minute=59))
        assert len(bank.simulator.messages(HEAD)) == before
        await bank.until(MONDAY.replace(hour=11, minute=1))
        (told,) = bank.simulator.messages(HEAD)[before:]
        assert told.text == "有一件投诉过了受理期限"
        await along(bank, MANAGER, await bank.says(MANAGER, "投诉"), "何丽", "已受理")
        await bank.until(MONDAY + timedelta(days=4))
        said = [each.text for each in bank.simulator.lock_screen(HEAD)]
        assert said.count("有一件投诉过了答复期限") == 1
        assert said.count("有一件投诉超期过半还没答复，请报条线部门") == 1
        assert any("超期已久，主任已经知道" in each.text for each in bank.simulator.lock_screen(MANAGER))


async def test_the_head_hears_also_of_a_manager_who_can_not_be_reached(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        bank.simulator.block(MANAGER)
        await bank.until(MONDAY.replace(hour=12))
        assert any(each.text == "有一件投诉过了受理期限" for each in bank.simulator.messages(HEAD))


async def test_what_was_closed_in_time_troubles_no_head(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        await along(bank, MANAGER, await bank.says(MANAGER, "投诉"), "何丽", "已答复客户", "办结")
        before = len(bank.simulator.messages(HEAD))
        await bank.until(MONDAY.replace(hour=20))
        assert len(bank.simulator.messages(HEAD)) == before
