"""When to try again a customer who did not answer (DOMAIN 5)."""

from datetime import date, datetime, time, timedelta

from scheduling.call_hours import NO_WISHES, Wishes
from scheduling.rules import Rules
from store.records import Person


def next_try(
    now: datetime, misses: int, person: Person, rules: Rules, wishes: Wishes = NO_WISHES
) -> tuple[date, time] | None:
    """The day and wall-clock time of the try after `misses` calls without an answer; `now` is local.

    The same afternoon first, then the next working day in the morning; after the third a message is better
    than a call, and nothing is planned; nor is it for who wants no calls. Hours that are unwelcome are passed
    over.
    """
    retry = rules.playbook.retry
    if misses >= rules.playbook.cadence.tries or wishes.no_calls:
        return None
    this_day = misses == 1 and now.time() <= retry.same_day_until
    welcome = wishes.from_(retry.same_day_at) if this_day else None
    if welcome is not None:
        return now.date(), welcome
    welcome = wishes.from_(retry.next_day_at) or wishes.from_(time()) or retry.next_day_at
    return rules.next_at_work(person, now.date() + timedelta(days=1)), welcome
