"""What a customer wants or has: needs, products, service requests, and what became of maturing money."""

import re

from store.records import MaturityOutcome

__all__ = ["became_of", "needs", "products", "service_request"]

_PRODUCTS: tuple[tuple[str, str], ...] = (
    ("deposit", r"定期|存款|大额存单|存单|定存|活期|通知存款|\bdeposit|\bcd\b"),
    ("wealth", r"理财|结构性|净值型|wealth|structured"),
    ("fund", r"基金|定投|etf|\bfund"),
    ("bond", r"国债|债券|\bbond"),
    ("insurance", r"保险|年金|增额|重疾|寿险|保单|insurance|annuity"),
    ("loan", r"贷(?!款证)|按揭|loan|mortgage|borrow"),
    ("card", r"信用卡|分期|credit card"),
    ("gold", r"黄金|金条|积存金|gold"),
    ("trust", r"信托|trust"),
    ("currency", r"外汇|换汇|购汇|结汇|美元|港币|美金|foreign exchange|\bfx\b"),
    ("pension", r"养老金|养老账户|个人养老|pension"),
)
_PRODUCT_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _PRODUCTS)
_WANTS = re.compile(
    r"(?<!不)(?:想|打算|准备|考虑|需要|有意|计划|希望|感兴趣|(?<![不只还主重需])要(?!求|是|么|紧|点|不|看|说))"
    r"(?:再|先|把|给\S{1,3}|了解|看看|买|做|配|存|续|贷|借|换|办|开|申请|转|投|赎|取|配置|增加|追加|提前|分期|一笔|点|些|个|给)*[^,，。;；!！?？\s]{0,14}"
    r"|(?:wants?|would like|plans?|intends?|looking|interested|needs?|considering) (?:to |in |for )?[^,.;!?]{2,40}"
)
_CUT = re.compile(
    r"(?:今天|明天|后天|下周|下个?月|周[一二三四五六日天]|星期|礼拜|月底|上午|下午|晚上|约|答应|但是?|不过|然后|嫌|抱怨|有点意见|有意见|对手续费|回头|让我|叫我|提醒|next |tomorrow| but | and |, )"
)
_MONEY_WORDS = re.compile(
    r"[存续贷借买投配换取转赎开办申领理基保险卡]|\d|万|deposit|fund|loan|renew|invest|buy|insurance|product|card|wealth|open|mortgage|borrow|gold"
)
_SERVICE = re.compile(
    r"(?:帮|替|给|为|请|让我|要我|托我|麻烦)(?:他|她|某+|忙|我们|我)?(?:查|打|开|补|办|改|换|调|问|寄|申请|预约|留|订|更新|解冻|挂失|重置|激活|代办|提升|提额|恢复)[^,，。;；]{1,16}"
    r"|(?:补办|挂失|改(?:手机号?|地址|密码|预留)|换(?:手机号?|卡|折)|开(?:具)?(?:证明|流水|存款证明|收入证明|资信证明)|打(?:印)?流水|对账单|解冻|重置密码|修改(?:手机|地址|预留|密码)[^,，。;；]{0,6})"
    r"|(?:needs?|wants?|asked for|requested) (?:a |an |the )?(?:statement|certificate|proof|new card|address change|replacement)[^,.;]{0,20}"
)
_WILL = re.compile(
    r"(?:想|要|打算|准备|考虑|希望|可能|不|会|说|怕|别|没|能否|能不能|是否|wants? to|will|may|might|plans? to|not|would like to)[^,，。;；]{0,5}$"
)
_DONE = r"(?:了|好了|上了|完|成功|走了|完了)"
_BECAME: tuple[tuple[MaturityOutcome, re.Pattern[str]], ...] = (
    (
        MaturityOutcome.PARTLY,
        re.compile(
            r"(?:只|先|才)?(?:续(?:了|存了)?)(?:一部分|部分|一半|其中)|部分续|续[^,，。]{1,10}(?:剩下|其余|另外|余下|剩余)|partly renewed|renewed (?:half|part)"
        ),
    ),
    (
        MaturityOutcome.RENEWED,
        re.compile(
            r"已续|续(?:存|期|上|买|做|作|办)*(?:了|好|完)|(?:又|再)存(?:了|回)|转存(?:了|好)|接着(?:存|买)了|renewed|rolled over"
        ),
    ),
    (
        MaturityOutcome.MOVED,
        re.compile(
            rf"转(?:走|出|到|去|往|他行|别家|别的)\S{{0,8}}?{_DONE}|(?:全|都|已|已经)(?:部)?(?:被)?转(?:走|出|到|去)|(?:搬|挪|提)(?:到|去)\S{{1,6}}(?:行|证券|家)了|moved (?:out|to)|transferred (?:out|to)"
        ),
    ),
    (
        MaturityOutcome.WITHDRAWN,
        re.compile(
            r"取(?:走|出|现|光|完)?了|(?:全|都|已|已经)取|提(?:现|走)了|支取了|赎回了|withdrew|withdrawn|took (?:it )?out|cashed out"
        ),
    ),
)
_PLACE = re.compile(r"转(?:到|去|往|走到)?(?:了)?(\S{1,5}?(?:银行|证券|行))")


def products(text: str) -> tuple[str, ...]:
    """The sorts of product a line speaks of."""
    return tuple(name for name, pattern in _PRODUCT_PATTERNS if pattern.search(text))


def needs(plain: str, note: str) -> tuple[str, ...]:
    """What the customer wants, in the words of the note (`plain` is its simplified copy)."""
    found: list[str] = []
    for match in _WANTS.finditer(plain):
        said = match[0]
        cut = _CUT.search(said, 1)
        end = match.start() + (cut.start() if cut else len(said))
        if _MONEY_WORDS.search(plain[match.start() : end]):
            found.append(note[match.start() : end].strip())
    return tuple(dict.fromkeys(one for one in found if len(one) > 1))


def service_request(plain: str, note: str) -> str:
    """What the customer asked to be done for them, in the words of the note; empty when nothing."""
    match = _SERVICE.search(plain)
    return note[match.start() : match.end()].strip() if match else ""


def became_of(told: str) -> tuple[MaturityOutcome | None, str]:
    """What became of maturing money, and where it went; None while it is only wished or feared."""
    for outcome, pattern in _BECAME:
        for match in pattern.finditer(told):
            if not _WILL.search(told[max(0, match.start() - 8) : match.start()]):
                place = _PLACE.search(told) if outcome is MaturityOutcome.MOVED else None
                return outcome, place[1] if place else ""
    return None, ""
