"""A reminder is in the ledger once, from armed to its end, and none vanishes on the way."""

from datetime import timedelta

import pytest

from store import Books, LedgerRow, State, Store, replace
from store.records import FollowUp, FollowUpState
from tests.store.house import BANK, LI, NOW, WANG, alarm, change, promise

SOON = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=5)
KEY = f"follow_up|p|{NOW.date()}"


@pytest.fixture
async def armed(store: Store) -> Store:
    """Li has promised to call customer li-1 in an hour."""
    await change(store, [LI], lambda books: books[LI].put(promise("p", "li-1", SOON)))
    return store


async def row(store: Store, key: str = KEY) -> LedgerRow:
    found = await store.ledger.get(key)
    assert found is not None
    return found


async def claim(store: Store, minutes: int = 60, run: str = "one") -> list[LedgerRow]:
    now = NOW + timedelta(minutes=minutes)
    return await store.change(BANK, [LI], lambda books: books.ledger.claim([KEY], run, now), now=now)


async def test_a_promise_is_armed_with_its_commit(armed: Store) -> None:
    found = await row(armed)
    assert (found.state, found.due, found.book, found.armed_at) == (State.ARMED, SOON, LI, NOW)
    assert await armed.ledger.next_due() == SOON
    assert await armed.ledger.due(SOON - timedelta(microseconds=1)) == []
    assert [each.key for each in await armed.ledger.due(SOON)] == [KEY]


async def test_what_is_no_longer_wanted_is_superseded(armed: Store) -> None:
    await change(armed, [LI], lambda books: books[LI].drop(FollowUp, "p"))
    assert (await row(armed)).state is State.SUPERSEDED
    assert await armed.ledger.next_due() is None


async def test_a_moved_promise_moves_its_row(armed: Store) -> None:
    await change(armed, [LI], lambda books: books[LI].put(promise("p", "li-1", LATER)))
    assert (await row(armed)).due == LATER
    assert await armed.ledger.next_due() == LATER


async def test_a_due_row_is_left_to_the_deliverer(armed: Store) -> None:
    await change(armed, [LI], lambda books: books[LI].drop(FollowUp, "p"), late=61)
    assert (await row(armed)).state is State.ARMED


async def test_a_promise_moved_away_and_back_is_armed_again(armed: Store) -> None:
    tomorrow = SOON + timedelta(days=1)
    await change(armed, [LI], lambda books: books[LI].put(promise("p", "li-1", tomorrow)))
    assert (await row(armed)).state is State.SUPERSEDED
    await change(armed, [LI], lambda books: books[LI].put(promise("p", "li-1", SOON)))
    assert (await row(armed)).state is State.ARMED
    assert await armed.ledger.next_due() == SOON


async def test_what_the_deliverer_took_back_stays_so(armed: Store) -> None:
    assert await armed.ledger.settle(KEY, State.SUPERSEDED, SOON)
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", LATER)), late=61)
    assert (await row(armed)).state is State.SUPERSEDED


async def test_a_snoozed_key_that_is_due_anew_is_armed_again(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.sent(KEY, 7, 70, SOON)
    await armed.ledger.settle(KEY, State.SNOOZED, SOON)
    assert await armed.ledger.next_due() is None
    await change(armed, [LI], lambda books: books[LI].put(promise("p", "li-1", LATER)), late=60)
    assert (await row(armed)).state is State.ARMED
    assert await armed.ledger.next_due() == LATER


@pytest.mark.parametrize("state", [State.DONE, State.SKIPPED])
async def test_what_has_ended_stays_ended(armed: Store, state: State) -> None:
    await armed.ledger.settle(KEY, state, NOW)
    await change(armed, [LI], lambda books: books[LI].put(promise("p", "li-1", LATER)))
    assert (await row(armed)).state is state
    assert await armed.ledger.next_due() is None


async def test_a_handover_takes_the_reminder_along(armed: Store) -> None:
    def decide(books: Books) -> None:
        found = books[LI].follow_ups["p"]
        books[LI].drop(FollowUp, "p")
        books[WANG].put(found)

    await change(armed, [LI, WANG], decide)
    found = await row(armed)
    assert (found.state, found.book, found.due) == (State.ARMED, WANG, SOON)


async def test_a_handover_takes_a_late_reminder_along(armed: Store) -> None:
    def decide(books: Books) -> None:
        found = books[LI].follow_ups["p"]
        books[LI].drop(FollowUp, "p")
        books[WANG].put(found)

    await change(armed, [LI, WANG], decide, late=90)
    assert (await row(armed)).book == WANG
    assert [each.key for each in await armed.ledger.due(LATER)] == [KEY]


async def test_a_sent_reminder_of_a_moved_customer_belongs_to_the_new_book(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.sent(KEY, 7, 70, SOON)

    def decide(books: Books) -> None:
        found = books[LI].follow_ups["p"]
        books[LI].drop(FollowUp, "p")
        books[WANG].put(found)

    await change(armed, [LI, WANG], decide, late=90)
    found = await row(armed)
    assert (found.state, found.book) == (State.SENT, WANG)


async def test_a_row_is_claimed_once(armed: Store) -> None:
    assert await claim(armed, minutes=59) == []
    first = await claim(armed, run="one")
    assert [(each.state, each.run, each.attempt, each.repeat) for each in first] == [
        (State.SENDING, "one", 1, False)
    ]
    assert await claim(armed, run="two") == []
    assert await armed.ledger.due(LATER) == []


async def test_a_claim_arms_what_comes_next(armed: Store) -> None:
    def decide(books: Books) -> None:
        books.ledger.claim([KEY], "one", SOON, late=True)
        # Nothing is put: the rules are asked all the same, with the instant of the claim.

    await armed.change(BANK, [LI], decide, now=SOON)
    found = await row(armed)
    assert (found.state, found.late) == (State.SENDING, True)


async def test_what_was_sent_names_its_message(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.sent(KEY, 7, 70, SOON)
    found = await row(armed)
    assert (found.state, found.chat, found.message, found.sent_at) == (State.SENT, 7, 70, SOON)
    assert [each.key for each in await armed.ledger.of_message(7, 70)] == [KEY]


async def test_a_tap_that_is_faster_than_the_mark_is_kept(armed: Store) -> None:
    await claim(armed)
    assert await armed.ledger.settle(KEY, State.DONE, SOON)
    await armed.ledger.sent(KEY, 7, 70, SOON)
    found = await row(armed)
    assert (found.state, found.message) == (State.DONE, 70)


async def test_what_was_certainly_not_sent_waits_as_long_as_it_was_told(armed: Store) -> None:
    await claim(armed)
    until = SOON + timedelta(seconds=300)
    await armed.ledger.defer(KEY, until)
    assert await armed.ledger.next_due() == until
    assert await armed.ledger.due(until - timedelta(seconds=1)) == []
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", LATER)), late=61)
    assert await armed.ledger.next_due() == until
    assert [each.attempt for each in await claim(armed, minutes=65)] == [2]


async def test_a_doubtful_message_is_copied_once_and_never_again(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.uncertain(KEY, SOON)
    assert await armed.ledger.next_due() == SOON
    assert [each.repeat for each in await claim(armed, minutes=61)] == [True]
    await armed.ledger.uncertain(KEY, SOON)
    assert await armed.ledger.next_due() is None
    assert await claim(armed, minutes=600) == []
    assert (await row(armed)).state is State.UNCERTAIN


async def test_a_deferred_copy_is_still_the_only_copy(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.uncertain(KEY, SOON)
    await claim(armed, minutes=61)
    await armed.ledger.defer(KEY, SOON + timedelta(minutes=5))
    assert [each.repeat for each in await claim(armed, minutes=65)] == [True]
    await armed.ledger.uncertain(KEY, SOON)
    assert await armed.ledger.next_due() is None


async def test_a_press_proves_the_first_copy(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.uncertain(KEY, SOON)
    assert await armed.ledger.settle(KEY, State.SETTLED, SOON)
    assert await armed.ledger.next_due() is None
    assert await armed.ledger.settle(KEY, State.SEEN, SOON)
    assert (await row(armed)).seen_at == SOON


async def test_what_is_under_way_is_listed(armed: Store) -> None:
    assert await armed.ledger.under_way() == []
    await claim(armed)
    assert [each.key for each in await armed.ledger.under_way()] == [KEY]
    await armed.ledger.sent(KEY, 7, 70, SOON)
    assert await armed.ledger.under_way() == []


async def test_what_a_dead_run_was_sending_is_doubtful(armed: Store) -> None:
    await claim(armed, run="dead")
    assert await armed.ledger.lost("dead", LATER) == []
    assert [each.key for each in await armed.ledger.lost("alive", LATER)] == [KEY]
    assert (await row(armed)).state is State.UNCERTAIN


async def test_whoever_cannot_be_reached_loses_nothing(armed: Store) -> None:
    await claim(armed)
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", LATER)))
    await armed.ledger.hold(LI)
    assert await armed.ledger.next_due() is None
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", LATER + timedelta(hours=1))))
    assert await armed.ledger.next_due() is None
    held = await armed.ledger.release(LI)
    assert [each.subject for each in held] == ["p", "q"]
    assert await armed.ledger.next_due() == SOON
    assert (await row(armed, f"follow_up|q|{NOW.date()}")).due == LATER + timedelta(hours=1)


async def test_what_was_doubtful_when_held_is_a_repeat_afterwards(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.uncertain(KEY, SOON)
    await armed.ledger.hold(LI)
    await armed.ledger.release(LI)
    assert [each.repeat for each in await claim(armed)] == [True]


async def test_a_message_that_arrived_after_all_is_no_longer_held(armed: Store) -> None:
    await claim(armed)
    await armed.ledger.hold(LI)
    await armed.ledger.sent(KEY, 7, 70, SOON)
    assert await armed.ledger.release(LI) == []
    assert (await row(armed)).state is State.SENT


async def test_an_end_is_set_once(armed: Store) -> None:
    assert await armed.ledger.settle(KEY, State.DONE, NOW)
    assert not await armed.ledger.settle(KEY, State.SKIPPED, NOW)
    assert not await armed.ledger.settle("unknown", State.DONE, NOW)
    found = await row(armed)
    assert (found.state, found.ended_at) == (State.DONE, NOW)


async def test_a_row_of_nobodys_rules_is_not_taken_back(armed: Store) -> None:
    fold = alarm("fold", "7.70", LATER, LI)
    assert await armed.ledger.insert(fold, NOW)
    assert not await armed.ledger.insert(fold, NOW)
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", SOON)))
    assert (await row(armed, fold.key)).state is State.ARMED


async def test_a_change_that_is_refused_claims_nothing(armed: Store) -> None:
    def decide(books: Books) -> None:
        assert books.ledger.claim([KEY], "one", LATER)
        books.ledger.insert(alarm("fold", "x", LATER, LI))
        raise LookupError

    with pytest.raises(LookupError):
        await change(armed, [LI], decide)
    assert (await row(armed)).state is State.ARMED
    assert await armed.ledger.get(f"fold|x|{NOW.date()}") is None


async def test_the_rows_of_a_book_are_listed_by_due(armed: Store) -> None:
    await change(armed, [LI], lambda books: books[LI].put(promise("a", "li-2", LATER)))
    assert [each.subject for each in await armed.ledger.of_book(LI)] == ["p", "a"]
    assert await armed.ledger.of_book(LI, [State.SENT]) == []
    assert len(await armed.ledger.of_book(LI, ["armed"])) == 2
    assert await armed.ledger.of_book(LI, since=NOW.date() + timedelta(days=1)) == []


async def test_a_kept_promise_asks_for_nothing(armed: Store) -> None:
    def decide(books: Books) -> None:
        books[LI].put(replace(books[LI].follow_ups["p"], state=FollowUpState.KEPT, closed_at=NOW))

    await change(armed, [LI], decide)
    assert (await row(armed)).state is State.SUPERSEDED


async def test_whoever_waits_for_the_next_alarm_is_told(armed: Store) -> None:
    told: list[str] = []
    armed.on_alarm = lambda: told.append("look")
    await change(armed, [LI], lambda books: books[LI].put(promise("q", "li-2", SOON)))
    assert told == ["look"]
    await armed.place("customer", "li-1")
    assert told == ["look"]
