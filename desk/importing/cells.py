"""What stands in a cell, as a value of ours; blanks, "?" and the like are unknown, which is no mistake."""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desk.importing.lists import Cell, Flaw
from store.records import Masked, Sex

_UNKNOWN = frozenset(
    {
        "",
        "?",
        "？",
        "??",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        ".",
        "*",
        "n/a",
        "na",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
    }
    | {"无", "無", "未知", "不详", "不詳", "空", "暂无", "暫無", "(null)", "unknown", "缺"}
)
_SEXES = {
    **dict.fromkeys(("男", "男性", "m", "male", "先生", "man", "mr", "mr.", "1"), Sex.MALE),
    **dict.fromkeys(
        ("女", "女性", "f", "female", "女士", "小姐", "太太", "woman", "ms", "ms.", "mrs", "2"), Sex.FEMALE
    ),
}
# The national standard for sex writes 0 for unknown and 9 for unstated.
_SEX_UNSAID = {"0", "9"}
_YES = {"是", "有", "y", "yes", "true", "t", "1", "√", "✓", "对", "對", "本人"}
_NO = {"否", "不是", "没有", "n", "no", "false", "f", "0", "×", "✗", "x", "非"}
_AMOUNT = re.compile(r"([+-]?)(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3})?([万萬千亿億]?)([元圆]?)整?")
_GROUPS = re.compile(r"[+-]?\d{1,4}(,\d{3,4})*(\.\d+)?")
_TIMES = {"": 1, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,31}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,3}")
_INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x3000, 0x09, 0x0A, 0x0D), 0x20
)
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_NAME_LENGTH = 60
_TEXT_LENGTH = 500
_MOST_YUAN = Decimal(10) ** 13
# From here on a number of a spreadsheet no longer holds every digit.
_INEXACT = 10**15


class Bad(Exception):
    """A cell says something that cannot be: `key` names the sentence, `facts` fill it."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


def text(cell: Cell) -> str:
    """A cell as tidy text: no invisible characters, half-width, no spaces around; numbers without a `.0`."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return cell.strip()  # most cells, and three times as fast
    if isinstance(cell, Flaw):
        raise Bad(cell.key, value=cell.shown)
    if cell is None:
        return ""
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer() and abs(cell) < _INEXACT:
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return _INVISIBLE.sub("", str(cell).translate(_FULLWIDTH)).strip()


def said(cell: Cell) -> str:
    """Tidy text, or "" for blanks and the marks that people write for unknown."""
    found = text(cell)
    return "" if found.lower() in _UNKNOWN else found


def words(cell: Cell) -> str:
    """A free text in one line."""
    found = " ".join(said(cell).split())
    if len(found) > _TEXT_LENGTH:
        raise Bad("import.text_too_long", limit=_TEXT_LENGTH)
    return found


def name(cell: Cell) -> str:
    """A name without the spaces that some put between two characters: 「王 文」 is 王文."""
    found = _BETWEEN_HAN.sub("", unicodedata.normalize("NFC", words(cell)))
    if len(found) > _NAME_LENGTH:
        raise Bad("import.name_too_long", limit=_NAME_LENGTH)
    return found


def number(cell: Cell) -> str:
    """A customer or staff number as text: 1.0 is "1", leading zeros stay, one cut by a spreadsheet is bad."""
    found = said(cell).replace(" ", "")
    if isinstance(cell, bool | datetime | date):
        raise Bad("import.not_a_number", value=found)
    if (isinstance(cell, int | float) and abs(cell) >= _INEXACT) or _SCIENTIFIC.fullmatch(found):
        raise Bad("import.number_cut", value=found)
    if found and not _NUMBER.fullmatch(found):
        raise Bad("import.not_a_number", value=found[:40])
    return found


def product_number(cell: Cell) -> str:
    """The bank's number of a product or contract, without the marks that our own keys are written with."""
    found = said(cell).replace("|", "/")
    if isinstance(cell, int | float) and abs(cell) >= _INEXACT:
        raise Bad("import.number_cut", value=found)
    return found[:64]


def sex(cell: Cell) -> Sex | None:
    found = said(cell).lower()
    if not found or found in _SEX_UNSAID:
        return None
    if found not in _SEXES:
        raise Bad("import.sex_unknown", value=found[:40])
    return _SEXES[found]


def yes(cell: Cell) -> bool | None:
    """A yes or a no; None where nothing is said."""
    found = said(cell).lower()
    if not found:
        return None
    if found not in _YES | _NO:
        raise Bad("import.not_yes_or_no", value=found[:40])
    return found in _YES


def fen(cell: Cell, unit: int = 1) -> int | None:
    """An amount in whole fen, halves rounded up: 31041.5, "1,200", "¥62万"; None where it is unknown.

    `unit` is what the heading says one is worth, in yuan; a 万 in the cell itself counts instead.
    """
    found = said(cell).replace(" ", "").lstrip("¥$￥").removeprefix("CNY").removeprefix("RMB").lower()
    if not found:
        return None
    if isinstance(cell, bool | datetime | date):
        raise Bad("import.not_an_amount", value=found[:40])
    yuan = _yuan(found, unit)
    if abs(yuan) > _MOST_YUAN:
        raise Bad("import.amount_too_large", value=found[:40])
    return int((yuan * 100).to_integral_value(ROUND_HALF_UP))


def _yuan(found: str, unit: int) -> Decimal:
    negative = found.startswith("(") and found.endswith(")")
    plain = found.strip("()") if negative else found
    if "," in plain:
        if not _GROUPS.fullmatch(plain.rstrip("元圆整万萬亿億千")):
            raise Bad("import.not_an_amount", value=found[:40])
        plain = plain.replace(",", "")
    parts = _AMOUNT.fullmatch(plain)
    if not parts or len(plain) > 40:
        raise Bad("import.not_an_amount", value=found[:40])
    try:
        value = Decimal(f"{parts[1]}{parts[2]}{parts[3] or ''}")
    except InvalidOperation as unreadable:
        raise Bad("import.not_an_amount", value=found[:40]) from unreadable
    times = _TIMES[parts[4]] if parts[4] or parts[5] else unit
    return value * times * (-1 if negative else 1)


def rate(cell: Cell) -> float | None:
    """A year's percentage: 2.75, "2.75%"; None where it is unknown."""
    found = said(cell).replace(" ", "").rstrip("%％")
    if not found:
        return None
    try:
        value = float(found)
    except ValueError as unreadable:
        raise Bad("import.not_a_rate", value=found[:40]) from unreadable
    if not -100 <= value <= 100:  # also refuses nan
        raise Bad("import.not_a_rate", value=found[:40])
    return round(value, 6)


def price(cell: Cell) -> float | None:
    """What one share is worth: 1.0234; None where it is unknown."""
    found = said(cell).replace(" ", "").lstrip("¥￥")
    if not found:
        return None
    try:
        value = float(found)
    except ValueError as unreadable:
        raise Bad("import.not_a_price", value=found[:40]) from unreadable
    if not 0 < value < 1_000_000:  # also refuses nan
        raise Bad("import.not_a_price", value=found[:40])
    return round(value, 6)


def phones(cell: Cell) -> tuple[Masked, ...]:
    """The phone numbers of a cell, parted by / ; or a comma; what cannot be one is bad, and not shown."""
    found = said(cell)
    numbers: list[Masked] = []
    for part in re.split(r"[/;,、]|\s+(?=[+\d]{7})", found):
        digits = re.sub(r"[\s()\-.]", "", part)
        if not digits or len(set(digits.lstrip("+"))) == 1 or "*" in digits:
            continue  # 00000000000 and 138****0001 stand for unknown
        if not re.fullmatch(r"\+?\d{5,20}(?:[x转轉]\d{1,6})?", digits):
            raise Bad("import.not_a_phone", length=len(digits))
        if Masked(digits) not in numbers:
            numbers.append(Masked(digits))
    return tuple(numbers)


def id_number(cell: Cell) -> Masked | None:
    """The number of an identity paper; one that a spreadsheet has cut is bad, and not shown."""
    found = said(cell).replace(" ", "").upper()
    if (isinstance(cell, int | float) and abs(cell) >= _INEXACT) or _SCIENTIFIC.fullmatch(found):
        raise Bad("import.number_cut", value="")
    if "*" in found:
        return None  # masked by the system that wrote the list
    if found and not re.fullmatch(r"[0-9A-Z()\-/]{4,32}", found):
        raise Bad("import.not_an_id", length=len(found))
    return Masked(found) if found else None


def currency(cell: Cell) -> str:
    """The three letters of a currency; the yuan where nothing is said."""
    found = said(cell).upper()
    names = {
        "人民币": "CNY",
        "人民幣": "CNY",
        "RMB": "CNY",
        "美元": "USD",
        "港币": "HKD",
        "港幣": "HKD",
        "港元": "HKD",
    }
    names |= {
        "欧元": "EUR",
        "歐元": "EUR",
        "日元": "JPY",
        "英镑": "GBP",
        "英鎊": "GBP",
        "澳元": "AUD",
        "": "CNY",
        "156": "CNY",
    }
    found = names.get(found, found)
    if not re.fullmatch(r"[A-Z]{3}", found):
        raise Bad("import.not_a_currency", value=found[:40])
    return found
