"""The shapes that dates in Chinese are made of: months, days, years, this and next, beginnings and ends."""

import re

from scheduling.when.numerals import number
from scheduling.when.rules import Context
from scheduling.when.said import Edge

MONTH_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九])"
DAY_N = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
)
YEAR = (
    r"(?:(?P<year>(?<!\d)(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{2}"
    r"|(?<!\d)\d\d(?=年\d{1,2}月))年"
    r"|(?P<year_on>今年|本年度?|明年|(?<![本近原往])来年|(?<![以之今往最])后年|大后年"
    r"|(?<!过)去年|(?<![以之])前年|大前年|(?<![名以])下一?年度?|上一?年度?(?!纪)))"
)
YEARS_ON = {
    "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "来年": 1, "后年": 2, "大后年": 3, "去年": -1,
    "上年": -1, "前年": -2, "大前年": -3, "下年": 1, "下一年": 1, "下年度": 1, "下一年度": 1,
    "上年度": -1, "上一年": -1, "上一年度": -1,
}  # fmt: skip
THIS = "这|本|今|当|呢"
REL = rf"(?:(?P<rel>上上|下下|(?<![网线马账卡])上|(?<![名线手以])下|{THIS})一?(?:个|個)?)"
WEEK = r"(?:周|星期|礼拜)"
# 周一次, 周日均, 周三福: the weekday's number belongs to what follows.
NOT_WEEKDAY = r"(?!次|回合|趟|遍|更|均|刊|福|个月|个工作|个交易|年|岁|百|千|万)"
EDGES: dict[str, Edge] = {
    "初": "start", "上旬": "first_third", "中旬": "second_third", "下旬": "last_third", "中": "middle",
    "末": "end", "底": "end", "尾": "end", "头": "start", "年初": "start", "年中": "middle", "年底": "end",
    "年末": "end", "年尾": "end", "年终": "end",
}  # fmt: skip
EDGE = (
    r"(?P<edge>初(?!始|衷|步|中|[一二三四五六七八九十])|上旬|中旬|下旬|中(?!国|行|信|间|心|介"
    r"|石|央|东|秋|午|级|文|的)|头(?=$|[\s，,。上就给去来再打联约见]|几天)|末|底(?!薪|层|线|部|价|盘)|尾(?!号|款|数|盘))"
)
RELATIVE = {"上上": -2, "上": -1, "下": 1, "下下": 2}


def relative(word: str | None) -> int:
    return RELATIVE.get(word or "", 0)


def span(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.end()


def the_year(match: re.Match[str], context: Context) -> int | None:
    """The year that a match names, in figures, numerals or as 明年; None when it names none."""
    text = match["year"]
    if text:
        year = number(text)
        return year + 2000 if year is not None and year < 100 else year
    return context.today.year + YEARS_ON[match["year_on"]] if match["year_on"] else None
