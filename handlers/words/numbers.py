"""Numbers as people say them: 62万, 1.2亿, 3,500元."""

_YUAN = 100


def money(fen: int, language: str, currency: str = "CNY") -> str:
    """Whole fen as a short amount; large ones are rounded to three figures."""
    if fen == 0:
        return "0"
    sign, yuan = ("-" if fen < 0 else ""), abs(fen) / _YUAN
    said = _chinese(yuan) if language.startswith("zh") else _english(yuan)
    if language == "zh-Hant":
        said = said.replace("万", "萬").replace("亿", "億")
    if currency == "CNY":
        return sign + (said if language.startswith("zh") else f"¥{said}")
    return f"{sign}{said} {currency}"


def _chinese(yuan: float) -> str:
    if yuan >= 1e8:
        return f"{_short(yuan / 1e8)}亿"
    if yuan >= 1e4:
        return f"{_short(yuan / 1e4)}万"
    return f"{yuan:,.0f}元"


def _english(yuan: float) -> str:
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e4, "k")):
        if yuan >= size:
            return f"{_short(yuan / (size if letter != 'k' else 1e3))}{letter}"
    return f"{yuan:,.0f}"


def _short(number: float) -> str:
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}".removesuffix(".0")
