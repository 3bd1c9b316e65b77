"""The labelled lines: what is understood of lines that rules were made from, and of lines that only judge."""

import pytest

from tests.desk.understanding.scoring import SEEN, Score, judging_parts, labelled, score

JUDGING = judging_parts()


def rows(parts: tuple[str, ...]) -> list[dict[str, object]]:
    return [row for part in parts for row in labelled(part)]


@pytest.fixture(scope="module")
def seen() -> Score:
    return score(rows(SEEN))


@pytest.fixture(scope="module")
def judging() -> Score:
    return score(rows(JUDGING))


def test_lines_that_rules_are_made_from_are_understood_whole(seen: Score) -> None:
    assert seen.share("whole") >= 0.98, "\n".join(seen.wrong)


@pytest.mark.parametrize(
    ("part", "floor"),
    [("kind", 0.91), ("reached", 0.94), ("customer", 0.93), ("follow_up", 0.96), ("whole", 0.82)],
)
def test_lines_never_seen_are_understood(judging: Score, part: str, floor: float) -> None:
    assert judging.share(part) >= floor


def test_complaints_are_heard_in_lines_never_seen(judging: Score) -> None:
    assert judging.precision >= 0.8
    assert judging.recall >= 0.93


def test_the_set_is_as_large_and_as_tricky_as_it_should_be() -> None:
    every = rows(SEEN + JUDGING)
    assert len(every) >= 400
    assert sum(bool(row["trap"]) for row in every) >= len(every) / 3
    assert {row["form"] for row in every} == {"typed", "dictated", "hant", "en"}
