"""Names that stand where a customer's name stands, and may be nobody's of the book."""

import re
from collections.abc import Iterator

from desk.understanding.names import COMPOUND, SURNAMES
from desk.understanding.sounds import word
from desk.understanding.words import STOP

__all__ = ["BEFORE_A_NAME", "strangers"]

BEFORE_A_NAME = re.compile(
    r"(?:^|给|跟|和|陪|陪着|见了|拜访|拜访了|联系|联系了|约|约了|找|客户|回访|回访了|打给|电话|投诉|接待|接待了|走访|看望|探望|遇到|刚|与|帮|替|、|新客户|准客户|客户叫|叫|老板|店主|法人|负责人|老乡|同学|同事)[：:\s]?$"
)
_AFTER = re.compile(
    r"(?:$|[\s,，。;；、:：]|说|想|要|没接|不接|未接|打不通|电话|来|的|今天|明天|后天|下周|上午|下午|刚|嫌|抱怨|投诉|反映|答应|约|接了|聊|谈|问|关机|空号|也|都|对|吃|看|喝|他|她)"
)


def strangers(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """For each place where a name may begin: the spans it may have, the longer first."""
    for start, char in enumerate(text):
        if char not in SURNAMES or not BEFORE_A_NAME.search(text, 0, start):
            continue
        split = 2 if text[start : start + 2] in COMPOUND else 1
        ends = (start + split + 2, start + split + 1)
        yield tuple((start, end) for end in ends if _stands(text, start, end, split))


def _stands(text: str, start: int, end: int, split: int) -> bool:
    said = text[start:end]
    return len(said) == end - start and _may_be_name(said, split) and _AFTER.match(text, end) is not None


def _may_be_name(said: str, split: int) -> bool:
    given = said[split:]
    if re.fullmatch("周[一二三四五六日天末]?.?", said):
        return False
    return not word(said) and all("一" <= char <= "鿿" and char not in STOP for char in given)
