"""Whose business a line tells of: the customer's, or that of somebody they only spoke about."""

import re

from desk.understanding.lexicon import alternatives

__all__ = ["told_of_another"]

# People whose money is not the customer's; husband, wife, children and parents are the household.
_THEM = alternatives("others", "people")
_GIVEN_TO = re.compile(
    r"(?:给|向|跟|和|同|与|替|帮|为|从|找|把|被|对|欠|借|问|陪|带|由|托|经)(?:了|过|着|上)?"
    r"(?:[^,，。;；\s]{1,4}的)?(?:他们?|她们?|佢|某+|自己)?(?:的|家|家的|大学|高中|那个|那位|这个|一?个|位)*$"
)
_THEIRS = re.compile(rf"(?:{_THEM})(?!介绍|推荐|带|帮|替|陪|转介|叫|让|劝|都?来|给(?:他|她|某|佢))")
# The customer speaks of themselves again, or is who was paid: 「有客户付了300万」.
_BACK = re.compile(
    r"付了|付清|付款|回了?款|结了|打来|转来"
    r"|某|他|她|佢|自己|本人|\b(?:he|she|they|i|who)\b|\bhis own|\bher own"
)
_SENTENCE = re.compile(r"[,，。;；!！?？\n]|(?<=[一-龥\d])\s(?=他|她|佢|自己|某|想|要)")
# So far before it stands whose business something is.
_REACH = 80
_NEWS_AFTER = re.compile(
    r"(?:左右|块|元|美元|港币)?的?(?:那个|一个|大)?(?:新闻|报道|案子|案件|案例|大案|骗局|传闻|通报)"
)


def told_of_another(owned: str, start: int, end: int) -> bool:
    """Whether what stands at a place of a line belongs to a friend, a neighbour or the news.

    `owned` is the line, simplified and in small letters, with names (not relations) as 某.
    """
    if _NEWS_AFTER.match(owned, end):
        return True
    left = _SENTENCE.split(owned[max(0, start - _REACH) : start])[-1]
    theirs = [one for one in _THEIRS.finditer(left) if not _GIVEN_TO.search(left[: one.start()])]
    return bool(theirs) and _BACK.search(left, theirs[-1].end()) is None
