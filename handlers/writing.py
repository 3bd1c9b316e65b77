"""Write a line down, and change the last entry by saying so: 「改成周四」「不是张伟，是张炜」."""

from datetime import timedelta

import msgspec

from desk.dictation import Known, drop_draft, line_of
from desk.log import log
from desk.understanding import Correction, Understanding, understand
from desk.undo import recalled, remembered, undo
from handlers.answering import promised
from handlers.conversation import Screen, Turn
from handlers.drawing import screen_of
from store.records import Dialogue, Draft, Kind, Outcome, Refused, replace

CHANGEABLE = timedelta(hours=24)


def correct(turn: Turn, said: Correction) -> Screen:
    """The last entry as it should have been; refused where there is none to change."""
    last = _last(turn)
    if last is None:
        raise Refused("correct.nothing")
    better = corrected(turn, screen_of(last), said)
    # Its own message still hangs in the chat: its buttons now only say that it was changed.
    turn.desk.book.put(replace(last, step="changed", version=last.version + 1))
    return better


def corrected(turn: Turn, screen: Screen, said: Correction) -> Screen:
    """Take the entry of a card back and write it anew, with one thing known better."""
    undo(turn.desk, recalled(screen.draft["undo"]))
    if said.kind == "undo":
        return screen.at("undone")
    known = _better(turn, msgspec.convert(screen.draft["known"], Known), said)
    if not known.customer:
        known = msgspec.structs.replace(known, customer=screen.subject)
    heard = understand(screen.draft["text"], turn.people, turn.desk.local, turn.words.language)
    turn.desk.changes.clear()
    return written(turn, heard, known)


def written(turn: Turn, heard: Understanding, known: Known) -> Screen:
    """The line is kept; the card says what was written and offers to take it back."""
    drop_draft(turn.desk, known)
    # Taking the entry back brings no draft back: the words were thrown away with it.
    turn.desk.changes[:] = [each for each in turn.desk.changes if each.table != Draft.table]
    kept = log(turn.desk, line_of(heard, known, turn.desk))
    draft = {
        "text": heard.text,
        "known": msgspec.to_builtins(known),
        "contact": kept.contact.id,
        "undo": remembered(kept.changes),
        "retry": kept.retry.id if kept.retry else "",
    }
    return Screen(conversation="lg", subject=kept.customer.id, draft=draft)


def _better(turn: Turn, known: Known, said: Correction) -> Known:
    better = msgspec.structs.replace
    if said.kind == "when" and said.start is not None:
        return promised(known, said.start)
    if said.kind == "who" and said.value in turn.desk.book.customers:
        return better(known, customer=said.value)
    if said.kind == "outcome" and said.value in set(Outcome):
        return better(known, outcome=Outcome(said.value))
    if said.kind == "kind" and said.value in set(Kind):
        return better(known, kind=Kind(said.value))
    raise Refused("correct.unclear")


def _last(turn: Turn) -> Dialogue | None:
    fresh = (
        each
        for each in turn.desk.book.dialogues.values()
        if each.conversation == "lg" and each.step == "" and turn.desk.now - each.made < CHANGEABLE
    )
    return max(fresh, key=lambda each: each.made, default=None)
