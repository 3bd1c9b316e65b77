"""Logging remembers who had been reached before this week, so that last week can be told beside it."""

from datetime import datetime, timedelta

import pytest

from desk.log import Line, log
from desk.sitting import Sitting
from store.records import Customer, Kind, Outcome
from tests.desk.at_desk import at_desk
from tests.scheduling.made import at, customer

WEDNESDAY = at("2026-11-25 11:00")


@pytest.mark.parametrize(
    ("days", "before"),
    [
        ((at("2026-11-10 10:00"), at("2026-11-24 10:00")), at("2026-11-10 10:00")),
        ((at("2026-11-24 10:00"), at("2026-11-25 10:00")), None),
        ((at("2026-11-18 10:00"), at("2026-11-24 10:00"), at("2026-11-25 10:00")), at("2026-11-18 10:00")),
        # Told a day later, it happened last week all the same.
        ((at("2026-11-24 10:00"), at("2026-11-22 10:00")), at("2026-11-22 10:00")),
    ],
)
async def test_the_last_contact_of_an_earlier_week_is_remembered(
    days: tuple[datetime, ...], before: datetime | None
) -> None:
    def use(sitting: Sitting) -> Customer:
        for each in days:
            log(sitting, Line(customer="1001", kind=Kind.CALL, outcome=Outcome.REACHED, at=each))
        return sitting.customer("1001")

    kept = await at_desk(customer(), use=use, now=WEDNESDAY + timedelta(minutes=1))
    assert (kept.reached_at, kept.reached_before) == (max(days), before)
