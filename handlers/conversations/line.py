"""Free text: a line to log, a name, a question; asked back only where something would be guessed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from desk.dictation import (
    Known,
    customer_of,
    drop_draft,
    is_plan,
    keep_draft,
    may_have_happened,
    missing,
    sort_of,
)
from desk.handle import handle, handled
from desk.maturities import maturing, open_money
from desk.prospect import add_prospect
from desk.understanding import Correction, Understanding, mask_numbers, search, understand, understand_all
from handlers.answer import Button, Card
from handlers.answering import answered, is_guess, is_line, named_in, not_a_day, offered, promised
from handlers.arranged import arranged
from handlers.buttons import button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Outside, Reply, Screen, Turn
from handlers.facts import product
from handlers.finding import in_branch, told_of_branch
from handlers.heard import Heard
from handlers.times import chosen
from handlers.walk import card_of
from handlers.writing import bare_outcome, better, correct, on_day, reread, who_then, written
from store.records import Customer, Holding, Kind, Outcome, Person, Refused, replace

_LONGEST_QUERY = 20
_TODAY = frozenset({"今天", "今日", "today", "刚才", "刚刚", "刚"})
_DAYS = 6
# A day alone asks what it brings.
_DAYS_ALONE = frozenset({"明天", "明日", "后天", "後天", "这周", "這週", "本周", "本週", "下周", "下週"})
_SEEKS = re.compile(r"(?:找一?下?|搜索?一?下?|查找|search|find)[\s:：]*(\S{1,12})$", re.IGNORECASE)
_MOST_MONEY = 6
_DROPS = frozenset({"算了", "算了吧", "不用了", "不记了", "不記了", "不要了", "never mind"})
_NEXT = ("tomorrow", "three_days", "next_week")
_OUTCOMES = ("reached", "no_answer", "refused", "wrong_number")
# Asked for these, the card itself is the answer.
_ON_THE_CARD = frozenset({"phone", "assets"})
# Asked in reply to a card or about one, they are about its customer.
_OF_ONE = _ON_THE_CARD | {"last_contact", "holdings"}


class FreeText(Conversation):
    """One line becomes a log at once when nothing was guessed; else one question, and a draft meanwhile."""

    code = "ln"
    name = "line"
    roles = KEEPERS

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """Whom of the branch its head means."""
        del screen
        return await in_branch(outside, actor, heard.text)

    def open(self, turn: Turn, heard: Heard) -> Reply:
        return self._listen(turn, heard.text, Known(customer=turn.subject, beside=bool(turn.subject)))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """An answer to the question, or else a line of its own; the question's draft is kept."""
        if screen.step == "about":
            return self._listen(turn, said, Known(customer=screen.subject, beside=True))
        known = _known(screen)
        instead = self._thrown_away(turn, screen, said) or self._put_right(turn, screen, said)
        if instead is not None:
            return Reply(screens=(instead,))
        if screen.step == "said" and known.draft in turn.desk.book.drafts:
            return self._said_more(turn, screen, known, said)
        if screen.step == "happened" and known.draft in turn.desk.book.drafts:
            day = _day_said(turn, said)
            if day is not None:
                heard = _heard(turn, screen.draft["text"])
                return Reply(screens=(self._ask_or_write(turn, heard, on_day(turn, known, day)),))
        if screen.step == "when" and known.draft in turn.desk.book.drafts:
            wrong = not_a_day(turn, said)
            if wrong:
                return Reply(screens=(screen.at("when", unread=wrong).waiting(),))
        heard = _heard(turn, screen.draft["text"])
        open_still = known.draft in turn.desk.book.drafts
        told = answered(turn, screen.step, said, known, heard) if open_still else None
        if told is None:
            return self._listen(turn, said, Known())
        return Reply(screens=(self._ask_or_write(turn, heard, told),))

    def _said_more(self, turn: Turn, screen: Screen, known: Known, said: str) -> Reply:
        """What the complaint is about is said after its name, unless it is a line of its own."""
        customer = known.customer or next(iter(_heard(turn, screen.draft["text"]).customers), "")
        if is_line(turn, customer, said):
            return self._listen(turn, said, Known())
        text = f"{screen.draft['text']}，{mask_numbers(said.strip())}"
        known = msgspec.structs.replace(known, customer=customer, enough=True)
        return Reply(screens=(self._ask_or_write(turn, _heard(turn, text), known),))

    def _listen(self, turn: Turn, said: str, known: Known) -> Reply:
        """Each line of what was said, kept or asked about."""
        text = mask_numbers(said.strip())
        if text in _DAYS_ALONE:
            return Reply(screens=(Screen(conversation="qa", draft={"text": f"{text}有什么安排"}),))
        instead = arranged(turn, text)
        if instead is not None:
            return Reply(screens=(instead,))
        heard = understand_all(text, turn.people, turn.desk.local, turn.words.language)
        screens: list[Screen] = []
        for each in heard:
            turn.desk.changes.clear()  # what one line wrote is taken back without the next one's
            screens.append(self._one(turn, each, known))
        return Reply(screens=tuple(screens))

    def _one(self, turn: Turn, heard: Understanding, known: Known) -> Screen:
        if heard.correction is not None:
            return correct(turn, heard.correction)
        instead = bare_outcome(turn, heard) if not known.customer else None
        if instead is not None:
            return correct(turn, Correction(kind="outcome", value=instead))
        if heard.customers and known.customer not in heard.customers:
            known = Known()  # whoever is named goes before whose card was replied to
        question = heard.question
        sought = _SEEKS.match(heard.text)
        if sought is not None:
            whom = _heard(turn, sought[1])
            bare = whom.question is not None and whom.question.kind == "card"
            found = _named(turn, whom) if bare else _searched(turn, whom)
            if found is not None and (bare or not _says_something(whom)):
                return found
        if question is not None and question.kind == "card":
            return _named(turn, heard)
        if question is not None and question.kind in _ON_THE_CARD and question.customer:
            return card_of(question.customer)
        if question is not None and question.kind in _OF_ONE and not question.customer and known.customer:
            return card_of(known.customer)
        if not _says_something(heard) and not known.customer:
            lost = Screen(conversation="ln", step="lost", draft={"text": heard.text}).waiting()
            return told_of_branch(turn, heard.text) or _searched(turn, heard) or lost
        if question is not None and question.kind == "words":
            return Screen(conversation="wd", subject=question.customer or "")
        if question is not None:
            return Screen(conversation="qa", draft={"text": heard.text})
        return self._ask_or_write(turn, heard, known)

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
        known = _known(screen)
        change = _heard(turn, said).correction
        if change is None or known.draft not in turn.desk.book.drafts:
            return None
        _answered_below(turn, screen)
        if change.kind == "undo":
            drop_draft(turn.desk, known)
            return screen.at("dropped")
        heard = reread(turn, screen.draft["text"], change)
        if change.kind == "who" and (change.guessed or change.value not in turn.desk.book.customers):
            return who_then(turn, heard, known, change)
        return self._ask_or_write(turn, heard, better(turn, heard, known, change))

    def _ask_or_write(self, turn: Turn, heard: Understanding, known: Known) -> Screen:
        what = missing(heard, known)
        if not what and heard.maturity_outcome is not None and not known.holding:
            known, what = _which_money(turn, heard, known)
        if not what:
            return written(turn, heard, known)
        known = keep_draft(turn.desk, heard, known)
        draft = {"text": heard.text, "known": msgspec.to_builtins(known)}
        asked = Screen(conversation="ln", step=what, subject=known.customer, draft=draft)
        return asked.waiting()

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        known, heard = _known(screen), _heard(turn, screen.draft["text"])
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
        if verb == "all" and _for_all(heard, known):
            return Reply(screens=_each_of_them(turn, heard, known))
        return Reply(screens=(self._ask_or_write(turn, heard, _chosen(turn, heard, known, verb, value)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, step = turn.words, screen.step
        if step in ("drafted", "dropped"):
            return Card(text=words(f"line.{step}"))
        if step == "changed":
            return Card(text=words("logged.changed"))
        if step == "about":
            return Card(text=words("line.about", customer=turn.desk.customer(screen.subject)), private=True)
        if step == "lost":
            return Card(
                text=words("line.lost"),
                rows=rows((button(words, "keep_draft", "keep"), button(words, "drop", "drop"))),
            )
        return _question(turn, screen)


def _answered_below(turn: Turn, screen: Screen) -> None:
    """Its own message still hangs in the chat: its buttons now only say so."""
    for each in turn.desk.own.dialogues.values():
        if each.conversation == "ln" and each.step == screen.step and each.draft == screen.draft:
            turn.desk.own.put(replace(each, step="changed", version=each.version + 1, awaits_text=False))


def _which_money(turn: Turn, heard: Understanding, known: Known) -> tuple[Known, str]:
    """The money whose outcome was said, and the question which it is where it may be several."""
    put = msgspec.structs.replace
    alone = sort_of(heard, known) == "money"
    due = _money(turn, heard, known)
    if len(due) == 1:
        return put(known, holding=due[0].number), ""
    if due and (
        alone or maturing(turn.desk.customer(customer_of(heard, known)), turn.desk.rules, turn.desk.today)
    ):
        return known, "holding"
    if alone:
        # The list knows of no money of theirs: it is a contact, and what came of it is asked.
        known = put(known, kind=Kind.CALL)
        return known, missing(heard, known)
    return known, ""


def _money(turn: Turn, heard: Understanding, known: Known) -> Sequence[Holding]:
    due = open_money(turn.desk, turn.desk.customer(customer_of(heard, known)), heard.amounts)
    return sorted(due, key=lambda each: (str(each.maturity), each.number))[:_MOST_MONEY]


def _chosen(turn: Turn, heard: Understanding, known: Known, verb: str, value: str) -> Known:
    """What is known after a tap on an answer."""
    better = msgspec.structs.replace
    if verb == "who":
        return better(known, customer=handled(turn.desk.book, value).id)
    if verb == "enough":
        return better(known, enough=True)
    if verb == "day" and value.isdecimal():
        return on_day(turn, known, turn.desk.today - timedelta(days=int(value)))
    if verb == "outcome" and value in _OUTCOMES:
        return better(known, outcome=Outcome(value))
    if verb == "on" and value in _NEXT:
        return promised(known, chosen(value, turn.desk.local, turn.actor, turn.desk.rules))
    if verb == "holding" and value.isdecimal():
        due = _money(turn, heard, known)
        if int(value) >= len(due):
            raise Refused("outdated")
        return better(known, holding=due[int(value)].number)
    if verb == "none":
        return better(known, unpromised=True)
    if verb == "formal":
        return better(known, formal=value == "yes")
    name = _name_said(heard, known)
    if verb == "new" and name:
        return better(known, customer=add_prospect(turn.desk, name).id)
    if verb == "again":
        return known
    raise Refused("outdated")


def _question(turn: Turn, screen: Screen) -> Card:
    words, step = turn.words, screen.step
    heard, known = _heard(turn, screen.draft["text"]), _known(screen)
    last = [button(words, "keep_draft", "keep"), button(words, "drop", "drop")]
    if step == "who":
        return _who(turn, heard, known, screen.draft.get("offers", []))
    if step == "said":
        first = [button(words, "enough", "enough")]
        return Card(text=words("line.said"), rows=rows(first, last), private=True)
    if step == "happened":
        choices = [
            Button(text=words.day(day), action=f"day:{(turn.desk.today - day).days}")
            for day in _days_offered(turn, heard)
        ]
        return Card(text=words("line.happened"), rows=(*in_rows(choices, 2), tuple(last)), private=True)
    if step == "complaint":
        choices = [button(words, "formal", "formal:yes"), button(words, "informal", "formal:no")]
        return Card(text=words("line.complaint"), rows=rows(choices, last), private=True)
    if step == "outcome":
        choices = [button(words, f"outcome_{each}", f"outcome:{each}") for each in _OUTCOMES]
        return Card(text=words("line.outcome"), rows=(*in_rows(choices, 2), tuple(last)), private=True)
    if step == "holding":
        return _holding(turn, heard, known, last)
    return _when(turn, heard, known, screen.draft.get("unread") or heard.unread, last)


def _when(turn: Turn, heard: Understanding, known: Known, unread: str, last: Sequence[Button]) -> Card:
    """For when it is: a tap or in words; the contact is kept without it where that is wanted."""
    words = turn.words
    days = [button(words, f"later_{each}", f"on:{each}") for each in _NEXT]
    if not is_plan(heard, known):
        days.append(button(words, "no_next", "none"))
    text = words("line.when_unread", said=unread) if unread else words("line.when")
    return Card(text=text, rows=(*in_rows(days, 2), tuple(last)), private=True)


def _holding(turn: Turn, heard: Understanding, known: Known, last: Sequence[Button]) -> Card:
    words = turn.words
    due = _money(turn, heard, known)
    told = [
        words(
            "money.one",
            product=product(turn, each),
            amount=words.money(each.open_amount, each.currency),
            day=each.maturity,
        )
        for each in due
    ]
    choices = [
        (Button(text=" ".join(each.split()), action=f"holding:{place}"),) for place, each in enumerate(told)
    ]
    return Card(text=words("line.holding"), rows=(*choices, tuple(last)), private=True)


def _who(turn: Turn, heard: Understanding, known: Known, offers: Sequence[str]) -> Card:
    """Whom it may mean; a name that fits by its sound only is said, so that nobody is taken for another."""
    words, book = turn.words, turn.desk.book
    named = [found for each in offers if (found := book.customers.get(each)) is not None]
    likely = named if known.name else offered(turn, heard)
    people = [Button(text=_told_apart(turn, each), action=f"who:{handle(book, each.id)}") for each in likely]
    name = _name_said(heard, known)
    last = [button(words, "new_customer", "new", name=name)] if name else []
    last += [button(words, "each_of_them", "all")] if _for_all(heard, known) else []
    last += [button(words, "keep_draft", "keep"), button(words, "drop", "drop")]
    text = words("line.who_said", name=name) if name else words("line.who")
    return Card(text=text, rows=(*((each,) for each in people), *in_rows(last, 2)), private=True)


def _name_said(heard: Understanding, known: Known) -> str:
    """A name that stands in nobody's card: unknown, or only heard like somebody's."""
    guessed = next((one.text for one in heard.mentions if one.found.guessed and one.found.taken), "")
    return known.name or heard.name_said or guessed


def _day_said(turn: Turn, said: str) -> date | None:
    """The last such day that a few words name: 「周三」, 「上周五」, 「18号」."""
    heard = _heard(turn, f"{said.strip()}打通了")
    at = heard.happened
    return at if at is not None else turn.desk.today if said.strip() in _TODAY else None


def _days_offered(turn: Turn, heard: Understanding) -> list[date]:
    """The days among which it happened, the working ones; today where it lies too far back."""
    today, among = turn.desk.today, heard.happened_among
    if among is None:
        return [today]
    days = [among[0] + timedelta(days=each) for each in range((among[1] - among[0]).days + 1)]
    worked = [day for day in days if turn.desk.rules.calendar.is_working_day(day)] or days
    return [day for day in worked if may_have_happened(day, today)][-_DAYS:] or [today]


def _for_all(heard: Understanding, known: Known) -> bool:
    """Whether one line tells of several customers and says enough to be kept for each."""
    first = msgspec.structs.replace(known, customer=next(iter(heard.customers), ""))
    return len(heard.customers) > 1 and missing(heard, first) == ""


def _each_of_them(turn: Turn, heard: Understanding, known: Known) -> tuple[Screen, ...]:
    screens: list[Screen] = []
    for number in heard.customers:
        turn.desk.changes.clear()
        screens.append(written(turn, heard, msgspec.structs.replace(known, customer=number)))
    return tuple(screens)


def _told_apart(turn: Turn, customer: Customer) -> str:
    """What tells namesakes apart: the age or the tail of the number, and the last contact."""
    last = customer.reached_at
    seen = turn.words("line.seen", day=last.astimezone(turn.words.now.tzinfo).date()) if last else ""
    return " · ".join(part for part in (turn.words.told_apart(customer), seen) if part)


def _named(turn: Turn, heard: Understanding) -> Screen:
    """A bare name: the card of the one it means, those it may mean, or nobody and a way to add them."""
    there = told_of_branch(turn, heard.text)
    if there is not None:
        return there
    asked = heard.question.customer if heard.question else None
    if asked and not is_guess(turn, heard.text):
        return card_of(asked)
    return _searched(turn, heard) or Screen(conversation="cs", draft={"query": heard.text[:_LONGEST_QUERY]})


def _searched(turn: Turn, heard: Understanding) -> Screen | None:
    """Part of a name, pinyin or part of a number opens the card, or a choice of several."""
    if len(heard.text) > _LONGEST_QUERY:
        return None
    alone = named_in(turn, heard.text)
    if alone is not None:
        return card_of(alone.id)
    found: Sequence[str] = search(heard.text, turn.people)
    return Screen(conversation="cs", draft={"query": heard.text}) if found else None


def _says_something(heard: Understanding) -> bool:
    told = heard.outcome or heard.complaint or heard.contact_kind or heard.question or heard.follow_up
    return bool(told or (heard.note and (heard.customers or heard.candidates or heard.name_said)))


def _heard(turn: Turn, text: str) -> Understanding:
    return understand(text, turn.people, turn.desk.local, turn.words.language)


def _known(screen: Screen) -> Known:
    return msgspec.convert(screen.draft.get("known", {}), Known)
