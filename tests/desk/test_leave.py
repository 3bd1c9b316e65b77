"""Who may be asked to stand in, and when: pure refusals, one reason each."""

from datetime import date, datetime, timedelta

import pytest

from desk.leave import may_leave, may_stand_in
from desk.sitting import Sitting
from scheduling.cover import begins, ends, reader_of, reads, runs
from store.records import Cover, Person, Refused, Role, replace
from tests.desk.at_desk import at_desk
from tests.scheduling.made import MANAGER, MORNING

TODAY = MORNING.date()
FIRST, LAST = TODAY + timedelta(days=3), TODAY + timedelta(days=5)
OTHER = Person(id="p9", name="王海燕", role=Role.MANAGER, branch=MANAGER.branch, telegram=9)


def cover(first: date = FIRST, last: date = LAST, ended: datetime | None = None) -> Cover:
    return Cover(
        id="c1",
        absent=MANAGER.id,
        absent_name="李晓",
        by=OTHER.id,
        by_name="王海燕",
        first=first,
        last=last,
        ended=ended,
    )


@pytest.mark.parametrize(
    ("other", "key"),
    [
        (replace(OTHER, left=MORNING), "leave.has_left"),
        (replace(OTHER, telegram=None), "leave.not_joined"),
        (replace(OTHER, unreachable=MORNING), "leave.out_of_reach"),
        (replace(OTHER, away_until=MORNING + timedelta(days=9)), "leave.is_away"),
        (replace(OTHER, cover=cover(LAST, LAST + timedelta(days=2))), "leave.is_on_leave"),
        (replace(OTHER, branch="elsewhere"), "leave.nobody"),
        (replace(OTHER, role=Role.HEAD), "leave.nobody"),
        (MANAGER, "leave.oneself"),
    ],
)
async def test_a_colleague_who_can_not_stand_in_is_refused_by_name(other: Person, key: str) -> None:
    with pytest.raises(Refused) as refused:
        await at_desk(use=lambda at: may_stand_in(at, other, FIRST, LAST))
    assert refused.value.key == key


async def test_a_colleague_whose_own_leave_is_over_or_later_stands_in() -> None:
    later = replace(OTHER, cover=cover(LAST + timedelta(days=1), LAST + timedelta(days=4)))
    ended = replace(OTHER, cover=cover(ended=MORNING))

    def use(at: Sitting) -> None:
        for other in (OTHER, later, ended):
            may_stand_in(at, other, FIRST, LAST)

    await at_desk(use=use)


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        (TODAY - timedelta(days=1), LAST, "leave.past"),
        (TODAY + timedelta(days=340), TODAY + timedelta(days=341), "leave.too_far"),
        (LAST, FIRST, "leave.backwards"),
        (FIRST, FIRST + timedelta(days=28), "leave.too_long"),
    ],
)
async def test_days_that_can_not_be_taken_are_refused(first: date, last: date, key: str) -> None:
    with pytest.raises(Refused) as refused:
        await at_desk(use=lambda at: may_leave(at, first, last))
    assert refused.value.key == key


async def test_today_and_four_weeks_are_taken() -> None:
    def use(at: Sitting) -> None:
        may_leave(at, TODAY, TODAY)
        may_leave(at, FIRST, FIRST + timedelta(days=27))

    await at_desk(use=use)


def test_a_leave_runs_from_its_first_midnight_to_the_one_after_its_last_day_also_over_new_year() -> None:
    days = cover(date(2026, 12, 30), date(2027, 1, 2))
    assert begins(days) == datetime.fromisoformat("2026-12-29T16:00:00+00:00")
    assert ends(days) == datetime.fromisoformat("2027-01-02T16:00:00+00:00")
    assert runs(days, begins(days))
    assert not runs(days, begins(days) - timedelta(seconds=1))
    assert not runs(days, ends(days))


def test_whoever_can_not_be_reached_or_has_left_reads_for_nobody() -> None:
    absent = replace(MANAGER, cover=cover())
    now = begins(cover()) + timedelta(hours=9)
    assert reader_of(absent, now) == "book:p9"
    assert reads(OTHER, absent, now)
    assert not reads(replace(OTHER, unreachable=now), absent, now)
    assert not reads(replace(OTHER, left=now), absent, now)
    assert not reads(OTHER, replace(absent, left=now), now)
    assert reader_of(absent, ends(cover())) == f"book:{MANAGER.id}"
