"""What Telegram and people do to the bot: doubles, nonsense, blocks, floods; nobody else notices."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

from simulator import Fault, Trouble
from store.inbox import InboxState
from store.ledger import State
from store.records import Person
from store.scope import Scope
from tests.world import HEAD, MANAGER, MONDAY, OPERATOR, OTHER, SHANGHAI, STRANGER, World, world

CALL = "刚给何丽打过电话，打通了，聊了孩子"
PROMISE = "刚给何丽打过电话，打通了，今天上午11点回访"
ELEVEN = datetime(2026, 11, 23, 11, 0, tzinfo=SHANGHAI)


async def person(it: World, name: str) -> Person:
    return (await it.book(name)).owner


async def row_of(it: World, kind: str) -> State:
    book = await it.book("李晓")
    (row,) = [each for each in await it.store.ledger.of_book(book.id) if each.kind == kind]
    return row.state


async def test_an_update_that_comes_three_times_and_backwards_is_one(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        it.simulator.updates.repeat = 6
        it.simulator.updates.reverse = 2
        for number in range(3):
            it.simulator.send_text(MANAGER, f"{CALL}，第{number}回")
        await it.simulator.wait(
            MANAGER, lambda chat: len([each for each in chat if "记好了" in each.text]) >= 3
        )
        await it.simulator.wait(MANAGER)
        contacts = (await it.book("李晓")).contacts.values()
        assert len({each.note for each in contacts}) == len(contacts) == 3
        assert len(it.told(MANAGER, "记好了")) == 3


async def test_nonsense_in_a_batch_harms_nobody_and_the_operator_hears_of_it(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as it:
        updates = it.simulator.updates
        bad = updates.next_id
        chat = {"id": MANAGER, "type": "private"}
        updates.add_raw(json.dumps({"update_id": bad, "message": {"chat": chat}}).encode(), MANAGER)
        updates.add_raw(b'{"no": "number"}')
        updates.add_raw(b'{"update_id": "seven"}')
        await it.says(OTHER, "hello")
        await it.says(MANAGER, CALL)
        assert it.told(MANAGER, "这条没处理成")
        assert len((await it.book("李晓")).contacts) == 1
        row = await it.store.inbox.get(bad)
        assert row is not None
        assert (row.state, row.failures) == (InboxState.QUARANTINED, 3)
        await it.passes(timedelta(seconds=1))
        assert it.told(OPERATOR, "连试三次没处理成")


async def test_what_was_answered_leaves_no_words_behind(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        number = it.simulator.updates.next_id
        await it.says(MANAGER, CALL)
        await it.house.lanes.idle.wait()
        row = await it.store.inbox.get(number)
        assert row is not None
        assert (row.state, row.body, row.answer) == (InboxState.ANSWERED, b"", None)


async def test_of_a_stranger_nothing_is_kept(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        before = await it.store.partitions(Scope.bank(), "book")
        answer = await it.says(STRANGER, "你好，我想看张伟的资料")
        assert "受邀" in answer.text
        assert await it.store.messages.find(STRANGER, answer.message_id) is None
        assert await it.store.partitions(Scope.bank(), "book") == before
        assert await it.store.place("telegram", str(STRANGER)) is None


async def test_a_group_is_left_without_a_word(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        group = it.simulator.add_group("网点", [MANAGER, STRANGER])
        it.simulator.bring_bot(MANAGER, group)
        await it.simulator.wait(MANAGER)
        assert [each for each in it.simulator.messages(MANAGER, chat_id=group) if not each.service] == []


async def test_who_blocks_the_bot_gets_one_card_on_return_and_the_head_is_told(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, PROMISE)
        await it.says(MANAGER, "刚给陈丽华打过电话，打通了，今天上午10点半回访")
        it.simulator.block(MANAGER)
        await it.simulator.wait(MANAGER)
        await it.house.lanes.idle.wait()
        assert (await person(it, "李晓")).unreachable is not None
        await it.passes(timedelta(hours=4))
        assert it.told(HEAD, "李晓")[-1].text.startswith("李晓那边收不到提醒")
        before = len(it.simulator.messages(MANAGER))
        it.simulator.unblock(MANAGER)
        await it.simulator.wait(MANAGER)
        await it.house.lanes.idle.wait()
        assert (await person(it, "李晓")).unreachable is None
        await it.passes(timedelta(seconds=1))
        new = it.simulator.messages(MANAGER)[before:]
        assert [each.text.split("，")[0] for each in new] == ["刚才没能提醒您"]
        assert {text.split()[0] for row in new[0].button_texts() for text in row} >= {"何丽", "陈丽华"}


async def test_a_block_that_nobody_told_us_of_is_found_by_sending(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, PROMISE)
        it.simulator.fault(
            Fault(trouble=Trouble.REFUSED, method="sendMessage", chat_id=MANAGER, status=403,
                  description="Forbidden: bot was blocked by the user")
        )  # fmt: skip
        await it.until(ELEVEN)
        assert (await row_of(it, "follow_up"), (await person(it, "李晓")).unreachable is None) == (
            State.HELD,
            False,
        )
        await it.says(MANAGER, "帮助")
        await it.passes(timedelta(seconds=1))
        assert await row_of(it, "follow_up") is State.SENT


async def test_an_answer_that_telegram_does_not_take_is_said_to_be_kept(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as it:
        it.simulator.fault(Fault(trouble=Trouble.REFUSED, method="sendMessage", chat_id=MANAGER, status=400))
        answer = await it.says(MANAGER, CALL)
        assert answer.text.startswith("记下了，但回复没能显示")
        assert len((await it.book("李晓")).contacts) == 1


async def test_an_answer_waits_as_long_as_telegram_says_and_no_longer(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        it.simulator.fault(Fault(trouble=Trouble.FLOOD, method="sendMessage", chat_id=MANAGER, retry_after=1))
        it.simulator.send_text(MANAGER, CALL)
        other = await it.says(OTHER, "帮助")
        assert other.text
        assert it.told(MANAGER, "记好了") == []
        await it.simulator.wait(MANAGER, lambda chat: "记好了" in chat[-1].text)
        assert len((await it.book("李晓")).contacts) == 1


async def test_a_tap_on_a_doubtful_reminder_proves_that_it_came(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, PROMISE)
        it.simulator.fault(Fault(trouble=Trouble.DROP_AFTER, method="sendMessage", chat_id=MANAGER))
        await it.until(ELEVEN)
        assert await row_of(it, "follow_up") is State.UNCERTAIN
        before = len(it.simulator.messages(MANAGER))
        await it.taps(MANAGER, "何丽")
        assert await row_of(it, "follow_up") is State.SEEN
        await it.passes(timedelta(minutes=2))
        assert len(it.simulator.messages(MANAGER)) == before


async def test_a_reply_to_a_doubtful_reminder_proves_it_too(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, PROMISE)
        it.simulator.fault(Fault(trouble=Trouble.DROP_AFTER, method="sendMessage", chat_id=MANAGER))
        await it.until(ELEVEN)
        await it.says(MANAGER, "帮助", reply_to=it.newest_with(MANAGER, "何丽"))
        assert await row_of(it, "follow_up") is State.SEEN


async def test_a_doubtful_reminder_comes_once_more_and_says_so(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, PROMISE)
        it.simulator.fault(Fault(trouble=Trouble.ERROR_AFTER, method="sendMessage", chat_id=MANAGER))
        await it.until(ELEVEN)
        await it.passes(timedelta(minutes=3))
        assert len(it.told(MANAGER, "11:00 约好")) == 2
        assert "可能重复" in it.told(MANAGER, "11:00 约好")[1].text


async def test_a_number_is_taken_back_after_ten_minutes(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, "何丽")
        shown = await it.taps(MANAGER, "号码")
        assert "13900010003" in shown.text
        await it.passes(timedelta(minutes=11))
        (after,) = [each for each in it.simulator.messages(MANAGER) if each.message_id == shown.message_id]
        assert "13900010003" not in after.text
        again = await it.taps(
            MANAGER, "看客户" if "看客户" in str(after.button_texts()) else "资料", on=after
        )
        assert "何" in again.text


async def test_yesterdays_cards_are_put_away_in_the_morning_and_one_line_says_so(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        cards = [(await it.says(MANAGER, name)).message_id for name in ("何丽", "张伟", "马超")]
        before = it.simulator.messages(MANAGER)
        await it.until(MONDAY + timedelta(days=1))
        chat = it.simulator.messages(MANAGER)
        there = {each.message_id for each in chat}
        assert not {*cards} & there
        (folded,) = [each for each in chat if "收起" in each.text]
        assert folded.button_texts() == []
        assert {each.message_id for each in before if each.mine} <= there
        for card in cards:
            kept = await it.store.messages.find(MANAGER, card)
            assert kept is not None
            assert kept.state == "folded"


async def test_a_card_too_old_to_be_deleted_is_emptied(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        card = await it.says(MANAGER, "何丽")
        await it.says(MANAGER, "张伟")
        it.clock.step(timedelta(days=3))
        await it.passes(timedelta(minutes=1))
        (folded,) = [each for each in it.simulator.messages(MANAGER) if each.message_id == card.message_id]
        assert "收起" in folded.text


async def test_cards_that_are_long_past_leave_the_book(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, "何丽")
        made = len((await it.book("李晓")).dialogues)
        assert made
        await it.passes(timedelta(days=10))
        assert all(each.expires > it.clock.now() for each in (await it.book("李晓")).dialogues.values())


async def test_the_token_may_be_answered_while_an_operator_is_told_of_a_clock_that_leapt(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as it:
        it.clock.jump(timedelta(days=40))
        it.house.waking.nudge()
        await it.simulator.wait(OPERATOR, lambda chat: "快了 960 小时" in chat[-1].text)
        assert it.house.waking.held
        await it.says(OPERATOR, "/continue")
        assert not it.house.waking.held


async def test_a_stop_with_work_under_way_is_prompt_and_loses_nothing(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        number = it.simulator.updates.next_id
        it.simulator.fault(
            Fault(trouble=Trouble.FLOOD, method="sendMessage", chat_id=MANAGER, retry_after=300)
        )
        it.simulator.send_text(MANAGER, CALL)
        await it.simulator.wait(MANAGER)
        async with asyncio.timeout(2):
            await asyncio.gather(it.house.lanes.stop(0), it.house.delivery.stop(0))
        row = await it.store.inbox.get(number)
        assert row is not None
        assert row.state is InboxState.APPLIED
        assert len((await it.book("李晓")).contacts) == 1
