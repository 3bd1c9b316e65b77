"""Days as banks write them, and birthdays by the solar or the lunar calendar."""

import re
from datetime import date, datetime, timedelta

from desk.importing.cells import Bad, said
from desk.importing.lists import Cell
from store.records import Birthday

_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MD = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
# What systems write for "no day"; a customer of 1900 is none of ours.
_NO_DAY = {
    (1, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (1900, 1, 0),
    (9999, 12, 31),
    (2999, 12, 31),
}
_NO_DAY_WORDS = {"0", "00000000", "0000-00-00", "长期", "長期", "无固定期限", "無固定期限", "活期", "随时"}
# Days of a spreadsheet count from 30 December 1899: these are 1901 to 2118.
_SERIAL_FROM, _SERIAL_TO = 366, 80_000
_EPOCH = date(1899, 12, 30)

_LUNAR = re.compile(r"^(?:农历|農曆|阴历|陰曆|旧历|舊曆|lunar)\s*[:：]?\s*", re.IGNORECASE)
_SOLAR = re.compile(r"^(?:公历|公曆|阳历|陽曆|新历|solar)\s*[:：]?\s*", re.IGNORECASE)
_LUNAR_WORDS = re.compile(
    r"(?:(\d{4}|[〇零○一二三四五六七八九]{4})\s*年)?\s*([闰閏]?)\s*(正|冬|腊|臘|十[一二]?|[一二三四五六七八九]|\d{1,2})\s*月\s*"
    r"(初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|卅|\d{1,2})\s*[日号號]?"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_CALENDARS = {
    **dict.fromkeys(
        ("农历", "農曆", "阴历", "陰曆", "旧历", "舊曆", "农", "阴", "lunar", "l", "chinese"), "lunar"
    ),
    **dict.fromkeys(
        ("公历", "公曆", "阳历", "陽曆", "新历", "公", "阳", "solar", "s", "gregorian", "western"), "solar"
    ),
}


def day(cell: Cell) -> date | None:
    """A day of the common calendar; None where it is unknown or the list writes "no end"."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return None if (cell.year, cell.month, cell.day) in _NO_DAY else cell
    parts = _parts(cell)
    if parts is None or parts in _NO_DAY:
        return None
    year, month, number = parts
    if year is None:
        raise Bad("import.no_year", value=said(cell)[:40])
    return _real(year, month, number, said(cell))


def birthday(cell: Cell, calendar: str = "") -> Birthday | None:
    """A birthday; `calendar` is what another column says of it ("lunar", "solar" or "")."""
    if isinstance(cell, str):
        lunar = _lunar_words(cell, calendar)
        if lunar:
            return lunar
        calendar = calendar or ("lunar" if _LUNAR.match(said(cell)) else "")
        cell = _SOLAR.sub("", _LUNAR.sub("", said(cell)))
    if isinstance(cell, datetime | date):
        parts: tuple[int | None, int, int] | None = (cell.year, cell.month, cell.day)
    else:
        parts = _parts(cell)
    if parts is None or parts in _NO_DAY:
        return None
    year, month, number = parts
    if calendar == "lunar":
        return _lunar(year, month, number, leap=False, shown=said(cell))
    _real(year or 2000, month, number, said(cell))
    return Birthday(year=year, month=month, day=number)


def calendar_of(cell: Cell) -> str:
    """What a column says of the calendar of birthdays: lunar, solar, or nothing."""
    found = said(cell).lower()
    if not found:
        return ""
    if found not in _CALENDARS:
        raise Bad("import.calendar_unknown", value=found[:40])
    return _CALENDARS[found]


def _parts(cell: Cell) -> tuple[int | None, int, int] | None:
    found = said(cell)
    if not found or found in _NO_DAY_WORDS:
        return None
    if isinstance(cell, bool | timedelta):
        raise Bad("import.not_a_day", value=found[:40])
    if isinstance(cell, int | float) and _SERIAL_FROM <= cell < _SERIAL_TO:
        serial = _EPOCH + timedelta(days=int(cell))
        return serial.year, serial.month, serial.day
    found = _CLOCK.sub("", found)
    full = _YMD.fullmatch(found) or _RUN.fullmatch(found)
    if full:
        return int(full[1]), int(full[2]), int(full[3])
    short = _MD.fullmatch(found) if isinstance(cell, str) else None
    if short:
        return None, int(short[1]), int(short[2])
    raise Bad("import.not_a_day", value=found[:40])


def _real(year: int, month: int, number: int, shown: str) -> date:
    try:
        return date(year, month, number)
    except ValueError as none:
        raise Bad("import.no_such_day", value=shown[:40]) from none


def _lunar_words(cell: str, calendar: str) -> Birthday | None:
    found = said(cell)
    plain = _LUNAR.sub("", found)
    match = _LUNAR_WORDS.fullmatch(plain)
    # 1956年8月15日 is a solar day unless something says otherwise; 八月十五, 初一 and 腊月 are never solar.
    if not match or (match[3].isdigit() and match[4].isdigit() and not match[2]):
        return None
    if calendar == "solar":
        raise Bad("import.lunar_as_solar", value=found[:40])
    month = _MONTHS.get(match[3]) or _count(match[3])
    return _lunar(_year(match[1]), month, _count(match[4]), leap=bool(match[2]), shown=found)


def _lunar(year: int | None, month: int, number: int, *, leap: bool, shown: str) -> Birthday:
    if not (1 <= month <= 12 and 1 <= number <= 30):
        raise Bad("import.no_such_day", value=shown[:40])
    return Birthday(year=year, month=month, day=number, calendar="lunar", leap=leap)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int("".join(char if char.isdigit() and char.isascii() else str(_DIGITS[char]) for char in written))


def _count(written: str) -> int:
    if written.isdigit() and written.isascii():
        return int(written)
    plain = written.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS[ones] if ones else 0)
