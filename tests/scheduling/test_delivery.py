"""Each reminder is sent once, whatever Telegram, the network or a kill does in between (DESIGN 3)."""

import asyncio
from datetime import timedelta

import pytest

from scheduling.pace import Pace
from scheduling.sending import Doubtful, NotSent, Rejected, Unreachable
from store.ledger import State
from store.records import replace
from tests.scheduling.posting import BANK, CHATS, LI, WANG, ZHOU, Office, office


async def test_what_is_due_is_sent_once() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        await it.looks()
        await it.looks(minutes=30)
        assert it.received(LI) == [(key,)]
        row = await it.row(key)
        assert (row.state, row.chat, row.message, row.run, row.attempt) == (State.SENT, 11, 101, "run", 1)


async def test_what_is_not_due_yet_waits_for_its_minute() -> None:
    async with office() as it:
        await it.due(LI, "a", minutes=5)
        await it.looks(minutes=4)
        assert it.sent == []
        await it.looks(minutes=1)
        assert len(it.sent) == 1


async def test_a_chat_gets_its_reminders_in_the_order_of_their_minutes() -> None:
    async with office() as it:
        second = await it.due(LI, "b", minutes=2)
        first = await it.due(LI, "a", minutes=1)
        await it.looks(minutes=3)
        assert it.received(LI) == [tuple(first), tuple(second)]


async def test_late_ones_come_in_one_card_before_those_of_this_minute() -> None:
    async with office() as it:
        late = await it.due(LI, "a", "b", "c")
        timely = await it.due(LI, "d", minutes=60)
        await it.looks(minutes=60)
        assert it.sent == [(11, tuple(late), True), (11, tuple(timely), False)]
        assert (await it.row(late[0])).late
        assert not (await it.row(timely[0])).late


async def test_what_was_answered_meanwhile_is_superseded_and_not_sent() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.mute.add("a")
        await it.looks()
        assert it.sent == []
        assert await it.state(key) is State.SUPERSEDED


async def test_nothing_goes_into_a_chat_before_telegram_takes_it_again() -> None:
    async with office() as it:
        keys = await it.due(LI, "a", "b")
        it.fails(LI, NotSent(300))
        await it.looks()
        later = await it.due(LI, "c", minutes=1)
        await it.looks(seconds=299)
        assert it.sent == []
        assert await it.store.ledger.next_due() == it.clock.now() + timedelta(seconds=1)
        await it.looks(seconds=1)
        assert sorted(key for keys in it.received(LI) for key in keys) == sorted([*keys, *later])


async def test_while_nobody_can_be_reached_tries_become_rare_and_the_first_that_arrives_ends_it() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, *(NotSent(3) for _ in range(40)))
        for _ in range(600):
            await it.looks(seconds=3)
        tries = 40 - len(it.troubles[CHATS[LI]])
        assert 28 <= tries <= 36  # half an hour: after 3, 6, 12, 24, 48 seconds, then once a minute
        it.troubles[CHATS[LI]].clear()
        await it.looks(seconds=60)
        assert it.received(LI) == [(key,)]
        await it.due(LI, "b")
        it.fails(LI, NotSent(3))
        await it.looks()
        assert await it.store.ledger.next_due() == it.clock.now() + timedelta(seconds=3)


async def test_others_are_on_time_while_one_chat_has_to_wait() -> None:
    async with office() as it:
        await it.due(LI, "a")
        await it.due(WANG, "b")
        it.fails(LI, NotSent(300))
        await it.looks()
        assert [chat for chat, _, _ in it.sent] == [12]


async def test_a_hanging_chat_holds_up_neither_another_nor_what_is_due_later() -> None:
    async with office() as it:
        hangs = asyncio.Event()
        it.fails(LI, hangs)
        await it.due(LI, "a")
        await it.delivery.look()
        await it.due(WANG, "b", minutes=1)
        it.clock.step(timedelta(minutes=1))
        assert await it.delivery.look() == 1
        await it.tries(WANG)
        hangs.set()
        await it.delivery.idle()
        assert len(it.received(LI)) == 1


async def test_others_are_found_behind_many_due_rows_of_a_hanging_chat() -> None:
    async with office() as it:
        hangs = asyncio.Event()
        it.fails(LI, hangs)
        await it.due(LI, "first")
        await it.delivery.look()
        await it.due(LI, *(f"{number}" for number in range(450)))
        await it.due(WANG, "b", minutes=1)
        it.clock.step(timedelta(minutes=1))
        assert await it.delivery.look() == 1
        hangs.set()
        await it.delivery.idle()
        assert len(it.received(WANG)) == 1


async def test_after_a_time_out_one_copy_follows_and_never_a_third() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Doubtful("time-out"), Doubtful("time-out"))
        await it.looks()
        assert await it.state(key) is State.UNCERTAIN
        await it.looks(seconds=59)
        assert len(it.troubles[11]) == 1
        await it.looks(seconds=1)
        row = await it.row(key)
        assert (row.state, row.repeat, row.wake) == (State.UNCERTAIN, True, None)
        await it.looks(hours=30)
        assert it.sent == []


async def test_the_copy_is_marked_as_perhaps_a_repeat() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Doubtful("reset"))
        await it.looks()
        await it.looks(seconds=60)
        assert it.received(LI) == [(key,)]
        row = await it.row(key)
        assert (row.state, row.repeat) == (State.SENT, True)


async def test_a_copy_that_has_to_wait_stays_the_only_copy() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Doubtful("reset"), NotSent(10), Doubtful("reset"))
        await it.looks()
        await it.looks(seconds=60)
        await it.looks(seconds=10)
        await it.looks(hours=3)
        assert it.sent == []
        assert (await it.row(key)).wake is None


async def test_a_tap_on_the_first_copy_spares_the_second() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Doubtful("reset"))
        await it.looks()
        await it.store.ledger.settle(key, State.SEEN, it.clock.now())
        await it.looks(seconds=60)
        assert it.sent == []
        assert await it.state(key) is State.SEEN


async def test_what_stays_doubtful_is_told_by_the_next_digest() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Doubtful("reset"), Doubtful("reset"))
        await it.looks()
        await it.looks(seconds=60)
        await it.due(LI, "li", minutes=60, kind="digest")
        await it.looks(minutes=60)
        assert await it.state(key) is State.SETTLED


async def test_what_a_dead_run_had_in_flight_is_sent_once_more() -> None:
    async with office(run="second") as it:
        (key,) = await it.due(LI, "a")
        now = it.clock.now()
        await it.store.ledger.write(lambda ledger: ledger.claim([key], "first", now))
        await it.delivery.begin()
        await it.looks(seconds=59)
        assert it.sent == []
        await it.looks(seconds=1)
        assert it.received(LI) == [(key,)]
        assert (await it.row(key)).repeat


async def test_reminders_of_somebody_out_of_reach_wait_and_the_head_is_told() -> None:
    async with office() as it:
        keys = await it.due(LI, "a", "b")
        it.fails(LI, Unreachable("blocked"))
        await it.looks()
        assert {await it.state(key) for key in keys} == {State.HELD}
        await it.looks()
        assert [key.partition("|")[0] for key in it.received(ZHOU)[0]] == ["notice_unreachable"]
        owner = await it.store.read(BANK, (LI,), lambda books: books[LI].owner)
        assert owner.unreachable == it.clock.now()


async def test_who_is_out_of_reach_is_not_tried_at_each_reminder() -> None:
    async with office() as it:
        await it.due(LI, "a")
        it.fails(LI, Unreachable("blocked"), Unreachable("blocked"))
        await it.looks()
        later = await it.due(LI, "b", minutes=1)
        await it.looks(minutes=1)
        assert await it.state(later[0]) is State.HELD
        assert len(it.troubles[11]) == 1


async def test_who_is_there_again_after_a_day_gets_everything_without_saying_a_word() -> None:
    async with office() as it:
        keys = await it.due(LI, "a")
        it.fails(LI, Unreachable("blocked"))
        await it.looks()
        keys += await it.due(LI, "b", minutes=60 * 21)
        await it.looks(hours=21)
        await it.looks()
        assert sorted(key for keys in it.received(LI) for key in keys) == sorted(keys)
        owner = await it.store.read(BANK, (LI,), lambda books: books[LI].owner)
        assert owner.unreachable is None


async def test_a_message_that_telegram_does_not_take_is_tried_ever_more_rarely() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, Rejected("bad markup"))
        await it.looks()
        other = await it.due(LI, "b", minutes=0.5)
        await it.looks(seconds=30)
        assert it.received(LI) == [tuple(other)]
        it.fails(LI, Rejected("bad markup"), Rejected("bad markup"))
        waits: list[timedelta] = []
        for _ in range(3):
            due = await it.store.ledger.next_due()
            assert due is not None
            waits.append(due - it.clock.now())
            await it.looks(seconds=waits[-1].total_seconds())
        assert await it.state(key) is State.SENT
        assert waits[2] > waits[1] > waits[0]


async def test_one_that_can_not_be_put_into_words_holds_up_no_other() -> None:
    async with office() as it:
        keys = await it.due(LI, "a", "b", "c")
        it.broken.add("b")
        await it.looks(hours=1)
        assert sorted(key for keys in it.received(LI) for key in keys) == [keys[0], keys[2]]
        it.broken.clear()
        await it.looks(hours=1)
        assert await it.state(keys[1]) is State.SENT


async def test_while_the_disk_is_full_nothing_is_claimed_and_nothing_spins() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.full = True
        await it.looks()
        assert (await it.state(key), it.freed) == (State.ARMED, 0)
        it.full = False
        await it.looks()
        assert it.received(LI) == [(key,)]


async def test_what_could_not_be_written_down_of_a_blocked_chat_is_not_forgotten() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "p1")
        it.fails(LI, Unreachable("blocked"), Unreachable("blocked"))
        no = "CREATE TRIGGER full BEFORE INSERT ON document BEGIN SELECT RAISE(ABORT, 'no room'); END"
        await it.store._access.write(lambda c: c.command(no))
        await it.looks()
        assert await it.state(key) is State.SENDING
        await it.store._access.write(lambda c: c.command("DROP TRIGGER full"))
        await it.looks(seconds=15)
        assert await it.state(key) is State.UNCERTAIN
        await it.looks(seconds=61)
        assert await it.state(key) is State.HELD


async def test_an_error_nobody_thought_of_counts_as_doubt() -> None:
    async with office() as it:
        (key,) = await it.due(LI, "a")
        it.fails(LI, RuntimeError("who knows"))
        await it.looks()
        assert await it.state(key) is State.UNCERTAIN
        await it.looks(minutes=1)
        assert it.received(LI) == [(key,)]


async def test_a_stop_lets_what_is_under_way_end() -> None:
    async with office() as it:
        hangs = asyncio.Event()
        it.fails(LI, hangs)
        keys = [*await it.due(LI, "a", minutes=-1), *await it.due(LI, "b")]
        await it.delivery.look()
        await it.tries(LI)
        asyncio.get_running_loop().call_soon(hangs.set)
        await it.delivery.stop(2)
        assert [await it.state(key) for key in keys] == [State.SENT, State.ARMED]
        assert await it.delivery.look() == 0


async def test_a_stop_does_not_wait_for_a_chat_that_hangs() -> None:
    async with office() as it:
        it.fails(LI, asyncio.Event())
        (key,) = await it.due(LI, "a")
        await it.delivery.look()
        await it.tries(LI)
        async with asyncio.timeout(2):
            await it.delivery.stop(0)
            await it.delivery.idle()
        assert await it.state(key) is State.SENDING


async def test_the_end_of_a_chats_messages_is_made_known() -> None:
    async with office() as it:
        await it.due(LI, "a")
        await it.due(WANG, "b")
        await it.looks()
        assert it.freed == 2


async def test_somebody_who_is_not_bound_any_more_is_not_written_to() -> None:
    async with office() as it:
        await it.store.change(
            BANK,
            (LI,),
            lambda books: books[LI].put(replace(books[LI].owner, left=it.clock.now())),
            now=it.clock.now(),
        )
        it.mute.add("a")
        (key,) = await it.due(LI, "a")
        await it.looks()
        assert await it.state(key) is State.SUPERSEDED


@pytest.mark.parametrize("seconds", [3600, 86_400])
async def test_a_clock_that_goes_back_doubles_nothing_and_loses_nothing(seconds: int) -> None:
    async with office() as it:
        early = await it.due(LI, "a")
        await it.looks()
        late = await it.due(LI, "b", minutes=1)
        it.clock.jump(timedelta(seconds=-seconds))
        await it.looks(minutes=1)
        assert it.received(LI) == [tuple(early)]
        it.clock.jump(timedelta(seconds=seconds))
        await it.looks()
        assert it.received(LI) == [tuple(early), tuple(late)]


async def test_a_morning_keeps_to_the_pace_of_a_chat() -> None:
    async with office(pace=Pace(in_a_chat=0.02)) as it:
        await _many(it)
        assert len(it.sent) == 6


async def _many(it: Office) -> None:
    for book in (LI, WANG, ZHOU):
        await it.due(book, f"{book}-a", minutes=-1)
        await it.due(book, f"{book}-b")
    await it.looks()
