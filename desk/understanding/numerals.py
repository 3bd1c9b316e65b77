"""Chinese numerals as numbers."""

__all__ = ["DIGITS", "number"]

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "壹": 1,
    "幺": 1,
    "二": 2,
    "两": 2,
    "贰": 2,
    "俩": 2,
    "三": 3,
    "仨": 3,
    "叁": 3,
    "四": 4,
    "肆": 4,
    "五": 5,
    "伍": 5,
    "六": 6,
    "陆": 6,
    "七": 7,
    "柒": 7,
    "八": 8,
    "捌": 8,
    "九": 9,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def number(text: str) -> float | None:
    """The value of digits or a numeral such as 一千二百, 两万五, 三点五 or 1.2; None where it is none."""
    text = text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        pass
    if "点" in text:
        whole, _, after = text.partition("点")
        if not after or any(char not in DIGITS for char in after):
            return None
        head = number(whole) if whole else 0.0
        return None if head is None else float(f"{head:.0f}.{''.join(str(DIGITS[char]) for char in after)}")
    return _counted(text)


def _counted(text: str) -> float | None:
    if not text:
        return None
    if len(text) > 1 and all(char in DIGITS for char in text):
        return float("".join(str(DIGITS[char]) for char in text))
    total = section = digit = last = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            if digit == 0:
                last = 0
        elif char in _UNITS:
            last = _UNITS[char]
            section += (digit or 1) * last
            digit = 0
        elif char in _MYRIADS:
            last = _MYRIADS[char]
            total = (total + section + digit) * last if last == 10**8 else total + (section + digit) * last
            section = digit = 0
        else:
            return None
    # 一百二 is 120 and 两万五 is 25,000: a digit left over counts in tenths of the unit before it.
    tail = digit * last // 10 if digit and last >= 100 else digit
    return float(total + section + tail)
