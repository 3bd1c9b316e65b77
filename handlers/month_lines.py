"""The month on a head's page and in a manager's evening: what stayed, what came and went, who opened."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.words import Words
from scheduling.month import Month, month_of
from store.summaries import Summary

_SHOWN = 8
_SEVERAL = 2


def retention_line(words: Words, month: Month) -> str:
    """「本月到期留存 82%：续 410万，走 90万，没问 120万」; nothing where nobody knows of any money."""
    if month.rate is None or not words.total(month.stayed + month.left):
        return ""
    return words(
        "month.retention",
        share=round(month.rate * 100),
        stayed=words.total(month.stayed),
        left=words.total(month.left),
        untold=words.total(month.untold),
    )


def flow_line(words: Words, month: Month, key: str = "month.flow") -> str:
    """「本月：进 3,120万，出 2,870万，净 +250万」, by the bank's movements."""
    if not month.came and not month.went:
        return ""
    net = month.came - month.went
    said = words.total(abs(net))
    if not said:
        return ""
    sign = "+" if net >= 0 else "-"
    return words(key, came=words.total(month.came), went=words.total(month.went), net=f"{sign}{said}")


def tier_line(words: Words, month: Month, tiers: Sequence[str]) -> str:
    """「按层级：私行 进 820万 出 60万；高端 …」, the highest first; nothing where it is all of one tier."""
    moved = [(tier, *month.tiers[tier]) for tier in reversed(tiers) if tier in month.tiers]
    if len(moved) < _SEVERAL or not words.total(moved[0][1]):
        return ""
    said = [
        words("month.tier", tier=words.called("tier", tier), came=words.total(came), went=words.total(went))
        for tier, came, went in moved
    ]
    return words("month.tiers", tiers=words.listed(said))


def by_manager(words: Words, team: Iterable[Summary], day: date) -> list[str]:
    """The retention of each manager of whom any is known, by name and not ranked."""
    rates = {one.person: month_of((one,), day, 1).rate for one in team if one.person}
    known = {name: rate for name, rate in sorted(rates.items()) if rate is not None}
    if len(known) < 2:
        return []
    said = (words("month.rate", name=name, share=round(rate * 100)) for name, rate in known.items())
    return [words("month.by_manager", rates=words.listed(list(said)[:_SHOWN]))]


def month_lines(words: Words, month: Month) -> list[str]:
    """All that is worth saying, a line each."""
    lines = [flow_line(words, month), retention_line(words, month)]
    for on, by in month.opened.items():
        names = words.listed(words("month.opened_by", name=name, count=count) for name, count in by.items())
        lines.append(words("month.opened", day=on, count=sum(by.values()), names=names))
    if month.large:
        lines.append(words.many("month.large", month.large))
    if month.paid:
        lines.append(words.many("month.paid", month.paid))
    return [line for line in lines if line]
