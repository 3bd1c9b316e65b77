"""Who is meant: taken when one clearly fits, offered when several may, nobody when it is no name."""

import pytest

from accuracy.who import books, judge_who
from desk.understanding import People, find, search
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW
from tests.real import shared

PEOPLE = People.among(customers())
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("张伟", "1"),
        ("張偉", "1"),
        ("张玮", "1"),
        ("zhangwei", "1"),
        ("Zhang Wei", "1"),
        ("李总", "4"),
        ("黄太", "7"),
        ("老唐", "31"),
        ("雨桐", "5"),
        ("陈阿姨（68岁）", "2"),
        ("刘洋女士", "15"),
        ("尾号7788的赵明远", "11"),
        ("尾号0001的客户", "1"),
        ("宏达的李总", "4"),
        ("何丽的儿子", "6"),
        ("朱秀兰朱阿姨", "25"),
        ("Mr Ouyang", None),
        ("13800000506", "6"),
    ],
)
def test_a_mention_that_fits_one_is_taken(said: str, meant: str | None) -> None:
    assert find(said, PEOPLE, TODAY).taken == meant


@pytest.mark.parametrize(
    ("said", "offered"), [("赵明远", {"10", "11"}), ("建国", {"4", "43"}), ("张总", {"1", "44", "45"})]
)
def test_a_mention_that_fits_several_is_offered(said: str, offered: set[str]) -> None:
    found = find(said, PEOPLE, TODAY)
    assert found.taken is None
    assert {each.id for each in found.candidates} == offered


@pytest.mark.parametrize(
    "line",
    ["写完周总结了", "今天很高兴", "明天再说", "去周大福买金条", "上周文件归档", "马上开会", "黄金又涨了"],
)
def test_words_that_are_no_names_are_nobody(line: str) -> None:
    found = find(line, PEOPLE, TODAY)
    assert found.taken is None
    assert found.candidates == ()


def test_zhangwei_tomorrow_is_zhangwei_and_not_zhang_weiming() -> None:
    assert find("张伟明天来网点", PEOPLE, TODAY).taken == "1"


def test_a_name_like_two_others_is_only_offered() -> None:
    assert find("赵明媛", PEOPLE, TODAY).taken is None


@pytest.mark.parametrize(
    ("query", "first"),
    [("张伟", "1"), ("zhangw", "1"), ("3940", "40"), ("欧阳", "16"), ("雨", "5"), ("宏达", "4")],
)
def test_the_search_box_finds_by_name_letters_and_parts_of_numbers(query: str, first: str) -> None:
    assert search(query, PEOPLE, TODAY)[0] == first


@pytest.mark.real
def test_on_the_real_list_the_right_one_is_taken_and_hardly_ever_a_wrong_one() -> None:
    every = books(shared("data/branch-2026/customers.csv"))
    some = {manager: every[manager] for manager in sorted(every)[::24]}
    wrong: list[str] = []
    tallies = judge_who(some, wrong)
    meant = [tally for form, tally in tallies.items() if form not in {"stranger", "no name"}]
    assert sum(tally.right for tally in meant) >= 0.99 * sum(tally.count for tally in meant), wrong
    assert sum(tally.wrong for tally in tallies.values()) <= 0.002 * sum(
        tally.count for tally in tallies.values()
    )
