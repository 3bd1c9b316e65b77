"""Whatever is pasted: all of it is kept, its beginning is understood, and it costs no more than a page."""

import sys
from types import FrameType

import pytest

from desk.understanding import People, understand, understand_all
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())
# The longest message that a chat lets through.
LONGEST = 4096
UNITS = (
    *("张", "张伟 ", "张伟\n", "尾号1234", "zw ", "Mr Wong "),
    *("8", "50万，", "1/", "3pm ", "明天下午3点", " ", "，", "😀", "不是张伟，是"),
)


def filled(unit: str, length: int) -> str:
    return (unit * length)[:length]


def work(text: str) -> int:
    """How many calls it takes to understand a message."""
    count = 0

    def called(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(called)
    try:
        understand_all(text, PEOPLE, NOW)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_a_message_of_one_thing_costs_no_more_than_a_page_of_it(unit: str) -> None:
    understand_all(filled(unit, 500), PEOPLE, NOW)  # what is looked up once in the life of the program
    page, message = work(filled(unit, 1000)), work(filled(unit, LONGEST))
    assert message <= 2.5 * page + 2000
    assert message <= 250_000


def test_all_of_a_pasted_page_is_kept_and_it_is_said_that_only_its_beginning_was_read() -> None:
    page = "何丽来网点存了20万。" + "今天天气不错。" * 500
    (got,) = understand_all(page, PEOPLE, NOW)
    assert (got.kind, got.customers, got.reached) == ("visit", ("6",), True)
    assert got.note.replace("\n……\n", "") == page
    assert got.assumed == ("beginning",)


def test_what_was_kept_of_a_page_is_read_again_as_it_was() -> None:
    (got,) = understand_all("张伟没接电话，" + "下雨。" * 600, PEOPLE, NOW)
    again = understand(got.text, PEOPLE, NOW)
    assert (again.kind, again.customers, again.outcome, again.note) == (
        got.kind,
        got.customers,
        got.outcome,
        got.note,
    )


def test_a_customer_named_behind_the_beginning_is_not_the_one_of_the_line() -> None:
    (got,) = understand_all("何丽来网点了，" + "下雨了。" * 300 + "张伟没接电话", PEOPLE, NOW)
    assert got.customers == ("6",)
    assert got.note.endswith("张伟没接电话")


def test_a_page_is_cut_where_a_clause_ends() -> None:
    page = "何丽来网点了，" + "下雨了。" * 246 + "约她下周三下午3点来"
    (got,) = understand_all(page, PEOPLE, NOW)
    assert got.follow_up is None
    assert "\n……\n约她下周三下午3点来" in got.note


def test_numbers_that_must_not_be_kept_are_masked_behind_the_beginning_too() -> None:
    page = "何丽来网点了，" + "下雨了" * 328 + "6222021234567890123" + "，晴。" * 300
    (got,) = understand_all(page + "身份证110101199003071234", PEOPLE, NOW)
    assert "6222021234567890123" not in got.note
    assert "110101199003071234" not in got.note
    assert "622202" not in got.note


def test_of_many_lines_the_first_become_entries_and_the_rest_stays_with_the_last() -> None:
    got = understand_all("张伟没接\n何丽没接\n" * 40, PEOPLE, NOW)
    assert len(got) == 40
    assert [each.customers for each in got[:3]] == [("1",), ("6",), ("1",)]
    assert "beginning" not in got[0].assumed
    assert "beginning" in got[-1].assumed
    assert got[-1].note.count("没接") == 41


def test_what_people_say_themselves_is_read_to_its_end() -> None:
    line = "刚陪何丽看完房" + "她说了很多孩子的事" * 60 + "，约她下周三下午3点来网点"
    (got,) = understand_all(line, PEOPLE, NOW)
    assert got.follow_up is not None
    assert "beginning" not in got.assumed
