"""How a book stands at a moment, as the small row that is kept of it tells."""

from datetime import UTC, date, datetime, timedelta

import msgspec

from scheduling.wall import week_of
from store.records import Cover
from store.summaries import Summary


def cover_of(summary: Summary) -> Cover | None:
    """The last leave of the owner with somebody to stand in, over or not."""
    told = summary.body.get("cover")
    return msgspec.convert(told, Cover) if told else None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a book stands at a moment, as its summary tells it; money in fen, `week` is Monday to Sunday.

    `in_time` of `counted` customers were reached within their gap; those of a fresh list who are not yet to
    be met are not counted. `untold` is money (fen) that has matured and of which nobody said what became of
    it, `unsaid` how many holdings have waited for that so long that the head hears of it. `was_in_time` of
    `was_counted` is how it stood on the Sunday before.
    """

    summary: Summary
    customers: int
    in_time: int
    counted: int
    was_in_time: int
    was_counted: int
    overdue: int
    late_complaints: int
    open_complaints: int
    open_promises: int
    late_promises: int
    maturing: int
    renewed: int
    talked: int
    untalked: int
    gone: int
    reached_week: int
    untold: int
    unsaid: int
    invited: bool
    bound: bool
    data_date: date | None

    @property
    def coverage(self) -> float | None:
        """The share of customers in time (0 to 1); None where nobody is counted."""
        return self.in_time / self.counted if self.counted else None


def standing_at(summary: Summary, day: date, now: datetime) -> Standing:
    """What a summary, however old, says of a day and moment."""
    monday = week_of(day)
    was_in_time, was_counted = _on_sunday(summary, monday - timedelta(days=1))
    week = (monday, monday + timedelta(days=6))
    due, first = _dated(summary, "due"), _dated(summary, "first")
    overdue = sum(count for until, count in due.items() if until < day)
    unmet = sum(count for until, count in first.items() if until < day)
    complaints = _keyed(summary, "complaint")
    promises, data = _dated(summary, "promise"), _dated(summary, "data")
    minute = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M}"
    return Standing(
        summary=summary,
        customers=summary.counts.get("customers", 0),
        in_time=sum(due.values()) - overdue,
        counted=sum(due.values()) + unmet,
        was_in_time=was_in_time,
        was_counted=was_counted,
        overdue=overdue + unmet,
        late_complaints=sum(count for late_at, count in complaints.items() if late_at <= minute),
        open_complaints=sum(complaints.values()),
        open_promises=sum(promises.values()),
        late_promises=sum(count for until, count in promises.items() if until < day),
        maturing=_within(summary, "maturing", week),
        renewed=_within(summary, "renewed", week),
        talked=_within(summary, "talked", week),
        untalked=_within(summary, "untalked", week),
        gone=_within(summary, "gone", week),
        reached_week=_within(summary, "reached", week),
        untold=sum(fen for matured, fen in _dated(summary, "open").items() if matured < day),
        unsaid=sum(count for since, count in _dated(summary, "unsaid").items() if since <= day),
        invited=_invited(summary, day),
        bound=bool(summary.counts.get("bound")),
        data_date=max(data, default=None),
    )


def _on_sunday(summary: Summary, sunday: date) -> tuple[int, int]:
    """How many were in time, and how many were counted, at the end of the week before."""
    due, first = _dated(summary, "due"), _dated(summary, "first")
    in_time = sum(count for until, count in due.items() if until >= sunday)
    counted = sum(due.values()) + sum(count for until, count in first.items() if until < sunday)
    if week_of(summary.day) <= sunday:
        return in_time, counted  # nothing was written since
    was, unmet = _dated(summary, "was_due"), summary.counts.get("was_unmet", 0)
    since = sum(was.values()) + unmet
    # Whoever was reached since is in time today, whatever they were then.
    return in_time - since + sum(count for until, count in was.items() if until >= sunday), counted - unmet


def _invited(summary: Summary, day: date) -> bool:
    """Whether an invitation waits that can still be used."""
    return any(until >= day for until in _dated(summary, "invited"))


def _keyed(summary: Summary, word: str) -> dict[str, int]:
    start = f"{word}|"
    return {key[len(start) :]: count for key, count in summary.counts.items() if key.startswith(start)}


def _dated(summary: Summary, word: str) -> dict[date, int]:
    return {date.fromisoformat(key): count for key, count in _keyed(summary, word).items()}


def _within(summary: Summary, word: str, span: tuple[date, date]) -> int:
    return sum(count for day, count in _dated(summary, word).items() if span[0] <= day <= span[1])
