"""Cells about where somebody lives and how they are spoken to: the district, and the own language."""

import re
from collections.abc import Mapping

from desk.importing.cells import said, words
from desk.importing.lists import Cell
from store.records import Language

_LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(("zh-hans", "zh-cn", "zh", "中文", "汉语", "普通话", "简体", "简体中文"), "zh-Hans"),
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "繁体", "繁体中文", "繁體", "繁體中文"), "zh-Hant"),
    **dict.fromkeys(("en", "english", "英文", "英语", "英語"), "en"),
}
# 阳光小区 is where somebody lives, and no district.
_DISTRICT = re.compile(r"([\u4e00-\u9fff]{1,6}?(?:新区|新區|(?<![小社园園校厂廠])[区區]|县|縣|旗))")
_TOWN = re.compile(r"([\u4e00-\u9fff]{1,6}?(?:街道|镇|鎮|乡|鄉))")
_ABOVE = re.compile(r".*?[\u4e00-\u9fff](?:省|自治区|自治區|市)(?!场|場)")
_LONGEST = 20


def language(cell: Cell) -> Language | None:
    """One of ours; None where nothing is said, or a language in which nothing is written."""
    return _LANGUAGES.get(said(cell).lower())


def district(cell: Cell) -> str:
    """The district as the list names it; of a whole address only that, as no more is needed."""
    found = words(cell)
    return district_of(found) or (found if len(found) <= _LONGEST and not _has_number(found) else "")


def district_of(address: str) -> str:
    """浦东新区 of 上海市浦东新区世纪大道100号; empty where an address names none."""
    place = address.replace(" ", "")
    while (above := _ABOVE.match(place)) is not None:
        place = place[above.end() :]
    found = _DISTRICT.match(place) or _TOWN.match(place)
    return found[1] if found else ""


def _has_number(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)
