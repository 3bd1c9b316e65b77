"""副管户: whether the second manager was there when a customer was met (DOMAIN 1)."""

import re
from collections.abc import Sequence
from datetime import datetime

from desk.closing import VISITS
from desk.sitting import Sitting
from store.records import Customer, Kind, SecondMet, replace

_IN_PERSON = VISITS | {Kind.EVENT}
# What colleagues call each other after the surname, and what stands for the name of whoever it is.
_TITLES = "经理|經理|主任|总|總|姐|哥|工"
_ROLE = "副管户|副管戶|B角|B岗|B崗|the second manager"
_WITH = r"和|跟|同|与|與|带着?|帶著?|陪同?|请了?|請了?|with|brought"
_CAME = r"一起|一同|一道|也|同行|陪|在场|在場|和我|跟我|came along|joined|was there"


def with_second(
    at: Sitting, customer: Customer, kind: Kind, moment: datetime, note: str, company: Sequence[str]
) -> Customer:
    """The customer with the day of such a meeting, where the second manager came along or stood in."""
    if not customer.second or kind not in _IN_PERSON:
        return customer
    known = customer.second_met
    if known is not None and known.who == customer.second and known.at >= moment:
        return customer
    if _came_along(customer.second, note, company) or _stands_in(at, customer):
        return replace(customer, second_met=SecondMet(who=customer.second, at=moment))
    return customer


def _came_along(second: str, note: str, company: Sequence[str]) -> bool:
    """「和王海燕一起」「王经理也来了」「带副管户」: the name, surname and title, or the role."""
    who = f"(?:{re.escape(second)}|{re.escape(second[:1])}(?:{_TITLES})|{_ROLE})"
    beside = rf"(?:{_WITH})\s*{who}|{who}\s*(?:{_CAME})"
    named = any(re.search(who, one, re.IGNORECASE) for one in company)
    return named or re.search(beside, note, re.IGNORECASE) is not None


def _stands_in(at: Sitting, customer: Customer) -> bool:
    """Whether it is the second manager who logs, for a colleague on leave."""
    actor = at.actor
    return actor.id != at.book.owner.id and customer.second in (actor.name, actor.staff_code)
