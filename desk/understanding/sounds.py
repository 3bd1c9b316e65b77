"""The door to pypinyin: how characters are read, and which runs of characters are ordinary words."""

from functools import lru_cache
from itertools import product

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

__all__ = ["blurred", "initials", "readings", "reads", "syllables", "word"]

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
# Characters read another way when they are a surname, and readings the dictionary puts last.
_SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "区": "ou",
    "朴": "piao",
    "任": "ren",
    "盖": "ge",
    "覃": "qin",
    "翟": "zhai",
    "缪": "miao",
    "冼": "xian",
    "尉": "yu",
}
_BLUR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=30_000)
def readings(char: str) -> tuple[str, ...]:
    """The syllables of one character, without tones, the usual one first; empty for what is not Chinese."""
    written = PINYIN_DICT.get(ord(char), "")
    plain = (one.translate(_TONES).replace("\u0302", "") for one in written.split(",") if one)
    found = tuple(dict.fromkeys(plain))
    first = _SURNAMES.get(char)
    return tuple(dict.fromkeys((first, *found))) if first else found[:3]


@lru_cache(maxsize=20_000)
def reads(text: str) -> tuple[str, ...]:
    """All ways a few characters may sound, syllables joined by spaces, at most eight, the usual one first."""
    each = [readings(char) for char in text]
    if not all(each):
        return ()
    if len(text) > 4:
        each = [ways[:1] for ways in each]
    return tuple(" ".join(ways) for ways in product(*each))[:8]


def initials(sound: str) -> str:
    """The first letters of the syllables: 'zhang wei' is 'zw'."""
    return "".join(syllable[0] for syllable in sound.split())


@lru_cache(maxsize=20_000)
def blurred(sound: str) -> str:
    """The sound with what dictation and southern speech mix up made one: zh/z, ng/n, l/n, f/h."""
    out: list[str] = []
    for syllable in sound.split():
        heard = syllable
        for full, short in _BLUR:
            heard = heard.replace(full, short)
        out.append("l" + heard[1:] if heard.startswith("n") else heard)
    return " ".join(out)


def _every_syllable() -> frozenset[str]:
    return frozenset(way for code in PINYIN_DICT if 0x4E00 <= code <= 0x9FFF for way in readings(chr(code)))


@lru_cache(maxsize=1)
def _syllable_table() -> frozenset[str]:
    return _every_syllable()


def syllables(letters: str) -> tuple[str, ...]:
    """All ways to cut small letters into syllables, joined by spaces: 'xian' is 'xian' and 'xi an'."""
    table = _syllable_table()
    ways: list[list[str]] = [[""]] + [[] for _ in letters]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            if ways[start] and letters[start:end] in table:
                ways[end] += [f"{way} {letters[start:end]}".strip() for way in ways[start]][:8]
    return tuple(ways[-1])


def word(text: str) -> bool:
    """Whether the characters are an ordinary word of the language."""
    return text in PHRASES_DICT
