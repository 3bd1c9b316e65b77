"""Free text: a line to log, a name, a question; asked back only where something would be guessed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from desk.dictation import Known, drop_draft, keep_draft
from desk.handle import handled
from desk.prospect import add_prospect
from desk.understanding import Understanding, mask_numbers, understand_all
from handlers.answer import Card
from handlers.arranged import arranged
from handlers.asking_back import (
    OUTCOMES,
    ask_or_write,
    for_all,
    known_of,
    money_meant,
    name_said,
    question_card,
)
from handlers.branch_search import in_branch, page_of_colleague
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.routing import way_of
from handlers.times import NEXT, chosen
from handlers.typed_answers import answered, is_line, not_a_day, promised
from handlers.walk import card_of
from handlers.writing import better, on_day, reread, who_then, written
from store.records import Outcome, Person, Refused, replace

_TODAY = frozenset({"今天", "今日", "today", "刚才", "刚刚", "刚"})
# A day alone asks what it brings.
_DAYS_ALONE = frozenset({"明天", "明日", "后天", "後天", "这周", "這週", "本周", "本週", "下周", "下週"})
_ENGLISH_DAYS = frozenset({"tomorrow", "the day after tomorrow", "this week", "next week"})
# So soon the same words are the same thing.
_TWICE = timedelta(minutes=1)
_DROPS = frozenset({"算了", "算了吧", "不用了", "不记了", "不記了", "不要了", "never mind"})


class FreeText(Conversation):
    """One line becomes a log at once when nothing was guessed; else one question, and a draft meanwhile."""

    code = "ln"
    roles = KEEPERS

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """Whom of the branch its head means."""
        del screen
        return await in_branch(outside, actor, heard.text)

    def open(self, turn: Turn, heard: Heard) -> Reply:
        colleague = page_of_colleague(turn)
        if colleague is not None:
            return Reply(screens=(colleague,))
        return self._listen(turn, heard.text, Known(customer=turn.subject, beside=bool(turn.subject)))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """An answer to the question, or else a line of its own; the question's draft is kept."""
        if screen.step == "about":
            return self._listen(turn, said, Known(customer=screen.subject, beside=True))
        known = known_of(screen)
        instead = self._thrown_away(turn, screen, said) or self._put_right(turn, screen, said)
        if instead is not None:
            return Reply(screens=(instead,))
        if known.draft not in turn.desk.book.drafts:
            return self._listen(turn, said, Known())
        if mask_numbers(said.strip()) == screen.draft["text"]:
            return Reply(screens=(screen.waiting(),))  # sent twice by a thumb: the question stands
        if screen.step == "said":
            return self._said_more(turn, screen, known, said)
        heard = turn.understood(screen.draft["text"], known.said_at)
        day = _day_said(turn, said) if screen.step == "happened" else None
        if day is not None:
            return Reply(screens=(ask_or_write(turn, heard, on_day(turn, known, day)),))
        wrong = not_a_day(turn, said) if screen.step == "when" else ""
        if wrong:
            return Reply(screens=(screen.at("when", unread=wrong).waiting(),))
        told = answered(turn, screen.step, said, known, heard)
        if told is None:
            return self._listen(turn, said, Known())
        return Reply(screens=(ask_or_write(turn, heard, told),))

    def _said_more(self, turn: Turn, screen: Screen, known: Known, said: str) -> Reply:
        """What the complaint is about is said after its name, unless it is a line of its own."""
        customer = known.customer or next(iter(turn.understood(screen.draft["text"]).customers), "")
        if is_line(turn, customer, said):
            return self._listen(turn, said, Known())
        text = f"{screen.draft['text']}，{mask_numbers(said.strip())}"
        known = msgspec.structs.replace(known, customer=customer, enough=True)
        return Reply(screens=(ask_or_write(turn, turn.understood(text, known.said_at), known),))

    def _listen(self, turn: Turn, said: str, known: Known) -> Reply:
        """Each line of what was said, kept or asked about."""
        text = mask_numbers(said.strip())
        asked = _day_alone(text)
        if asked:
            return Reply(screens=(Screen(conversation="qa", draft={"text": asked}),))
        instead = arranged(turn, text)
        if instead is not None:
            return Reply(screens=(instead,))
        heard = understand_all(text, turn.people, turn.desk.local, turn.words.language)
        screens: list[Screen] = []
        for each in heard:
            turn.desk.changes.clear()  # what one line wrote is taken back without the next one's
            screens.append(kept_already(turn, each, known) or way_of(turn, each, known))
        return Reply(screens=tuple(screens))

    def _thrown_away(self, turn: Turn, screen: Screen, said: str) -> Screen | None:
        """「算了」 or 「先存着」 said in place of the button."""
        word = said.strip(" 。.!！").casefold()
        if word in _DROPS or word == turn.words("button.drop").casefold():
            (shown,) = self.press(turn, screen, "drop").screens
        elif word == turn.words("button.keep_draft").casefold():
            (shown,) = self.press(turn, screen, "keep").screens
        else:
            return None
        _answered_below(turn, screen)
        return shown

    def _put_right(self, turn: Turn, screen: Screen, said: str) -> Screen | None:
        """While a question is open, a correction means its line, not the entry before it."""
        known = known_of(screen)
        change = turn.understood(said).correction
        if change is None or known.draft not in turn.desk.book.drafts:
            return None
        _answered_below(turn, screen)
        if change.kind == "undo":
            drop_draft(turn.desk, known)
            return screen.at("dropped")
        heard = reread(turn, screen.draft["text"], change, known)
        if change.kind == "who" and (change.guessed or change.value not in turn.desk.book.customers):
            return who_then(turn, heard, known, change)
        return ask_or_write(turn, heard, better(turn, heard, known, change))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "told":
            # Whom the line means was asked before it was listened to.
            return self._listen(turn, screen.draft["text"], Known(customer=screen.subject))
        if screen.step == "twice":
            return _again(turn, screen, action)
        known = known_of(screen)
        heard = turn.understood(screen.draft["text"], known.said_at)
        verb, _, value = action.partition(":")
        if known.draft and known.draft not in turn.desk.book.drafts:
            raise Refused("drafts.gone")
        if verb == "drop":
            drop_draft(turn.desk, known)
            return Reply(screens=(screen.at("dropped"),))
        if verb == "keep":
            if not known.draft:
                keep_draft(turn.desk, heard, known)
            return Reply(screens=(screen.at("drafted"),))
        if verb == "all" and for_all(heard, known):
            return Reply(screens=_each_of_them(turn, heard, known))
        return Reply(screens=(ask_or_write(turn, heard, _chosen(turn, heard, known, verb, value)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, step = turn.words, screen.step
        if step in ("drafted", "dropped"):
            return Card(text=words(f"line.{step}"))
        if step == "changed":
            return Card(text=words("logged.changed"))
        if step == "about":
            return Card(text=words("line.about", customer=turn.desk.customer(screen.subject)), private=True)
        if step == "twice":
            return _kept_card(turn, screen)
        if step == "lost":
            return Card(
                text=words("line.lost"),
                rows=rows((button(words, "keep_draft", "keep"), button(words, "drop", "drop"))),
            )
        return question_card(turn, screen)


def _day_alone(text: str) -> str:
    """The question that a day without anything beside it is; empty for all other words."""
    if text in _DAYS_ALONE:
        return f"{text}有什么安排"
    alone = text.casefold().strip(" .?!")
    return f"what's on {alone}" if alone in _ENGLISH_DAYS else ""


def kept_already(turn: Turn, heard: Understanding, known: Known) -> Screen | None:
    """The same words as an entry of the last minute: a thumb sends twice what happened once."""
    own, there, since = turn.desk.own, turn.desk.book.id, turn.desk.now - _TWICE
    for each in own.dialogues.values():
        if each.made <= since or each.conversation != "lg" or each.step:
            continue
        same = each.draft.get("text") == heard.text and (each.book or own.id) == there
        if same and known.customer in ("", each.subject):
            draft = {"text": heard.text, "known": msgspec.to_builtins(known)}
            return Screen(conversation="ln", step="twice", subject=each.subject, draft=draft)
    return None


def _again(turn: Turn, screen: Screen, action: str) -> Reply:
    """It was no slip and is logged once more, or the card is opened."""
    if action == "card":
        return Reply(screens=(screen, card_of(screen.subject, book=screen.book)))
    if action != "once_more":
        raise Refused("outdated")
    return Reply(screens=(way_of(turn, turn.understood(screen.draft["text"]), known_of(screen)),))


def _kept_card(turn: Turn, screen: Screen) -> Card:
    words = turn.words
    last = [button(words, "card", "card"), button(words, "once_more", "once_more")]
    text = words("line.again", customer=turn.desk.customer(screen.subject))
    return Card(text=text, rows=rows(last), private=True)


def _answered_below(turn: Turn, screen: Screen) -> None:
    """Its own message still hangs in the chat: its buttons now only say so."""
    for each in turn.desk.own.dialogues.values():
        if each.conversation == "ln" and each.step == screen.step and each.draft == screen.draft:
            turn.desk.own.put(replace(each, step="changed", version=each.version + 1, awaits_text=False))


def _chosen(turn: Turn, heard: Understanding, known: Known, verb: str, value: str) -> Known:
    """What is known after a tap on an answer."""
    better = msgspec.structs.replace
    if verb == "who":
        return better(known, customer=handled(turn.desk.book, value).id)
    if verb == "enough":
        return better(known, enough=True)
    if verb == "day" and value.isdecimal():
        return on_day(turn, known, turn.desk.today - timedelta(days=int(value)))
    if verb == "outcome" and value in OUTCOMES:
        return better(known, outcome=Outcome(value))
    if verb == "on" and value in NEXT:
        return promised(known, chosen(value, turn.desk))
    if verb == "holding" and value.isdecimal():
        due = money_meant(turn, heard, known)
        if int(value) >= len(due):
            raise Refused("outdated")
        return better(known, holding=due[int(value)].number)
    if verb == "none":
        return better(known, unpromised=True)
    if verb == "formal":
        return better(known, formal=value == "yes")
    name = name_said(heard, known)
    if verb == "new" and name:
        return better(known, customer=add_prospect(turn.desk, name).id)
    if verb == "again":
        return known
    raise Refused("outdated")


def _day_said(turn: Turn, said: str) -> date | None:
    """The last such day that a few words name: 「周三」, 「上周五」, 「18号」."""
    heard = turn.understood(f"{said.strip()}打通了")
    at = heard.happened
    return at if at is not None else turn.desk.today if said.strip() in _TODAY else None


def _each_of_them(turn: Turn, heard: Understanding, known: Known) -> tuple[Screen, ...]:
    screens: list[Screen] = []
    for number in heard.customers:
        turn.desk.changes.clear()
        screens.append(written(turn, heard, msgspec.structs.replace(known, customer=number)))
    return tuple(screens)
