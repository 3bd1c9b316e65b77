"""Times of the day in Chinese: 下午3点半, 15:30, 差五分八点, 晚8:00, 傍晚."""

import re

from scheduling.when.chinese.lexicon import LEXICON, any_of
from scheduling.when.chinese.shapes import span
from scheduling.when.numerals import number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Clock, Part, Said

HOUR = (
    r"(?:一两|两三|三四|四五|五六|六七|七八|八九|2[0-4]|1\d|0?\d|二十[一二三四]?"
    r"|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
)
MINUTE = (
    r"(?:[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九]"
    r"|[二三四五][一二三四五六七八九])"
)
PART = f"(?:{any_of(LEXICON.parts)})"
# 三点建议, 两点要求, 涨了3点: points, not hours.
POINTS = (
    r"(?!几|之间|档|建议|意见|要求|注意|问题|说明|原因|好处|坏处|不足|优势|劣势|缺|优|感|想"
    r"|理由|需求|收获|体会|心|看法|疑|顾虑|内容"
    r"|情况|事(?!$)|利|都|点|儿|钱|也|小|个百|百分|[零〇一二三四五六七八九\d]+(?:%|个百分)"
    r"|诉求|诚意|希望|区别|变化|条件|规定|共识|信息|道理|启示)"
)
COUNTED = (
    r"(?<!以下)(?<!如下)(?<!楼上)(?<![提讲说问给结列出谈调明有了吃涨跌升降加减][了出过])(?<![第几涨跌降升"
    r"低高加减费率有提讲谈总结调明\d.])"
)
_AM_PM = r"(?:\s?(?P<ampm>[aApP])\.?[mM]\.?(?![A-Za-z]))"
_AFTER_HOUR = (
    r"(?<=过)(?P<past>[1-9一二三四五六七八九]|[1-5]\d|[二三四五]?十[一二三四五六七八九]?)分钟?|(?P<half>半)|(?P<quarter>[一三123])刻钟?|(?P<word_quarter>踏[一二三四五六七八九]"
    r"|[一二三四五六七八九]个字)"
    rf"|(?P<single>[1-9一二三四五六七八九])(?![十分刻\d个零起下定般直样边块同会次家楼层号])"
    rf"|(?P<minute>{MINUTE})(?:分钟?|(?![\d万元块个号日月天点%人位年岁千百家套倍次手单期楼层折"
    r"笔周股份条]))"
)


def _part_word(word: str | None) -> Part | None:
    if not word:
        return None
    return LEXICON.parts.get(word) or LEXICON.parts_before_clock.get(word)


def _ampm(match: re.Match[str]) -> Part | None:
    mark = match["ampm"]
    return None if not mark else "afternoon" if mark.lower() == "p" else "morning"


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 * (number(match["quarter"]) or 0)
    if match["word_quarter"]:
        return 5 * (number(match["word_quarter"].strip("踏个字")) or 0)
    if match["single"]:
        return 5 * (number(match["single"]) or 0)
    minute = match["minute"] or match.groupdict().get("past")
    return (number(minute) or 0) if minute else 0


def _hour(match: re.Match[str], context: Context) -> Said | None:
    hour = number(match["hour"])
    part = _part_word(match["part"]) or _ampm(match)
    if hour is None or _only_a_bit(match, part):
        return None
    if match["single"] and not context.language.startswith("zh-Hant"):
        return None  # 三点五 is three and a half of something; in Cantonese 三點九 is a quarter to four
    padded = match["hour"].startswith("0") and match["hour"] != "0"
    clock = Clock(hour=hour, minute=_minutes(match), exact=hour > 12 or hour == 0 or padded)
    return Said(span=span(match), part=part, clock=clock)


def _only_a_bit(match: re.Match[str], part: Part | None) -> bool:
    """一点 alone is "a bit"; with anything said of the hour it is one o'clock."""
    if match["hour"] != "一" or part is not None or match["sharp"] or match["half"] or match["quarter"]:
        return False
    before = match.string[max(match.start() - 2, 0) : match.start()]
    return match["minute"] is None and not re.search(r"[今明后天日午晚早上周号一二三四五六]$", before)


def _hour_range(match: re.Match[str], _context: Context) -> Said | None:
    """3-5点, 下午2到4点半."""
    hour, last = number(match["hour"]), number(match["last"])
    if hour is None or last is None:
        return None
    clock = Clock(hour=hour, exact=hour > 12 or hour == 0)
    return Said(
        span=span(match),
        part=_part_word(match["part"]),
        clock=clock,
        last_clock=Clock(hour=last, minute=30 if match["half"] else 0, exact=last > 12),
    )


def _digital(match: re.Match[str], _context: Context) -> Said:
    text = match["hour"]
    hour, minute = int(text), int(match["minute"])
    exact = hour > 12 or hour == 0 or text.startswith("0") or match["second"] is not None
    return Said(
        span=span(match),
        part=_part_word(match["part"]) or _ampm(match),
        clock=Clock(hour=hour, minute=minute, exact=exact),
    )


def _to_the_hour(match: re.Match[str], _context: Context) -> Said | None:
    """差五分八点, 差一刻八点, 八点差五分."""
    hour = number(match["hour"] or match["hour2"])
    minutes = match["minutes"] or match["minutes2"]
    less = 15 if "刻" in (match["unit"] or match["unit2"] or "") else 1
    if hour is None or minutes is None:
        return None
    total = (hour * 60 - less * (number(minutes) or 0)) % (24 * 60)
    part = _part_word(match["part"] or match["part2"])
    return Said(span=span(match), part=part, clock=Clock(hour=total // 60, minute=total % 60, exact=hour > 7))


_AT_WORK_END = re.compile(r"(?:[之以]?[前后]|时|的时候|就|见|来|去|再)")


def _part(match: re.Match[str], _context: Context) -> Said | None:
    if _part_word(match["part"]) == "work_end" and not _AT_WORK_END.match(match.string, match.end("part")):
        return None  # 下班路上, 下班晚
    return Said(span=span(match), part=_part_word(match["part"]))


def _midnight(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), part="night", clock=Clock(hour=12))


def _opening(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), clock=Clock(hour=9, exact=True), assumed=("branch_opens",))


_LEAD = rf"(?:(?P<part>{PART}|(?<!最){any_of(LEXICON.parts_before_clock)})的?\s?)?"
RULES: tuple[Rule, ...] = (
    rule(
        "to_the_hour",
        rf"(?:(?P<part>{PART})\s?)?差(?P<minutes>{MINUTE}|[一两三四五六七八九])(?P<unit>分钟?"
        rf"|刻钟?)(?:到|就)?(?P<hour>{HOUR})点钟?"
        rf"|(?:(?P<part2>{PART})\s?)?(?P<hour2>{HOUR})点差(?P<minutes2>{MINUTE}"
        r"|[一两三四五六七八九])(?P<unit2>分钟?|刻钟?)",
        _to_the_hour,
    ),
    rule(
        "digital",
        rf"{_LEAD}(?:(?<![\d.:,比例杆兑])|(?<=月\d\d))(?P<hour>2[0-4]|1\d|0?\d)\s?:\s?"
        rf"(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:]|\.\d){_AM_PM}?",
        _digital,
    ),
    rule(
        "hour_range",
        rf"{_LEAD}{COUNTED}(?<![.:,$-])(?P<hour>{HOUR})\s?(?:-|~|到|至)\s?(?P<last>{HOUR})(?:点"
        rf"|时)(?P<half>半)?(?![\d一二三四五六七八九]|个){POINTS}",
        _hour_range,
    ),
    rule(
        "hour",
        rf"{_LEAD}{COUNTED}(?P<hour>{HOUR})\s?(?:点|时(?!期|间|候|代|尚|常))(?P<sharp>钟|整"
        rf"|正(?!式|常|好|在))?(?:过)?{POINTS}(?:{_AFTER_HOUR})?"
        rf"(?:[零〇一二三四五]?十?[一二三四五六七八九]?\d{{0,2}}秒)?{_AM_PM}?",
        _hour,
    ),
    rule(
        "hour_pm",
        r"(?P<part>)(?<![\d.:$,])(?P<hour>1[0-2]|0?[1-9])(?P<sharp>)(?P<half>)(?P<quarter>)"
        r"(?P<word_quarter>)(?P<single>)(?P<minute>)\s?(?P<ampm>[aApP])\.?[mM]\.?(?![A-Za-z])",
        _hour,
    ),
    rule(
        "early",
        r"(?<=[今明后昨][天日])(?P<part>早)(?=$|[\s，,。；;]|[给去来打联见约找到发])",
        lambda match, _context: Said(span=span(match), part="morning"),
    ),
    rule("opening", r"一上班|上班(?=就|时|的时候)|开门(?=就|时|后)|开业时", _opening),
    rule("midnight", r"零点(?![\d零一二三四五六七八九])|午夜(?:12|十二)点|子夜", _midnight),
    rule(
        "part",
        rf"(?<![整每半])(?<!(?<![周期拜])一)(?<![一整每半两几这]个)(?P<part>{PART})(?!茶|饭|餐|好$|好[，,。]|场"
        r"|盘)(?:的?时候|时分|时段|左右)?",
        _part,
    ),
)
