"""One typed or dictated line becomes what it means: pure, from the words and the manager's own book."""

import re
from datetime import date, datetime

from msgspec.structs import replace

from desk.understanding.amounts import spans, with_amount
from desk.understanding.complaints import at_large, complaint, may_be_formal, says_nothing
from desk.understanding.contacts import Contacted, contacted
from desk.understanding.corrections import correction
from desk.understanding.happened import Happened, happened
from desk.understanding.line import REST, Line, beginning, blank, clause_at, lines, read
from desk.understanding.masking import mask_numbers
from desk.understanding.mentions import mentions
from desk.understanding.others import told_of_another
from desk.understanding.people import People
from desk.understanding.promised import promises_of
from desk.understanding.purposes import purpose
from desk.understanding.questions import asked
from desk.understanding.reading import Reading, owned_in, read_line, whom
from desk.understanding.split import clauses
from desk.understanding.understood import (
    ComplaintSaid,
    Correction,
    LineKind,
    Question,
    Understanding,
)
from desk.understanding.wants import became_of, needs, products, service_request
from scheduling.calendar import Calendar
from scheduling.when import When
from store.records import Kind, Language, Outcome

__all__ = ["amended", "understand", "understand_all"]

_NAMES: dict[Kind, LineKind] = {
    Kind.CALL: "call",
    Kind.MESSAGE: "message",
    Kind.BRANCH_VISIT: "visit",
    Kind.VISIT: "visit",
    Kind.EVENT: "event",
    Kind.GIFT: "gift",
    Kind.CARD: "message",
}
_INCOMING = re.compile(
    r"called\sto\scomplain|called\sin|来电|打来|打电话来|电话来|打进来|打到|客户投诉|^投诉|投诉[:：\s]|^complaint|来投诉|接到|收到"
)
# 「陪他去见张伟 时间是周四下午四点」: what stands before is what is to be done then.
_ITS_TIME = re.compile(
    r"(?<![敲约定改对商挪])(?:时间|日子|日期)(?:就|暂|也)?(?:是|为|定在|定|约在|约|放在|排在|[:：])?(?:某+|他|她)?\s?$"
    r"|[\s,，](?:暂|就)?(?:定在|约在|安排在|定到|暂定)\s?$"
)
_HAS_BEEN = re.compile(r"[见访聊谈]的|刚|了|过|电话|打来|微信|短信|昨|前天")
_MEANT_CONTACT = re.compile(
    r"(?:刚|拜访|上门|走访|面谈|见了|陪|回访|给某+打|打给某+|打电话给|联系了|聊了|visited|met|saw|called|rang)"
)
_PROMISED = re.compile(
    r"(?:答应|承诺|说好|保证(?!金)|promised)(?:了|过)?(?:给|帮|替|为)?(?:某+|他|她|客户|him|her)?[^,，。;；]{2,20}|(?:回头|晚点|过后|改天|过几天|到时候?|过会儿?|稍后|晚些|一会儿?|过两天|later)[^,，。;；]{0,2}(?:再|给|回|联系|打|约|说|聊|看|发|call)[^,，。;；]{0,12}"
)
_BARE = re.compile(
    r"^(?:某|\s|的|给我|翻出来|调出来|瞧瞧|资料|情况|档案|信息|客户|看看?|看一下|查一?下?|打开|show|card|profile|[。.?？!！])*$"
)


# A message becomes no more entries than this; the lines behind them stay with the last one, unread.
MOST_ENTRIES = 40


def understand_all(
    text: str, people: People, now: datetime, language: Language = "zh-Hans", calendar: Calendar | None = None
) -> tuple[Understanding, ...]:
    """One understanding a line of the message, and one a customer where a line tells of several in turn.

    Of a pasted page the beginning is understood; the rest of it is kept in the note of the last one.
    """
    told, rest = beginning(text)
    whole = _gathered(lines(told), people, now, calendar)
    parts = [part for one in whole for part in clauses(one, people, now.date())]
    unread = [*parts[MOST_ENTRIES:], *([rest] if rest else [])]
    parts = parts[:MOST_ENTRIES]
    if unread:
        parts[-1] = REST.join([parts[-1], "\n".join(unread)])
    return tuple(understand(part, people, now, language, calendar) for part in parts)


def _gathered(said: tuple[str, ...], people: People, now: datetime, calendar: Calendar | None) -> list[str]:
    """A line that names nobody goes on about whom the line before named, unless it asks or corrects."""
    if len(said) == 1:
        return list(said)
    gathered: list[str] = []
    named = False
    for one in said:
        plain = read(one).plain
        names = bool(mentions(one, people, now.date()))
        if named and not (names or asked(plain) or correction(plain, people, now, calendar)):
            gathered[-1] = f"{gathered[-1]}，{one}"
        else:
            gathered.append(one)
            named = names
    return gathered


def understand(
    text: str, people: People, now: datetime, language: Language = "zh-Hans", calendar: Calendar | None = None
) -> Understanding:
    """What one line means; `now` is aware and in the manager's zone, `people` the index of their book.

    Nothing is asked of the clock, the store or the network. What the line does not tell stays empty, and
    what must be known before it is kept stands in `asks`.
    """
    del language  # the words tell their language themselves: managers mix them
    told, rest = beginning(text)
    if rest:
        start = understand(told, people, now, calendar=calendar)
        kept = f"{read(told).note}{REST}{mask_numbers(rest)}"
        return replace(start, text=kept, note=kept, assumed=(*start.assumed, "beginning"))
    line = read(text)
    changed = correction(line.plain, people, now, calendar)
    if changed is not None:
        return _corrected(line, changed, people)
    reading = read_line(line, people, now, calendar)
    question = _question(reading)
    if question is not None:
        taken, candidates, _ = whom(reading.said)
        return Understanding(
            text=line.note,
            kind="question",
            customers=taken,
            candidates=candidates,
            mentions=reading.said,
            question=question,
        )
    return _logged(reading, now)


def amended(text: str, people: People, now: datetime, value: str, instead_of: str = "") -> str:
    """The line with another amount, as if it had been said so; other numbers of it stay."""
    line = read(text)
    named = blank(line.plain, [(one.start, one.end) for one in mentions(line.note, people, now.date())], "某")
    return with_amount(line.note, named, value, instead_of)


def _corrected(line: Line, changed: Correction, people: People) -> Understanding:
    meant = (changed.value,) if changed.kind == "who" and changed.value in people.numbers else ()
    return Understanding(
        text=line.note,
        note=line.note,
        kind="command",
        customers=meant,
        candidates=changed.candidates,
        correction=changed,
        certain=True,
    )


def _question(reading: Reading) -> Question | None:
    taken, _, _ = whom(reading.said)
    customer = taken[0] if taken else None
    if len(reading.said) == 1 and _BARE.match(reading.named):
        return Question(kind="card", customer=customer)
    found = asked(reading.named)
    if found is None:
        return None
    when = next((one.when for one in reading.timed), None)
    return Question(kind=found.kind, customer=customer, days=found.days, span=_days(when) if when else None)


def _days(when: When) -> tuple[date, date]:
    first, last = when.start, when.end or when.start
    return _day(first), _day(last)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _logged(reading: Reading, now: datetime) -> Understanding:
    line = reading.line
    taken, candidates, unknown = whom(reading.said)
    planned = [
        (one.end, clause_at(line.plain, one.start, one.end)[1])
        for one in reading.timed
        if one.role == "promise"
    ]
    planned += [
        (0, one.start)
        for one in reading.timed
        if one.role == "promise"
        and _ITS_TIME.search(line.plain, 0, one.start)
        and not _HAS_BEEN.search(line.plain, 0, one.start)
    ]
    heard_of = contacted(reading.told, planned, line.plain)
    owned = owned_in(reading)
    grievance = complaint(reading.named, line.note, owned)
    if at_large(reading.named, owned):
        return Understanding(text=line.note, note=line.note, kind="unknown", asks=("who",))
    past = _past(reading, heard_of, grievance, now)
    promises = promises_of(reading)
    became, moved_to = became_of(reading.named)
    promise = _PROMISED.search(reading.named)
    unknown_note = line.note[_place(reading, unknown)] if unknown else ""
    found = Understanding(
        text=line.note,
        note=line.note,
        kind=_kind(reading, heard_of, grievance),
        contact_kind=heard_of.kind,
        outcome=heard_of.outcome,
        happened=past.at if past else None,
        happened_among=past.among if past else None,
        purpose=purpose(reading.named),
        customers=taken,
        candidates=candidates,
        name_said=unknown_note,
        mentions=reading.said,
        amounts=tuple(
            amount for start, end, amount in spans(reading.named) if not told_of_another(owned, start, end)
        ),
        needs=needs(reading.named, line.note),
        products=products(reading.named),
        complaint=grievance,
        follow_up=promises[0] if promises else None,
        more_follow_ups=promises[1:],
        promise=line.note[promise.start() : promise.end()] if promise else _unread(reading, whole=True),
        unread=_unread(reading),
        maturity_outcome=became,
        moved_to=moved_to,
        company=tuple(one.text for one in reading.said if one.role == "company"),
        service_request=service_request(reading.named, line.note),
    )
    return _weighed(found, reading, past, now)


def _unread(reading: Reading, *, whole: bool = False) -> str:
    """The words of a time that can't be right, with those of what is to be done then where `whole`."""
    if reading.unread is None:
        return ""
    start, end = reading.unread
    last = clause_at(reading.line.plain, start, end)[1] if whole else end
    return reading.line.note[start:last].strip()


def _past(
    reading: Reading, heard_of: Contacted, grievance: ComplaintSaid | None, now: datetime
) -> Happened | None:
    """When it happened; what is only planned has not happened."""
    if heard_of.kind is None and heard_of.outcome is None and grievance is None:
        return None
    return happened(reading.named, reading.timed, heard_of.place, now)


def _place(reading: Reading, unknown: str) -> slice:
    mention = next(one for one in reading.said if one.text == unknown)
    return slice(mention.start, mention.start + len(mention.text))


def _kind(reading: Reading, heard_of: Contacted, grievance: ComplaintSaid | None) -> LineKind:
    if grievance is not None and grievance.formal:
        led = _MEANT_CONTACT.search(reading.told) and not _INCOMING.search(reading.told)
        if heard_of.kind is None or not led:
            return "complaint"
    if heard_of.kind is not None:
        return _NAMES[heard_of.kind]
    return "complaint" if grievance is not None else "unknown"


def _weighed(found: Understanding, reading: Reading, past: Happened | None, now: datetime) -> Understanding:
    """Adds what was assumed, what must be asked, and whether nothing was guessed."""
    promised = max(
        (one for one in reading.timed if one.role == "promise"), key=lambda one: one.weight, default=None
    )
    assumed = tuple(promised.when.assumed) if promised else ()
    assumed += past.assumed if past else ()
    meant = [one for one in reading.said if one.role == "customer" and one.found.taken]
    assumed += tuple(f"who_{one.found.how}" for one in meant if one.found.guessed)
    asks: list[str] = []
    if not found.customers or found.candidates:
        asks.append("who")
    if found.complaint and found.complaint.formal and says_nothing(reading.told):
        asks.append("complaint_said")
    if found.complaint and not found.complaint.formal and may_be_formal(reading.named):
        asks.append("complaint_formal")
    if past and (past.among or past.too_old(now.date())):
        asks.append("happened")
    if found.outcome is None and found.kind not in {"unknown", "complaint"}:
        asks.append("outcome")
    if found.unread or (found.promise and found.follow_up is None and found.outcome is not Outcome.NO_ANSWER):
        asks.append("when")
    certain = not asks and not any(one.startswith("who_") for one in assumed) and found.kind != "unknown"
    return replace(found, assumed=assumed, asks=tuple(asks), certain=certain)
