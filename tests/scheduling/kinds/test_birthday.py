"""生日, solar and lunar."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scheduling.kept_days import age_on
from scheduling.kinds.birthday import occurrences
from scheduling.occurrence import Occurrence
from store.records import Birthday
from tests.scheduling.made import MORNING, RULES, YUAN, book, customer


def falls(birthday: Birthday, start: date, end: date, yuan: int = 0) -> list[Occurrence]:
    where = book(customer(birthday=birthday, assets=yuan * YUAN))
    return list(occurrences(where, RULES, start, end, MORNING))


def test_a_birthday_is_told_on_its_day_with_the_age() -> None:
    found = falls(Birthday(year=1958, month=11, day=28), date(2026, 11, 1), date(2026, 12, 1))
    assert [(one.day, one.reason.facts["age"]) for one in found] == [(date(2026, 11, 28), 68)]


def test_a_weekends_birthday_stays_on_its_day() -> None:
    saturday = date(2026, 11, 28)
    assert [one.day for one in falls(Birthday(month=11, day=28), saturday, saturday)] == [saturday]


def test_from_high_on_three_days_before_too() -> None:
    found = falls(Birthday(month=11, day=28), date(2026, 11, 1), date(2026, 12, 1), yuan=500_000)
    assert [(str(one.day), one.reason.key) for one in found] == [
        ("2026-11-25", "birthday.ahead"),
        ("2026-11-28", "birthday.today"),
    ]


def test_the_days_before_a_birthday_beyond_the_span_fall_in_it() -> None:
    found = falls(Birthday(month=11, day=28), date(2026, 11, 20), date(2026, 11, 26), yuan=500_000)
    assert [one.reason.key for one in found] == ["birthday.ahead"]


def test_29_february_is_kept_on_the_28th_and_says_so() -> None:
    found = falls(Birthday(year=1964, month=2, day=29), date(2027, 1, 1), date(2028, 12, 31))
    assert [(str(one.day), one.reason.facts["rule"]) for one in found] == [
        ("2027-02-28", "no_29_february"),
        ("2028-02-29", ""),
    ]


def test_a_lunar_birthday_is_kept_by_the_lunar_calendar() -> None:
    mid_autumn = Birthday(year=1956, month=8, day=15, calendar="lunar")
    found = falls(mid_autumn, date(2026, 1, 1), date(2026, 12, 31))
    assert [(str(one.day), one.reason.facts["age"]) for one in found] == [("2026-09-25", 70)]


def test_a_birthday_in_the_twelfth_month_counts_by_lunar_years() -> None:
    last_month = Birthday(year=1958, month=12, day=1, calendar="lunar")
    found = falls(last_month, date(2027, 1, 1), date(2027, 2, 28))
    assert [(str(one.day), one.reason.facts["age"]) for one in found] == [("2027-01-08", 68)]


def test_a_year_without_day_thirty_says_on_which_day_it_is_kept() -> None:
    found = falls(Birthday(month=12, day=30, calendar="lunar"), date(2026, 1, 1), date(2026, 3, 1))
    assert [one.reason.facts["rule"] for one in found] == ["no_day_30"]


def test_without_a_year_the_age_is_not_said() -> None:
    assert age_on(Birthday(month=5, day=1), date(2026, 5, 1)) is None


def test_somebody_without_a_birthday_is_passed_over() -> None:
    assert list(occurrences(book(customer()), RULES, date(2026, 1, 1), date(2026, 12, 31), MORNING)) == []


def test_the_day_of_birth_is_no_birthday() -> None:
    assert falls(Birthday(year=2026, month=11, day=28), date(2026, 1, 1), date(2026, 12, 31)) == []


@given(st.integers(1, 12), st.integers(1, 31), st.integers(2026, 2050))
def test_every_solar_birthday_is_kept_exactly_once_a_year(month: int, day: int, year: int) -> None:
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    born = Birthday(month=month, day=min(day, longest))
    found = falls(born, date(year, 1, 1), date(year, 12, 31))
    assert len(found) == 1


@given(st.integers(1, 12), st.integers(1, 30), st.booleans(), st.dates(date(2026, 1, 1), date(2090, 1, 1)))
def test_every_lunar_birthday_is_kept_again_within_thirteen_months(
    month: int, day: int, leap: bool, start: date
) -> None:
    born = Birthday(month=month, day=day, calendar="lunar", leap=leap)
    found = sorted(one.day for one in falls(born, start, start + timedelta(days=1200)))
    assert len(found) >= 3
    assert all(300 < (late - early).days < 400 for early, late in pairwise(found))
