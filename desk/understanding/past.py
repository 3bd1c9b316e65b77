"""Whether a time tells of what has been, or of what was wished and did not come."""

import re
from datetime import datetime, timedelta

from desk.understanding.actions import action_in
from desk.understanding.lexicon import pattern
from scheduling.when import When, is_past

__all__ = ["attended", "gone_by", "told_done", "was_then", "wished"]

_DONE_RIGHT = pattern("times", "done_right")
# A day without a year that is so far ahead in talk of today has gone by: 「11月5日电话…」.
_FAR_AHEAD = timedelta(days=240)
_MONTH_DAY = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[./-])|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_YEAR = re.compile(r"年|\d{4}|next|农历|阴历")
# A clock time that is over today and stands in what was told: 「上午九点多过来问」, 「八点半回电说…」.
_CLOCK_ALONE = re.compile(r"(?:早上|上午|今早|早|一早)?[\d一二两三四五六七八九十]{1,3}(?:点|[:：]).{0,4}")
_ABOUT_THEN = re.compile(r"^(?:多|来钟|钟?多|过(?!来|去|会))")
_TOLD_THEN = re.compile(
    r"^(?:某+|他|她|客户)?[^,，。;；\s再会要给约]{0,4}(?:回电|来电|打来|打进|来问|问我|接的|告诉我|跟我说|说(?!好|定))"
)
# Nouns of contacts: done only where the time is not a coming one.
_BY_NOUN = re.compile(r"(?:来电|致电|通话|面访|面谈)$")
_COMES = re.compile(r"[今明后听]|大后|下(?!午)|周|星期|礼拜|\d+[月号日./]")
_OTHER_SUBJECT = re.compile(r"(?<![给跟和找约帮陪替把被向对与同请某去到上见访])[他她某我](?!们)")
_ATTENDED = re.compile(r"(?<![来去要会])(?:参加|出席)(?:了|过)?(?:我们|咱们)?(?:的)?$")
# 'turned up at the CNY dinner': the day only names the event.
_CAME_TO = re.compile(
    r"\b(?:attended|came|turned (?:up|out)|showed up|joined|saw|met)\b[^,.;]{0,40}?"
    r"\b(?:to|at|for|our) (?:the |our )?$"
)
_WISHED = re.compile(r"(?:想约|本想|本来|原想|原本|原定|本该|原先)(?:某+|他|她|客户)?[^,，。;；]{0,4}$")
_FAILED = re.compile(
    r"没约|黄了|泡汤|没去|没见|没来|取消|改期|约不|没成|没答应|没同意|没定|没打通|没接|拒绝|不肯|不愿"
)


def gone_by(plain: str, when: When, now: datetime) -> bool:
    said = plain[slice(*when.span)]
    day = when.start.date() if isinstance(when.start, datetime) else when.start
    return _MONTH_DAY.match(said) is not None and _YEAR.search(said) is None and day - now.date() > _FAR_AHEAD


def was_then(plain: str, when: When, now: datetime, right: str) -> bool:
    start = when.start
    if not isinstance(start, datetime) or start.date() <= now.date() or start.time() >= now.time():
        return False
    said = plain[slice(*when.span)]
    about = _ABOUT_THEN.match(right) or said.endswith("多")
    return _CLOCK_ALONE.fullmatch(said) is not None and bool(about or _TOLD_THEN.match(right))


def told_done(plain: str, when: When, now: datetime, right: str) -> bool:
    """Something done at that time: not 「明早十点致电张伟」, nor 「十点见面他回了说可以」."""
    done = _DONE_RIGHT.match(right)
    if done is None:
        return False
    coming = _COMES.match(plain, *when.span) and not is_past(when.start, now)
    if coming and (_BY_NOUN.search(done[0]) or "把" in done[0]):
        return False
    other = _OTHER_SUBJECT.search(done[0])
    return other is None or action_in(right[: other.start()]) is None


def attended(left: str) -> bool:
    """「参加重阳节活动」 tells of the event, unless somebody was only asked to come."""
    if _CAME_TO.search(left):
        return True
    return _ATTENDED.search(left) is not None and re.search("邀|请|约|让|叫|通知", left) is None


def wished(plain: str, left: str) -> bool:
    """「想约他下周来，没约上」 was wished, not agreed."""
    return _WISHED.search(left) is not None and _FAILED.search(plain) is not None
