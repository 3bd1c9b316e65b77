"""Whatever is typed: nothing breaks, and a follow-up never lies before now."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.when import When, is_past, parse, parse_all, promise
from scheduling.when.chinese.lexicon import LEXICON
from scheduling.when.english.lexicon import LEXICON as ENGLISH

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)).map(  # noqa: DTZ001  # the zone follows
    lambda moment: moment.replace(tzinfo=SHANGHAI)
)
_UNITS = [word for words in LEXICON.units.values() for word in words]
_PIECES = (
    "零一二两三四五六七八九十廿半几初前后内过再上下这本月年日号点分刻时周到至"
    "-~/:.农历闰正腊冬末底中旬第最后工作日个，。 T+差"
)
_WORDS = [*LEXICON.days, *LEXICON.parts, *LEXICON.feasts, *LEXICON.traps, *_UNITS, *_PIECES]
_WORDS += [*"0123456789", "9999", "31", "30", "29", "2月", "星期", "礼拜", "季度", "工作日", "改到", "截止到"]
_ENGLISH = [*ENGLISH.days, *ENGLISH.feasts, *ENGLISH.units, *ENGLISH.numbers, *ENGLISH.ordinals]
_ENGLISH += [*ENGLISH.months, *ENGLISH.weekdays, "in", "at", "on", "by", "next", "last", "this", "the", "of"]
_ENGLISH += [
    "to",
    "past",
    "pm",
    "am",
    "week",
    "end of",
    "before",
    "after",
    "+",
    "-",
    "/",
    ":",
    "31",
    "0",
    "12",
]
_ENGLISH += ["2026", "99999", ",", "and a half", "noon", "midnight", "Feb", "29"]
CHINESE_TEXT = st.lists(st.sampled_from(_WORDS), max_size=9).map("".join)
ENGLISH_TEXT = st.lists(st.sampled_from(_ENGLISH), max_size=7).map(" ".join)
TEXT = st.one_of(st.text(max_size=40), CHINESE_TEXT)


@given(text=TEXT, now=NOW, language=st.sampled_from(["zh-Hans", "zh-Hant", "zh"]))
def test_any_chinese_text_is_read_without_breaking(text: str, now: datetime, language: str) -> None:
    for found in parse_all(text, now, language):
        well_formed(found, text, now)


@given(text=st.one_of(st.text(max_size=40), ENGLISH_TEXT), now=NOW)
def test_any_english_text_is_read_without_breaking(text: str, now: datetime) -> None:
    for found in parse_all(text, now, "en"):
        well_formed(found, text, now)


def well_formed(found: When, text: str, now: datetime) -> None:
    start, end = found.span
    assert 0 <= start < end <= len(text)
    for moment in (found.start, found.end):
        if isinstance(moment, datetime):
            assert moment.utcoffset() is not None
            assert moment.tzinfo == now.tzinfo


@given(text=TEXT, now=NOW)
def test_a_follow_up_never_lies_before_now(text: str, now: datetime) -> None:
    found = promise(text, now, "zh-Hans")
    if found is not None:
        assert not is_past(found.start, now)
        assert found.end is None or not is_past(found.end, now)


@given(text=ENGLISH_TEXT, now=NOW)
def test_an_english_follow_up_never_lies_before_now(text: str, now: datetime) -> None:
    found = promise(text, now, "en")
    if found is not None:
        assert not is_past(found.start, now)
        assert found.end is None or not is_past(found.end, now)


@given(text=CHINESE_TEXT, now=NOW)
def test_the_same_text_is_read_the_same_way(text: str, now: datetime) -> None:
    assert parse(text, now) == parse(text, now)


@given(days=st.integers(0, 400), now=NOW)
def test_an_offset_in_days_is_that_many_days_away(days: int, now: datetime) -> None:
    found = parse(f"{days}天后", now)
    assert found is not None
    assert found.start == now.date() + timedelta(days=days)


def test_no_table_of_cases_is_empty() -> None:
    for path in Path(__file__).parent.glob("cases_*.txt"):
        assert path.read_text(encoding="utf-8").count(" => ") > 50


@pytest.mark.parametrize("piece", [" ", "一", "1 ", "明天，", "1天", "9", "a ", "in ", "1 day ", "3点到"])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_longest_message_is_read_however_dull_it_is(piece: str, language: str) -> None:
    text = (piece * 4096)[:4096]
    parse_all(text, datetime(2026, 11, 24, 10, 20, tzinfo=SHANGHAI), language)
