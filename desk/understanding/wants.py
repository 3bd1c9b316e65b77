"""What a customer wants or has: needs, products, service requests, and what became of maturing money."""

import re

from desk.understanding.lexicon import pattern
from store.records import MaturityOutcome

__all__ = ["became_of", "needs", "products", "service_request"]

_PRODUCTS = tuple(
    (name, pattern("wants", f"product_{name}"))
    for name in (
        *("deposit", "wealth", "fund", "bond", "insurance", "loan"),
        *("card", "gold", "trust", "currency", "pension"),
    )
)
_WANTS = re.compile(
    r"(?<!不)(?:想|打算|准备|考虑|需要|有意|计划|希望|感兴趣|琢磨着?|盘算着?|寻思着?|合计着?|惦记着?|看中|相中|看上|急需|急用|急着用?|张罗着?|筹备|(?<![不只还主重需])要(?!求|是|么|紧|点|不|看|说))"
    r"(?:再|先|把|给\S{1,3}|了解|看看|买|做|配|存|续|贷|借|换|办|开|申请|转|投|赎|取|配置|增加|追加|提前|分期|一笔|点|些|个|给)*[^,，。;；!！?？\s]{0,14}"
    # 「首付缺20万」, 「对国债有兴趣」
    r"|(?:缺口?|差)(?:了|个|着|大概|差不多|小|还)*[\d一二两三四五六七八九十百千半][^,，。;；!！?？\s]{0,6}(?:万|亿|w)"
    r"|(?<![不没])对[^,，。;；!！?？\s]{1,10}(?<![不没])(?:很|挺|蛮|比较|特别)?(?:感|有)兴趣"
    r"|(?:wants?|would like|plans?|intends?|looking|interested|needs?|considering)"
    r" (?:to |in |for )?[^,.;!?]{2,40}"
)
_UNWANTED = re.compile(r"(?:不(?:太|大|怎么|是很|再)?|没(?:有)?|别|not|n't|never|no longer)\s?$")
_CUT = pattern("wants", "cut")
_MONEY_WORDS = re.compile(
    r"[存续贷借买配换取转赎]|投(?!诉)|[开办申领理基保险卡放房车]|周转|流动资金|兴趣|\d|万|deposit|fund|loan|renew|invest|buy|insurance|product|card|wealth|open|mortgage|borrow|gold"
)
_SERVICE = pattern("wants", "service")
_WILL = re.compile(
    r"(?:想|要|打算|准备|考虑|希望|可能|不|会|说|怕|别|没|能否|能不能|是否"
    r"|wants? to|will|may|might|plans? to|not|would like to)[^,，。;；]{0,5}$"
)
_BECAME = tuple(
    (outcome, pattern("wants", f"became_{outcome.value}"))
    for outcome in (
        MaturityOutcome.PARTLY,
        MaturityOutcome.RENEWED,
        MaturityOutcome.MOVED,
        MaturityOutcome.WITHDRAWN,
    )
)
_PLACE = re.compile(
    r"(?:转(?:到|去|往|走到)?(?:了)?|[万亿千元块wk](?:钱)?(?:到|去|往|进))(\S{1,5}?(?:银行|证券|行))"
)


def products(text: str) -> tuple[str, ...]:
    """The sorts of product a line speaks of."""
    return tuple(name for name, words in _PRODUCTS if words.search(text))


def needs(plain: str, note: str) -> tuple[str, ...]:
    """What the customer wants, in the words of the note (`plain` is its simplified copy)."""
    found: list[str] = []
    for match in _WANTS.finditer(plain):
        if _UNWANTED.search(plain, 0, match.start()):
            continue
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
    for outcome, words in _BECAME:
        for match in words.finditer(told):
            if not _WILL.search(told[max(0, match.start() - 8) : match.start()]):
                place = _PLACE.search(told) if outcome is MaturityOutcome.MOVED else None
                return outcome, place[1] if place else ""
    return None, ""
