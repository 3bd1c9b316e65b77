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
    r"|通[了过个]?(?:电话|话)|打[了过个电来不]|微信|回[了过个]?(?:电|话|访|信|复)|见[了过]?面|见[了过]|碰[了过]?面|发[了过个微短]|送[了过]|签|确认|讲|沟通|介绍|约)"
)


# Characters that given names are mostly made of.
_GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲建国文志海燕晓东梅波宁龙鑫宇浩凯丹晨阳雪飞鹏斌辉健俊帆瑞琳婷雯"
    "佳怡欣悦颖慧莹洁倩蕾璐瑶琪雅思诗涵梓轩浩泽睿博哲子晗昊天一诺依梦若彤嘉豪诚立新振宏德福贵富荣庆祥林森木春夏秋冬月珍珠凤琴"
    "云彩霞莲芬芝菊香仙翠花淑贞惠美爱巧银根生水长庚昌盛兴旺财永清润泉江河湖山峰岩石松柏青翔跃腾达威武忠义仁信良善宝树耀光"
    "亮旭晖炎焕灿炜烨楠桐榕柳杨枫柯栋梁材彬彪少群众友朋贤才学礼智圣正直方圆大小少壮成功利民安康宁泰和谐顺恒毅坚锋锐钢铁金鹤鸣莺"
    "鸿雁鹰虎彦君卿士远征程途凌霄虹霓露霜冰寒素娥娇妍妮媛婉婧姗姣姝娴嫣绍绪维纪经纬绮绣缨继承启宗祖培育传家元亨振邦世治乐欢喜"
    "笑颜容韵韬略谋勤俭谦逊逸舒展卓越超凡非然洪涛澜源浚澄清淼沛沁泓洲津浦渊深润滨"
)
# Surnames that are mostly something else where nothing introduces a name.
_SELDOM = frozenset("查明应向成解单方万时高安常于席金关白车花平元全欧祝连支水和")
_A_DAY = re.compile(r"[下上这本]?周[一二三四五六日天末]")
_OVER = re.compile(r"$|[\s,，。;；、]")
# Where a clause begins, and what stands right before a name.
_OPENS = re.compile(
    r"(?:^|[\s,，。;；、:：(（]|\d的?|那个|这个|就是|嗯|刚才|刚刚|[今昨后]天|[上下]午|早上|晚上|周[一二三四五六日]|我|了|到|去|看|是|係|系|跟|叫|邀[请約约]?|陪|向|答[应應]|同|问|让|请|咗|俾|畀)$"
)
# 「志强手机」 and 「晓东家」 are no 强手 and no 东家.
_ITS = re.compile(r"手机|家|店|公司|厂")
_DOES = re.compile(
    r"[\s,，]|$|没|不|未|拒|已|回|到[店网行柜厅期]|打|来|家|公司|厂|店|单位|在|怨|他|她|[爸妈儿女]|总|[男女]的|接|面谈|洽|发|听|带|讲|通|开|建议|秒|按|挂|转|取|换|领|交|买|卖|签|办|嫌|话|話|说|想|要|尾号|发|送"
)
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
    """For each place where a name may begin: the spans it may have, the likelier first."""
    for start, char in enumerate(text):
        if char not in SURNAMES:
            continue
        split = 2 if text[start : start + 2] in COMPOUND else 1
        long, short = start + split + 2, start + split + 1
        introduced = introduces(text, start)
        if (char in _SELDOM and not introduced) or _A_DAY.match(text, start):
            continue
        placed = introduced or _OPENS.search(text, 0, start) is not None
        if _is_plainly_a_name(text, start, long, split, placed=placed):
            yield ((start, long),)
        elif placed and _is_plainly_a_name(text, start, short, split, placed=True) and _does(text, short):
            yield ((start, short),)
        elif introduced:
            yield tuple((start, end) for end in (long, short) if _stands(text, start, end, split))


def _does(text: str, end: int) -> bool:
    return word(text[end : end + 2]) or _DOES.match(text, end) is not None


def _is_plainly_a_name(text: str, start: int, end: int, split: int, *, placed: bool) -> bool:
    """Whether a surname is followed by what given names are made of, and no word is cut by that."""
    said, given = text[start:end], text[start + split : end]
    if len(said) < end - start or not all(char in _GIVEN for char in given):
        return False
    if word(said[:2]) or word(said) or (word(given) and not placed):
        return False
    cut = word(text[end - 1 : end + 1]) and not (word(text[end : end + 2]) or _ITS.match(text, end))
    return not cut and not word(text[start - 1 : start + 1])


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
