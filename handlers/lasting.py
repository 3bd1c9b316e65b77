"""How long something lasted, as people say it: 2 天 3 小时, 5 hours, 20 minutes."""

from datetime import timedelta

from handlers.words import Words


def lasting(words: Words, time: timedelta) -> str:
    """The two largest units of days and hours, or else the minutes, at least one."""
    minutes = max(1, round(time.total_seconds() / 60))
    days, hours = minutes // 1440, minutes % 1440 // 60
    if not days and not hours:
        return words.many("lasting.minutes", minutes)
    said = [("lasting.days", days), ("lasting.hours", hours)]
    return " ".join(words.many(key, count) for key, count in said if count)
