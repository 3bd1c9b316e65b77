"""A name that no book knows is said back, and never logged for somebody else."""

from collections import Counter
from random import Random

import pytest

from desk.understanding import People, understand
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW, SEEN, labelled

PEOPLE = People.among(customers())
NAMES = {each.id: each.name for each in customers()}
SURNAMES = "沈韩袁蒋余杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯孟龙段雷汤尹黎易武乔贺赖龚"
GIVEN = (
    *("建华", "志强", "秀珍", "丽娟", "晓东", "国平", "小红", "玉兰", "俊杰"),
    *("子涵", "德福", "春梅", "桂芳", "振国", "静", "霞", "浩", "艳"),
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("刚给沈伟打电话 没人接", "沈伟"),
        ("沈文斌没接", "沈文斌"),
        ("熊志强手机号错误，无法联系", "熊志强"),
        ("姜伟发短信催还款", "姜伟"),
        ("与康艳面谈资产配置方案", "康艳"),
        ("刚见了个客户,钟国平,做装修的,想贷50万", "钟国平"),
        ("熊艳 想开户", "熊艳"),
        ("給江立新寄了生日禮盒", "江立新"),
        ("走访宏达建材，与孟志强洽谈流动资金贷款", "孟志强"),
        ("尾号7788的康静 电话通了 要20万消费贷", "康静"),
    ],
)
def test_somebody_whom_no_list_knows_is_asked_about_by_name(line: str, name: str) -> None:
    understood = understand(line, PEOPLE, NOW)
    assert (understood.customers, understood.name_said) == ((), name)


@pytest.mark.parametrize(
    "line",
    [
        "白天打电话没人接",
        "金额没问题",
        "全家到网点来了",
        "万一没人呢",
        "成功打给客户了",
        "黄金没涨",
        "江景房没卖",
        "包裹没收到",
        "平安夜没活动",
        "下周一凡事小心",
        "约明早",
        "帮他查征信 三天内答复",
        "有10万美金",
        "问欧元汇率",
        "出席健康讲座",
    ],
)
def test_words_that_begin_like_a_surname_are_nobody(line: str) -> None:
    understood = understand(line, PEOPLE, NOW)
    assert (understood.customers, understood.name_said) == ((), "")


def test_a_stranger_in_a_customers_place_is_hardly_ever_taken_for_another() -> None:
    random, found = Random(7), Counter[str]()
    rows = [row for part in SEEN for row in labelled(part) if len(row["customers"]) == 1][::3]
    for row in rows:
        name, text = NAMES[row["customers"][0]], row["text"]
        if text.count(name) != 1 or any(other in text for other in NAMES.values() if other != name):
            continue
        stranger = random.choice(SURNAMES) + random.choice(GIVEN)
        understood = understand(text.replace(name, stranger), PEOPLE, NOW)
        found["lines"] += 1
        found["named"] += understood.name_said == stranger
        found["taken"] += bool(understood.customers)
    assert found["lines"] > 500
    assert found["named"] >= 0.75 * found["lines"], found
    # Where the line goes on with another customer's title, or the name sounds like one of the book's.
    assert found["taken"] <= 0.02 * found["lines"], found
