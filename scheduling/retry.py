"""When to try again a customer who did not answer (DOMAIN 5)."""

from datetime import date, datetime, time, timedelta

from scheduling.rules import Rules
from store.records import Person


def next_try(now: datetime, misses: int, person: Person, rules: Rules) -> tuple[date, time] | None:
    """The day and wall-clock time of the try after `misses` calls without an answer; `now` is local.

    The same afternoon first, then the next working day in the morning; after the third a message is better
    than a call, and nothing is planned.
    """
    retry = rules.playbook.retry
    if misses >= rules.playbook.cadence.tries:
        return None
    if misses == 1 and now.time() <= retry.same_day_until:
        return now.date(), retry.same_day_at
    return rules.next_at_work(person, now.date() + timedelta(days=1)), retry.next_day_at
