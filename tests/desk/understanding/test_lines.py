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
def judging() -> dict[str, Score]:
    return {name: score(rows((name,))) for name in JUDGING}


def test_lines_that_rules_are_made_from_are_understood_whole(seen: Score) -> None:
    assert seen.share("whole") >= 0.98, "\n".join(seen.wrong)


# Set e was written by somebody else: its floors are what it showed, and only go up. A set that is newer than
# these has the floors of any writer.
UNREAD = {"kind": 0.88, "reached": 0.9, "customer": 0.95, "follow_up": 0.9, "whole": 0.78}
FLOORS = {
    "held": {"kind": 0.97, "reached": 0.96, "customer": 0.98, "follow_up": 0.97, "whole": 0.91},
    "fresh_e": {"kind": 0.90, "reached": 0.92, "customer": 0.98, "follow_up": 0.93, "whole": 0.83},
}


@pytest.mark.parametrize("part", ["kind", "reached", "customer", "follow_up", "whole"])
@pytest.mark.parametrize("name", JUDGING)
def test_lines_never_seen_are_understood(judging: dict[str, Score], name: str, part: str) -> None:
    assert judging[name].share(part) >= FLOORS.get(name, UNREAD)[part]


@pytest.mark.parametrize("name", JUDGING)
def test_complaints_are_heard_in_lines_never_seen(judging: dict[str, Score], name: str) -> None:
    assert judging[name].precision >= (0.9 if name in FLOORS else 0.8)
    assert judging[name].recall >= (0.95 if name in FLOORS else 0.85)


def test_the_set_is_as_large_and_as_tricky_as_it_should_be() -> None:
    every = rows(SEEN + JUDGING)
    assert len(every) >= 400
    assert sum(bool(row["trap"]) for row in every) >= len(every) / 3
    assert {row["form"] for row in every} == {"typed", "dictated", "hant", "en"}
