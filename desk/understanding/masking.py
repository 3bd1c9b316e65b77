"""Numbers that must not be kept (identity card, bank card, password) are masked before anything is stored."""

import re

__all__ = ["mask_numbers", "mask_phones"]

_SPOKEN = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
_DIGITS = dict(zip("零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖", "0012345678912123456789", strict=True))

_SECRET = re.compile(
    r"((?:密码|密碼|口令|验证码|驗證碼|安全码|安全碼|查询密码|cvv2?|cvc|pin|passcode|password|passwd|pwd|otp)"
    r"(?:\s*(?:code|号|號))?\s*(?:是|为|為|就是|改成|改为|改為|设成|設成|[:：=]|is|to)?\s*[「“\"']?)"
    rf"([A-Za-z0-9@#$%!*._-]{{3,32}}|[{_SPOKEN}]{{4,12}})",
    re.IGNORECASE,
)
# 「密码忘了，重置成123789了」: a number soon after the word, unless it is a phone's.
_NEAR = re.compile(
    r"((?:密码|密碼|password)[^0-9。;；\n]{1,12}?)(?<!\d)(?!1[3-9]\d{9}(?!\d))(\d{4,12})(?!\d)", re.IGNORECASE
)
_ORDINARY = re.compile(r"[A-Za-z]+$")
_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(身份证|身份證|证件|證件|id)([^0-9]{0,6})([1-9]\d{14})(?!\d)", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)")
_PAPERS = re.compile(
    r"((?:护照|護照|通行证|通行證|回乡证|回鄉證|港澳|台胞证|passport|hkid)[^0-9A-Za-z]{0,8})"
    r"([A-Za-z]{1,2}[0-9]{6,9}(?:\([0-9A]\))?|[0-9]{8,9})",
    re.IGNORECASE,
)
_SPOKEN_LONG = re.compile(rf"[{_SPOKEN}](?:[\s,，]?[{_SPOKEN}]){{14,19}}[xX]?")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}


def mask_numbers(text: str) -> str:
    """The text with identity, passport and card numbers cut to their tail and passwords gone."""
    text = text.translate(_WIDE)
    text = _ID.sub(lambda found: _tail(found[0]), text)
    text = _OLD_ID.sub(lambda found: f"{found[1]}{found[2]}{_tail(found[3])}", text)
    text = _CARD.sub(_card, text)
    text = _PAPERS.sub(lambda found: f"{found[1]}{_tail(found[2])}", text)
    text = _SPOKEN_LONG.sub(_spoken, text)
    text = _SECRET.sub(_secret, text)
    return _NEAR.sub(lambda found: f"{found[1]}***", text)


def mask_phones(text: str) -> str:
    """The text with mobile numbers cut to their tail too: they are kept as a customer's and nowhere else."""
    return _MOBILE.sub(lambda found: _tail(found[0]), mask_numbers(text))


def _tail(number: str) -> str:
    return f"…{re.sub(r'[^0-9A-Za-z]', '', number)[-4:]}"


def _card(found: re.Match[str]) -> str:
    return _tail(found[0]) if 15 <= sum(map(str.isdigit, found[0])) <= 19 else found[0]


def _spoken(found: re.Match[str]) -> str:
    return _tail("".join(_DIGITS.get(char, char) for char in found[0]))


def _secret(found: re.Match[str]) -> str:
    # 「密码 reset」 is a word about passwords, not one; a secret has a digit or was introduced by a sign.
    said = found[2]
    told = found[1].rstrip("「“\"' ").endswith(("是", "为", "為", ":", "：", "=", "is", "成"))
    if said.startswith("*") or (_ORDINARY.match(said) and not told):
        return found[0]
    return f"{found[1]}***"
