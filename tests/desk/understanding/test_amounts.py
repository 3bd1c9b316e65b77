"""Amounts as they are said: myriads with what follows them, rough ones, and numbers that are no money."""

import pytest

from desk.understanding.amounts import amounts

SAID = {
    "一共二十七万六千五": 276_500,
    "五万五千块": 55_000,
    "彩礼十八万八千八": 188_800,
    "存款五十万零三千": 503_000,
    "存了三万二千八百五": 32_850,
    "两万零五百": 20_500,
    "贷了十五万八": 158_000,
    "十好几万": 100_000,
    "百八十万": 800_000,
    "一个月三千八": 3_800,
    "五万一笔": 50_000,
    "十万一季度": 100_000,
    "二十万一年期": 200_000,
    "两万五千一年期": 25_000,
    "存五十万一分不动": 500_000,
    "三万五千": 35_000,
    "3万5千": 35_000,
}
NO_MONEY = ("一块儿去坐了坐", "一块钱都没少", "养了三百头猪", "跑了两万三千公里", "大额二十起", "存五十个")


@pytest.mark.parametrize("said", SAID)
def test_an_amount_is_worth_what_was_said(said: str) -> None:
    assert [each.fen for each in amounts(said)] == [SAID[said] * 100]


@pytest.mark.parametrize("said", NO_MONEY)
def test_what_counts_something_else_is_no_money(said: str) -> None:
    assert amounts(said) == ()
