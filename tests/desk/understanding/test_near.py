"""What once went wrong, in other words than it was told, beside what lies near it and is something else."""

from datetime import datetime
from pathlib import Path

from desk.understanding import People, Understanding, understand
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW

PEOPLE = People.among(customers())
REACHED = {"t": True, "f": False, "n": None}


def follow_up(got: Understanding) -> str:
    """The day, or the minute, of what was promised; - for none."""
    if got.follow_up is None:
        return "-"
    start = got.follow_up.start
    return start.isoformat(timespec="minutes")[:16] if isinstance(start, datetime) else start.isoformat()


def test_a_cause_is_mended_and_what_lies_near_it_stays_as_it_was() -> None:
    wrong: list[str] = []
    for row in Path(__file__).with_name("near.txt").read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        head, _, lines = row.partition("|")
        for line in lines.split(";"):
            got = understand(line, PEOPLE, NOW)
            kind, reached, promised, voiced = head.split()
            right = (
                kind in {"*", got.kind}
                and (reached == "*" or REACHED[reached] is got.reached)
                and promised in {"*", follow_up(got)}
                and (voiced == "*" or (voiced == "y") is (got.complaint is not None))
            )
            if not right:
                said = got.complaint.said if got.complaint else None
                wrong.append(f"{line}: {got.kind} {got.reached} {follow_up(got)} {said}, not {head}")
    assert not wrong, "\n".join(wrong)
