"""Festivals of years that everybody can look up."""

from datetime import date

from scheduling.calendar import festivals


def test_the_festivals_of_2026() -> None:
    known = festivals(2026)
    expected = {
        "new_year": (1, 1),
        "laba": (1, 26),
        "little_new_year": (2, 10),
        "eve": (2, 16),
        "spring_festival": (2, 17),
        "lantern": (3, 3),
        "qingming": (4, 5),
        "mothers_day": (5, 10),
        "dragon_boat": (6, 19),
        "fathers_day": (6, 21),
        "qixi": (8, 19),
        "mid_autumn": (9, 25),
        "national_day": (10, 1),
        "double_ninth": (10, 18),
        "thanksgiving": (11, 26),
        "winter_solstice": (12, 22),
    }
    for key, (month, day) in expected.items():
        assert known[key] == date(2026, month, day), key


def test_the_eve_is_the_day_before_the_spring_festival_also_in_a_short_month() -> None:
    assert festivals(2025)["eve"] == date(2025, 1, 28)
    assert festivals(2027)["eve"] == date(2027, 2, 5)


def test_they_come_in_the_order_of_their_days() -> None:
    for year in (1950, 2026, 2056):
        days = list(festivals(year).values())
        assert days == sorted(days)
