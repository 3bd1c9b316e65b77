"""Names that stand where a customer's name stands, and may be nobody's of the book."""

import re
from collections.abc import Iterator

from desk.understanding.names import COMPOUND, SURNAMES
from desk.understanding.sounds import word
from desk.understanding.words import STOP

__all__ = ["introduces", "latin_strangers", "strangers"]

# No word that stands before a name is longer.
_REACH = 12

_BEFORE_A_NAME = re.compile(
    r"(?:^|给|跟|和|陪|陪着|见了|拜访|拜访了|联系|联系了|约|约了|找|客户|回访|回访了|打给|电话|投诉|接待|接待了|走访|看望|探望|遇到|刚|与|帮|替|、|新客户|准客户|新户|准户|新客|准客|散客|潜客|意向客户|prospect|client|客户叫|叫|叫做|名叫|字叫|老板|店主|法人|负责人|老乡|同学|同事|介绍来的|介绍的|推荐来的|推荐的|带来的)[：:\s]?$"
)
_AFTER = re.compile(
    r"(?:$|[\s,，。;；、:：]|说|想|要|没接|不接|未接|打不通|电话|来|的|今天|明天|后天|下周|上午|下午|刚|嫌|抱怨|投诉|反映|答应|约|接了|聊|谈|问|关机|空号|也|都|对|吃|看|喝|他|她"
    r"|通[了过个]?(?:电话|话)|打[了过个]|回[了过个]?(?:电|话|访|信|复)|见[了过]?面|见[了过]|碰[了过]?面|发[了过个微短]|送[了过]|签|确认|讲|沟通|介绍|约)"
)


_OVER = re.compile(r"$|[\s,，。;；、]")
# Behind 「客户叫」 a name stands for certain, whatever follows it.
_CALLED = re.compile(
    r"(?:客户|名字|姓名|名|人|老板|阿姨|先生|女士|做)叫?(?:叫|是|为)$|(?:新客户|准客户)[：:，,\s]?$"
)
_GOES_ON = re.compile(r"开|做|搞|经营|在|办|是|存|有|嗯|住|贷|从|家|和|带")
# Told with capital letters: 'new client called Peter Kwan'.
_NEW_IN_LATIN = re.compile(
    r"\b(?:(?:[Nn]ew|[Aa]) (?:potential |walk-in )?(?:prospect|client|customer|lead)"
    r"(?:,|:| is| called| named)?"
    r"|(?:[Pp]rospect|[Ll]ead|[Ww]alk-?in|[Rr]eferral|[Gg]uest|[Cc]lient|[Cc]ustomer)(?: called| named|:)) "
    r"((?:Mr|Mrs|Ms|Miss|Dr)?\.? ?[A-Z][a-z]+(?:[ -][A-Z][a-z]*)*)"
)


def introduces(text: str, start: int) -> bool:
    """Whether the words before a place are those that stand before a name."""
    return _BEFORE_A_NAME.search(text, max(0, start - _REACH), start) is not None


def latin_strangers(cased: str) -> Iterator[tuple[int, int]]:
    """Where somebody new is introduced by a name in Latin letters."""
    yield from (match.span(1) for match in _NEW_IN_LATIN.finditer(cased))


def strangers(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """For each place where a name may begin: the spans it may have, the longer first."""
    for start, char in enumerate(text):
        if char not in SURNAMES or not introduces(text, start):
            continue
        split = 2 if text[start : start + 2] in COMPOUND else 1
        ends = (start + split + 2, start + split + 1)
        yield tuple((start, end) for end in ends if _stands(text, start, end, split))


def _stands(text: str, start: int, end: int, split: int) -> bool:
    said = text[start:end]
    # 卢志刚 ends with a word of time, and is a name where nothing follows it.
    name = said[:-1] if said.endswith("刚") and end - start > split + 1 and _OVER.match(text, end) else said
    return len(said) == end - start and _may_be_name(name, split) and _followed(text, start, end)


def _followed(text: str, start: int, end: int) -> bool:
    if _AFTER.match(text, end):
        return True
    return (
        _CALLED.search(text, max(0, start - _REACH), start) is not None
        and _GOES_ON.match(text, end) is not None
    )


def _may_be_name(said: str, split: int) -> bool:
    given = said[split:]
    if re.fullmatch("周[一二三四五六日天末]?.?", said):
        return False
    return not word(said) and all("一" <= char <= "鿿" and char not in STOP for char in given)
