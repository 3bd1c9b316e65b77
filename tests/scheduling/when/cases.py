"""Reads the tables of judged texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduling.when import When, parse

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A text, when and in which language it was said, and the answer a person would give."""

    text: str
    now: datetime
    language: str
    want: str

    @property
    def answer(self) -> str:
        return told(parse(self.text, self.now, self.language))


def told(found: When | None) -> str:
    """An answer in the notation of the tables."""
    if found is None:
        return "-"
    due: datetime | date = found.due
    text = due.strftime("%Y-%m-%dT%H:%M") if isinstance(due, datetime) else due.isoformat()
    return {"within": "by ", "after": "from "}.get(found.precision, "") + text


def cases(name: str) -> list[Case]:
    return list(_read(name))


def _read(name: str) -> Iterator[Case]:
    now, language = datetime(2026, 1, 1, tzinfo=ZONE), "zh-Hans"
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            _, moment, language = line.split()
            now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
        elif line and not line.startswith("#"):
            text, _, want = line.partition(" => ")
            yield Case(text=text, now=now, language=language, want=want)
