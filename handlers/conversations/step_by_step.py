"""/log: a contact written down step by step, for who would rather tap: who, how, result, note, next time."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from desk.dictation import Known
from desk.handle import handle, handled
from desk.understanding import mask_numbers
from handlers.answer import Button, Card, Rows
from handlers.buttons import button, in_rows, rows
from handlers.conversation import A_LINE, KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.times import NEXT, chosen
from handlers.typed_answers import answered, button_said, promised, says_more
from handlers.whom import named_in, recent
from handlers.writing import written
from store.records import Kind, Outcome, Refused

_KINDS = (Kind.CALL, Kind.VISIT, Kind.BRANCH_VISIT, Kind.MESSAGE, Kind.EVENT, Kind.GIFT)
# Whoever was met, was met; only calls and visits may have found nobody.
_MAY_MISS = frozenset({Kind.CALL, Kind.VISIT})
_NAME = 4
_LONGEST = 1000
_ASKS = {
    "who": "noted.who",
    "kind": "noted.kind",
    "outcome": "noted.outcome",
    "note": "noted.note",
    "next": "noted.next",
}


class StepByStep(Conversation):
    """One question at a time, answered by a tap or in words; written at the end, with undo."""

    code = "nt"
    commands = ("log",)
    plain = ("记一笔", "記一筆", "记一下", "log")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        subject = turn.subject if turn.subject in turn.desk.book.customers else ""
        step = "kind" if subject else "who"
        return Reply(screens=(Screen(conversation="nt", step=step, subject=subject).waiting(),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "drop":
            return Reply(screens=(Screen(conversation="nt", step="dropped"),))
        if verb == "who" and screen.step == "who":
            return _to_kind(handled(turn.desk.book, value).id)
        if verb == "kind" and value in set(_KINDS):
            reached = Kind(value) not in _MAY_MISS
            draft = {"kind": value, **({"outcome": Outcome.REACHED.value} if reached else {})}
            return Reply(screens=(screen.at("note" if reached else "outcome", **draft).waiting(),))
        if verb == "outcome" and value in set(Outcome) and screen.step == "outcome":
            return Reply(screens=(screen.at("note", outcome=value).waiting(),))
        if verb == "none" and screen.step == "note":
            return Reply(screens=(_after_note(screen, ""),))
        if screen.step == "next" and verb in (*NEXT, "none"):
            until = None
            if verb != "none":
                until = chosen(verb, turn.desk)
            return Reply(screens=(_write(turn, screen, until),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        tapped = button_said(self.show(turn, screen), said)
        if tapped:
            return self.press(turn, screen, tapped)
        if screen.step in ("kind", "outcome"):
            return self._said(turn, screen, said)
        if screen.step == "who":
            heard = turn.understood(said)
            # A few words that name nobody were meant as a name: 「没有这人」.
            if says_more(heard) and (heard.mentions or len(said.strip()) > _NAME):
                return A_LINE
            named = named_in(turn, said)
            if named is None:
                raise Refused("noted.not_found", query=said.strip()[:20])
            return _to_kind(named.id)
        if screen.step == "note":
            return Reply(screens=(_after_note(screen, mask_numbers(said.strip())[:_LONGEST]),))
        known = answered(turn, "when", said, Known())
        if known is None or known.promised_day is None:
            raise Refused("noted.no_day")
        return Reply(screens=(_write(turn, screen, known),))

    def _said(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """How or with what result, in words of one's own: 「打了电话」, 「没人接」."""
        heard = turn.understood(said)
        if screen.step == "kind" and heard.contact_kind in _KINDS:
            return self.press(turn, screen, f"kind:{heard.contact_kind}")
        if screen.step == "outcome" and heard.outcome is not None:
            return self.press(turn, screen, f"outcome:{heard.outcome}")
        raise Refused("noted.tap_one")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "dropped":
            return Card(text=words("noted.dropped"))
        asked = words(_ASKS[screen.step])
        if screen.subject:
            asked = f"{words.name(turn.desk.customer(screen.subject))}\n{asked}"
        return Card(text=asked, rows=_rows(turn, screen), private=True)


def _rows(turn: Turn, screen: Screen) -> Rows:
    words = turn.words
    drop = button(words, "drop", "drop")
    if screen.step == "who":
        people = recent(turn)
        names = (
            Button(text=words.told_apart(each), action=f"who:{handle(turn.desk.book, each.id)}")
            for each in people
        )
        return (*((each,) for each in names), (drop,))
    choices: Mapping[str, Sequence[Button]] = {
        "kind": [Button(text=words(f"kind.{each}"), action=f"kind:{each}") for each in _KINDS],
        "outcome": [button(words, f"outcome_{each}", f"outcome:{each}") for each in Outcome],
        "note": [button(words, "no_note", "none")],
        "next": [*(button(words, f"later_{each}", each) for each in NEXT), button(words, "no_next", "none")],
    }
    return (*in_rows(choices[screen.step], 3 if screen.step == "kind" else 2), *rows([drop]))


def _to_kind(customer: str) -> Reply:
    return Reply(screens=(Screen(conversation="nt", step="kind", subject=customer).waiting(),))


def _after_note(screen: Screen, note: str) -> Screen:
    return screen.at("next", note=note).waiting()


def _write(turn: Turn, screen: Screen, when: Known | datetime | None) -> Screen:
    """The entry as a line would have made it; what was tapped goes before what the note sounds like."""
    known = when if isinstance(when, Known) else Known()
    if isinstance(when, datetime):
        known = promised(known, when)
    known = msgspec.structs.replace(
        known,
        customer=screen.subject,
        kind=Kind(screen.draft["kind"]),
        outcome=Outcome(screen.draft["outcome"]),
    )
    heard = turn.understood(screen.draft["note"])
    return written(turn, heard, known)
