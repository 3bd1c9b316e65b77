"""A short version of each proof of `make prove`: what that tries by thousands is tried here by tens."""

from collections.abc import Iterable

import pytest

from proofs import (
    a_year,
    against_a_dict,
    backups,
    clock,
    disk,
    imports,
    kill_at_every_call,
    lives,
    on_a_server,
    random_kills,
)
from proofs.bank import customers
from proofs.errands import ERRANDS
from proofs.errands.errand import Errand
from proofs.jumping import run
from proofs.killing import can_trace
from proofs.row import Row
from proofs.telegram.troubles import nonsense, one_chat_closed

pytestmark = pytest.mark.crash
# Only strace can end or fail a program at one chosen call. Where it is not installed, or where nobody may
# trace a process (in many containers, and anywhere but on Linux), there is no such call to choose.
untraced = can_trace()
traced = pytest.mark.skipif(untraced != "", reason=untraced)


def held(rows: Iterable[Row]) -> None:
    tried = list(rows)
    for row in tried:
        assert not row.failures, row
    assert any(row.cases or row.skipped for row in tried)


@traced
@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand.name)
def test_a_kill_at_any_call_loses_nothing_that_was_acknowledged(errand: Errand) -> None:
    held(kill_at_every_call.rows(0.03, [errand]))


def test_random_kills_under_load_lose_nothing() -> None:
    held(random_kills.rows(0.002))


def test_kills_and_a_server_that_goes_down_lose_nothing() -> None:
    held(on_a_server.rows(0.004, customers(40)))


def test_a_copy_made_while_people_write_is_whole() -> None:
    held([backups.while_writing(2)])


def test_an_older_copy_is_upgraded_and_a_newer_store_is_refused() -> None:
    held([backups.of_an_older_version()])


@traced
def test_a_failing_disk_harms_nothing() -> None:
    held(disk.failing_calls(240))


def test_a_full_or_short_disk_harms_nothing_and_work_goes_on() -> None:
    held([disk.short_writes(12), disk.full(20), disk.read_only()])


def test_the_bank_is_as_a_plain_dict_says() -> None:
    held(against_a_dict.rows(0.005))


def test_a_few_days_of_kills_leave_no_reminder_out() -> None:
    held(a_year.rows(0.005))


def test_a_clock_that_is_set_and_a_program_that_is_stopped() -> None:
    held(clock.shortly())


def test_one_chat_that_has_to_wait_holds_up_no_other() -> None:
    lives.warm()
    held([run(one_chat_closed), run(nonsense)])


def test_spoiled_lists_are_taken_whole_or_refused() -> None:
    held([imports.spoiled(45)])
