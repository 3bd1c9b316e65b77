"""The times that a tap can put something off to."""

from datetime import datetime, time, timedelta

from scheduling.rules import Rules
from store.records import Person, Refused

CHOICES = ("hour", "afternoon", "tomorrow", "tomorrow_pm", "three_days", "next_week")


def chosen(
    choice: str, now: datetime, person: Person, rules: Rules, stands: datetime | None = None
) -> datetime:
    """The instant of a choice on the person's own clock; `now` is local, days off are passed over.

    An hour later is later than what `stands` (aware), where that is still to come.
    """
    if choice == "hour":
        from_ = now if stands is None else max(now, stands.astimezone(now.tzinfo))
        return (from_ + timedelta(hours=1)).replace(second=0, microsecond=0)
    if choice == "afternoon":
        afternoon = datetime.combine(now.date(), rules.playbook.retry.same_day_at, now.tzinfo)
        return (
            afternoon
            if afternoon > now
            else _on(now, person, rules, days=1, at=rules.playbook.retry.same_day_at)
        )
    days = {"tomorrow": 1, "tomorrow_pm": 1, "three_days": 3, "next_week": 7 - now.weekday()}
    if choice not in days:
        raise Refused("outdated")
    return _on(
        now,
        person,
        rules,
        days[choice],
        rules.playbook.retry.same_day_at if choice == "tomorrow_pm" else rules.playbook.retry.next_day_at,
    )


def _on(now: datetime, person: Person, rules: Rules, days: int, at: time) -> datetime:
    day = rules.next_at_work(person, now.date() + timedelta(days=days))
    return datetime.combine(day, at, now.tzinfo)
