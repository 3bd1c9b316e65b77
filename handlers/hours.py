"""The hours and weeks that a tap can choose from."""

from collections.abc import Mapping

HOURS = ("07:30", "08:00", "08:30", "09:00")
# Weekdays count from Monday = 0; None is the bank's own calendar.
WEEKDAYS: Mapping[str, tuple[int, ...] | None] = {
    "bank": None,
    "six": (0, 1, 2, 3, 4, 5),
    "tue_sat": (1, 2, 3, 4, 5),
}
