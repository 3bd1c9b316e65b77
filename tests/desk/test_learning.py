"""What a customer has told of themselves, and what was known before."""

import pytest

from desk.learning import learn
from desk.sitting import Sitting
from store.records import Birthday
from tests.desk.at_desk import at_desk
from tests.scheduling.made import customer


@pytest.mark.parametrize(
    ("known", "said", "kept"),
    [
        # An identity card that is a day off, and one that wrote the lunar day: nobody grows younger by it.
        (Birthday(year=1976, month=5, day=4), "5月6日", Birthday(year=1976, month=5, day=6)),
        (
            Birthday(year=1976, month=5, day=4),
            "农历五月初四",
            Birthday(year=1976, month=5, day=4, calendar="lunar"),
        ),
        # 20 January 1976 lies in the lunar year 1975.
        (
            Birthday(year=1976, month=1, day=20),
            "腊月二十",
            Birthday(year=1975, month=12, day=20, calendar="lunar"),
        ),
        (
            Birthday(year=1975, month=12, day=20, calendar="lunar"),
            "1月20日",
            Birthday(year=1976, month=1, day=20),
        ),
        # 1985 has neither such a day nor such a month; a year that was said goes before the one known.
        (Birthday(year=1985, month=3, day=1), "2月29日", Birthday(month=2, day=29)),
        (
            Birthday(year=1985, month=3, day=1),
            "农历闰六月初四",
            Birthday(month=6, day=4, calendar="lunar", leap=True),
        ),
        (Birthday(year=1976, month=5, day=4), "1978年5月6日", Birthday(year=1978, month=5, day=6)),
        (Birthday(month=5, day=4), "5月6日", Birthday(month=5, day=6)),
        (None, "5月6日", Birthday(month=5, day=6)),
    ],
)
async def test_a_day_told_without_its_year_takes_nobodys_age_away(
    known: Birthday | None, said: str, kept: Birthday
) -> None:
    def use(at: Sitting) -> Birthday | None:
        return learn(at, "1", "birthday", said).birthday

    assert await at_desk(customer("1", birthday=known), use=use) == kept
