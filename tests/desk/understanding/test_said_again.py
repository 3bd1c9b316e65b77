"""Corrections of the kind, appointments at the branch and sums that go, beside what is something else."""

import pytest

from desk.understanding import People, Understanding, understand
from store.records import Kind, MaturityOutcome
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())


def heard(line: str) -> Understanding:
    return understand(line, PEOPLE, NOW)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("没有见面，是电话", "call"),
        ("没见面，打的电话", "call"),
        ("没见到人，是通电话的", "call"),
        ("没有去，是打电话", "call"),
        ("没打电话，是微信", "message"),
        ("没打电话 是发微信", "message"),
        ("没打电话，是上门", "visit"),
        ("we didn't meet, it was a call", "call"),
        ("not in person, by phone", "call"),
    ],
)
def test_how_it_was_and_was_not_puts_the_kind_right(line: str, kind: str) -> None:
    change = heard(line).correction
    assert change is not None
    assert (change.kind, change.value) == ("kind", kind)


@pytest.mark.parametrize(
    "line", ["没见面", "张伟没见面，打了电话", "没见到张伟，他太太在", "没有见面，张伟是在电话里说的"]
)
def test_a_line_about_somebody_or_with_half_of_it_is_no_correction(line: str) -> None:
    assert heard(line).correction is None


@pytest.mark.parametrize("line", ["约张伟周五下午网点签约", "张伟约周四上午十点网点开户", "周五张伟网点面签"])
def test_what_is_agreed_for_the_branch_is_an_appointment_there(line: str) -> None:
    promised = heard(line).follow_up
    assert promised is not None
    assert promised.how is Kind.BRANCH_VISIT


@pytest.mark.parametrize("line", ["约张伟周五下午打电话说签约", "周五给张伟打电话问网点办公时间"])
def test_what_is_agreed_for_the_telephone_is_none(line: str) -> None:
    promised = heard(line).follow_up
    assert promised is not None
    assert promised.how is Kind.CALL


@pytest.mark.parametrize(
    "line",
    [
        "那个大额存单到期的陈丽华不续了要转去招行",
        "陈丽华不续了直接转走",
        "张伟那62万先转走50万去招行",
        "张伟转走三十万到农业银行",
    ],
)
def test_money_that_is_not_renewed_and_goes_is_moved(line: str) -> None:
    assert heard(line).maturity_outcome is MaturityOutcome.MOVED


@pytest.mark.parametrize(
    "line", ["陈丽华不续了想转去招行", "陈丽华说不续了要转去招行", "张伟想转走50万去招行", "张伟不续了"]
)
def test_money_that_is_only_wished_away_is_still_open(line: str) -> None:
    assert heard(line).maturity_outcome is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("张伟资产", "assets"),
        ("张伟 余额", "assets"),
        ("查一下张伟总资产", "assets"),
        ("张伟的电话", "phone"),
        ("周五上午十点来网点的是谁", "promises"),
        ("明天来签约的是哪位", "promises"),
    ],
)
def test_a_question_in_a_few_words_is_one(line: str, kind: str) -> None:
    question = heard(line).question
    assert question is not None
    assert question.kind == kind
