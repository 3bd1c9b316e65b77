"""From what was understood of a line to what is written down, and what must be asked before."""

import re
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from desk.complaints import Grievance
from desk.log import MIDDAY, Line
from desk.promises import Promise
from desk.sitting import Sitting
from desk.understanding import FURTHEST_BACK, FollowUpSaid, Understanding
from scheduling.wall import day_and_clock, local_day
from store.records import Draft, Kind, Outcome, Severity


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has been said to questions about a line, or corrected since; stronger than what was understood.

    `beside` tells of words said to a customer's card: they may be news and no contact. `said_at` (aware) is
    when the line was said: its 「明天」 stays that day whenever it is answered or corrected.
    """

    customer: str = ""
    outcome: Outcome | None = None
    kind: Kind | None = None
    formal: bool | None = None
    promised_day: date | None = None
    promised_at: time | None = None
    happened_day: date | None = None
    happened_at: time | None = None
    name: str = ""
    enough: bool = False
    unpromised: bool = False
    beside: bool = False
    holding: str = ""
    draft: str = ""
    said_at: datetime | None = None


def is_plan(heard: Understanding, known: Known) -> bool:
    """Whether the line only tells what is to be done: a follow-up comes of it and no contact."""
    happened = heard.contact_kind or heard.outcome or heard.complaint or heard.maturity_outcome
    told = known.outcome or known.happened_day
    promised = heard.follow_up or heard.promise or known.promised_day
    return bool(promised) and not happened and not told


Sort = Literal["contact", "plan", "need", "complaint", "money", "note"]
# Whoever was talked to was reached, whatever else is told.
_SPOKEN = re.compile(r"联系上|聯絡上|聊|谈|談|沟通|溝通|电话|電話|打通|spoke|talked|reached", re.IGNORECASE)


def sort_of(heard: Understanding, known: Known) -> Sort:
    """What a line is kept as: a contact only where it says that there was one.

    A `need` is a plan that also tells what the customer wants: both are kept.
    """
    if is_plan(heard, known):
        return "need" if heard.needs else "plan"
    if known.outcome or known.kind or heard.contact_kind:
        return "contact"
    if heard.complaint is not None:
        return "complaint"
    if heard.maturity_outcome is not None and heard.outcome is None:
        return "money"
    more = heard.needs or heard.amounts or heard.maturity_outcome or _SPOKEN.search(heard.note)
    return "note" if known.beside and not more else "contact"


def missing(heard: Understanding, known: Known) -> str:
    """What must be asked before the line can be kept, most important first; empty when it can be."""
    guessed = any(each.startswith("who_") for each in heard.assumed)
    if not customer_of(heard, known) or (guessed and not known.customer):
        return "who"
    if "complaint_said" in heard.asks and not known.enough:
        return "said"
    if "complaint_formal" in heard.asks and known.formal is None:
        return "complaint"
    if _outcome(heard, known) is None and sort_of(heard, known) == "contact":
        return "outcome"
    if "happened" in heard.asks and known.happened_day is None:
        return "happened"
    unsaid = is_plan(heard, known) and heard.follow_up is None
    if ("when" in heard.asks or unsaid) and known.promised_day is None and not known.unpromised:
        return "when"
    return ""


def line_of(heard: Understanding, known: Known, at: Sitting) -> Line:
    """The line to write down, once nothing is missing."""
    outcome = _outcome(heard, known)
    if outcome is None:
        raise ValueError("the outcome is not known yet")
    moment, whole_day = moment_of(heard, known, at)
    return Line(
        customer=customer_of(heard, known),
        kind=known.kind or heard.contact_kind or Kind.CALL,
        outcome=outcome,
        at=moment,
        whole_day=whole_day,
        purpose=heard.purpose,
        note=heard.note,
        amounts=heard.amounts,
        needs=heard.needs,
        company=heard.company,
        promise=promise_of(heard, known),
        grievance=grievance_of(heard, known),
        money=heard.maturity_outcome,
        holding=known.holding,
        moved_to=heard.moved_to,
        assumed=still_assumed(heard, known),
    )


def customer_of(heard: Understanding, known: Known) -> str:
    return known.customer or (heard.customers[0] if len(heard.customers) == 1 else "")


def _outcome(heard: Understanding, known: Known) -> Outcome | None:
    if known.outcome is not None:
        return known.outcome
    if heard.outcome is None and heard.complaint is not None:
        return Outcome.REACHED  # somebody who complains in a call or a meeting was spoken with
    return heard.outcome


def still_assumed(heard: Understanding, known: Known) -> tuple[str, ...]:
    """What was assumed of the line and has not been said better since."""
    told = known.kind or heard.contact_kind or sort_of(heard, known) != "contact"
    kind = () if told else ("kind_call",)
    if known.promised_day is not None:
        return kind
    settled = {"past_day"} if known.happened_day else set[str]()
    return (*(each for each in heard.assumed if each not in settled), *kind)


def moment_of(heard: Understanding, known: Known, at: Sitting) -> tuple[datetime, bool]:
    """When it happened, never after now, and whether only the day is known."""
    day, clock = known.happened_day, known.happened_at
    if day is None and heard.happened is not None:
        day, clock = day_and_clock(heard.happened)
    said = known.said_at or at.now
    if day is None or (day == local_day(said, at.actor.zone) and clock is None):
        return said, False
    if day >= at.today and clock is None:
        return at.now, False
    local = datetime.combine(day, (clock or MIDDAY).replace(tzinfo=None), ZoneInfo(at.actor.zone))
    return min(local.astimezone(at.now.tzinfo), at.now), clock is None


def may_have_happened(day: date, today: date) -> bool:
    """Whether a contact may still be written down for that day."""
    return today - FURTHEST_BACK <= day <= today


def promise_of(heard: Understanding, known: Known) -> Promise | None:
    """What is to be done and when, None where no day is known."""
    said = heard.follow_up
    deadline = False
    if known.promised_day is not None:
        day, clock = known.promised_day, known.promised_at
    elif said is not None and not known.unpromised:
        deadline = said.precision == "within"
        # For a deadline `start` is the day it was said on; what is promised is its end.
        day, clock = day_and_clock((said.end if deadline else None) or said.start)
    else:
        return None
    return Promise(
        day=day,
        at=clock,
        how=(known.kind if is_plan(heard, known) else None) or (said.how if said else Kind.CALL),
        deadline=deadline,
        text=_told_of(said, known) or heard.note,
    )


def _told_of(said: FollowUpSaid | None, known: Known) -> str:
    """The promise in its own words; without its day where that has been changed since."""
    if said is None:
        return ""
    return said.text if known.promised_day is None else said.what


def grievance_of(heard: Understanding, known: Known) -> Grievance | None:
    """What the customer was not content with, formal or not as it was said or answered."""
    said = heard.complaint
    if said is None:
        return None
    formal = said.formal if known.formal is None else known.formal
    return Grievance(
        said=heard.note or said.said, formal=formal, category=said.category, severity=Severity(said.severity)
    )


def keep_draft(at: Sitting, heard: Understanding, known: Known) -> Known:
    """Keep the words until they are confirmed; the evening brings them back."""
    draft = Draft(
        id=known.draft or at.new_id(),
        text=heard.text,
        at=known.said_at or at.now,
        by=at.actor.id,
        customer=customer_of(heard, known),
        candidates=tuple(each.id for each in heard.candidates),
    )
    at.put(draft)
    return msgspec.structs.replace(known, draft=draft.id, said_at=draft.at)


def drop_draft(at: Sitting, known: Known) -> None:
    """The words have become an entry, or were thrown away."""
    draft = at.book.get(Draft, known.draft) if known.draft else None
    if draft is not None:
        at.drop(draft)
