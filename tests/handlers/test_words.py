"""Whatever the code says to people is there in every language, whole, and in the house's voice."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_type_hints

import pytest
from opencc import OpenCC

from desk.risk import RESULTS
from handlers.conversation import discover
from handlers.conversations.classes import REASONS as CLASS_REASONS
from handlers.conversations.skip import REASONS
from handlers.conversations.stage import REASONS as STAGE_REASONS
from handlers.filtering import BY
from handlers.hours import WEEKDAYS
from handlers.sheet import QUESTIONS
from handlers.templates import occasions
from handlers.times import CHOICES
from handlers.words import languages
from handlers.words.catalogue import catalogue
from scheduling.board import COLUMNS
from scheduling.calendar.birthdays import FallRule
from scheduling.complaint_clocks import ClockName
from scheduling.kinds import kinds
from scheduling.largest import Way
from scheduling.playbook import FestivalName, Playbook
from scheduling.preview import MESSAGES
from scheduling.profile import FROM_THE_LIST, Fact, Part
from scheduling.segment import Lifecycle, Value
from store.records import (
    Amount,
    Aspect,
    ComplaintState,
    Kind,
    MaturityOutcome,
    OccasionKind,
    Outcome,
    RemarkKind,
    Rendering,
    Role,
    Stage,
)

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "desk", "scheduling", "store")
FORMS = (".one", ".other")
# Callables whose first argument is the key of a sentence; a button's stands under `button.`.
SAYS = re.compile(
    r"(^|\.)(words|says|many|Refused|StoreError|Taken|Bad|Flaw|_nobody|_Nobody|alert_operators)$"
)
BUTTONS = re.compile(r"(^|\.)(button|copying)$")
KEY = re.compile(r"[a-z_]+(\.[a-z_]+)*")
# English speaks to a colleague by the name, Chinese by surname and office.
NAMED_OTHERWISE = {"person.manager", "person.head"}


def mapped_fields() -> set[str]:
    """What a column of a list may be taken for."""
    text = (ROOT / "desk" / "importing" / "headings.toml").read_text("utf-8")
    return {f"{kind[:-1]}.{field}" for kind, fields in tomllib.loads(text).items() for field in fields}


def scripts_wrong() -> set[str]:
    """What may be wrong with a template: the first argument of each problem."""
    tree = ast.parse((ROOT / "handlers" / "templates.py").read_text("utf-8"))
    problems = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (node.args[0] for node in problems if ast.unparse(node.func) == "_problem" and node.args)
    return {str(each.value) for each in named if isinstance(each, ast.Constant)}


def families() -> dict[str, set[str]]:
    """The keys that are put together while the program runs, by what they begin with."""
    roles, states = {*Role}, {*ComplaintState}
    reasons = {reason for kind in kinds() for reason in kind.reasons}
    lunar = {f"{reason}_lunar" for reason in reasons if reason.startswith("birthday.")}
    tiers = {tier.name for tier in Playbook.load().tiers}
    return {
        "news.": {"dropped", "withdrawn"},
        "cli.message_": {*MESSAGES},
        "words.on.": {*occasions()},
        "amount.": {*get_args(get_type_hints(Amount)["meaning"]), "spoken"} - {""},
        "button.": {f"set_{each}" for each in ("language", "hour", "wrap", "days", "show")}
        | {f"later_{each}" for each in CHOICES}
        | {f"outcome_{each}" for each in Outcome}
        | {f"to_{each}" for each in states - {ComplaintState.RECEIVED}},
        "button.days_": {*WEEKDAYS, "own"},
        "button.money_": {*MaturityOutcome},
        "button.kept_": {"half", "third", "two_thirds"},
        "button.show_": {*Rendering},
        "button.prefer_": {"morning", "afternoon", "evening", "message"},
        "fact.": {*get_args(Fact)},
        "lifecycle.": {*get_args(Lifecycle)},
        "occasion.": {*get_args(OccasionKind)},
        "preference.": {"morning", "afternoon", "evening", "message"},
        "profile.part_": {*get_args(Part)},
        "profile.": {f"ask_{each}" for each in ("phone", "birthday", "preference", "employer", "story")},
        "risk.": {*RESULTS},
        "leave.": {"asked", "off", "gone", "first", "last", "dropped", "ended", "cancelled"},
        "leave.open_": {"promises", "complaints"},
        "stage.": {*Stage},
        "stage.task_": {*Stage},
        "stage.why_": {reason for reasons in STAGE_REASONS.values() for reason in reasons},
        "value.": {*get_args(Value)} - {""},
        "board.": {*COLUMNS},
        "button.board_": {*COLUMNS},
        "button.by_": {*BY},
        "filter.by_": {*BY},
        "filter.opened.": {"week"},
        "just.request_": {"done", "told", "dropped"},
        "sheet.": {"mark", "title"},
        "short.": {*get_args(Aspect)},
        "classes.why_": {*CLASS_REASONS},
        "sheet.ask_": {*QUESTIONS},
        "sheet.blank_": {"name", "day"},
        "sheet.choices_": {*QUESTIONS},
        "cancel.": {"done", "nothing"},
        "card.": {"refused_contact", "wrong_number"},
        "card.ask_": {*get_args(Fact)} - FROM_THE_LIST,
        "alert.": {"crisis", *(f"late_{each}" for each in ClockName), "long_answer", "long_close"},
        "invites.": {"bound", "waiting", "expired"},
        "card.money_": {"untold", *MaturityOutcome},
        "card.rest_": {"untold", *MaturityOutcome},
        "category.": {"service", "fees", "product", "channel", "staff", "privacy", "other"},
        "cli.check_": {"settings", "playbook", "templates", "store", "token"},
        "complaint.due_": {"acknowledge", "answer", "close"},
        "customer.": {"madam", "sir", "plain"},
        "done.": {*Outcome},
        "from_head.": {*get_args(RemarkKind)},
        "oversee.": {"promises", "complaints", "requests", "maturing"},
        "festival.": {*get_args(FestivalName)},
        "field.": mapped_fields(),
        "arrived.": {"fresh", "maturing", "no_phone"},
        "heading.": {"retries", *(kind.heading for kind in kinds())},
        "help.": roles,
        "just.": {"reached", "refused", "wrong", "visited", "messaged", "answered"},
        "just.money_": {*MaturityOutcome},
        "just.no_answer_": {"again", "enough"},
        "kind.": {*Kind},
        "line.": {"drafted", "dropped"},
        "lists.": {"how", "dropped", "trial", "same", "problems", "done"},
        "lists.count_": {"new", "changed", "moved", "gone", "same", "managers"},
        "logged.": {"undone", "changed"},
        "button.largest_": {*get_args(Way)},
        "month.largest_": {*get_args(Way)},
        "money.": {*MaturityOutcome, "where", "how_much"},
        "other.": {"other", "edited", "command"},
        "outcome.": {*Outcome},
        "person.": roles,
        "promise.": {*Kind, "retry", "welcome"},
        "reason.": reasons | lunar | {"follow_up.deadline"},
        "remind.": {"follow_up", "follow_up_ahead", "follow_up_eve", "follow_up_open", "retry", "other"}
        | {"complaint_warn", "complaint_late", "complaint_escalate"}
        | {"maturity_ask", "maturity_ask_until"},
        "remind.short.": {"promise", "retry", "maturity", "complaint", "other"},
        "role.": roles,
        "rule.": {*get_args(FallRule), "no_29_february"} - {""},
        "settings.ask_": {"language", "hour", "wrap", "days", "show"},
        "script.": {"sir", "madam", "somebody"} | scripts_wrong(),
        "skip.": {*REASONS},
        "start.": {"protects", "hours", "days", "privacy", "practice", "ready"},
        "start.again_": roles,
        "start.hello_": roles,
        "state.": states,
        "store.taken.": {"branch", "customer", "invitation", "staff", "telegram"},
        "team.": {"late_complaints", "unallocated", "unused"},
        "tier.": tiers,
        "urgent.": {"retry", *(kind.name for kind in kinds())},
    }


# Said only where the catalogue has a sentence for what the bank, the customer or a guess brought.
WHERE_KNOWN = {"segment.", "entitlement.name.", "product.", "need.", "assumed."}
# The doors through which keys pass that others have named.
HANDED_ON = {"", "button.", "reason.", "playbook."}


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call of the product with the place it stands at."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )


def key_argument(call: ast.Call) -> tuple[str, ast.expr] | None:
    """What the key begins with, and the argument that holds the rest; None where no sentence is said."""
    name = ast.unparse(call.func)
    if BUTTONS.search(name) and len(call.args) > 1:
        return "button.", call.args[1]
    for keyword in call.keywords:
        if keyword.arg == "key" and name.endswith(("Problem", "Reason")):
            return ("reason." if name.endswith("Reason") else ""), keyword.value
    return ("", call.args[0]) if SAYS.search(name) and call.args else None


def chosen(argument: ast.expr) -> Iterator[str]:
    """The literal keys an argument may be, one or either of two."""
    if isinstance(argument, ast.IfExp):
        yield from chosen(argument.body)
        yield from chosen(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def asked_for() -> Iterator[tuple[str, str, ast.Call]]:
    """Each literal key with the place and the call that asks for it."""
    for place, call in calls():
        found = key_argument(call)
        if found is not None:
            yield from ((place, found[0] + key, call) for key in chosen(found[1]) if KEY.fullmatch(key))


def sentences_of(key: str, language: str) -> list[str]:
    """The sentence of a key, or its forms for one and for several."""
    known = catalogue(language)
    return [known[form] for form in (key, *(key + end for end in FORMS)) if form in known]


def facts_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def plain(key: str) -> str:
    """A key without its English form; `category.other` and `money.one` are none."""
    stem, _, form = key.rpartition(".")
    both = all(stem + each in catalogue("en") for each in FORMS)
    return stem if f".{form}" in FORMS and both else key


def by_key(language: str) -> Mapping[str, set[str]]:
    """The facts of each key, those of its forms together."""
    found: dict[str, set[str]] = {}
    for key, sentence in catalogue(language).items():
        found.setdefault(plain(key), set()).update(facts_of(sentence))
    return found


@pytest.mark.parametrize("language", languages)
def test_every_sentence_the_code_asks_for_is_there(language: str) -> None:
    missing = [f"{place} {key}" for place, key, _ in asked_for() if not sentences_of(key, language)]
    assert missing == []


@pytest.mark.parametrize("language", languages)
def test_every_family_of_sentences_is_whole(language: str) -> None:
    whole = [f"{start}{each}" for start, members in families().items() for each in members]
    assert [key for key in whole if not sentences_of(key, language)] == []


def test_no_sentence_is_put_together_that_no_family_knows() -> None:
    known = {*families(), *WHERE_KNOWN, *HANDED_ON}
    known |= {f"button.{start}_" for start in ("later", "outcome", "see", "set", "to")}
    unknown: list[str] = []
    for place, call in calls():
        found = key_argument(call)
        if found is not None and isinstance(found[1], ast.JoinedStr):
            first = found[1].values[0]
            start = found[0] + (str(first.value) if isinstance(first, ast.Constant) else "")
            if start not in known and not start.startswith("reason."):
                unknown.append(f"{place} {start}")
    assert unknown == []


def test_every_mistake_in_a_playbook_has_its_sentence() -> None:
    assert len(mistakes()) > 15
    assert sorted(key for key in mistakes() if not sentences_of(key, "zh-Hans")) == []


def mistakes() -> set[str]:
    """The keys of what may be wrong with a playbook: the second of what is raised or yielded."""
    said: set[str] = set()
    for path in (ROOT / "scheduling" / "playbook").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            parts: list[ast.expr] = []
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_Wrong", "_twice"}:
                parts = node.args
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                parts = node.value.elts
            words = (part.value for part in parts[1:2] if isinstance(part, ast.Constant))
            said |= {f"playbook.{word}" for word in words if isinstance(word, str)}
    return said


def test_what_the_store_finds_wrong_has_its_sentence() -> None:
    """Engines and checks keep their keys in tables."""
    table = re.compile(r"(store|check|import|playbook|cli)\.(?!toml$)[a-z_]*[a-z](\.[a-z_]*[a-z])*")
    asked = {
        str(node.value)
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and table.fullmatch(node.value)
    }
    assert sorted(key for key in asked if not sentences_of(key, "zh-Hans")) == []


@pytest.mark.parametrize("language", languages)
def test_a_sentence_asks_for_no_fact_that_is_not_given(language: str) -> None:
    wanting: list[str] = []
    for place, key, call in asked_for():
        name = ast.unparse(call.func)
        given = {keyword.arg for keyword in call.keywords}
        if None in given or name.endswith(("Problem", "Reason", "_Nobody", "Flaw")):
            continue  # the facts come from elsewhere
        given |= {"count"} if name.endswith("many") else set()
        wanting += [f"{place} {key}" for each in sentences_of(key, language) if not facts_of(each) <= given]
    assert wanting == []


def test_a_reason_names_only_the_facts_of_its_kind() -> None:
    known = catalogue("zh-Hans")
    for kind in kinds():
        for reason, facts in kind.reasons.items():
            assert facts_of(known[f"reason.{reason}"]) <= set(facts), reason


@pytest.mark.parametrize("language", languages)
def test_both_languages_say_the_same_things_with_the_same_facts(language: str) -> None:
    said, model = by_key(language), by_key("zh-Hans")
    assert said.keys() == model.keys()
    assert {key for key in said if said[key] != model[key]} <= NAMED_OTHERWISE


def test_english_tells_one_from_several_wherever_several_are_counted() -> None:
    counted = {key for _, key, call in asked_for() if ast.unparse(call.func).endswith(".many")}
    known = catalogue("en")
    assert len(counted) > 10
    assert [key for key in counted if any(key + end not in known for end in FORMS)] == []


@pytest.mark.parametrize("language", languages)
def test_the_voice_is_calm(language: str) -> None:
    for key, sentence in catalogue(language).items():
        assert not re.search("[!！]", sentence), key
        pictures = [sign for sign in sentence if unicodedata.category(sign) == "So" or ord(sign) > 0xFFFF]
        assert pictures == [], key
        assert key == "number.comma" or sentence == sentence.strip(), key


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_chinese_says_nin_throughout(language: str) -> None:
    assert [key for key, said in catalogue(language).items() if "你" in said or "妳" in said] == []


def test_a_line_of_chinese_fits_a_phone() -> None:
    """About twenty characters; a sentence that refuses or is read on a terminal may run on."""
    seen = (
        "remind.",
        "morning.",
        "evening.",
        "start.",
        "just.",
        "logged.",
        "card.",
        "reason.",
        "line.",
        "team.",
    )
    for key, sentence in catalogue("zh-Hans").items():
        if key.startswith(seen):
            longest = max(len(re.sub(r"\{\w+\}", "字字", line)) for line in sentence.split("\n"))
            assert longest <= 32, key


def test_every_button_says_what_happens_in_a_few_words() -> None:
    for language, most in (("zh-Hans", 12), ("zh-Hant", 12), ("en", 28)):
        long = [
            key for key, said in catalogue(language).items() if key.startswith("button.") and len(said) > most
        ]
        assert [key for key in long if facts_of(catalogue(language)[key]) == set()] == []


def test_traditional_sentences_of_their_own_differ_from_converted_ones() -> None:
    convert = OpenCC("s2twp")
    own = tomllib.loads((ROOT / "handlers" / "words" / "zh-Hant.toml").read_text("utf-8"))
    simplified = catalogue("zh-Hans")
    assert [key for key, said in flat(own) if said == str(convert.convert(simplified[key]))] == []


def flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, str):
            yield f"{above}{name}", value
        else:
            yield from flat(value, f"{above}{name}.")


def test_the_menu_offers_only_commands_that_there_are() -> None:
    commands = {command for each in discover().values() for command in each.commands}
    offered = [key.removeprefix("command.") for key in catalogue("zh-Hans") if key.startswith("command.")]
    assert set(offered) <= commands
    assert offered[:3] == ["today", "customers", "week"]
