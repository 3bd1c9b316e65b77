"""Reads every time expression of a Chinese text."""

import re

from scheduling.when.chinese import clocks, dates, feasts, offsets, particular, shapes
from scheduling.when.chinese.lexicon import EARLIER, INSIDE, LATER, LEXICON, any_of
from scheduling.when.chinese.spelling import one_spelling
from scheduling.when.expression import Grammar, Joiner, read_with
from scheduling.when.record import When
from scheduling.when.rules import Context, trap
from scheduling.when.said import Said

# Numbers that are something else: phones and cards, money, rates, amounts of things, versions.
_NUMBERS = (
    r"(?<![\d])1[3-9]\d{9}(?!\d)|\d{9,}|\d+(?:\.\d+)?\s?(?:%|万|亿|元|块|折|倍|个点|bp|BP)"
    r"|[¥$￥]\s?[\d,.]+"
    r"|[vV版]\d+(?:\.\d+)+|\d+\.\d+\.\d+\.\d+|\d+(?:,\d{3})+(?:\.\d+)?"
)
# Festivals that are given names: 李国庆, 王立春.
_NAMES = (
    "国庆|元旦|立春|立夏|立秋|立冬|清明|重阳|中秋|端午|冬至|春分|秋分|谷雨|惊蛰|霜降|小满"
    "|白露|小雪|大雪|七夕|元宵"
)
# 每周三, 每月5号: what comes back again and again is no one time.
_EACH = (
    r"天天|每[天日晚早年]|每个?工作日|每个?(?:周|星期|礼拜)[一二三四五六日天末]?|每个?月(?:底"
    rf"|初|末|{shapes.DAY_N}[号日])?|每个?季度?"
)
# What any of the rules can begin with: elsewhere in a line none of them is tried, which is most of its cost.
_BEGINS = (
    rf"\d\s{LEXICON.surnames}"
    "$QTVqtv¥〇一七万三上下两个中九乞二五今仨优佛依俩假停傍儿元先光入全八公六再农冬准凌几初前劳十卅午半即去及双受古吃"
    "同后听呢噚四回国圆圣地处复多夜大天头女妇子季寒寻小少差平年建廿开当往快情惊愚感护拂拖按接推擦收改放教整新旧早明星春昨晌晏"
    "晚晨景最月有朝未本来植次歇正此母每浴消深清点焦煮父版特现琴百的盂破礼秋立端第等约终缓缺网翌老而耶腊节芒观记试谷赶起跨过这"
    "迟送重闰阳阴除随隔雨零霜青首香鬼黑￥"
)
GRAMMAR = Grammar(
    (
        trap("numbers", _NUMBERS),
        *(rule for rule in feasts.RULES if rule.name.startswith("lunar")),
        *(rule for rule in particular.RULES if rule.name == "same_day_on"),
        *(rule for rule in offsets.RULES if rule.name != "ago"),
        trap(
            "many_times", rf"(?:{_EACH})的?{clocks.PART}?(?:{clocks.HOUR}[点:时](?:半|一刻|\d{{1,2}}分?)?)?"
        ),
        trap(
            "names",
            rf"[{LEXICON.surnames}](?:明[晨朝]|今朝|(?:{_NAMES})(?!节|前|后(?!天)|假|期间|长假|那天"
            r"|当天|放假|黄金周))",
        ),
        trap("trap_words", any_of(LEXICON.traps)),
        trap(
            "spans_of_time",
            r"(?:(?:一|整|每|全)个?|大?半个)(?:上午|下午|晚上|早上|晚|夜|天)(?!后|内|之)|半天(?!后|内|之)",
        ),
        *offsets.RULES[-1:],
        *(rule for rule in feasts.RULES if not rule.name.startswith("lunar")),
        *particular.RULES,
        *dates.RULES,
        *clocks.RULES,
    ),
    begins=_BEGINS,
)
_CLOSE = r"[\s的，,、()（）]{0,3}"
JOINER = Joiner(
    glue=re.compile(
        rf"{_CLOSE}(?:那天|当天|那周|当周|里|在|就|是|(?:嗯|呃|啊|额|那个|这个|就是|大概|大约"
        rf"|差不多|约|的话|吧){1, 2})?{_CLOSE}"
    ),
    reverse_glue=re.compile(r"\s{0,2}"),
    far=re.compile(r"[^，,。；;！!？?\n]{0,14}"),
    free=re.compile(
        r"[^，,。；;\n]{0,6}(?:有空|在家|在店|方便|可以|约|过来|来|见|休息|上班"
        r"|在)[^，,。；;\n]{0,4}[，,][^，,。；;\n]{0,4}"
    ),
    far_end=re.compile(r"[^。；;！!？?\n]{0,14}[，,]\s?"),
    beside=re.compile(
        r"(?P<side>前|后)第?(?P<count>[一二两三四五六七八九十]|\d{1,2})(?P<unit>[天日]|周|个?星期|个?月)(?!内)"
    ),
    range=re.compile(r"\s*(?:到了?|至|~|-|直到)\s*"),
    before=re.compile(rf"\s?(?:\([^)]{{0,4}}\))?\s?(?:{EARLIER}|为止|止(?![损付跌]))"),
    after=re.compile(rf"\s?(?:{LATER}|起(?=$|[\s，,。；;]|执行|生效|计息|算)|开始)"),
    before_ahead=re.compile(r"(?:截止到?|截至|最晚|最迟|不晚于|不迟于|赶在|至迟)(?:在|到|于|是)?\s?$"),
    either=re.compile(r"\s?(?:或者?是?|还是|、|/|或|[，,]?要么是?)\s?"),
    within=re.compile(rf"\s?{INSIDE}"),
)


def read(text: str, context: Context) -> list[tuple[Said, When]]:
    """Every time expression of the text, worked out, in order."""
    return read_with(GRAMMAR, JOINER, one_spelling(text), context)
