"""More about an entry that is written down, what was done about a complaint, and what a profile lacks."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.adding import MOST, add_to
from desk.sitting import Sitting
from store.records import Contact, Kind, Outcome, Refused
from tests.desk.at_desk import at_desk
from tests.handlers.conversations.along import along, buttons_of
from tests.scheduling.made import MORNING, customer
from tests.world import HEAD, MANAGER, world

SPOKEN = Contact(
    id="c1",
    customer="1001",
    kind=Kind.CALL,
    outcome=Outcome.REACHED,
    at=MORNING - timedelta(days=3),
    logged_at=MORNING - timedelta(days=3),
    by="li",
    note="聊了理财",
)


async def test_an_entry_of_days_ago_can_be_added_to_and_stays_as_it_was() -> None:
    def use(at: Sitting) -> Contact:
        for said in ("他太太也想了解", "卡号6222020200112233445"):
            add_to(at, "c1", said)
        return at.book.contacts["c1"]

    kept = await at_desk(customer(), SPOKEN, use=use)
    assert (kept.note, kept.additions[0]) == ("聊了理财", "他太太也想了解")
    assert "112233445" not in kept.additions[1]


@pytest.mark.parametrize(
    ("number", "said", "times"), [("c1", " ", 1), ("c9", "好", 1), ("c1", "好", MOST + 1)]
)
async def test_nothing_is_added_to_nothing_nor_without_end(number: str, said: str, times: int) -> None:
    def use(at: Sitting) -> None:
        for _ in range(times):
            add_to(at, number, said)

    with pytest.raises(Refused, match="adding"):
        await at_desk(customer(), SPOKEN, use=use)


async def test_what_is_added_is_said_on_the_card_and_what_was_done_on_the_complaint(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟打通了，聊了理财")
        await bank.passes(timedelta(days=2))
        card = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "联系记录", "补一句")
        assert "补什么" in card.text
        said = await bank.says(MANAGER, "他太太也想了解")
        assert said.text.startswith("补上了：张先生 0001，他太太也想了解")
        assert "聊了理财，他太太也想了解" in (await bank.says(MANAGER, "张伟")).text
        await along(bank, MANAGER, said, "撤销")
        assert "他太太" not in (await bank.says(MANAGER, "张伟")).text
        profile = await along(bank, MANAGER, bank.newest_with(MANAGER, "更多"), "更多", "资料")
        assert "还缺：基本（" in profile.text
        await bank.says(MANAGER, "投诉 何丽 排队太久")
        one = await along(bank, MANAGER, await bank.says(MANAGER, "投诉"), "何丽")
        assert "记处理结果" not in buttons_of(one)
        await along(bank, MANAGER, one, "已受理", "记处理结果")
        assert "处理：道歉并加开了窗口" in (await bank.says(MANAGER, "道歉并加开了窗口")).text
        # How many things wait for the head is said in a number.
        assert "要您定 1 件：邀请未用 1" in (await bank.says(HEAD, "团队")).text
