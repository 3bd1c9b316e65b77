"""Working days of mainland China with make-up days (调休), and the only door to holidays."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

ONE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class YearOfWork:
    """The days of one year that are worked, and whether its make-up days are known."""

    worked: frozenset[date]
    published: bool


@lru_cache(maxsize=128)
def _year(year: int) -> YearOfWork:
    # With it the library loads all countries of the world, a quarter of a second: not for who asks no day.
    from holidays.countries.china import China  # noqa: PLC0415

    known = China(years=year)  # type: ignore[no-untyped-call]  # the library types fields, not this
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    weekdays = {day for day in map(date.fromordinal, range(first, last + 1)) if day.isoweekday() < 6}
    # A make-up day of January's holiday may lie in the December before.
    made_up = {day for day in known.weekend_workdays if day.year == year}
    return YearOfWork(
        worked=frozenset((weekdays - set(known)) | made_up),
        published=year in known.special_public_holidays,
    )


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Which days are worked: weekends and public holidays are not, make-up days are."""

    country: str = "CN"

    @classmethod
    def of_china(cls) -> Self:
        return cls()

    def is_working_day(self, day: date) -> bool:
        return day in _year(day.year).worked

    def is_published(self, year: int) -> bool:
        """Whether the year's make-up days are known; a later year has only its lawful holidays."""
        return _year(year).published

    def working_day_before(self, day: date) -> date:
        """The day itself if it is worked, else the last worked day before it."""
        while day not in _year(day.year).worked:
            day -= ONE
        return day

    def working_day_after(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while day not in _year(day.year).worked:
            day += ONE
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th worked day after (n < 0: before) the day; the day itself for n = 0, worked or not."""
        step = ONE if n > 0 else -ONE
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """How many worked days lie after a and up to b, b included; negative when b is before a."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working_day(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))

    def break_around(self, day: date) -> tuple[date, date] | None:
        """First and last day of the run of three or more days off that holds this day, if there is one."""
        if self.is_working_day(day):
            return None
        first, last = self.working_day_before(day) + ONE, self.working_day_after(day) - ONE
        return (first, last) if (last - first).days >= 2 else None
