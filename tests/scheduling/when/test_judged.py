"""The judged texts: how many are answered as a person would, and that the rules' own ones all are."""

from pathlib import Path

import pytest

from scheduling.when import parse
from tests.scheduling.when.cases import Case, cases

# Known to be beyond the rules; a person knows the name, the product, the way of speaking.
BEYOND = {
    "吴周一",
    "不超过三天",
    "last name is Monday",
    "明天早上晨会前",
    "the Friday before Christmas",
    "next few days",
}
BEYOND |= {"in march order", "半夜鸡叫"}


@pytest.mark.parametrize("case", cases("cases_dev.txt"), ids=lambda case: case.text)
def test_a_text_is_understood_as_a_person_would(case: Case) -> None:
    assert case.answer == case.want


@pytest.mark.parametrize("name", sorted(path.name for path in Path(__file__).parent.glob("cases_held*.txt")))
def test_texts_that_were_judged_before_the_rules_saw_them_stay_understood(name: str) -> None:
    wrong = [(case.text, case.answer) for case in cases(name) if case.answer != case.want]
    assert [text for text, _ in wrong if text not in BEYOND] == [], wrong


@pytest.mark.parametrize("case", cases("cases_dev.txt"), ids=lambda case: case.text)
def test_where_it_stood_is_said(case: Case) -> None:
    found = parse(case.text, case.now, case.language)
    if found is not None:
        start, end = found.span
        assert 0 <= start < end <= len(case.text)
