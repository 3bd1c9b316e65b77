"""Numbers as they are written in Chinese: 3, 三, 十二, 廿五, 二〇二六, 两, 半, 几."""

DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "日": 7, "天": 7,
}  # fmt: skip
TENS = {"十": 10, "廿": 20, "卄": 20, "卅": 30, "百": 100}
ABOUT = frozenset({"一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"})
CHARACTERS = "零〇一二两俩三仨四五六七八九十廿卅百"
# What people mean when they do not count: 几天后 is taken for three days, and said so.
FEW = 3


def number(text: str) -> int | None:
    """The value of a numeral below 1000, or of digits in a row (二〇二六); None for anything else."""
    if text.isdecimal():
        return int(text)
    if not text:
        return None
    if text in ABOUT:
        return DIGITS[text[0]]  # 两三天: the smaller one is a promise too
    if not any(character in TENS for character in text):
        return _in_a_row(text)
    return _by_tens(text)


def _in_a_row(text: str) -> int | None:
    value = 0
    for character in text:
        if character not in DIGITS:
            return None
        value = value * 10 + DIGITS[character]
    return value


def _by_tens(text: str) -> int | None:
    total, last = 0, None
    for character in text:
        if character in DIGITS:
            last = DIGITS[character]
        elif character in {"廿", "卄", "卅"}:
            total += TENS[character]
            last = None
        elif character in TENS:
            total += TENS[character] * (1 if last is None else last)
            last = None
        else:
            return None
    return total + (last or 0)
