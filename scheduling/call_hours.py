"""联系偏好: when and how a customer wants to be called, as the words of the profile say it (DOMAIN 2)."""

import re
from collections.abc import Iterator
from datetime import time
from functools import lru_cache

import msgspec

_PARTS: tuple[tuple[re.Pattern[str], tuple[time, time]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), (time(first), time(last)))
    for words, first, last in (
        (r"早上|早晨|清早|early", 6, 9),
        (r"上午|mornings?", 9, 12),
        (r"中午|午间|午間|午休|午睡|noon|lunch", 12, 14),
        (r"下午|afternoons?", 14, 18),
        (r"晚上|晚间|晚間|傍晚|下班后|下班後|evenings?|after work", 18, 21),
        (r"上班(?:时间|時間|时|時)?|工作时间|工作時間|(?:office|working|work) hours", 9, 17),
    )
)
_DIGITS = dict(zip("零一二三四五六七八九十", range(11), strict=True), 十一=11, 十二=12, 两=2, 兩=2)
_HOUR = r"(\d{1,2}|十[一二]?|[一二两兩三四五六七八九])(?:[:：点點时時](\d{2}|半)?分?)?"
_RANGE = re.compile(rf"{_HOUR}\s*(?:到|至|-|—|~|～|to)\s*{_HOUR}(?=[点點时時:：\s]|$|[^\d])")
_BEFORE = re.compile(rf"{_HOUR}\s*(?:以前|之前|前)|before {_HOUR}", re.IGNORECASE)
_AFTER = re.compile(rf"{_HOUR}\s*(?:以后|以後|之后|之後|后|後)|after {_HOUR}", re.IGNORECASE)
_NOT = re.compile(
    r"别|別|不|勿|莫|忙|开会|開會|休息|睡|only not|\bno\b|\bnot\b|don'?t|never|busy|avoid", re.IGNORECASE
)
_CALL = re.compile(r"电话|電話|打(?!扰|擾)|来电|來電|致电|致電|call|phone|ring", re.IGNORECASE)
_WRITE = re.compile(
    r"(?:只|就|还是|還是)?(?:发|發|用|走|收)(?:个|個)?(?:消息|信息|短信|微信|簡訊)|(?:微信|短信|消息)(?:联系|聯絡|就好|就行|即可)"
    r"|messages? only|text(?:s|ing)? only|write instead",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[，,;；。、\n]+|\bbut\b|但是?", re.IGNORECASE)
_FIRST, _LAST = time(6), time(21)
# Nobody is rung up earlier, even who says 早上.
_EARLIEST = 8
# A day's hours without 上午 or 下午 beside them: 3点 is in the afternoon.
_AFTERNOON_UNTIL = 7

Span = tuple[time, time]


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """Hours (wall clock of the customer) that were named as good and as bad, and whether calls are wanted."""

    good: tuple[Span, ...] = ()
    bad: tuple[Span, ...] = ()
    no_calls: bool = False

    @property
    def said(self) -> bool:
        """Whether anything at all was understood."""
        return bool(self.good or self.bad or self.no_calls)

    def may_call(self, at: time) -> bool:
        """Whether a call is welcome at this time; where only bad hours are named all others are."""
        if self.no_calls or any(first <= at < last for first, last in self.bad):
            return False
        return not self.good or any(first <= at < last for first, last in self.good)

    def from_(self, at: time) -> time | None:
        """The first quarter of an hour from then on, of the same day, at which a call is welcome."""
        hours = range(_EARLIEST, _LAST.hour)
        quarters = (time(hour, minute) for hour in hours for minute in (0, 15, 30, 45))
        later = (each for each in (at, *quarters) if each >= max(at, time(_EARLIEST)))
        return next((each for each in later if self.may_call(each)), None)


NO_WISHES = Wishes()


@lru_cache(maxsize=2_048)
def wishes_of(preference: str) -> Wishes:
    """What the words of a preference wish for; nothing where they name no hour and no way."""
    good: list[Span] = []
    bad: list[Span] = []
    no_calls = False
    for clause in _CLAUSES.split(preference):
        spans = tuple(_spans(clause))
        refused = _NOT.search(clause) is not None
        if spans:
            (bad if refused else good).extend(spans)
        elif (refused and _CALL.search(clause)) or _WRITE.search(clause):
            no_calls = True
    return Wishes(good=tuple(good), bad=tuple(bad), no_calls=no_calls)


def _spans(clause: str) -> Iterator[Span]:
    between, before, after = _RANGE.search(clause), _BEFORE.search(clause), _AFTER.search(clause)
    late = re.search(r"下午|晚|afternoon|evening|pm", clause, re.IGNORECASE) is not None
    early = re.search(r"上午|早|morning|am\b", clause, re.IGNORECASE) is not None
    if between:
        first, last = (_time(between[n], between[n + 1], late=late, early=early) for n in (1, 3))
        if first < last:
            yield first, last
        return
    if before or after:
        if before:
            said = [each for each in before.groups() if each]
            yield _FIRST, _time(said[0], said[1] if len(said) > 1 else None, late=late, early=early)
        if after:
            said = [each for each in after.groups() if each]
            yield _time(said[0], said[1] if len(said) > 1 else None, late=late, early=early), _LAST
        return
    yield from (span for pattern, span in _PARTS if pattern.search(clause))


def _time(hour: str, minute: str | None, *, late: bool, early: bool) -> time:
    number = int(hour) if hour.isdecimal() else _DIGITS[hour]
    if number < 12 and (late or (not early and number < _AFTERNOON_UNTIL)):
        number += 12
    minutes = 30 if minute == "半" else int(minute or 0)
    return time(min(number, 23), min(minutes, 59))
