"""Reads every time expression of a Chinese text."""

import re

from scheduling.when.chinese import clocks, dates, feasts, offsets, particular
from scheduling.when.chinese.lexicon import LEXICON, any_of
from scheduling.when.chinese.spelling import one_spelling
from scheduling.when.expression import Grammar, Joiner, read_with
from scheduling.when.record import When
from scheduling.when.rules import Context, trap
from scheduling.when.said import Said

# Numbers that are something else: phones and cards, money, rates, amounts of things, versions.
_NUMBERS = (
    r"(?<![\d])1[3-9]\d{9}(?!\d)|\d{9,}|\d+(?:\.\d+)?\s?(?:%|万|亿|元|块|折|倍|个点|bp|BP)|[¥$￥]\s?[\d,.]+"
    r"|[vV版]\d+(?:\.\d+)+|\d+\.\d+\.\d+\.\d+|\d+(?:,\d{3})+(?:\.\d+)?"
)
GRAMMAR = Grammar(
    (
        trap("numbers", _NUMBERS),
        *(rule for rule in feasts.RULES if rule.name.startswith("lunar")),
        *(rule for rule in offsets.RULES if rule.name != "ago"),
        trap("many_times", r"[每][周月年天日](?:[一二三四五六日天]|\d{1,2}[号日])?"),
        trap("trap_words", any_of(LEXICON.traps)),
        trap("spans_of_time", r"(?:一|整|半|每|全|大半)(?:个)?(?:上午|下午|晚上|早上|晚|夜|天)(?!后|内|之)"),
        *offsets.RULES[-1:],
        *(rule for rule in feasts.RULES if not rule.name.startswith("lunar")),
        *particular.RULES,
        *dates.RULES,
        *clocks.RULES,
    )
)
_CLOSE = r"[\s的，,、()（）]{0,3}"
JOINER = Joiner(
    glue=re.compile(rf"{_CLOSE}(?:那天|当天|那周|当周|里|在|就|是)?{_CLOSE}"),
    reverse_glue=re.compile(r"\s{0,2}"),
    far=re.compile(r"[^，,。；;！!？?\n]{0,14}"),
    free=re.compile(
        r"[^，,。；;\n]{0,6}(?:有空|在家|在店|方便|可以|约|过来|来|见|休息|上班|在)[^，,。；;\n]{0,4}[，,][^，,。；;\n]{0,4}"
    ),
    far_end=re.compile(r"[^。；;！!？?\n]{0,14}[，,]\s?"),
    range=re.compile(r"\s*(?:到了?|至|~|-|直到)\s*"),
    before=re.compile(
        r"\s?(?:（[^）]{0,4}）|\([^)]{0,4}\))?\s?(?:之前|以前|前(?![后面台往来景期提任])|为止|止(?!损|付|跌))"
    ),
    after=re.compile(r"\s?(?:之后|以后|过后|后(?![天日续台面期悔果端备勤])|起(?![诉草来])|开始)"),
    before_ahead=re.compile(r"(?:截止到?|截至|最晚|最迟|不晚于|不迟于|赶在|至迟)(?:在|到|于|是)?\s?$"),
    either=re.compile(r"\s?(?:或者?是?|还是|、|/|或)\s?"),
    within=re.compile(r"\s?(?:以内|之内|内(?![部容地行测存外蒙])|里(?![面程])|里面)"),
)


def read(text: str, context: Context) -> list[tuple[Said, When]]:
    """Every time expression of the text, worked out, in order."""
    return read_with(GRAMMAR, JOINER, one_spelling(text), context)
