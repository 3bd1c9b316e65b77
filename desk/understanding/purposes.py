"""What a contact was for: service, entitlement, product or care."""

import re

from store.records import Purpose

__all__ = ["purpose"]

_PURPOSES: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    (
        Purpose.ENTITLEMENT,
        re.compile(
            r"权益|积分|礼遇|体检|贵宾厅|机场|停车券|兑换|洗牙|接送机|高铁贵宾|entitlement|points|lounge"
        ),
    ),
    (
        Purpose.CARE,
        re.compile(
            r"生日|祝|问候|节日|看望|探望|慰问|关心|拜年|住院|康复|喝茶|吃饭|高尔夫|中秋|端午|春节|新年|birthday|greet|season|hospital|congrat|wish"
        ),
    ),
    (
        Purpose.PRODUCT,
        re.compile(
            r"理财|存款|定期|存单|基金|国债|保险|年金|贷|信用卡|黄金|信托|外汇|结构性|续|利率|收益|产品|申购|赎回|配置|资产|deposit|fund|loan|insurance|wealth|invest|renew|product|bond|rate"
        ),
    ),
    (
        Purpose.SERVICE,
        re.compile(
            r"投诉|意见|手续费|补办|挂失|修改|证明|流水|对账|更新|密码|办理|service|complain|fee|statement|certificate"
        ),
    ),
)


def purpose(text: str) -> Purpose | None:
    """What a contact was for, where the line shows it; money comes before care, complaints before both."""
    if re.search("投诉|12378|complain", text):
        return Purpose.SERVICE
    found = [which for which, words in _PURPOSES if words.search(text)]
    if Purpose.PRODUCT in found and Purpose.ENTITLEMENT not in found:
        return Purpose.PRODUCT
    return found[0] if found else None
