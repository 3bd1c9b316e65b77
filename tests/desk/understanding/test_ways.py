"""One contact in many words: kinds, outcomes and grievances as managers put them, word by word."""

from collections.abc import Iterator
from pathlib import Path

from desk.understanding import People, understand
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())
REACHED = {"t": True, "f": False, "n": None}


def lines(name: str) -> Iterator[tuple[str, str]]:
    """(what is expected, a line) of a table."""
    for row in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if not row.startswith("#"):
            head, _, rest = row.partition("|")
            yield from ((head, line.strip()) for line in rest.split(";"))


def test_a_contact_is_known_in_whatever_words_it_is_told() -> None:
    asked = list(lines("ways.txt"))
    wrong: list[str] = []
    for head, line in asked:
        kind, reached = head.split()
        got = understand(line, PEOPLE, NOW)
        if (got.kind, got.reached, got.customers) != (kind, REACHED[reached], ("1",)):
            wrong.append(f"{line}: {got.kind} {got.reached} {got.customers}, not {head}")
    assert len(asked) > 450
    assert len(wrong) <= 0.035 * len(asked), "\n".join(wrong)


def test_a_grievance_is_one_of_ours_or_none() -> None:
    wrong = [
        f"{line}: {head} was meant"
        for head, line in lines("grievances.txt")
        if (understand(line, PEOPLE, NOW).complaint is not None) != (head == "yes")
    ]
    assert len(wrong) <= 1, "\n".join(wrong)
