"""How well labelled lines are understood: part by part, and the whole line."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desk.understanding import People, Understanding, understand
from tests.desk.understanding.book import customers

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
# Rules are made from these; the other sets only judge, and move here once they have been looked at.
SEEN = (
    *("seen", "fresh_a", "fresh_b", "fresh_c", "fresh_d", "made_e", "made_f", "made_g", "made_h", "made_i"),
    *("made_i2", "made_i3", "made_i4", "made_i5"),
    *("made_j", "made_j2", "made_j3", "made_j4", "made_j5", "made_k", "made_l"),
    *("judging", "own"),
    *(
        "made_k2",
        "made_k3",
        "made_k4",
        "made_k5",
    ),
)
PARTS = ("kind", "reached", "customer", "follow_up", "amounts")


@dataclass
class Score:
    """Counts over a set of lines; `wrong` lists what was not right, as sentences.

    `certain_and_wrong` counts the lines of which nothing would have been asked and something is wrong.
    """

    lines: int = 0
    certain_and_wrong: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*PARTS, "whole"), 0))
    complaints_right: int = 0
    complaints_found: int = 0
    complaints_there: int = 0
    # Left out of the repr: a failing test would show lines that only judge.
    wrong: list[str] = field(default_factory=list[str], repr=False)

    def share(self, part: str) -> float:
        return self.right[part] / self.lines if self.lines else 1.0

    @property
    def precision(self) -> float:
        return self.complaints_right / self.complaints_found if self.complaints_found else 1.0

    @property
    def recall(self) -> float:
        return self.complaints_right / self.complaints_there if self.complaints_there else 1.0


def parts() -> list[str]:
    """The names of all sets of labelled lines."""
    return sorted(path.stem.removeprefix("lines_") for path in Path(__file__).parent.glob("lines_*.jsonl"))


def judging_parts() -> tuple[str, ...]:
    """The sets that no rule was made from."""
    return tuple(part for part in parts() if part not in SEEN)


def labelled(part: str) -> list[dict[str, Any]]:
    """The lines of one set, without the heading that says when and how it was made."""
    path = Path(__file__).parent / f"lines_{part}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if "made" not in row]


def score(rows: list[dict[str, Any]]) -> Score:
    people = People.among(customers())
    total = Score()
    for row in rows:
        _count(total, row, understand(row["text"], people, NOW))
    return total


def _count(total: Score, row: dict[str, Any], got: Understanding) -> None:
    verdict = {
        "kind": row["kind"] in {"*", got.kind},
        "reached": row["reached"] in {"*", got.reached},
        "customer": _who(row, got),
        "follow_up": _follow_up(row["follow_up"], got),
        "amounts": row["amounts"] == "*"
        or [[each.fen / 100, each.currency] for each in got.amounts] == row["amounts"],
    }
    found = got.complaint is not None
    there = found if row["complaint"] == "*" else row["complaint"] is not None
    total.lines += 1
    total.complaints_there += there
    total.complaints_found += found
    total.complaints_right += there and found
    for part, right in verdict.items():
        total.right[part] += right
    whole = all(verdict.values()) and there == found
    total.right["whole"] += whole
    total.certain_and_wrong += got.certain and not whole
    if not whole:
        parts = [part for part, right in verdict.items() if not right] + ["complaint"] * (there != found)
        total.wrong.append(f"{row['text']}\n    {', '.join(parts)}: {_said(got)}")


def _who(row: dict[str, Any], got: Understanding) -> bool:
    if sorted(got.customers) != sorted(row["customers"]):
        return False
    if row.get("name_said"):
        return bool(got.name_said)
    return sorted(each.id for each in got.candidates) == sorted(row.get("candidates", []))


def _follow_up(expected: Any, got: Understanding) -> bool:
    said = got.follow_up
    if expected == "*":
        return True
    if expected is None or said is None:
        return expected is None and said is None
    if "until" in expected:
        end = said.end if said.end is not None else said.start
        return said.precision == "within" and _day(end).isoformat() == expected["until"]
    start: str = expected["start"]
    if "T" in start:
        return isinstance(said.start, datetime) and said.start.strftime("%Y-%m-%dT%H:%M") == start
    day_alone = said.precision not in {"minute", "hour"}
    end_right = "end" not in expected or (
        said.end is not None and _day(said.end).isoformat() == expected["end"]
    )
    return day_alone and _day(said.start).isoformat() == start and end_right


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _said(got: Understanding) -> str:
    follow_up = (
        f"{got.follow_up.start} {got.follow_up.end} {got.follow_up.precision}" if got.follow_up else "-"
    )
    who = ",".join(got.customers) + "?" + ",".join(each.id for each in got.candidates) + f"+{got.name_said}"
    money = ",".join(each.text for each in got.amounts)
    return f"{got.kind} {got.reached} {who} | {follow_up} | {got.complaint and got.complaint.said} | {money}"


def table(name: str, total: Score) -> str:
    """One row of shares in percent."""
    shares = "  ".join(f"{part} {100 * total.share(part):5.1f}" for part in (*PARTS, "whole"))
    return (
        f"{name:8} {total.lines:4} lines  {shares}  "
        f"complaint P {100 * total.precision:5.1f} R {100 * total.recall:5.1f}  "
        f"certain and wrong {100 * total.certain_and_wrong / max(1, total.lines):4.1f}"
    )
