"""The door to OpenCC: traditional characters as simplified ones, one for one, so that places stay the same."""

from opencc import OpenCC

__all__ = ["simplified"]

_converter = OpenCC("t2s")
# 乾 is left alone by phrases only (乾隆); as a word of daily business it is 干. 後 and 週 come right by themselves.
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
}


class _Characters(dict[int, str]):
    """Fills itself: each character is converted once in the life of the program."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:  # full-width forms of ASCII
            plain = chr(code - 0xFEE0)
        elif char in _OWN:
            plain = _OWN[char]
        elif code < 0x2E80:
            plain = char if char != "\u3000" else " "
        else:
            converted = str(_converter.convert(char))
            plain = converted if len(converted) == 1 else char
        self[code] = plain
        return plain


_characters = _Characters()


def simplified(text: str) -> str:
    """The text in simplified characters and half-width signs; as long as the given one."""
    return text.translate(_characters)
