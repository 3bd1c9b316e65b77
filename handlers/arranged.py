"""「把何丽的回访改到后天上午10点」「取消何丽的回访」: what is arranged is moved or dropped by saying so."""

import re
from datetime import datetime

from desk.dictation import Known
from desk.promises import drop, move, promised_to
from handlers.conversation import Screen, Turn
from handlers.typed_answers import answered, not_a_day
from handlers.walk import after, card_of
from handlers.whom import named_in
from scheduling.kinds.follow_up import due_of
from store.records import Customer, FollowUp, Refused

_WHAT = (
    r"(?:的)?(?:电话)?"
    r"(?:回访|回訪|回电|回電|电话|電話|拜访|拜訪|面谈|面談|见面|見面|预约|預約|约见|約見|约|約|提醒)"
)
_MOVED = re.compile(
    rf"(?:把|将|將)?\s*(?P<whose>\S{{1,8}}?)(?P<what>{_WHAT}|那个|那個|那次)?"
    r"(?:改|推|挪|换|換|调|調|延)(?:到|成|为|為|至|期到|迟到|遲到)\s*(?P<to>.+)$"
)
_DROPPED = re.compile(
    rf"(?:取消|撤掉|删掉|刪掉|不要)(?:了)?\s*(?P<of>\S{{1,8}}?){_WHAT}[了吧。.]*$"
    rf"|(?P<whose>\S{{1,8}}?)(?:{_WHAT}|那个|那個|那次)(?:取消|不要|不去)(?:掉|了)?[了吧。.]*$"
)


def arranged(turn: Turn, said: str) -> Screen | None:
    """The card after the change; where there is not just one promise, the card to choose from.

    None for a line that speaks of nothing arranged; Refused for a day that can't be or is over.
    """
    moved, dropped = _MOVED.match(said), _DROPPED.match(said)
    found = moved or dropped
    parts = found.groupdict() if found else {}
    customer = named_in(turn, parts.get("of") or parts["whose"]) if found else None
    if customer is None:
        return None
    promises = promised_to(turn.desk.book, customer.id)
    if moved is not None and not moved["what"] and not (promises and _is_time(turn, moved["to"])):
        return None  # 「张伟换成三年期」 speaks of no day
    if len(promises) != 1:
        return card_of(customer.id)
    if moved is not None:
        return _move(turn, customer, promises[0], moved["to"])
    drop(turn.desk, promises[0])
    return after(card_of(customer.id), "just.cancelled", turn.desk.changes)


def _is_time(turn: Turn, said: str) -> bool:
    return answered(turn, "when", said, Known()) is not None


def _move(turn: Turn, customer: Customer, promise: FollowUp, to: str) -> Screen:
    wrong = not_a_day(turn, to)
    if wrong:
        raise Refused("follow_up.no_day", said=wrong)
    known = answered(turn, "when", to, Known(customer=customer.id))
    if known is None or known.promised_day is None:
        return card_of(customer.id)
    stands = due_of(promise)
    usual = turn.desk.rules.playbook.retry.next_day_at
    at = known.promised_at or (stands.astimezone(turn.desk.local.tzinfo).time() if stands else usual)
    until = datetime.combine(known.promised_day, at, turn.desk.local.tzinfo)
    move(turn.desk, promise, until)
    return after(card_of(customer.id), "just.later", turn.desk.changes, moment=until.isoformat())
