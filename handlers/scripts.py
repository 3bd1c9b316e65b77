"""Which words to use for a customer now, filled in and ready to be copied; the bot sends them to nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import date
from itertools import chain

from handlers.answer import Button
from handlers.conversation import Turn
from handlers.templates import Template, fill
from handlers.words import Words
from handlers.words.catalogue import traditional
from scheduling.occurrence import Occurrence
from scheduling.tier import tier_of
from store.records import Customer, Person, replace

# Longer texts do not fit on a copy button and come as a block of code.
COPIED_AT_ONCE = 256
# What is said on an occasion, the likeliest first; a reason's own line counts before its kind's.
_OCCASIONS: Mapping[str, tuple[str, ...]] = {
    "after_sale": ("after_sale",),
    "back_home": ("opening",),
    "birthday": ("birthday",),
    "cadence": ("opening", "sms", "invitation"),
    "cadence.first": ("first_letter", "opening", "sms"),
    "campaign": ("invitation",),
    "complaint": ("apology",),
    "festival": ("festival",),
    "follow_up": ("opening", "sms"),
    "follow_up.welcome": ("handover", "opening"),
    "loan_end": ("loan",),
    "loan_missed": ("loan",),
    "loan_start": ("loan",),
    "maturity": ("maturity", "objection_rate"),
    "movement": ("opening", "objection_rate", "objection_withdraw"),
    "new_account": ("welcome",),
    "occasion": ("anniversary",),
    "review": ("invitation",),
    "silent_buyer": ("invitation",),
    "visit": ("invitation",),
}
_OTHERWISE = (
    "opening",
    "sms",
    "invitation",
    "objection_think",
    "objection_busy",
    "objection_loss",
    "objection_withdraw",
)
# Everything there are words for, what is wanted most often first.
OCCASIONS = tuple(dict.fromkeys((*_OTHERWISE, "objection_rate", *chain.from_iterable(_OCCASIONS.values()))))
# Under which names reasons give the day that a text speaks of.
_DAYS = ("maturity", "due", "on", "until", "birthday")


@dataclass(frozen=True)
class Script:
    """A template and its filled text; `at_once` when one tap copies it."""

    template: Template
    text: str

    @property
    def occasion(self) -> str:
        return self.template.occasion

    @property
    def at_once(self) -> bool:
        return len(self.text) <= COPIED_AT_ONCE


def scripts_for(
    occurrence: Occurrence | None,
    customer: Customer,
    person: Person,
    words: Words,
    tier: str,
    known: Sequence[Template],
) -> tuple[Script, ...]:
    """The texts for why a customer is contacted (None: for no reason in particular), best first.

    The bank's own come before the built-in ones, and one for the tier before one for all; in the customer's
    own language where there is one, else in that of the manager.
    """
    # What is copied or read out is whole: it is asked for, and its button shows no amount.
    spoken = [words.aloud]
    if customer.language not in (None, words.language):
        spoken.insert(0, replaced(words.aloud, language=customer.language))
    facts = [(each, _facts(occurrence, customer, person, each)) for each in spoken]
    found = (
        [script_on(occasion, said, each, tier, known) for each, said in facts]
        for occasion in _occasions(occurrence)
    )
    return tuple(script for texts in found if (script := next(filter(None, texts), None)) is not None)


def scripts_of(turn: Turn, customer: str, today: Sequence[Occurrence]) -> Sequence[Script]:
    """The texts for a customer, what is open `today` first; for nobody in particular without one."""
    desk = turn.desk
    known = turn.templates(desk.today)
    if not customer:
        return _to_nobody(turn.actor, turn.words, known)
    whom = desk.customer(customer)
    tier = tier_of(whom, desk.rules.playbook)
    found: dict[str, Script] = {}
    for occurrence in (*today, None):
        for each in scripts_for(occurrence, whom, turn.actor, turn.words, tier, known):
            found.setdefault(each.occasion, each)
    return tuple(found.values())


def sms_button(turn: Turn, customer: str, today: Sequence[Occurrence]) -> tuple[Button, ...]:
    """「发条短信」: copies the message to send where nobody answers; nothing where there is none to copy."""
    texts = (each for each in scripts_of(turn, customer, today) if each.occasion == "sms" and each.at_once)
    return tuple(Button(text=turn.words("button.copy_sms"), copy=each.text) for each in texts)[:1]


def _to_nobody(person: Person, words: Words, known: Sequence[Template]) -> tuple[Script, ...]:
    """Every text there is, addressed to no customer in particular."""
    facts = {**_of_person(person), "customer": words("script.somebody")}
    found = (script_on(occasion, facts, words, "", known) for occasion in OCCASIONS)
    return tuple(each for each in found if each is not None)


def script_on(
    occasion: str, facts: Mapping[str, str], words: Words, tier: str, known: Sequence[Template]
) -> Script | None:
    """The best text for an occasion, filled in; None where there is none or nothing of it can be said."""
    best = _best(occasion, tier, words.language, known)
    text = fill(_written(best, words.language), facts) if best is not None else ""
    return Script(best, text) if best is not None and text else None


def _occasions(occurrence: Occurrence | None) -> tuple[str, ...]:
    if occurrence is None:
        return _OTHERWISE
    return _OCCASIONS.get(occurrence.reason.key) or _OCCASIONS.get(occurrence.kind, _OTHERWISE)


def _best(occasion: str, tier: str, language: str, known: Sequence[Template]) -> Template | None:
    """Traditional Chinese has the simplified text where it has none of its own."""
    languages = ("zh-Hant", "zh-Hans") if language == "zh-Hant" else (language,)
    fitting = [
        one
        for one in known
        if one.occasion == occasion and one.language in languages and (not one.tiers or tier in one.tiers)
    ]
    order = {one: place for place, one in enumerate(languages)}
    ranked = sorted(fitting, key=lambda one: (not one.own, not one.tiers, order[one.language]))
    return ranked[0] if ranked else None


def _written(template: Template, language: str) -> Template:
    """The text in the reader's characters; names that are filled in afterwards stay as they are."""
    if language != "zh-Hant" or template.language == "zh-Hant":
        return template
    return replace(template, text=traditional(template.text))


def _facts(
    occurrence: Occurrence | None, customer: Customer, person: Person, words: Words
) -> Mapping[str, str]:
    facts = {**_of_person(person), "customer": words.salutation(customer)}
    return facts | dict(_of_reason(occurrence, words)) if occurrence is not None else facts


def _of_person(person: Person) -> Mapping[str, str]:
    return {"manager": person.name, "branch": person.branch_name or person.branch}


def _of_reason(occurrence: Occurrence, words: Words) -> Iterator[tuple[str, str]]:
    said = occurrence.reason.facts
    amount, age, product = said.get("amount"), said.get("age"), said.get("product")
    if isinstance(amount, int):
        yield "amount", words.money(amount)
    if isinstance(age, int):
        yield "age", str(age)
    if isinstance(product, str) and product:
        yield "product", words.called("product", product)
    day = next((said[name] for name in _DAYS if isinstance(said.get(name), date)), None)
    if isinstance(day, date):
        yield "day", words.day(day)
    if occurrence.kind == "festival":
        yield "festival", words(f"festival.{occurrence.reason.key.partition('.')[2]}")
    text = said.get("text")
    if isinstance(text, str) and text and words.note(text) == text:
        yield "note", text
