"""Money that was spoken of: how much, in which currency, and what was meant by it."""

import re
from itertools import pairwise
from typing import Literal

from desk.understanding.currencies import MONEY, currency_of
from desk.understanding.numerals import number
from desk.understanding.rough import ROUGHLY, rough
from desk.understanding.spelled import SPELLED, spelled
from store.records import Amount

__all__ = ["amounts", "spans", "with_amount"]

Meaning = Literal["", "wants", "has", "renewed", "moves_out", "withdraws", "owes"]

_HAN = "零〇一二两俩仨三四五六七八九十百千"
_NUMBER = rf"(?:{ROUGHLY}|(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|[{_HAN}半]+(?:点[零一二三四五六七八九]+)?)"
# 「臺幣定存500萬」: between the currency and its amount what it lies in.
_HELD = (
    r"(?:(?:[活定]存|定期|活期|大?额?存[款单]|理财|保单|保险|基金|账户|户口|户头|现钞|汇款)"
    rf"(?=\s?{_NUMBER}\s?(?:万|百|千|亿|[wk](?![a-z]))))?"
)
# 「二十七万六千五」: what follows the myriads is counted with them.
_TAIL = r"零?[一二两三四五六七八九](?:千[零一二两三四五六七八九百十]{0,6}|百[零一二三四五六七八九十]{0,4})"
_CHINESE = re.compile(
    rf"(?:(?P<sign>us\$|hk\$|nt\$|\$|¥|￥|€|£|usd|hkd|eur|gbp|twd|ntd|jpy|rmb|cny|(?:美元|美金|港币|港元|港纸|欧元|英镑|日元|澳元|加元|新币|新台币|台币|人民币){_HELD})\s?)?(?P<number>{_NUMBER})(?P<about>来|多|大?好?几|把)?"
    r"(?P<of>个(?:[多来](?=亿|万|百万|千万))?)?(?P<unit>千万|百万|十万|万|千(?!w)|亿|[千百十]w(?![a-z])|kw(?![a-z])|[wk](?![a-z]))?(?P<about2>多|来|把)?"
    rf"(?P<tail>(?<=万){_TAIL}(?![笔个次年天月号点份位套张]))?"
    r"(?P<rest>[五一二三四六七八九](?![笔个次年天月号点份位千百十万套张分直起下共并定般样家边口季把斤亩袋车批])|\d(?![\d.]))?"
    rf"(?P<money>(?:左右|上下)?(?:{MONEY}))?",
)
_ENGLISH = re.compile(
    r"(?<![a-z0-9.])(?:(?P<sign>us\$|hk\$|nt\$|s\$|\$|¥|€|£|usd|hkd|sgd|twd|ntd|aud|cad|jpy|eur|gbp|rmb|cny)\s?)?"
    rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|{SPELLED})"
    r"(?:(?<=[a-z])\s|(?<=\d)\s?)(?P<unit>k|m|mn|mio|mil|mill|bn|thousand|grand|million|billion|wan)(?![a-z])"
    rf"\s?(?P<money>(?:{MONEY}))?",
)
_UNITS = {
    "万": 10**4,
    "w": 10**4,
    "千": 10**3,
    "k": 10**3,
    "kw": 10**7,
    "千w": 10**7,
    "百w": 10**6,
    "十w": 10**5,
    "亿": 10**8,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "m": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "bn": 10**9,
    "thousand": 10**3,
    "grand": 10**3,
    "mio": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "billion": 10**9,
    "wan": 10**4,
}
# Before these a number counts something else than money.
_NOT_MONEY = re.compile(
    r"\s?(?:[%％‰]|个点|年期|年|岁|天|个?月|号|日|点|分|次|套|楼|平|位|人|步|公里|米|斤|笔|股|份|手|期|周|小时|页|张|件|盒|瓶|件|左右岁|积分|里程)"
)
_COUNTED = re.compile(
    r"\s?(?:个(?!亿|月|定期)|里(?:外|地|路|远)|人|步|公里|米|平米|平方|次|股|份|积分|里程|字|粉丝|户)"
)
_MEANINGS: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("renewed", re.compile(r"(?:已|已经|都|又|给)?(?:续了|续上|续存了|转存了|续好|renewed|rolled over)")),
    (
        "moves_out",
        re.compile(
            r"转走|转出|转到|转去|搬走|挪到|挪走|提走|调走|流出|move[ds]? out|moving|transfer(?:red)? out"
        ),
    ),
    ("withdraws", re.compile(r"取走|取出|要取|想取|取了|支取|提现|取现|withdr[ae]w|take out")),
    ("owes", re.compile(r"欠|还剩|没还|贷款余额|月供|还款|还贷|owes?|outstanding")),
    (
        "wants",
        re.compile(
            r"想|要|打算|准备|考虑|需要|申请|希望|贷|买|存|投|续|借|换|配|转入|转进|转过来|挪过来|拿出|归集|琢磨|盘算|寻思|急需"
            r"|wants?|would like|looking for|plans?|buy|deposit|loan|borrow|invest|renew|put"
        ),
    ),
    ("has", re.compile(r"有|账上|卡上|余额|持有|闲钱|到期|到账|进账|卖了|拆迁|has|have|had|matur|holds?")),
)
_OWNED = re.compile(
    r"(?:到期|手[头里上]有?|账上(?:有|趴着|躺着)?|收(?:了|到)(?:一?笔)?|到手(?:了)?|赚了|卡里有?|余额|持有|闲钱|进账|到账|有)[^,，。;；想要打算]{0,6}$"
)
_HAS_AFTER = re.compile(
    r"^(?:的|块钱|元)?(?:理财|存款|定期|存单|基金|大额存单|钱|资金)?(?:下?[^,，。;；]{0,6})?(?:到期|闲置|闲钱|闲着|没动|趴着|躺着|到账)"
)
_SPENT = re.compile(
    r"(?:取|存|还|缴|交|刷|转|汇|充|补|退|借|贷|分期|办)(?:了|走了|出|进|回)(?:信用卡|话费|[水电]费|物业费|学费|房租|保费|贷款|月供|尾款|利息|现金|现|他|她|某+)?$|"
    r"(?:赔|扣|收|付|花|赚|亏|省|充|抵|彩礼|礼金|份子|红包|压岁钱|定金|订金|押金|首付款?|尾款|学费|房款|货款|奖金|年终奖|余额|本金|利息|保证金|补偿款|赔偿款|拆迁款)(?:了|掉|有|是|要)?(?:他|她|我|某+|客户)?$|(?:月供|工资|退休金|养老金|年费|月薪|[每一]个?月|每年|保费|租金|房租|定投|额度)(?:是|为|有|约|才|大概)?$"
)
# 「上百万」, 「过千万」 are sums, 「百万医疗」 and 「早上千万别忘」 are none; nor are 「他俩」 and points.
_AT_LEAST = re.compile(r"(?:(?<![早晚])上|过|近|破|超|逾|小|个)$")
_NO_SUM = re.compile(r"医疗|富翁|客户|级|用户|粉丝|雄|别|不|要|记|注意|小心|莫|得(?!了)|保")
_OF_PEOPLE = re.compile(r"[他她咱你我们娘爷哥姐弟妹妻子口佢]$")
_POINTS = re.compile(r"(?:积分|步数|里程)(?:有|是|还|剩|攒|了|够|一共|大概|差不多)*$")
# 「手头30个」, 「贷款批了300个」: so many myriads.
_OF_MONEY = re.compile(
    r"(?:手[头里上]|账上|卡[里上]|用钱|闲钱|流动资金|资金|周转|借|贷款?|融资?|授信|额度|尾款|货款|回款|房款|拆迁款|赎|投(?!诉|票))"
    r"(?:还|大概|大约|约|有|要|了|差不多|个|先|再|得|用|就|也|来|想|需要?|刚|又|新|陆续|能|出|走|进|回|批|缺|差|剩|下|到|是|只|才|[\s,，])*$"
)
# 「把10个转进来了」
_PAID = re.compile(
    r"\s?(?:转(?:进|过|走|出|来|到)|打(?:进|过|来|到)|存(?:进|了)|取(?:了|走|出)|续(?:了|上)|投(?:了|进)|汇(?:了|出))"
)
# A thousand and some hundreds are said of money without a word for it.
_BY_ITSELF = re.compile(
    r"[一二两三四五六七八九]千(?:[一二两三四五六七八九]|[一二两三四五六七八九]百[一二两三四五六七八九]?十?[一二三四五六七八九]?)"
    r"|万把|千把|万儿八千|千儿八百"
)
# 「不想买50万理财」 is no need, and what is given back is none either.
_UNWANTED = re.compile(
    r"(?<![差要对])"
    r"(?:不(?:想|要|打算|考虑|需要|愿意?|肯|准备|买|存|投|贷|续)|没(?:想|打算|兴趣)|别)(?!但|光|仅|只)[^,，。;；]{0,6}$"
    r"|(?:not|n't|never|no longer) (?:\w+ )?"
    r"(?:want|buy|need|interested|like|invest|renew|plan)\w*[^,.;]{0,16}$"
)
_RETURNED = re.compile(r"退(?!休|税|役|伍|出群)|赎(?!罪)|refund|redeem|surrender")
_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
# Between an amount said first and the one that is meant.
_RATHER = re.compile(
    r"[\s,，?？。的块元吧]*(?:我|他|她)?"
    r"(?:哦不|噢不|不对|不不|不是|[听说写打记讲看]错了?|口误|搞错了?|错了|更正|sorry|no|i mean|wait)"
    r"[\s,，。]*(?:应该是?|其实是?|是|我说的是|make (?:it|that))?[\s,，]*"
)
# 「大额30个」, 「30个大额」: certificates and wealth products are spoken of in myriads, from ten on.
_FEWEST_MYRIADS = 10
_PRODUCTS = (
    "大额|存单|定期|定存|理财|(?<![a-z])lc|定开|固收|国债|结构性|信托|年金|趸交|期缴|房贷|经营贷|信用贷"
)
_PRODUCT = re.compile(
    rf"\s?(?:[一二两三五半\d]+(?:年|个月)期?的?\s?)?(?:{_PRODUCTS})(?:存单|存款)?(?!客|产品|经理|户|单子|的|新客|群|培训|题|词|活动|海报|知识)"
)
_OF_A_PRODUCT = re.compile(
    rf"(?:{_PRODUCTS})(?:存单|存款)?\s?(?:想|要|做|买|放|存|续|转|来|又|再|先|追加|加|约|了|他|她|[+:：])*\s?$"
)
_STANDS_ALONE = re.compile(
    r"\s?(?:$|[\s,，。;；+/、]|左右|上下|以上|吧|哈|给|都|到期|闲|想|买|让|先|够|额度|转|续|放|锁|存|进|过|起|考虑|看看|再看|做|要|买)"
)
# Nobody names more amounts in one breath, and so far before one stands what it was spent on.
_MOST, _REACH = 20, 24
# Longer ones are numbers of cards and telephones.
_LONGEST = 8


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a simplified, small-letter line in the order they were said."""
    return tuple(amount for _, _, amount in spans(text))


def spans(text: str) -> tuple[tuple[int, int, Amount], ...]:
    """Each amount with the place it stands at."""
    found: list[tuple[int, int, Amount]] = []
    taken = 0
    for match in sorted(
        (*_CHINESE.finditer(text), *_ENGLISH.finditer(text)), key=lambda one: (one.start(), -one.end())
    ):
        if match.start() < taken or len(found) == _MOST:
            continue
        fen = _fen(match, text)
        if fen:
            taken = match.end()
            currency = _currency(match)
            meaning = _meaning(text, match.start(), match.end())
            said = match[0].strip()
            found.append(
                (match.start(), match.end(), Amount(fen=fen, currency=currency, meaning=meaning, text=said))
            )
    return _meant(text, found)


def _meant(text: str, found: list[tuple[int, int, Amount]]) -> tuple[tuple[int, int, Amount], ...]:
    """Of 「2亿？听错了 是200万」 the second is meant; the first still covers its place."""
    kept = list(found)
    for one, other in pairwise(found):
        if _RATHER.fullmatch(text, one[1], other[0]):
            kept.remove(one)
    return tuple(kept)


def with_amount(note: str, plain: str, value: str, instead_of: str = "") -> str:
    """The note with another amount in place of the one that was said; at its end where none was.

    `plain` is its simplified copy, place by place. Of several the one called wrong is meant, else the first.
    """
    found = spans(plain)
    if not found:
        return f"{note}，{value}"
    wrong = {one.fen for one in amounts(instead_of)}
    start, end, _ = next((each for each in found if each[2].fen in wrong), found[0])
    return f"{note[:start]}{value}{note[end:]}"


def _fen(match: re.Match[str], text: str) -> int | None:
    said, unit, money = match["number"], match["unit"], match["money"] or match["sign"]
    before = text[match.start() - 1] if match.start() else ""
    if _excluded(match, text, before):
        return None
    value = spelled(said) if said[0].isascii() and said[0].isalpha() else _value(said)
    if value is None:
        return None
    factor = _UNITS.get(unit or "", 1)
    parts = match.groupdict()
    spent = _SPENT.search(text, max(0, match.start("number") - _REACH), match.start("number")) is not None
    if not unit and not money and _in_myriads(match, text, value):
        return round(value * _UNITS["万"] * 100)
    if not unit and not money and not _bare(said, value, parts, spent=spent):
        return None
    total = value * factor
    if parts.get("rest") and unit and not parts.get("about"):
        total += (number(parts["rest"] or "") or 0) * factor / 10
    if parts.get("tail"):
        total += number((parts["tail"] or "").removeprefix("零")) or 0
    return round(total * 100)


def _in_myriads(match: re.Match[str], text: str, value: float) -> bool:
    """「五十个」 is said for 50 myriads, but it also counts things: money only right beside a product."""
    if not match.groupdict().get("of"):
        return False
    before = _OF_A_PRODUCT.search(text, max(0, match.start() - _REACH), match.start()) is not None
    held = _OF_MONEY.search(text, max(0, match.start() - _REACH), match.start()) is not None
    held = held or (text[: match.start()].endswith("把") and _PAID.match(text, match.end()) is not None)
    after = _PRODUCT.match(text, match.end()) is not None
    return value >= _FEWEST_MYRIADS and (
        after or ((before or held) and _STANDS_ALONE.match(text, match.end()) is not None)
    )


def _excluded(match: re.Match[str], text: str, before: str) -> bool:
    if before and (
        before in "…*.第" or (before.isascii() and before.isalnum() and match["number"][0].isdigit())
    ):
        return True
    if _POINTS.search(text, max(0, match.start() - 12), match.start()):
        return True
    counted = _COUNTED if match["unit"] else _NOT_MONEY
    if not match["money"] and counted.match(text, match.end()):
        return True
    if match["number"] == "一" and not match["unit"] and match["money"] in {"块", "圆", "块钱"}:
        return True  # 「一块儿去」
    if match["number"][0] in "俩仨" and _OF_PEOPLE.search(text[: match.start()][-1:]):
        return True
    if (
        match["number"] in {"千", "百"}
        and match["unit"] == "万"
        and _AT_LEAST.search(text[: match.start()][-2:])
    ):
        return _NO_SUM.match(text, match.end()) is not None
    return match["number"] in {"千", "百", "百千", "千百"} and not match["money"]


def _value(said: str) -> float | None:
    if said == "半":
        return 0.5
    if said.endswith("半") and (whole := number(said[:-1])) is not None:
        return whole + 0.5
    roughly = rough(said)
    if roughly is not None:
        return roughly
    return None if "半" in said else number(said)


def _bare(said: str, value: float, parts: dict[str, str | None], *, spent: bool) -> bool:
    # Plain digits need a unit, unless they are written as money (12,000) or follow what is done with money.
    if parts.get("of"):
        return False
    if (re.fullmatch(r"\d{5,9}", said) and value % 100 == 0) or _BY_ITSELF.fullmatch(said):
        return True
    told = spent and (said[-1] in "百千" or value >= 100) and len(said) <= _LONGEST
    return told or ("," in said and value >= 1000)


def _currency(match: re.Match[str]) -> str:
    return currency_of((match["money"] or match["sign"] or "").removeprefix("左右").removeprefix("上下"))


def _meaning(text: str, start: int, end: int) -> Meaning:
    left = _CLAUSE.split(text[max(0, start - 14) : start])[-1]
    right = _CLAUSE.split(text[end : end + 10])[0]
    if _OWNED.search(left) or _HAS_AFTER.match(right):
        return "has"
    if _UNWANTED.search(left):
        return ""
    if _RETURNED.search(left[-6:]) or _RETURNED.search(right):
        return "withdraws"
    for meaning, pattern in _MEANINGS:
        if pattern.search(left) or (meaning != "has" and pattern.search(right[:5])):
            return meaning
    return "has" if re.search(r"有|has|到期", left + right) else ""
