"""Parts of a day behind a part of a coming day: 「明天上午见张伟下午见何丽」, both tomorrow."""

import re
from dataclasses import replace
from datetime import date, datetime

from scheduling.when import When

__all__ = ["apart_from_done", "by_meals", "of_one_day", "without_dashes", "without_same_hour"]

# A part of the day with no day beside it, and one that has its day.
_ALONE = re.compile(r"(?:早上|早晨|上午|中午|晌午|下午|午后|傍晚|晚上|下晌|后晌).{0,6}$")
_OF_A_DAY = re.compile(r"(?:[明后]|周|星期|礼拜|号|日).{0,3}(?:早|上午|中午|晌|下午)|[明后]早")
# A meal tells the part of the day, where something is to be done: 「晚饭后打给他」.
_MEAL = re.compile(
    r"(?:吃(?:完|过|罢|好|了)(?:个)?)?(?P<meal>早饭|早餐|午饭|中饭|午餐|晌午饭|晚饭|晚餐|夜饭|午休|午睡|午觉)(?:之后|以后|过后|完|后(?!天|面|续))"
    r"|(?:吃(?:完|过|罢|好)|睡(?:完|醒|好)|歇(?:完|好))(?:个|了)?(?P<eaten>早饭|早餐|午饭|中饭|午餐|晌午饭|晚饭|晚餐|夜饭|午觉|午休|晌)"
)
_PARTS = {"早": "早上", "中": "中午", "晚": "晚上", "夜": "晚上"}
_SENTENCE = re.compile(r"[。;；]|今")


def by_meals(text: str) -> str:
    """The text, as long as before, with the part of the day in a meal's place."""
    return _MEAL.sub(_part_of_day, text)


# 「改到下周一同一时间」: the hour is what it was, which is not the hour of now.
_SAME_HOUR = re.compile(
    r"(?:还是|仍是|照旧)?的?(?:老时间|同一时间|同样的?时间|同个时间|原时间|原来的时间|时间不变|时间照旧)"
)


# 「考虑中—12/10再联系」: a dash that ends a word is no minus.
_DASH = re.compile(r"(?<=[一-龥])(?<![日号月点天年时分周期拜])[—–－-]+(?=\d)")


def without_dashes(text: str) -> str:
    """The text, as long as before, with spaces for dashes between words and numbers."""
    return _DASH.sub(lambda found: " " * len(found[0]), text)


# 「今天来存了三万 晚上七点再打」: the evening belongs to what comes next, not to what was done.
_WAS_DONE = re.compile(
    r"((?:今天|今日|今儿|今早|上午|早上|刚才|刚刚)[^\s,，。;；]{1,14}[了过完的][^\s,，。;；]{0,10})[\s,，]"
    r"(?=(?:今晚|今天|晚上|下午|傍晚|中午|明|后天|下|周|晚点|[\d一二三四五六七八九十两]{1,3}点))"
)


def apart_from_done(text: str) -> str:
    """The text with the end of what was done marked, so that no time reaches over it."""
    return _WAS_DONE.sub(r"\1;", text)


def without_same_hour(text: str) -> str:
    """The text, as long as before, without words that say that the hour stays."""
    return _SAME_HOUR.sub(lambda found: "，" * len(found[0]), text)


def _part_of_day(match: re.Match[str]) -> str:
    meal = match["meal"] or match["eaten"]
    rest = meal.endswith(("休", "睡", "觉", "晌"))
    part = "下午" if rest else _PARTS.get(meal[0], "中午")
    return "，" * (len(match[0]) - len(part)) + part


def of_one_day(text: str, whens: tuple[When, ...]) -> tuple[When, ...]:
    """The times of a line, those of a part of the day moved to the day that was told before."""
    told: list[When] = []
    for when in whens:
        last = told[-1] if told else None
        told.append(_on_its_day(when, last) if last is not None and _goes_on(text, last, when) else when)
    return tuple(told)


def _on_its_day(when: When, last: When) -> When:
    days = _date(last.start) - _date(when.start)
    end = when.end + days if isinstance(when.end, datetime) else when.end
    return replace(when, start=when.start + days, end=end)


def _goes_on(text: str, last: When, when: When) -> bool:
    if not (isinstance(last.start, datetime) and isinstance(when.start, datetime)):
        return False
    later = when.start.time() > last.start.time() and _date(last.start) > _date(when.start)
    between = text[last.span[1] : when.span[0]]
    return (
        later
        and _ALONE.fullmatch(text, *when.span) is not None
        and _OF_A_DAY.search(text, *last.span) is not None
        and _SENTENCE.search(between) is None
    )


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
