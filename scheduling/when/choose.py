"""Which of several times in one line is the promised one."""

import re
from collections.abc import Sequence
from datetime import datetime

from scheduling.when.record import When, is_past

# Beside a promise: what will be done then.
_PROMISE = re.compile(
    r"回访|回电|再[打聊来谈约去联见]|联系|约|见|面谈|拜访|跟进|提醒|来网点|过来|来行|来办|来签|来取|上门|送|给[他她您我客]|打电话|打给|答复|回复|改[到成为]|等"
    r"|call|meet|visit|follow|remind|come|see|ring|send|reply|due",
    re.IGNORECASE,
)
# Beside a fact: what happens then whatever we do.
_FACT = re.compile(
    r"到期|生日|过寿|开户|起息|出差|回国|出国|旅游|放假|考试|手术|结婚|满期|毕业|搬家|购买|买的|存的|办的|开的|matur|birthday|expire",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:\w{0,3}过(?![来去户年节期几两三一])|\w{0,2}[打来去见聊谈发送说问]了|刚|已经?|没接|没来|没打通)"
)
_CHANGED = re.compile(
    r"(?:[改换推挪延移调][到成为在至]|推迟到|提前到|延期到|而是|changed? to|moved? to)\s?$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[，,。；;]")
_NEAR = 12


def promised(found: Sequence[When], text: str, now: datetime) -> When | None:
    """The promised one: ahead of now, beside a promise rather than a fact, the last of equals."""
    ahead = [when for when in found if is_ahead(when, now)]
    if not ahead:
        return None
    ahead = [when for when in ahead if "alternative" not in when.assumed] or ahead
    return max(enumerate(ahead), key=lambda item: (_weight(item[1], found, text), item[0]))[1]


def is_ahead(when: When, now: datetime) -> bool:
    """Whether any of it is still to come."""
    if when.precision == "after":
        return True
    return not is_past(when.end if when.end is not None else when.start, now)


def told(when: When, text: str) -> bool:
    """Whether the words behind it speak of something done: 9点打过电话."""
    return _DONE.match(text, when.span[1]) is not None


def _weight(when: When, found: Sequence[When], text: str) -> int:
    others = [other.span for other in found if other is not when]
    after_end = min([span[0] for span in others if span[0] >= when.span[1]] + [when.span[1] + _NEAR])
    before_start = max([span[1] for span in others if span[1] <= when.span[0]] + [when.span[0] - _NEAR, 0])
    after, before = text[when.span[1] : after_end], text[before_start : when.span[0]]
    before = _CLAUSE.split(before)[-1]
    weight = 5 * bool(_CHANGED.search(before)) - 5 * told(when, text)
    does, happens = _PROMISE.search(after), _FACT.search(after[:8])
    if happens is not None and (does is None or happens.start() < does.start()):
        weight -= 3
    elif does is not None:
        weight += 2
    return weight + bool(_PROMISE.search(before[-9:])) - 2 * bool(_FACT.search(before[-9:]))
