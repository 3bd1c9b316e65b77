"""The times that a tap can put something off to."""

from datetime import datetime, time, timedelta

from desk.sitting import Sitting
from store.records import Refused

CHOICES = ("hour", "afternoon", "tomorrow", "tomorrow_pm", "three_days", "next_week")
# When somebody is contacted next, as far as it takes one tap.
NEXT = ("tomorrow", "three_days", "next_week")


def chosen(choice: str, at: Sitting, stands: datetime | None = None) -> datetime:
    """The instant of a choice on the actor's own clock; days off are passed over.

    An hour later is later than what `stands` (aware), where that is still to come.
    """
    now, usual = at.local, at.rules.playbook.retry
    if choice == "hour":
        from_ = now if stands is None else max(now, stands.astimezone(now.tzinfo))
        return (from_ + timedelta(hours=1)).replace(second=0, microsecond=0)
    if choice == "afternoon":
        afternoon = datetime.combine(now.date(), usual.same_day_at, now.tzinfo)
        return afternoon if afternoon > now else _on(at, 1, usual.same_day_at)
    days = {"tomorrow": 1, "tomorrow_pm": 1, "three_days": 3, "next_week": 7 - now.weekday()}
    if choice not in days:
        raise Refused("outdated")
    return _on(at, days[choice], usual.same_day_at if choice == "tomorrow_pm" else usual.next_day_at)


def _on(at: Sitting, days: int, clock: time) -> datetime:
    day = at.rules.next_at_work(at.actor, at.today + timedelta(days=days))
    return datetime.combine(day, clock, at.local.tzinfo)
