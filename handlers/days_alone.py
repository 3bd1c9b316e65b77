"""A day with nothing beside it: it begins a list, or answers the question for a day."""

_DAYS = frozenset({"今天", "今日", "明天", "明日", "后天", "後天", "today", "tomorrow"})


def is_day_alone(said: str) -> bool:
    """Whether the words are no more than such a day."""
    return said.strip(" 。.!！?？").casefold() in _DAYS
