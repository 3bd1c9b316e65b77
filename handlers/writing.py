"""Write a line down, and change the last entry by saying so: 「改成周四」「不是张伟，是张炜」."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from desk.dictation import (
    Known,
    customer_of,
    drop_draft,
    grievance_of,
    is_plan,
    keep_draft,
    line_of,
    may_have_happened,
    moment_of,
    promise_of,
    sort_of,
)
from desk.log import log
from desk.promises import Promise, plan
from desk.told import Money, Told, jot, settle, voice
from desk.understanding import Correction, Understanding, amended
from desk.undo import recalled, remembered, undo, undone
from handlers.conversation import Screen, Turn
from handlers.drawing import screen_of
from handlers.typed_answers import promised
from scheduling.wall import day_and_clock
from scheduling.when import parse
from store.records import Customer, Dialogue, Draft, Kind, Outcome, Refused, replace

CHANGEABLE = timedelta(hours=24)
# A result alone, so soon after an entry and so short, is about that entry.
JUST_NOW = timedelta(minutes=15)
BARE = 8
# Where a tap writes something down and offers to take it back.
_TAPPED = frozenset({"cu", "td"})


def correct(turn: Turn, said: Correction) -> Screen:
    """The last entry as it should have been; refused where there is none to change."""
    last = _last(turn, tapped=said.kind == "undo")
    if last is None:
        raise Refused("correct.nothing")
    if last.conversation != "lg":
        return _taken_back(turn, last)
    better = corrected(turn, screen_of(last), said)
    # Its own message still hangs in the chat: its buttons now only say that it was changed.
    turn.desk.own.put(replace(last, step="changed", version=last.version + 1))
    return better


def changed(turn: Turn, screen: Screen, said: Correction) -> Screen:
    """The entry of one card as it should have been; the card itself only says that it was changed."""
    better = corrected(turn, screen, said)
    for each in turn.desk.own.dialogues.values():
        if each.conversation == "lg" and each.draft.get("undo") == screen.draft["undo"]:
            turn.desk.own.put(replace(each, step="changed", version=each.version + 1))
    return better


def _taken_back(turn: Turn, last: Dialogue) -> Screen:
    """What was tapped on a card is taken back by a word as by its button."""
    changes = recalled(last.draft["undo"])
    undo(turn.desk, changes)
    draft = {name: value for name, value in last.draft.items() if name not in ("undo", "just")}
    turn.desk.own.put(replace(last, draft=draft, version=last.version + 1))
    about = last.draft.get("about") or last.subject
    return Screen(conversation="lg", step="undone", subject=about, draft={"gone": undone(changes)})


def corrected(turn: Turn, screen: Screen, said: Correction) -> Screen:
    """Take the entry of a card back and write it anew, with one thing known better."""
    changes = recalled(screen.draft["undo"])
    undo(turn.desk, changes)
    if said.kind == "undo":
        return screen.at("undone", gone=undone(changes))
    known = msgspec.convert(screen.draft["known"], Known)
    if not known.customer:
        known = msgspec.structs.replace(known, customer=screen.subject)
    turn.desk.changes.clear()
    heard = reread(turn, screen.draft["text"], said, known)
    if said.kind == "who" and (said.guessed or said.value not in turn.desk.book.customers):
        return who_then(turn, heard, known, said)
    return written(turn, heard, better(turn, heard, known, said))


def as_said(turn: Turn, screen: Screen) -> Understanding:
    """The line of an entry's card as it was understood when it was said."""
    known = msgspec.convert(screen.draft["known"], Known)
    return turn.understood(screen.draft["text"], known.said_at)


def reread(turn: Turn, text: str, said: Correction, known: Known) -> Understanding:
    """A line as it was said before, with another amount or name where that is what was wrong with it."""
    if said.kind == "amount":
        text = amended(text, turn.people, turn.desk.local, said.value, said.instead_of)
    wrong, right = said.instead_of, turn.desk.book.get(Customer, said.value) if said.kind == "who" else None
    if right is not None and not said.guessed and len(wrong) > 1 and not right.name.startswith(wrong):
        # One customer's record, and what is copied from it, does not tell of the other one.
        text = text.replace(wrong, right.name)
    return turn.understood(text, known.said_at)


def who_then(turn: Turn, heard: Understanding, known: Known, said: Correction) -> Screen:
    """Whoever was taken is wrong, the right one not certain: the words wait as a draft and it is asked."""
    known = msgspec.structs.replace(known, customer="", name=said.said)
    offers = [each for each in (said.value, *(one.id for one in said.candidates)) if each != said.said]
    return asked_back(turn, heard, known, "who", offers=offers)


def asked_back(turn: Turn, heard: Understanding, known: Known, what: str, **more: Any) -> Screen:
    """The words wait as a draft while it is asked what is missing of them."""
    known = keep_draft(turn.desk, heard, known)
    draft = {"text": heard.text, "known": msgspec.to_builtins(known), **more}
    return Screen(conversation="ln", step=what, subject=known.customer, draft=draft).waiting()


def written(turn: Turn, heard: Understanding, known: Known) -> Screen:
    """The line is kept; the card says what was written and offers to take it back."""
    drop_draft(turn.desk, known)
    known = msgspec.structs.replace(known, said_at=known.said_at or turn.desk.now)
    # Taking the entry back brings no draft back: the words were thrown away with it.
    turn.desk.changes[:] = [each for each in turn.desk.changes if each.table != Draft.table]
    draft = {"text": heard.text, "known": msgspec.to_builtins(known)}
    if sort_of(heard, known) == "plan":
        planned = plan(turn.desk, known.customer or heard.customers[0], _promise(heard, known))
        draft |= {"promise": planned.follow_up.id, "undo": remembered(planned.changes)}
        return Screen(conversation="lg", subject=planned.customer.id, draft=draft)
    if sort_of(heard, known) != "contact":
        told = _told(turn, heard, known)
        draft |= {"told": sort_of(heard, known), "undo": remembered(told.changes)}
        draft |= {"promise_beside": told.follow_up.id} if told.follow_up else {}
        draft |= {"complaint": told.complaint.id} if told.complaint else {}
        return Screen(conversation="lg", subject=told.customer.id, draft=draft)
    kept = log(turn.desk, line_of(heard, known, turn.desk))
    draft |= {
        "contact": kept.contact.id,
        "undo": remembered(kept.changes),
        "retry": kept.retry.id if kept.retry else "",
    }
    return Screen(conversation="lg", subject=kept.customer.id, draft=draft)


def _told(turn: Turn, heard: Understanding, known: Known) -> Told:
    """What was told without a contact: no call is made up for it."""
    desk, customer, ahead = turn.desk, customer_of(heard, known), promise_of(heard, known)
    grievance = grievance_of(heard, known)
    if grievance is not None:
        return voice(desk, customer, grievance, moment_of(heard, known, desk)[0], ahead)
    if heard.maturity_outcome is not None and known.holding:
        said = Money(outcome=heard.maturity_outcome, to=heard.moved_to, amounts=heard.amounts)
        return settle(desk, customer, known.holding, said, ahead)
    return jot(desk, customer, heard.note, ahead)


def _promise(heard: Understanding, known: Known) -> Promise:
    promised = promise_of(heard, known)
    if promised is None:
        raise Refused("correct.unclear")
    return promised


def better(turn: Turn, heard: Understanding, known: Known, said: Correction) -> Known:
    """What is known of a line once one thing of it has been put right; Refused where that is not clear."""
    put = msgspec.structs.replace
    if said.kind == "amount":
        return known
    if said.kind == "when" and said.start is not None:
        return _moved(turn, heard, known, said)
    if said.kind == "happened" and said.start is not None and not is_plan(heard, known):
        return on_day(turn, known, said.start)
    if said.kind == "who":
        return put(known, customer=said.value)
    if said.kind == "outcome" and said.value in set(Outcome):
        return put(known, outcome=Outcome(said.value))
    if said.kind == "kind" and said.value in set(Kind):
        return put(known, kind=Kind(said.value))
    raise Refused("correct.unclear")


def on_day(turn: Turn, known: Known, start: date | datetime) -> Known:
    """The same, happened on another day; refused where that lies too far back or ahead."""
    day, at = day_and_clock(start)
    if not may_have_happened(day, turn.desk.today):
        raise Refused("correct.too_old")
    return msgspec.structs.replace(known, happened_day=day, happened_at=at)


def _moved(turn: Turn, heard: Understanding, known: Known, said: Correction) -> Known:
    """Another day keeps the clock time that was agreed, another clock time keeps the day."""
    before, start = promise_of(heard, known), said.start
    if before is None or start is None:
        return known if start is None else promised(known, start)
    start = _in_its_week(turn, said.value, start, before.day)
    if not isinstance(start, datetime) and before.at is not None:
        start = datetime.combine(start, before.at)
    elif isinstance(start, datetime) and said.clock_only:
        start = datetime.combine(before.day, start.time())
    return promised(known, start)


def _in_its_week(turn: Turn, value: str, start: date | datetime, before: date) -> date | datetime:
    """「改成周四」 of something agreed for the week after next is the Thursday of that week."""
    found = parse(value, turn.desk.local, turn.words.language)
    if found is None or "coming_weekday" not in found.assumed:
        return start
    day = start.date() if isinstance(start, datetime) else start
    there = before + timedelta(days=day.weekday() - before.weekday())
    return start + (there - day) if there > day else start


def bare_outcome(turn: Turn, heard: Understanding) -> str | None:
    """「没接」 said right after an entry that says otherwise: what that entry should say.

    Only where nothing else was said, nobody named, and the card of the entry is the newest of the chat.
    """
    newest = _newest_entry(turn)
    if newest is None:
        return None
    contact = turn.desk.book.contacts.get(newest.draft.get("contact", ""))
    outcome = heard.outcome
    alone = not heard.mentions and heard.follow_up is None and len(heard.note) <= BARE
    if contact is None or outcome is None or not alone or contact.outcome is outcome:
        return None
    return outcome.value


def bare_when(turn: Turn, heard: Understanding) -> Correction | None:
    """「下午3点」 said right after an entry that promises something: when that is to be."""
    newest = _newest_entry(turn)
    told = heard.outcome or heard.contact_kind or heard.complaint or heard.mentions or heard.question
    if newest is None or told or heard.follow_up is None or heard.follow_up.what:
        return None
    contact = turn.desk.book.contacts.get(newest.draft.get("contact", ""))
    promise = newest.draft.get("promise") or newest.draft.get("promise_beside")
    standing = turn.desk.book.follow_ups.get(promise or (contact.follow_up if contact else ""))
    if standing is None or not standing.open:
        return None
    change = turn.understood(f"改成{heard.text.strip()}").correction
    return change if change is not None and change.kind == "when" else None


def _newest_entry(turn: Turn) -> Dialogue | None:
    """The card of an entry that stands newest in the chat, made just now."""
    newest = max(turn.desk.own.dialogues.values(), key=lambda each: each.made, default=None)
    fresh = newest is not None and turn.desk.now - newest.made < JUST_NOW
    if newest is None or not fresh or newest.conversation != "lg" or newest.step:
        return None
    return newest


def _last(turn: Turn, *, tapped: bool) -> Dialogue | None:
    """The newest entry that stands; where it is to be taken back, what was tapped on a card counts too."""
    own, there = turn.desk.own, turn.desk.book.id
    fresh = (
        each
        for each in own.dialogues.values()
        if turn.desk.now - each.made < CHANGEABLE
        if (each.conversation == "lg" and each.step in ("", "change"))
        or (tapped and each.conversation in _TAPPED and each.draft.get("undo"))
    )
    return max(
        (each for each in fresh if (each.book or own.id) == there), key=lambda each: each.made, default=None
    )
