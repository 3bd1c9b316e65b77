"""One line, as a manager types or dictates it, and what is understood of it."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.understanding import People, Understanding, understand, understand_all
from store.records import Kind, MaturityOutcome, Outcome
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())


def heard(text: str) -> Understanding:
    return understand(text, PEOPLE, NOW)


def test_a_dictated_line_becomes_a_whole_log() -> None:
    got = heard("刚陪何丽看完房想贷八十万下周二上午十点来网点那个对手续费有点意见")
    assert (got.kind, got.contact_kind, got.outcome) == ("visit", Kind.VISIT, Outcome.REACHED)
    assert got.customers == ("6",)
    assert [(each.fen, each.meaning) for each in got.amounts] == [(80_000_000, "wants")]
    assert got.needs == ("想贷八十万",)
    assert got.complaint is not None
    assert not got.complaint.formal
    assert got.complaint.category == "fees"
    assert got.follow_up is not None
    assert got.follow_up.start == datetime(2026, 12, 1, 10, 0, tzinfo=NOW.tzinfo)
    assert got.follow_up.how is Kind.BRANCH_VISIT
    assert got.certain


def test_several_aunts_are_asked_about_with_the_likelier_first() -> None:
    got = heard("陈阿姨 没接")
    assert got.customers == ()
    assert {each.id for each in got.candidates} == {"2", "3"}
    assert got.asks == ("who",)
    assert not got.certain


def test_a_name_heard_wrongly_is_taken_but_named_as_a_guess() -> None:
    got = heard("给张玮打电话，他想续50万")
    assert got.customers == ("1",)
    assert got.assumed == ("who_sound",)
    assert not got.certain


def test_somebody_unknown_is_offered_as_a_new_customer() -> None:
    got = heard("刚拜访沈佳怡，想开户")
    assert got.customers == ()
    assert got.name_said == "沈佳怡"


def test_a_plan_is_no_contact() -> None:
    got = heard("明天给张伟打电话")
    assert (got.kind, got.contact_kind, got.outcome) == ("unknown", None, None)
    assert got.follow_up is not None
    assert (got.follow_up.start, got.follow_up.how) == (date(2026, 11, 25), Kind.CALL)


def test_a_maturity_day_is_no_promise() -> None:
    assert heard("张伟的理财下周三到期").follow_up is None


def test_words_of_a_regulator_are_asked_back() -> None:
    got = heard("韩冰对理财亏损很生气，说要找监管")
    assert got.complaint is not None
    assert got.complaint.severity == "crisis"
    assert "complaint_formal" in got.asks


def test_a_promise_without_a_time_asks_when() -> None:
    assert "when" in heard("给何丽打电话，聊了国债，答应帮她查额度").asks


@pytest.mark.parametrize(
    ("line", "became"),
    [
        ("宋佳宁 电话接通 已续20万", MaturityOutcome.RENEWED),
        ("石磊把60万转去了平安证券", MaturityOutcome.MOVED),
        ("唐伟民到店取走了5万", MaturityOutcome.WITHDRAWN),
        ("何丽想把50万转走", None),
    ],
)
def test_what_became_of_the_money(line: str, became: MaturityOutcome | None) -> None:
    assert heard(line).maturity_outcome is became


def test_questions_are_answered_not_logged() -> None:
    got = heard("谁超过90天没联系")
    assert got.kind == "question"
    assert got.question is not None
    assert (got.question.kind, got.question.days) == ("silent", 90)
    named = heard("张伟什么时候到期").question
    assert named is not None
    assert (named.kind, named.customer) == ("maturity", "1")


def test_a_bare_name_opens_the_card() -> None:
    got = heard("何丽").question
    assert got is not None
    assert (got.kind, got.customer) == ("card", "6")


def test_the_last_entry_is_corrected_by_saying_so() -> None:
    moved = heard("改成周四").correction
    assert moved is not None
    assert (moved.kind, moved.start) == ("when", date(2026, 11, 26))
    other = heard("不是张伟，是张磊").correction
    assert other is not None
    assert (other.kind, other.value) == ("who", "45")
    missed = heard("改成没接").correction
    assert missed is not None
    assert (missed.kind, missed.value) == ("outcome", "no_answer")
    undone = heard("撤销").correction
    assert undone is not None
    assert undone.kind == "undo"


def test_who_came_along_is_no_customer_of_the_line() -> None:
    got = heard("和王经理一起拜访了胡海涛")
    assert got.customers == ("26",)
    assert got.company == ("王经理",)


def test_several_customers_in_turn_become_one_log_each() -> None:
    got = understand_all("张伟没接，何丽接了想存30万", PEOPLE, NOW)
    assert [(each.customers, each.outcome) for each in got] == [
        (("1",), Outcome.NO_ANSWER),
        (("6",), Outcome.REACHED),
    ]


def test_several_lines_and_a_forwarded_message_become_one_log_each() -> None:
    got = understand_all("[转发] 今天：\n1. 张伟没接\n- 何丽来网点存了20万", PEOPLE, NOW)
    assert [each.customers for each in got if each.customers] == [("1",), ("6",)]


def test_traditional_and_english_lines_are_understood() -> None:
    assert heard("剛拜訪張偉，想續50萬，下週三下午三點回訪").customers == ("1",)
    english = heard("Met Zhang Wei, wants to renew 500k, call back next Wednesday at 3pm")
    assert (english.kind, english.customers) == ("visit", ("1",))
    assert english.follow_up is not None
    assert english.follow_up.start == datetime(2026, 12, 2, 15, 0, tzinfo=NOW.tzinfo)


def test_a_pasted_page_is_kept_whole_and_its_beginning_is_read() -> None:
    got = heard("何丽来网点存了20万。" + "今天天气不错。" * 600)
    assert got.customers == ("6",)
    assert len(got.note) > 4000


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_it_and_no_promise_lies_in_the_past(text: str) -> None:
    said = understand(text, PEOPLE, NOW).follow_up
    if said is not None:
        assert said.start >= (NOW if isinstance(said.start, datetime) else NOW.date())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from("张伟何丽明天下周三点没接来网点想续50万投诉周总结高平给打电话 ，。刚说不是"),
        max_size=40,
    )
)
def test_no_mix_of_familiar_words_breaks_it(words: list[str]) -> None:
    for each in understand_all("".join(words), PEOPLE, NOW):
        assert len(set(each.customers)) == len(each.customers)
