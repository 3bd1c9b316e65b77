"""Words to use: chosen for the occasion, filled in, and a bank's own checked like the playbook."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.scripts import COPIED_AT_ONCE, Script, scripts_for
from handlers.templates import BUILT_IN, FLAGGED, Template, mistakes, own_templates, usable
from handlers.words import Words
from handlers.words.catalogue import catalogue
from scheduling.kinds import kinds
from scheduling.occurrence import Occurrence, Reason
from scheduling.standing import standing
from store.records import Birthday, Language, Rendering, Sex, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, book, customer, deposit, promise

ZHANG = customer(sex=Sex.MALE, birthday=Birthday(month=11, day=23), holdings=(deposit(MONDAY),))
HEAD = "version: 2\napproved by: 周敏\n"


def words(language: Language = "zh-Hans", rendering: Rendering = Rendering.FULL) -> Words:
    return Words(language=language, rendering=rendering, now=MORNING)


def occurrence(kind: str, *records: Any, who: Any = ZHANG, on: date = MONDAY) -> Occurrence:
    found = standing(book(who, *records), RULES, on, on + timedelta(days=100), MORNING)
    return next(one for one in found if one.kind == kind)


def said(
    given: Occurrence | None, how: Words | None = None, folder: Path | None = None
) -> tuple[Script, ...]:
    known = usable(own_templates(folder)[0] if folder else (), MONDAY)
    return scripts_for(given, ZHANG, MANAGER, how or words(), "high", known)


def own(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_birthday_is_congratulated_by_name() -> None:
    (script,) = said(occurrence("birthday"))
    assert script.text.startswith("张先生，生日快乐。")
    assert script.text.endswith("城东支行 李经理")
    assert script.at_once


def test_a_maturity_names_product_day_and_amount_and_has_an_answer_to_better_rates() -> None:
    talk, objection = said(occurrence("maturity"))
    assert "您的三个月定期今天到期。" in talk.text
    assert "金额 62万。" in talk.text
    assert objection.occasion == "objection_rate"


def test_a_line_whose_fact_is_not_known_is_left_out() -> None:
    (opening, *_) = said(None)
    assert "上次您说的事" not in opening.text
    promised = occurrence("follow_up", promise(text="续50万"))
    assert "上次您说的事我记着：续50万" in said(promised)[0].text


def test_a_festival_is_named() -> None:
    high = customer(tier="high", sex=Sex.FEMALE)
    found = occurrence("festival", who=high, on=date(2027, 1, 20))
    (script,) = scripts_for(found, high, MANAGER, words(), "high", usable((), MONDAY))
    assert script.text.startswith("张女士，春节将至")


def test_no_name_and_no_money_leaves_the_bank_in_the_reference_rendering() -> None:
    (talk, _) = said(occurrence("maturity"), words(rendering=Rendering.REFERENCE))
    assert talk.text.startswith("尊敬的客户，您好")
    assert "62" not in talk.text


def test_traditional_characters_are_written_but_names_stay() -> None:
    (script,) = said(occurrence("birthday"), words("zh-Hant"))
    assert "生日快樂" in script.text
    assert "李经理" in script.text


def test_english_has_every_text_too() -> None:
    texts = {
        language: {path.name for path in (BUILT_IN / language).glob("*.txt")}
        for language in ("zh-Hans", "en")
    }
    assert texts["en"] == texts["zh-Hans"]
    assert said(occurrence("birthday"), words("en"))[0].text.startswith("Happy birthday, Mr ")


@pytest.mark.parametrize(("kind", "why"), [(kind.name, why) for kind in kinds() for why in kind.reasons])
def test_there_are_words_for_every_kind(kind: str, why: str) -> None:
    given = replace(occurrence("birthday"), kind=kind, reason=Reason(key=why))
    assert said(given)


def test_the_built_in_texts_have_nothing_wrong_and_promise_nothing() -> None:
    assert mistakes(BUILT_IN, MONDAY) == ()
    assert not [
        path for path in BUILT_IN.glob("*/*.txt") if any(w in path.read_text("utf-8") for w in FLAGGED)
    ]


def test_a_long_text_does_not_fit_on_a_button() -> None:
    letter = Template(occasion="first_letter", language="zh-Hans", text="")
    assert not Script(letter, "x" * (COPIED_AT_ONCE + 1)).at_once


def test_the_banks_own_text_comes_first_and_one_for_the_tier_before_all(tmp_path: Path) -> None:
    own(tmp_path, "zh-Hans/birthday.txt", f"{HEAD}\n{{customer}}生日好")
    assert [one.text for one in said(occurrence("birthday"), folder=tmp_path)] == ["张先生生日好"]
    own(tmp_path, "zh-Hans/birthday.vip.txt", f"{HEAD}tiers: high, private\n\n{{customer}}，花已备好")
    assert [one.text for one in said(occurrence("birthday"), folder=tmp_path)] == ["张先生，花已备好"]


def test_a_text_that_ran_out_is_not_used_and_named(tmp_path: Path) -> None:
    own(tmp_path, "zh-Hans/birthday.txt", f"{HEAD}valid until: 2026-11-22\n\n旧的")
    assert "生日快乐" in said(occurrence("birthday"), folder=tmp_path)[0].text
    (problem,) = mistakes(tmp_path, MONDAY)
    assert (problem.key, problem.facts["file"]) == ("script.expired", "zh-Hans/birthday.txt")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        (f"{HEAD}\n您好\n{{custmer}}好", "script.no_such_fact", 5),
        (f"{HEAD}\n{{customer", "script.bad_braces", 4),
        (f"{HEAD}valid until: soon\n\n好", "script.bad_date", 0),
        (f"{HEAD}tier: high\n\n好", "script.bad_head", 3),
        ("version: 1\n\n好", "script.head_missing", 0),
        (f"{HEAD}\n", "script.no_text", 2),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_text_not_used(
    tmp_path: Path, text: str, key: str, line: int
) -> None:
    own(tmp_path, "zh-Hans/birthday.txt", text)
    good, problems = own_templates(tmp_path)
    assert good == ()
    assert [(problem.key, problem.line) for problem in problems] == [(key, line)]
    assert key in catalogue("zh-Hans")


@pytest.mark.parametrize(
    ("name", "key"),
    [("zh/birthday.txt", "script.no_such_language"), ("zh-Hans/geburtstag.txt", "script.no_such_occasion")],
)
def test_a_text_that_would_never_be_used_is_named(tmp_path: Path, name: str, key: str) -> None:
    own(tmp_path, name, f"{HEAD}\n好")
    good, problems = own_templates(tmp_path)
    assert good == ()
    assert [problem.key for problem in problems] == [key]


def test_a_flagged_word_is_named_but_whoever_approved_it_decides(tmp_path: Path) -> None:
    own(tmp_path, "zh-Hans/maturity.txt", f"{HEAD}\n这款保本，稳赚")
    good, problems = own_templates(tmp_path)
    assert len(good) == 1
    assert [(problem.key, problem.facts["word"]) for problem in problems] == [
        ("script.flagged", "保本"),
        ("script.flagged", "稳赚"),
    ]


def test_a_text_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "zh-Hans").mkdir()
    (tmp_path / "zh-Hans" / "sms.txt").write_bytes(b"\xff\xfe\xff")
    assert [problem.key for problem in own_templates(tmp_path)[1]] == ["script.unreadable"]


@pytest.mark.parametrize(
    ("text", "word", "line"),
    [
        ("放心\n保 本", "保本", 5),
        ("放心，保\n本", "保本", 4),
        ("保　证", "保证", 4),
        ("No\n risk", "no risk", 4),
    ],
)
def test_what_may_not_be_promised_is_found_however_it_is_drawn_apart(
    tmp_path: Path, text: str, word: str, line: int
) -> None:
    own(tmp_path, "zh-Hans/birthday.txt", f"{HEAD}\n{text}\n")
    (problem,) = mistakes(tmp_path, MONDAY)
    assert (problem.key, problem.line, problem.facts["word"]) == ("script.flagged", line, word)


def test_what_may_not_be_promised_is_named_beside_other_mistakes(tmp_path: Path) -> None:
    own(tmp_path, "zh-Hans/birthday.txt", f"{HEAD}\n保本 {{who}}\n")
    assert [each.key for each in mistakes(tmp_path, MONDAY)] == ["script.no_such_fact", "script.flagged"]


def test_a_customer_is_written_to_in_their_own_language() -> None:
    who = replace(ZHANG, name="Anna Wei", sex=Sex.FEMALE, language="en")
    (talk, *_) = scripts_for(occurrence("maturity"), who, MANAGER, words(), "high", usable((), MONDAY))
    assert talk.template.language == "en"
    assert "Good day, Ms Wei" in talk.text
    assert "万" not in talk.text
    assert "今天" not in talk.text


def test_where_a_bank_has_words_in_one_language_only_they_are_used_for_everybody(tmp_path: Path) -> None:
    folder = own(tmp_path, "zh-Hans/maturity.txt", f"{HEAD}\n{{customer}}，{{product}}到期。\n")
    known = [each for each in usable(own_templates(folder)[0], MONDAY) if each.language != "en"]
    (talk, *_) = scripts_for(
        occurrence("maturity"), replace(ZHANG, language="en"), MANAGER, words(), "high", known
    )
    assert talk.text == "张先生，三个月定期到期。"


def test_the_higher_tiers_are_spoken_to_in_words_of_their_own() -> None:
    known = usable((), MONDAY)
    texts = {
        tier: scripts_for(occurrence("maturity"), ZHANG, MANAGER, words(), tier, known)[0].text
        for tier in ("mid", "private")
    }
    assert "当面" in texts["private"]
    assert "当面" not in texts["mid"]


def test_objections_have_an_answer_a_tap_away() -> None:
    assert [each.occasion for each in said(None) if each.occasion.startswith("objection")] == [
        "objection_think",
        "objection_busy",
        "objection_loss",
        "objection_withdraw",
    ]


@pytest.mark.parametrize(
    ("name", "head", "key"),
    [
        ("maturity.txt", HEAD, "script.no_such_language"),
        ("zh-Hans/maturity.top.txt", f"{HEAD}tiers: privat, high\n", "script.no_such_tier"),
        ("zh-Hans/maturity.again.txt", HEAD, "script.twice"),
    ],
)
def test_a_text_that_nobody_would_see_is_named(tmp_path: Path, name: str, head: str, key: str) -> None:
    own(tmp_path, "zh-Hans/maturity.txt", f"{HEAD}\n您的{{product}}到期。\n")
    own(tmp_path, name, f"{head}\n您好。\n")
    tiers = [tier.name for tier in RULES.playbook.tiers]
    (problem,) = mistakes(tmp_path, MONDAY, tiers)
    assert problem.key == key
    assert mistakes(BUILT_IN, MONDAY, tiers) == ()
