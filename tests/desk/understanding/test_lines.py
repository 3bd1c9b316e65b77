"""The labelled lines: what is understood of lines that rules were made from, and of lines that only judge."""

import pytest

from tests.desk.understanding.scoring import Score, labelled, score


@pytest.fixture(scope="module")
def seen() -> Score:
    return score(labelled("seen"))


@pytest.fixture(scope="module")
def judging() -> Score:
    return score(labelled("judging"))


def test_lines_that_rules_are_made_from_are_understood_whole(seen: Score) -> None:
    assert seen.share("whole") >= 0.98, "\n".join(seen.wrong)


@pytest.mark.parametrize(
    ("part", "floor"),
    [("kind", 0.92), ("reached", 0.94), ("customer", 0.98), ("follow_up", 0.97), ("whole", 0.9)],
)
def test_lines_never_seen_are_understood(judging: Score, part: str, floor: float) -> None:
    assert judging.share(part) >= floor


def test_complaints_are_heard_in_lines_never_seen(judging: Score) -> None:
    assert judging.precision >= 0.9
    assert judging.recall >= 0.95


def test_the_set_is_as_large_and_as_tricky_as_it_should_be() -> None:
    rows = [*labelled("seen"), *labelled("judging")]
    assert len(rows) >= 400
    assert sum(row["trap"] for row in rows) >= len(rows) / 3
    assert {row["form"] for row in rows} == {"typed", "dictated", "hant", "en"}
