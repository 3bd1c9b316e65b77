"""The card of one customer: one tap logs what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desk.bringing import next_visit
from desk.log import Line, log
from desk.maturities import maturing
from desk.promises import follow_up, move
from desk.reveal import reveal
from desk.satisfaction import to_ask
from desk.undo import recalled, remembered, undo
from handlers.answer import Button, Card
from handlers.bringing import is_near
from handlers.buttons import MOST, button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Outside, Reply, Screen, Turn
from handlers.facts import card_lines, contact_lines, contacts_of, holding_lines, just_lines, occurrences_of
from handlers.heard import Heard
from handlers.open_things import is_open, skippable
from handlers.scripts import scripts_of, sms_button
from handlers.times import chosen
from handlers.walk import after, before, onward
from scheduling.kinds.follow_up import due_of
from scheduling.occurrence import Occurrence
from scheduling.profile import profile_of
from store.records import Customer, Kind, Outcome, Person, Refused, Rendering, Role

_HAPPENED: Mapping[str, tuple[Kind, Outcome]] = {
    "reached": (Kind.CALL, Outcome.REACHED),
    "no_answer": (Kind.CALL, Outcome.NO_ANSWER),
    "refused": (Kind.CALL, Outcome.REFUSED),
    "wrong": (Kind.CALL, Outcome.WRONG_NUMBER),
    "visited": (Kind.BRANCH_VISIT, Outcome.REACHED),
    "messaged": (Kind.MESSAGE, Outcome.REACHED),
    "answered": (Kind.MESSAGE, Outcome.REACHED),
}
# A message to somebody who is spoken with: the cadence goes on until they answer.
WAITS = "just.messaged_waits"
_LOOKS = frozenset({"card", "holdings", "contacts"})
# A large gift is the head's to grant, and so to be taken back; the others are the head's handles.
_OVERSEEN = ("remark", "join", "give")
_OF_A_HEAD = frozenset({"entitlements", "undo", *_OVERSEEN})
_ELSEWHERE = {
    "later": "la",
    "skip": "sk",
    "money": "mn",
    "complaint": "cp",
    "profile": "pf",
    "entitlements": "en",
}
# Messages of their own: what is copied can't be protected from copying, and a line is typed below.
_BELOW = {"words": ("wd", ""), "statement": ("pp", "statement"), "say": ("ln", "about")}
# Taken further in the profile, as if it had been tapped there.
_PROFILE = {"ask_next": "ask", "bring": "bring", "ask_settled": "rate"}


class CustomerCard(Conversation):
    """Who it is, why today, what was last said; then the outcomes, the likeliest first."""

    code = "cu"
    roles = KEEPERS

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """The team, where a head asks to whom a customer may be given."""
        del screen
        gives = heard.kind == "press" and heard.text.endswith(".give")
        return {"team": await outside.office.team(actor)} if gives else {}

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if turn.desk.only_looks:
            if action == "team" and screen.book.startswith("book:"):
                return Reply(screens=(Screen(conversation="tm", step="book", book=screen.book),))
            if action not in _may(turn):
                raise Refused("not_for_you")
            if action in _OVERSEEN:
                return Reply(screens=(screen.to("ov"),), go_on=action)
        return self._own(turn, screen, action)

    def _own(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action in _HAPPENED:
            return self._happened(turn, screen, action)
        if action in _ELSEWHERE:
            return Reply(screens=(screen.to(_ELSEWHERE[action]).waiting(action == "later"),))
        if action == "add":
            return Reply(screens=(screen.to("ad"),), go_on="add")
        if action == "number":
            if turn.words.rendering is Rendering.REFERENCE:
                raise Refused("number.reference")
            until = reveal(turn.desk, screen.subject)
            shown = screen.to("nu", until=until.isoformat())
            return Reply(screens=(replace(shown, hide_at=until),))
        if action in ("card", "more", "holdings", "contacts", "once_more"):
            return Reply(screens=(screen.at(action),))
        if action == "try_tomorrow" and screen.draft.get("facts", {}).get("retry"):
            return Reply(screens=(_tomorrow(turn, screen),))
        if action == "next":
            return Reply(screens=(onward(screen),))
        if action in _BELOW:
            conversation, step = _BELOW[action]
            below = Screen(conversation=conversation, step=step, subject=screen.subject)
            return Reply(screens=(screen, below.waiting(action == "say")))
        if action in _PROFILE:
            return Reply(screens=(screen.to("pf"),), go_on=_PROFILE[action])
        if action == "undo" and "undo" in screen.draft:
            undo(turn.desk, recalled(screen.draft["undo"]))
            return Reply(screens=(before(screen),), toast=turn.words("undo.done"))
        raise Refused("outdated")

    def hurried(self, screen: Screen, action: str) -> bool:
        """In a row of customers the next one stands where the last one stood a moment ago."""
        return bool(screen.draft.get("queue") and screen.draft.get("just")) and action in _HAPPENED

    def _happened(self, turn: Turn, screen: Screen, action: str) -> Reply:
        kind, outcome = _HAPPENED[action]
        line = Line(
            customer=screen.subject,
            kind=kind,
            outcome=outcome,
            at=turn.desk.now,
            answered=action == "answered",
        )
        reached = turn.desk.customer(screen.subject).reached_at
        written = log(turn.desk, line)
        if action == "messaged" and written.customer.reached_at == reached:
            return Reply(screens=(after(screen, WAITS, written.changes),))
        if action != "no_answer":
            return Reply(screens=(after(screen, f"just.{action}", written.changes),))
        again = due_of(written.retry) if written.retry else None
        if again is None:
            return Reply(screens=(after(screen, "just.no_answer_enough", written.changes),))
        retry = written.retry.id if written.retry else ""
        facts = {"count": written.customer.misses, "moment": again.isoformat(), "retry": retry}
        return Reply(screens=(after(screen, "just.no_answer_again", written.changes, **facts),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        customer = turn.desk.customer(screen.subject)
        if screen.step in ("holdings", "contacts"):
            lines_of = holding_lines if screen.step == "holdings" else contact_lines
            more = screen.step == "contacts" and not turn.desk.only_looks and contacts_of(turn, customer)
            back = [*([button(turn.words, "add", "add")] if more else []), button(turn.words, "back", "card")]
            return Card(text="\n".join(lines_of(turn, customer)), rows=rows(back), private=True)
        today = occurrences_of(turn, customer.id)
        said = card_lines(turn, customer, today)
        if screen.step == "more":
            return Card(text="\n".join(said), rows=_more_rows(turn, screen, today), private=True)
        lines = [*just_lines(turn, screen), *said]
        return Card(text="\n".join(lines), rows=self._rows(turn, screen, customer, today), private=True)

    def _rows(
        self, turn: Turn, screen: Screen, customer: Customer, today: Sequence[Occurrence]
    ) -> tuple[tuple[Button, ...], ...]:
        words = turn.words
        if turn.desk.only_looks:
            return _foreign_rows(turn, screen)
        fresh = _just_logged(screen) and screen.step != "once_more"
        later = "later" if is_open(turn, screen, today) else "next_time"
        speech = _words_to_use(turn, customer, today)
        # A line or a reply does the same as 「记一句」, which gives its place to what is wanted more.
        second = ["visited", later, *([] if speech or screen.draft.get("undo") else ["say"]), "more"]
        walk = [name for name, there in (("undo", "undo"), ("next", "queue")) if screen.draft.get(there)]
        first, second = _ordered(customer, second, later, fresh=fresh)
        walk = [name for name in walk if name not in first]
        if maturing(customer, turn.desk.rules, turn.desk.today):
            first.insert(0, "money")
        after_nobody = _after_nobody(turn, screen, today) if fresh else ()
        taken = len(first) + len(after_nobody) + len(speech) + len(walk)
        if customer.phones and not customer.wrong_number and words.rendering is not Rendering.REFERENCE:
            second.insert(0, "number")
        if any(each.kind == "statement" for each in today):
            second.insert(-1, "statement")
        elif asked := _asked(turn, customer):
            # What the profile lacks can wait for another card; what is near or was just closed can not.
            if asked != "ask_next" and taken + len(second) >= MOST and "say" in second:
                second.remove("say")
            if taken + len(second) < MOST:
                second.insert(-1, asked)
        for spare in ("ask_next", "say", "visited", "ask_settled", "bring") if words.kept_back else ():
            # One more button shows the amounts; a line says what these do.
            if spare in second and taken + len(second) >= MOST:
                second.remove(spare)
        if screen.draft.get("just") == WAITS and screen.draft.get("about") == screen.subject:
            walk.insert(0, "answered")
        return (
            *rows(after_nobody),
            tuple(button(words, name, "later" if name == "next_time" else name) for name in first),
            *in_rows(
                (*speech, *(button(words, name, "later" if name == "next_time" else name) for name in second))
            ),
            *rows(button(words, name, name) for name in walk),
        )


def _more_rows(turn: Turn, screen: Screen, today: Sequence[Occurrence]) -> tuple[tuple[Button, ...], ...]:
    words = turn.words
    names = ["messaged", "wrong", "refused", "complaint", "profile", "holdings", "contacts", "back"]
    if skippable(turn, screen, today):
        # Eight are enough; a number that is wrong is found out at the number.
        names[1] = "skip"
    actions = {"back": "card"}
    return in_rows(button(words, name, actions.get(name, name)) for name in names)


def _ordered(
    customer: Customer, others: list[str], later: str, *, fresh: bool
) -> tuple[list[str], list[str]]:
    """The likeliest, then the others: what was just logged has its way back first, and to log once more is
    a tap further; nobody calls whoever refused it of their own accord.
    """
    if fresh:
        return ["undo", "once_more"], [name for name in others if name != "visited"]
    if customer.refused_contact:
        first = ["visited", later]
        return first, [*(name for name in others if name not in first), "reached"]
    return ["reached", "no_answer"], others


def _just_logged(screen: Screen) -> bool:
    """Whether the card says what was logged about this same customer a tap ago."""
    just = str(screen.draft.get("just", "")).removeprefix("just.")
    logged = just in _HAPPENED or just.startswith(("no_answer", "messaged"))
    return logged and screen.draft.get("about") == screen.subject and bool(screen.draft.get("undo"))


def _after_nobody(turn: Turn, screen: Screen, today: Sequence[Occurrence]) -> tuple[Button, ...]:
    """「改成明天上午」「发条短信」: what is done when nobody answers."""
    if not str(screen.draft.get("just", "")).startswith("just.no_answer"):
        return ()
    again = screen.draft.get("facts", {}).get("retry")
    tomorrow = (button(turn.words, "try_tomorrow", "try_tomorrow"),) if again else ()
    return (*tomorrow, *sms_button(turn, screen.subject, today))


def _tomorrow(turn: Turn, screen: Screen) -> Screen:
    """The retry on the next morning at work instead of today."""
    to = chosen("tomorrow", turn.desk)
    number = str(screen.draft["facts"]["retry"])
    move(turn.desk, follow_up(turn.desk, number), to)
    told = [*recalled(screen.draft["undo"]), *turn.desk.changes]
    facts = {**screen.draft["facts"], "moment": to.isoformat(), "retry": ""}
    return screen.at("", facts=facts, undo=remembered(told))


def _asked(turn: Turn, customer: Customer) -> str:
    """The one thing to write down: what to bring to a meeting that is near, else what the profile lacks."""
    visit = next_visit(turn.desk, customer.id)
    if visit is not None and not visit.bring and is_near(turn, visit):
        return "bring"
    if to_ask(turn.desk.book, customer.id, turn.desk.now):
        return "ask_settled"
    return "ask_next" if profile_of(customer).next else ""


def _foreign_rows(turn: Turn, screen: Screen) -> tuple[tuple[Button, ...], ...]:
    words = turn.words
    undoes = [] if screen.draft.get("undo") else ["undo"]
    # Whom nobody keeps can be given to somebody; there is nobody to say anything to.
    handles = _OVERSEEN if screen.book.startswith("book:") else ("give",)
    order = ("holdings", "contacts", "entitlements", "undo", *handles)
    names = (name for name in order if name in _may(turn) and name not in undoes)
    back = [button(words, "back", "team")] if screen.book.startswith("book:") else []
    return in_rows([*(button(words, name, name) for name in names), *back], 2)


def _may(turn: Turn) -> frozenset[str]:
    """What somebody may do on the card of a colleague's customer."""
    return _LOOKS | _OF_A_HEAD if turn.actor.role is Role.HEAD else _LOOKS


def _words_to_use(turn: Turn, customer: Customer, today: Sequence[Occurrence]) -> tuple[Button, ...]:
    """What to say for today's first reason: copied at once, or opened where it is too long for that."""
    if not today:
        return ()
    scripts = scripts_of(turn, customer.id, today)[:1]
    return tuple(
        Button(text=turn.words("button.copy_words"), copy=each.text)
        if each.at_once
        else button(turn.words, "words", "words")
        for each in scripts
    )
