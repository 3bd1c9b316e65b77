"""Words of what is to be done at a time, before it and behind it."""

import re

from desk.understanding.lexicon import pattern
from store.records import Kind

__all__ = ["FACT", "GENERAL", "HAN", "action_before", "action_behind", "action_in", "has_action", "reach"]

HAN = re.compile("[一-鿿]")
# What is done at a promised time, the more telling first.
_ACTION_KINDS = (
    (Kind.CARD, pattern("times", "action_card")),
    (Kind.EVENT, pattern("times", "action_event")),
    (Kind.GIFT, pattern("times", "action_gift")),
    (Kind.BRANCH_VISIT, pattern("times", "action_branch_visit")),
    (Kind.VISIT, pattern("times", "action_visit")),
    (Kind.CALL, pattern("times", "action_call")),
    (Kind.MESSAGE, pattern("times", "action_message")),
    (Kind.CALL, pattern("times", "action_general")),
)
GENERAL = len(_ACTION_KINDS) - 1  # general words are weaker than a fact beside them
FACT = pattern("times", "fact")
_STILL = re.compile(
    r"(?<!时候)再(?:说|谈|聊|议|看|约(?!我)|联系|面谈|面访|碰|见|沟通|打|来)|(?<!提)前|提前(?!支|还|赎|结|终|解|兑|取|到|转|清)|我(?:得|要|该|会|准备|打算|再|给他|去|带|陪)|我(?:到时候?)?(?:再|就)?(?:去|来|上门|过去|打|给|约|找|陪|接|送|帮|替|跟|联系)(?![^,，。;；\s]{0,6}[了过])|顺[便道路]|[让叫请喊邀约]我(?:也|一定|务必|必须)?(?:去|来|到|过去|参加|陪)|(?<=\s)(?:我|我们)?(?:约(?=他|她|某)|上门|去接|去看(?=他|她|某)|去送|会过来|去帮|叫(?=他|她|某)|带(?=他|她|某)|陪(?=他|她|某))(?![^,，。;；]{0,8}[了过])|通知(?=他|她|某)|提醒|记得|祝|联系|打电话|回访|call|remind"
)


# 「下周三到期 等他儿子回来再定」: what is waited for has no day.
_CONDITION = re.compile(
    r"(?<=[^\s,，])[\s,，]*等(?!我|通知|着|等|[\d一二三四五六七八九十两几半])[^,，。;；]{1,12}(?:再|才)[^,，。;；]{0,6}"
)


def action_behind(left: str, right: str) -> tuple[Kind, re.Match[str], int] | None:
    """What will be done then, unless a fact stands nearer: 「下周三到期」, but 「下周三到期前联系」."""
    right = _CONDITION.sub("", right)
    found = action_in(right)
    if found is None:
        return None
    named = FACT.search(right)
    nearer = named is not None and (found[2] == GENERAL or named.start() <= found[1].start())
    if nearer and not _STILL.search(right):
        return None
    if found[2] == GENERAL and re.search(r"(?:生日|大寿)[^\s,，]*$|到期$", left[-6:]):
        return None
    return found


def reach(left: str, count: int) -> int:
    """As many characters of Chinese say more than of English."""
    return count if HAN.search(left.replace("某", "")) else count * 2


def action_before(left: str) -> tuple[Kind, re.Match[str], int] | None:
    found = action_in(left[-reach(left, 12) :])
    if found and found[2] == GENERAL:
        found = action_in(left[-4:])
    return found


def has_action(text: str) -> bool:
    """Whether the words tell of something to be done at a time."""
    return action_in(text) is not None


def action_in(text: str) -> tuple[Kind, re.Match[str], int] | None:
    for row, (kind, words) in enumerate(_ACTION_KINDS):
        match = words.search(text)
        if match:
            return kind, match, row
    return None
