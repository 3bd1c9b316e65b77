"""Which days and hours of a line no calendar has."""

from datetime import datetime

import pytest

from desk.understanding.unread import misread
from tests.world import SHANGHAI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("32号回访", ["32号"]),
        ("2月30日回访", ["2月30日"]),
        ("下午25点回访", ["25点"]),
        ("31号回访", []),
    ],
)
def test_days_that_no_calendar_has_are_named(line: str, named: list[str]) -> None:
    assert [line[start:end] for start, end in misread(line, NOW)] == named


@pytest.mark.parametrize(
    "line",
    [
        "聊了编号100号 今天下午3点回访",
        "编号45号的单子 明天回访",
        "302号房 明天上门",
        "去了中山路188号 明天回访",
        "尾号35号卡",
    ],
)
def test_numbers_of_other_things_are_no_days(line: str) -> None:
    assert not list(misread(line, NOW))
