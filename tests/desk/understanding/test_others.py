"""Whose money, whose complaint, who is meant: what is told of others is not the customer's."""

import pytest

from desk.understanding import People, Understanding, understand
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())


def said(text: str) -> Understanding:
    return understand(text, PEOPLE, NOW)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("何丽说她闺蜜信用卡欠了12万", []),
        ("谢天明说同事炒股亏了40万 他自己想买20万国债", ["20万"]),
        ("何丽说她老公要贷50万", ["50万"]),
        ("何丽给她弟弟转了50万", ["50万"]),
        ("Song Jianing said her boss lost 5 million on stocks", []),
    ],
)
def test_the_money_of_a_friend_is_not_the_customers(text: str, amounts: list[str]) -> None:
    assert [each.text for each in said(text).amounts] == amounts


def test_a_grievance_is_quoted_as_it_was_said_with_its_name() -> None:
    heard = said("徐婷婷 不满年费乱收 要退").complaint
    assert heard is not None
    assert heard.said == "徐婷婷 不满年费乱收 要退"


@pytest.mark.parametrize(
    "text", ["今天培训讲投诉处理", "邓小燕邻居被骗60万 她来问怎么防", "听同事讲林总在建行投诉过"]
)
def test_a_complaint_that_no_customer_made_to_us_is_none(text: str) -> None:
    assert said(text).complaint is None


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("那个张炜嗯不是张磊是张伟他的理财到期了给他打过电话", "1"),
        ("给陈丽华嗯不对是陈桂英打了电话她说不存了", "2"),
        ("今天拜访的是石磊不是张磊", "39"),
        ("陈阿姨嗯就是陈桂英来拿了个防滑垫", "2"),
        ("赵明远 尾号七七八八 来开网银", "11"),
        ("带实习生小李去了趟曹建军公司", "34"),
        ("工行刘经理说马总在他那有500w", "12"),
    ],
)
def test_who_is_meant_is_told_in_the_same_breath(text: str, customer: str) -> None:
    heard = said(text)
    assert heard.customers == (customer,)
    assert not heard.candidates


@pytest.mark.parametrize(
    "text", ["11月5日电话宋佳宁 她说人在外地", "吴叔 九点三刻打的 没通", "谢天明问周末营不营业"]
)
def test_a_day_gone_by_or_asked_about_is_no_promise(text: str) -> None:
    assert said(text).follow_up is None
