"""Days told from another day of the line: 「12月8号到期 提前三天」, 「周五手术 第二天去看他」."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from desk.understanding.numerals import number
from scheduling.calendar import Calendar
from scheduling.when import When

__all__ = ["with_reckoned"]

# Nobody tells more days from each other in one breath.
_MOST = 20
_CHINA = Calendar.of_china()
_COUNT = r"(?:\d{1,2}|[一二两俩三仨四五六七八九十]{1,3}|半)"
_UNIT = r"(?:天|日|周|个?星期|个?礼拜|个?月|个?工作日)"
# What happens on the day that the other is told from, in few words, as its last character.
_OF_AN_EVENT = "期来走日业学婚车房庭盘课会刀术院节年完满寿职家国货子岁考"
_TOLD_FROM = re.compile(
    r"(?P<gap>[^。;；!！?？\n]{0,14}?)(?:"
    rf"(?:提前|提早|早)个?(?P<earlier>{_COUNT})(?P<unit>{_UNIT})(?!来|到了|走|办|就|还|的?(?:预约|预定|支取|赎|申请|报备|取现|告知我|通知我))"
    rf"|(?<=[{_OF_AN_EVENT}])的?[之以]?前(?P<before>{_COUNT})(?P<unit_before>{_UNIT})"
    rf"|(?:推后|推迟|延后|顺延|往后推|往后挪|后推|晚)(?P<later>{_COUNT})(?P<unit_later>{_UNIT})(?!了|还)"
    r"|(?P<eve>(?:的?头|(?<![以之目])的?前)[一1]?[天晚日]|前夕|前夜)"
    rf"|(?<=[{_OF_AN_EVENT}了])[之以过]?后(?:的?第)?(?P<after>{_COUNT})(?P<unit_after>{_UNIT})"
    r"|(?P<next>第二[天日]|次日|翌日|隔[天日]|转[天日]|后一天)(?!性)"
    r"|(?P<same>(?:当[天日晚]|那[天日]|正日子))(?!起|开始))"
)
# 「第二天」 alone tells the next day only where something happens on the first.
_NOTHING = re.compile(r"[\s,，、的]*")


def with_reckoned(
    text: str, found: tuple[When, ...], today: date, calendar: Calendar | None
) -> tuple[When, ...]:
    """The times of a line with those that are told from one of them; days gone by tell of none."""
    told: list[When] = []
    taken = -1
    for row, one in enumerate(found):
        if one.span[0] < taken:
            continue
        told.append(one)
        other = _told_from(text, one, found[row + 1 :], today, calendar or _CHINA)
        while other is not None and len(told) < _MOST:
            told.append(other)
            taken = other.span[1]
            other = _told_from(text, other, found[row + 1 :], today, calendar or _CHINA)
    return tuple(told)


def _told_from(
    text: str, base: When, later: tuple[When, ...], today: date, calendar: Calendar
) -> When | None:
    day = base.start.date() if isinstance(base.start, datetime) else base.start
    if day < today or base.precision not in {"minute", "daypart", "day", "days"}:
        return None
    match = _TOLD_FROM.match(text, base.span[1])
    if match is None or _crosses(match, later):
        return None
    timed = match["same"] and isinstance(base.start, datetime)
    if (match["next"] or match["same"]) and (_NOTHING.fullmatch(match["gap"]) or timed):
        return None
    there = _moved(day, match, calendar)
    if there is None or there < today:
        return None
    return When(start=there, precision="day", span=(match.end("gap"), match.end()))


def _crosses(match: re.Match[str], later: tuple[When, ...]) -> bool:
    """Whether another time stands between the two, or is part of what was matched."""
    start, end = match.end("gap"), match.end()
    return any(
        one.span[0] < start
        or start < one.span[0] < end
        or (one.span[0] == start and not match["next"] and one.span[1] > end)
        for one in later
    )


def _moved(day: date, match: re.Match[str], calendar: Calendar) -> date | None:
    if match["same"]:
        return day
    if match["next"] or match["eve"]:
        return day + timedelta(days=1 if match["next"] else -1)
    count = match["earlier"] or match["before"] or match["after"] or match["later"]
    unit = match["unit"] or match["unit_before"] or match["unit_after"] or match["unit_later"]
    return _far(day, count, unit, 1 if match["after"] or match["later"] else -1, calendar)


def _far(day: date, count: str, unit: str, sign: int, calendar: Calendar) -> date | None:
    if count == "半":
        return day + timedelta(days=15 * sign) if unit.endswith("月") else None
    many = int(number(count) or 0)
    if not many:
        return None
    if unit.endswith("工作日"):
        return calendar.add_working_days(day, sign * many)
    if unit.endswith("月"):
        return _months_on(day, sign * many)
    return day + timedelta(days=sign * many * (1 if unit in {"天", "日"} else 7))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
