"""What a yardstick wants: one naive moment for a text, the deadline of a deadline."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduling.when.understand import parse

_ZONE = ZoneInfo("Asia/Shanghai")
_LANGUAGES = {"zh": "zh-Hans"}


def answer(text: str, now: datetime, lang: str) -> datetime | date | None:
    """The moment meant by a text, without a zone; `now` is naive and taken for China's time."""
    found = parse(text, now.replace(tzinfo=_ZONE), _LANGUAGES.get(lang, lang))
    if found is None:
        return None
    return found.due.replace(tzinfo=None) if isinstance(found.due, datetime) else found.due
