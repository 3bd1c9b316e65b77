"""What a line is asked back about before it is kept, and the card that asks, with likely answers."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from desk.dictation import Known, customer_of, drop_draft, is_plan, may_have_happened, missing, sort_of
from desk.handle import handle
from desk.maturities import maturing, open_money
from desk.two_way import ONE_WAY
from desk.understanding import Understanding
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Screen, Turn
from handlers.facts import product
from handlers.heard_back import heard_back
from handlers.life_told import life_told
from handlers.times import NEXT
from handlers.whom import offered
from handlers.writing import asked_back, written
from store.records import Customer, Holding, Kind

# What a tap may say became of a contact.
OUTCOMES = ("reached", "no_answer", "refused", "wrong_number")
_SENT = ("reached", "refused")
_MOST_MONEY = 6
_DAYS = 6


def ask_or_write(turn: Turn, heard: Understanding, known: Known) -> Screen:
    """The line written down where nothing is missing, else the question for what is most important."""
    life = life_told(turn, heard, known.customer) if known.customer and known.draft else None
    if life is not None:  # 「哪一位」 was the only question about a day of the family
        drop_draft(turn.desk, known)
        return life
    what = missing(heard, known)
    if not what and heard.maturity_outcome is not None and not known.holding:
        known, what = _which_money(turn, heard, known)
    return asked_back(turn, heard, known, what) if what else written(turn, heard, known)


def _which_money(turn: Turn, heard: Understanding, known: Known) -> tuple[Known, str]:
    """The money whose outcome was said, and the question which it is where it may be several."""
    put = msgspec.structs.replace
    alone = sort_of(heard, known) == "money"
    due = money_meant(turn, heard, known)
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


def money_meant(turn: Turn, heard: Understanding, known: Known) -> Sequence[Holding]:
    """The money whose outcome may have been said, the soonest to mature first."""
    due = open_money(turn.desk, turn.desk.customer(customer_of(heard, known)), heard.amounts)
    return sorted(due, key=lambda each: (str(each.maturity), each.number))[:_MOST_MONEY]


def for_all(heard: Understanding, known: Known) -> bool:
    """Whether one line tells of several customers and says enough to be kept for each."""
    first = msgspec.structs.replace(known, customer=next(iter(heard.customers), ""))
    return len(heard.customers) > 1 and missing(heard, first) == ""


def name_said(heard: Understanding, known: Known) -> str:
    """A name that stands in nobody's card: unknown, or only heard like somebody's."""
    guessed = next((one.text for one in heard.mentions if one.found.guessed and one.found.taken), "")
    return known.name or heard.name_said or guessed


def question_card(turn: Turn, screen: Screen) -> Card:
    """What is missing of a line, with the likeliest answers and a way to leave it."""
    words, step = turn.words, screen.step
    known = known_of(screen)
    heard = turn.understood(screen.draft["text"], known.said_at)
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
        kind = known.kind or heard.contact_kind
        choices = [button(words, outcome_word(kind, each), f"outcome:{each}") for each in outcomes_of(kind)]
        text = _with_heard(turn, words("line.outcome"), heard, customer_of(heard, known))
        return Card(text=text, rows=(*in_rows(choices, 2), tuple(last)), private=True)
    if step == "holding":
        return _holding(turn, heard, known, last)
    return _when(turn, heard, known, screen.draft.get("unread") or heard.unread, last)


def _with_heard(turn: Turn, question: str, heard: Understanding, of: str = "") -> str:
    """A question and, below it, what was heard: nobody has to scroll up to see what it is about."""
    customer = turn.desk.book.customers.get(of)
    what = heard_back(turn, heard, turn.words.name(customer) if customer else "")
    return f"{question}\n{turn.words('line.heard', what=what)}" if what else question


def outcomes_of(kind: Kind | None) -> Sequence[str]:
    """What may have become of a contact of a kind: nobody picks up a message, and it has no wrong number."""
    return _SENT if kind in ONE_WAY else OUTCOMES


def outcome_word(kind: Kind | None, outcome: str) -> str:
    """How a button names an outcome: a message was sent where a call reached somebody."""
    return "outcome_sent" if kind in ONE_WAY and outcome == "reached" else f"outcome_{outcome}"


def _when(turn: Turn, heard: Understanding, known: Known, unread: str, last: Sequence[Button]) -> Card:
    """For when it is: a tap or in words; the contact is kept without it where that is wanted."""
    words = turn.words
    days = [button(words, f"later_{each}", f"on:{each}") for each in NEXT]
    if not is_plan(heard, known):
        days.append(button(words, "no_next", "none"))
    text = words("line.when_unread", said=unread) if unread else words("line.when")
    return Card(text=text, rows=(*in_rows(days, 2), tuple(last)), private=True)


def _holding(turn: Turn, heard: Understanding, known: Known, last: Sequence[Button]) -> Card:
    words = turn.words
    due = money_meant(turn, heard, known)
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
    name = name_said(heard, known)
    none_of_these = "new_customer" if people else "new_customer_named"
    last = [button(words, none_of_these, "new", name=name)] if name else []
    last += [button(words, "each_of_them", "all")] if for_all(heard, known) else []
    last += [button(words, "keep_draft", "keep"), button(words, "drop", "drop")]
    text = words("line.who_said", name=name) if name else words("line.who")
    text = _with_heard(turn, text, heard)
    return Card(text=text, rows=(*((each,) for each in people), *in_rows(last, 2)), private=True)


def _told_apart(turn: Turn, customer: Customer) -> str:
    """What tells namesakes apart: the age or the tail of the number, and the last contact."""
    last = customer.reached_at
    seen = turn.words("line.seen", day=last.astimezone(turn.words.now.tzinfo).date()) if last else ""
    return " · ".join(part for part in (turn.words.told_apart(customer), seen) if part)


def _days_offered(turn: Turn, heard: Understanding) -> list[date]:
    """The days among which it happened, the working ones; today where it lies too far back."""
    today, among = turn.desk.today, heard.happened_among
    if among is None:
        return [today]
    days = [among[0] + timedelta(days=each) for each in range((among[1] - among[0]).days + 1)]
    worked = [day for day in days if turn.desk.rules.calendar.is_working_day(day)] or days
    return [day for day in worked if may_have_happened(day, today)][-_DAYS:] or [today]


def known_of(screen: Screen) -> Known:
    """What had been said to questions about the line of a screen."""
    return msgspec.convert(screen.draft.get("known", {}), Known)
