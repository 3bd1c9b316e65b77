"""What stands beside a name and tells namesakes apart: age, sex, spouse, firm, the end of a number."""

import re
from datetime import date

from desk.understanding.forms import Hints
from desk.understanding.numerals import DIGITS, number
from desk.understanding.people import People
from desk.understanding.sighting import Sighting
from store.records import Sex

__all__ = ["hints"]

_AGE = re.compile(r"(?<![满过快到超])(\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)多?岁")
# 「五十多岁那个刘洋」, 「刘洋（六十来岁的）」.
_ABOUT_AGE = re.compile(r"(\d0|[一二三四五六七八九]十)(?:多|几|来|好几|出头)(?:岁|的|那|$|[)）])")
_SEXED = re.compile(
    r"[(（\s,，]?(?:我?说的?是|就?是)?(?:那个|这个|那位)?(男|女)(?:的|士|那位|[)）]|(?=$|[\s,，]))"
)
# Of one name alone the sex may be told further on: 「刘洋来过 女的那个」.
_SEXED_FAR = re.compile(
    r"[\s,，(（](?:我?说的?是|是|就是)?(?:那个|这个|那位)?(男|女)(?:的|士|刘?客户)(?:那个|那位|那一?个)?(?=$|[\s,，.。)）])"
)
_SEXED_BEFORE = re.compile(r"(?:^|[\s,，给跟和找那])(男|女)的?$")
# Whose wife or husband is spoken of shows their sex.
_SPOUSE = re.compile(r"[和跟同带与]?(?:他(太太|老婆|媳妇|夫人|爱妻)|她(老公|先生|丈夫))")
# By the year of birth; the age fits within a year.
_YEAR = r"((?:19|20)?\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2}|[零〇一二三四五六七八九]{2})年"
_TWO_DIGITS, _OF_AGE = 99, 10
_BORN = re.compile(rf"{_YEAR}(?:生的?|出生的?|的)(?:那个|那位|这个)?$")
_BORN_AFTER = re.compile(
    rf"[\s,，(（]*(?:就是)?{_YEAR}(?:生的?|出生的?|的(?:那个|那位)|的(?=[\s,，]|$)|的?[)）])"
)
# Of namesakes the younger or the older one.
_YOUNGER = re.compile(r"年轻|年纪轻|年纪小|岁数小|小的那|小一点|[(（]小的|后生|[89]0后|00后")
_OLDER = re.compile(r"年纪大|年长|岁数大|老的那|上了年纪|大一点|老年|[(（][老大]的|[56]0后")
_NOT_YOUNG = re.compile(r"不是(?:那个|那位)?(?:年轻|年纪轻|小)的?(?:那个|那位)?$")
_NOT_OLD = re.compile(r"不是(?:那个|那位)?(?:年纪大|年长|岁数大|老)的?(?:那个|那位)?$")
_TAIL_NEAR = re.compile(
    r"(?:尾号|末四位|后四位|后4位|末4位|ending|ends|tail|[(（])\s?(?:是|为|in|with)?[:：]?\s?([\d零〇一二三四五六七八九幺两]{3,4})(?!\d|岁)"
)
# 「刘洋1314没接」: four digits right behind a name.
_TAIL_BEHIND = re.compile(r"\s?[(（]?(\d{4})(?![\d年元块万千百岁.:：点月号笔股份/-])")
_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
_TWO = 2


def hints(text: str, one: Sighting, people: People, today: date | None, *, alone: bool) -> Hints:
    left = _CLAUSE.split(text[max(0, one.start - 12) : one.start])[-1]
    right = _CLAUSE.split(text[one.end : one.end + 12])[0]
    aged = _AGE.search(right[:8]) or _AGE.search(left[-8:])
    age = number(aged[1]) if aged and not re.search("孩|儿|女|孙|生日|寿", left[-3:] + right[:8]) else None
    tails = [match[1] for match in _TAIL_NEAR.finditer(text[one.end : one.end + 14])]
    tails += [match[1] for match in _TAIL_NEAR.finditer(text[max(0, one.start - 12) : one.start])]
    tails += [match[1] for match in (_TAIL_BEHIND.match(right),) if match]
    sexed = _SEXED.match(text, one.end)
    sex = sexed or _SEXED_BEFORE.search(left) or (alone and _SEXED_FAR.search(text, one.end))
    spouse = _SPOUSE.match(right)
    male = (sex and sex[1] == "男") or (not sex and spouse and spouse[1])
    about = _ABOUT_AGE.search(right[:8]) or _ABOUT_AGE.search(left[-9:])
    if about and (age is None or aged):
        age = _of_those_years(one, number(about[1]), today) or age
    if age is None:
        age = _born(left, right, today)
    older = _elder(one, left, right, today) if age is None else None
    firms = frozenset(
        entry.id for firm, all_ in people.firms.items() if firm in left + right for entry in all_
    )
    return Hints(
        order=people.order,
        title=one.title,
        age=int(age) if age else older,
        sex=None if not (sex or spouse) else Sex.MALE if male else Sex.FEMALE,
        tail="".join(str(DIGITS.get(char, char)) for char in tails[0]) if tails else "",
        firm=firms,
        today=today,
    )


def _of_those_years(one: Sighting, decade: float | None, today: date | None) -> float | None:
    """The age of the namesake who is 「五十多」, where one of them is."""
    ages = {age for entry in one.entries if (age := entry.age(today)) is not None}
    of_them = [age for age in ages if decade is not None and decade <= age < decade + 10]
    return of_them[0] if len(of_them) == 1 else None


def _born(left: str, right: str, today: date | None) -> float | None:
    """The age of whoever is told by the year of birth: 「九零年的那个赵明远」, 「赵明远（55年的）」."""
    told = _BORN.search(left) or _BORN_AFTER.match(right)
    year = number(told[1]) if told else None
    if today is None or year is None or not 0 <= year <= today.year:
        return None
    whole = year if year > _TWO_DIGITS else year + (2000 if year <= today.year - 2000 - _OF_AGE else 1900)
    return today.year - whole


def _elder(one: Sighting, left: str, right: str, today: date | None) -> int | None:
    """The age of the younger or older of the namesakes, where the words tell them apart so."""
    ages = sorted(age for entry in one.entries if (age := entry.age(today)) is not None)
    if one.how != "name" or len(ages) < _TWO or ages[0] == ages[-1]:
        return None
    if _NOT_YOUNG.search(left):
        return ages[-1]
    if _NOT_OLD.search(left):
        return ages[0]
    beside = right[:8] + left[-4:]
    return ages[0] if _YOUNGER.search(beside) else ages[-1] if _OLDER.search(beside) else None
