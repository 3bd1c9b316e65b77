"""The head's page line by line: what needs a decision, money, coverage, who is away and who needs a hand."""

from datetime import timedelta

from handlers.conversation import Turn
from handlers.month_lines import by_manager, month_lines
from handlers.newsline import news_line
from handlers.words import Words
from scheduling.book_state import Standing, cover_of
from scheduling.cover import ahead
from scheduling.digest import HeadMorning, head, morning
from scheduling.joining import visits_of
from scheduling.month import month_of
from store.records import Cover

_SOON = timedelta(days=14)


def head_page(turn: Turn) -> HeadMorning:
    """The page of the actor's branch, now."""
    desk = turn.desk
    own = desk.books[f"book:{turn.actor.id}"]
    keeps = morning(own, desk.rules, desk.now) if own.customers else None
    unallocated = sum(each.counts.get("unallocated", 0) for each in turn.team)
    return head(turn.team, desk.rules, desk.now, zone=turn.actor.zone, unallocated=unallocated, own=keeps)


def head_lines(turn: Turn, page: HeadMorning) -> list[str]:
    """The text of the page, which names no customer."""
    words = turn.words
    lines = [words("team.title", branch=turn.actor.branch_name, day=words.dated(page.day))]
    waits = [
        words(f"team.{name}", count=count)
        for name, count in (
            ("late_complaints", page.late_complaints),
            ("unsaid", page.unsaid),
            ("unallocated", page.unallocated),
            ("unused", len(page.unused_invitations)),
        )
        if count
    ]
    lines.append(
        words("team.decide", count=page.decisions, what=words.listed(waits))
        if waits
        else words("team.nothing_waits")
    )
    lines += _visit_lines(turn, page)
    lines += _money_lines(words, page)
    batch = turn.desk.rules.playbook.new_account.batch_from
    lines += month_lines(words, month_of(turn.team, page.day, batch))
    lines += by_manager(words, turn.team, page.day)
    lines += _coverage_lines(words, page)
    lines += _leave_lines(turn)
    if page.help:
        lines.append(
            words(
                "team.help",
                names=words.listed(_needs(turn, each) for each in page.help[:3]),
            )
        )
    if page.data_date:
        lines.append(words("morning.stale" if page.stale else "morning.data", day=page.data_date))
    return [*lines, *([news] if (news := news_line(turn)) else [])]


def _coverage_lines(words: Words, page: HeadMorning) -> list[str]:
    """How many were reached in time, beside last week's share."""
    if page.coverage is None:
        return []
    said = words(
        "team.coverage", share=round(page.coverage * 100), in_time=page.in_time, counted=page.counted
    )
    before = page.coverage_before
    return [said if before is None else words("team.coverage_beside", now=said, before=round(before * 100))]


def _visit_lines(turn: Turn, page: HeadMorning) -> list[str]:
    """The visits of today on which the head comes along."""
    today = (each for each in visits_of(turn.team, turn.actor) if each.day == page.day)
    told = [f"{each.at:%H:%M} {each.manager}" if each.at else each.manager for each in today]
    return [turn.words("team.visits", what=turn.words.listed(told))] if told else []


def _leave_lines(turn: Turn) -> list[str]:
    """Who is on leave or soon will be, and who stands in, or has left since it was agreed."""
    soon, words = turn.desk.today + _SOON, turn.words
    known: list[Cover | None] = [cover_of(each) for each in turn.team]
    covers = [each for each in known if each and ahead(each, turn.desk.now) and each.first <= soon]
    gone = {each.book for each in turn.team if each.counts.get("left")}
    return [
        words(
            "team.on_leave_alone" if f"book:{each.by}" in gone else "team.on_leave",
            name=each.absent_name,
            first=words.dated(each.first),
            last=words.dated(each.last),
            by=each.by_name,
        )
        for each in sorted(covers, key=lambda each: (each.first, each.absent_name))
    ]


def _money_lines(words: Words, page: HeadMorning) -> list[str]:
    """What matures this week, and what became of it so far; what matured before and nobody spoke of."""
    untold = words.total(page.untold) if page.untold else ""
    before = [words("team.untold", total=untold)] if untold else []
    return [*_of_the_week(words, page), *before]


def _of_the_week(words: Words, page: HeadMorning) -> list[str]:
    if not page.maturing or not words.total(page.maturing):
        return []  # an amount that may not be shown is not spoken of
    said = words(
        "team.maturing",
        total=words.total(page.maturing),
        renewed=words.total(page.renewed),
        talked=words.total(page.talked),
        untalked=words.total(page.untalked),
    )
    return [said, *([words("team.gone", gone=words.total(page.gone))] if page.gone else [])]


def _needs(turn: Turn, standing: Standing) -> str:
    """Why a hand is needed: complaints that are late before customers who wait."""
    if standing.late_complaints:
        return turn.words("team.needs_answer", name=standing.summary.person, count=standing.late_complaints)
    return turn.words("team.needs", name=standing.summary.person, count=standing.overdue)
