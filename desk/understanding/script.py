"""The door to OpenCC: traditional characters as simplified ones, one for one, so that places stay."""

import re

from opencc import OpenCC

__all__ = ["simplified", "small"]

_converter = OpenCC("t2s")
# What Cantonese writes in characters of its own, and what OpenCC leaves alone by itself.
_OWN = {
    "週": "周",
    "著": "着",
    "乾": "干",
    "裏": "里",
    "喺": "在",
    "嘅": "的",
    "佢": "他",
    "唔": "不",
    "冇": "没",
    "嚟": "来",
    "咗": "了",
    "俾": "给",
    "畀": "给",
    "嬲": "怒",
    "啲": "些",
    "嗰": "那",
    "睇": "看",
    "搵": "找",
    "攞": "拿",
    "噉": "这",
    "咁": "这",
    "哋": "们",
    "乜": "什",
}
# 話 and 傾 are said for 说 and 聊, but not in 電話 and 傾向.
_SAYS = re.compile(
    "(?<![電电對对談谈會会廢废神笑說说通留回實实講讲的句停搭插閒闲壞坏謊谎夢梦童粗髒脏撂狠])話(?![費费題题術术務务筒機机柄劇剧])"
)
_IS = re.compile("(?<![關关聯联體体])係(?![數数統统列])")
_CHATS = re.compile("傾(?![向斜聽听城家銷销力])|(?<=[想再])傾")


class _Characters(dict[int, str]):
    """Fills itself: each character is converted once in the life of the program."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:  # full-width forms of ASCII
            plain = chr(code - 0xFEE0)
        elif char in _OWN:
            plain = _OWN[char]
        elif char.isspace() and char not in "\n\r\t":
            plain = " "
        elif code < 0x2E80:
            plain = char
        else:
            converted = str(_converter.convert(char))
            plain = converted if len(converted) == 1 else char
        self[code] = plain
        return plain


_characters = _Characters()


def simplified(text: str) -> str:
    """The text in simplified characters and half-width signs; as long as the given one."""
    return _CHATS.sub("聊", _SAYS.sub("说", _IS.sub("是", text))).translate(_characters)


def small(text: str) -> str:
    """The text in small letters; as long as the given one."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
