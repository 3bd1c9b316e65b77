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
    "万把块": 10_000,
    "千把万": 10_000_000,
    "百把万": 1_000_000,
    "个把亿": 100_000_000,
    "存了万儿八千": 10_000,
    "三五万": 30_000,
    "二三十万": 200_000,
    "三五十万": 300_000,
    "一两百万": 1_000_000,
    "十七八万": 170_000,
    "百十来万": 1_100_000,
    "资产上百万": 1_000_000,
    "1个多亿": 100_000_000,
    "取仨万": 30_000,
    "房贷还剩四十大几万": 400_000,
    "还了信用卡八千六": 8_600,
    "取了5000": 5_000,
    "换一万块零钱": 10_000,
    "手头30个想做大额": 300_000,
    "缺流动资金 要200个 短期": 2_000_000,
    "贷款批了300个": 3_000_000,
    "存了45个 三年大额": 450_000,
    "明年要用钱大概两百来个让我先批": 2_000_000,
    "把10个转进来了": 100_000,
    "对公账上刚进五百个": 5_000_000,
    "彩礼88888打算买黄金": 88_888,
}
NO_MONEY = (
    *("一块儿去坐了坐", "一块钱都没少", "养了三百头猪", "跑了两万三千公里", "大额二十起", "存五十个"),
    *("要了30个礼品", "积分一万二换了个锅", "早上千万别忘", "他俩千万不要来", "上百万医疗险", "等了个把月"),
    *("存了13912345678", "打了12378", "介绍了30个客户", "买了两千份基金", "十万八千里外的网点"),
    *("把30个客户分给小王", "把12个人的名单发来", "卡里有三个定期"),
)
CURRENCIES = {
    "三千镑": "GBP",
    "一万欧": "EUR",
    "两万澳刀": "AUD",
    "两万纽币": "NZD",
    "5万美子": "USD",
    "一千刀": "USD",
}


@pytest.mark.parametrize("said", SAID)
def test_an_amount_is_worth_what_was_said(said: str) -> None:
    assert [each.fen for each in amounts(said)] == [SAID[said] * 100]


@pytest.mark.parametrize("said", CURRENCIES)
def test_money_of_another_country_keeps_its_currency(said: str) -> None:
    assert [each.currency for each in amounts(said)] == [CURRENCIES[said]]


@pytest.mark.parametrize("said", NO_MONEY)
def test_what_counts_something_else_is_no_money(said: str) -> None:
    assert amounts(said) == ()
