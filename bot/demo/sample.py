"""An invented branch: 250 customers of three managers, from one seed, as a bank's list brings them."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from desk.importing import NamedFile

BRANCH = "城东支行"
HEAD = "周敏"
MANAGERS = ("李晓", "王海燕", "陈卓")
_SIZES = (96, 84, 70)
_SEED = 20261122

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_FEMALE = (
    "丽",
    "秀英",
    "桂英",
    "敏",
    "静",
    "淑珍",
    "艳",
    "娟",
    "芳",
    "玉兰",
    "慧",
    "雪梅",
    "婷",
    "洁",
    "蕾",
    "雅琴",
    "红",
    "晓燕",
    "美华",
    "佳怡",
)
_MALE = (
    "伟",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "建国",
    "志明",
    "超",
    "平",
    "刚",
    "国华",
    "浩",
    "鹏",
    "德胜",
    "文博",
    "俊",
    "海涛",
    "永康",
    "立新",
)
_EMPLOYERS = (
    "",
    "",
    "城东一中",
    "华康药业",
    "自营五金店",
    "市二院",
    "退休",
    "退休",
    "永盛物流",
    "远航软件",
    "区税务局",
)
_LUNAR_MONTHS = (
    "正月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "冬月",
    "腊月",
)
_LUNAR_DAYS = (
    "初一",
    "初三",
    "初五",
    "初八",
    "初十",
    "十二",
    "十五",
    "十八",
    "二十",
    "廿二",
    "廿五",
    "廿八",
    "三十",
)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Two files as a bank would send them, and the people of the branch."""

    customers: NamedFile
    holdings: NamedFile


def sample(today: date) -> Sample:
    """The lists of the branch, with maturities and birthdays around a day."""
    chance = Random(_SEED)  # noqa: S311  # invented people need no secrecy
    people: list[list[str]] = []
    products: list[list[str]] = []
    number = 10_000
    for manager, size in zip(MANAGERS, _SIZES, strict=True):
        for place in range(size):
            number += chance.randint(3, 17)
            assets = _assets(chance, place)
            people.append(_customer(chance, number, manager, assets, today, place))
            products += _products(chance, number, assets, today, place)
    return Sample(
        customers=_file("客户名单.csv", _CUSTOMER, people), holdings=_file("持有产品.csv", _HOLDING, products)
    )


_CUSTOMER = [
    "客户号",
    "姓名",
    "性别",
    "出生日期",
    "手机",
    "网点",
    "客户经理",
    "开户日期",
    "金融资产",
    "数据日期",
    "单位",
]
_HOLDING = ["客户号", "产品编号", "产品名称", "起息日", "到期日", "金额", "利率", "状态"]


def _assets(chance: Random, place: int) -> int:
    """Yuan: a few private and diamond, a fifth high, most of them mid, some mass."""
    if place < 3:
        return chance.randint(620, 1500) * 10_000
    if place < 8:
        return chance.randint(210, 590) * 10_000
    if place < 24:
        return chance.randint(52, 195) * 10_000
    if place < 70:
        return chance.randint(6, 49) * 10_000 + chance.randint(0, 9) * 1_000
    return chance.randint(1, 48) * 1_000


def _customer(chance: Random, number: int, manager: str, assets: int, today: date, place: int) -> list[str]:
    female = chance.random() < 0.55
    name = chance.choice(_SURNAMES) + chance.choice(_FEMALE if female else _MALE)
    born = _born(chance, today, place)
    phone = "" if place % 29 == 28 else f"1{chance.choice('35789')}{chance.randint(0, 999_999_999):09d}"
    opened = today - timedelta(days=chance.randint(200, 6000))
    return [
        str(number),
        name,
        "女" if female else "男",
        born,
        phone,
        BRANCH,
        manager,
        opened.isoformat(),
        str(assets),
        (today - timedelta(days=1)).isoformat(),
        chance.choice(_EMPLOYERS),
    ]


def _born(chance: Random, today: date, place: int) -> str:
    year = today.year - chance.randint(24, 82)
    if place % 6 == 5:
        return f"农历{year}年{chance.choice(_LUNAR_MONTHS)}{chance.choice(_LUNAR_DAYS[:-1])}"
    if place in (1, 9):
        soon = today + timedelta(days=0 if place == 1 else 3)
        return date(year, soon.month, min(soon.day, 28)).isoformat()
    return date(year, chance.randint(1, 12), chance.randint(1, 28)).isoformat()


def _products(chance: Random, number: int, assets: int, today: date, place: int) -> list[list[str]]:
    rows = [[str(number), f"H{number}0", "活期存款", "", "", str(assets // 10), "", "正常"]]
    if assets < 30_000:
        return rows
    ahead = 0 if place in (4, 11) else 7 if place in (6, 15) else chance.randint(-20, 330)
    amount = assets * chance.randint(30, 80) // 100 // 1000 * 1000
    name, rate = chance.choice(
        (("定期存款", "1.55"), ("稳利理财", "2.85"), ("大额存单", "1.9"), ("储蓄国债", "2.1"))
    )
    ends = today + timedelta(days=ahead)
    starts = ends - timedelta(days=365)
    state = "正常" if ahead >= 0 else "已到期"
    rows.append(
        [str(number), f"H{number}1", name, starts.isoformat(), ends.isoformat(), str(amount), rate, state]
    )
    if place % 13 == 3:
        last = today + timedelta(days=chance.randint(5, 400))
        rows.append([str(number), f"H{number}2", "个人消费贷", "", last.isoformat(), "80000", "3.6", "正常"])
    return rows


def _file(name: str, headings: list[str], rows: list[list[str]]) -> NamedFile:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return NamedFile(name=name, body=text.getvalue().encode("utf-8-sig"))
