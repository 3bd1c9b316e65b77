"""What must be true of a day, whatever befell the calls: nothing twice without a word, nothing left out."""

import re
from collections import Counter
from datetime import timedelta

from proofs.town import FIRST, MANAGERS, Met, Town
from simulator import Seen, Trouble

REPEAT, CATCHING_UP, KEPT = "可能重复", "补上", "记好了"
WRITES = frozenset({"sendmessage", "editmessagetext"})
_LOST = frozenset({Trouble.SERVER_ERROR, Trouble.DROP_BEFORE, Trouble.HANG})
"""Nothing happened, and the bot cannot know it."""
_NUMBER = re.compile(r"编号(\d+)号")

Tally = tuple[int, list[str]]
"""How often it was looked at, and each case that is not so."""


async def stored_once(it: Town, wanted: set[int]) -> Tally:
    stored = Counter(int(each) for contact in await it.contacts() for each in _NUMBER.findall(contact.note))
    return len(wanted), [
        f"line {each} is stored {stored[each]} times" for each in sorted(wanted) if stored[each] != 1
    ]


def answered(it: Town, wanted: set[int]) -> Tally:
    """As many answers as lines, besides those that say that they may be there twice."""
    failures: list[str] = []
    for manager in range(len(MANAGERS)):
        own = sum(each // 100 == manager for each in wanted)
        sure = sum(KEPT in each.text and REPEAT not in each.text for each in it.texts(FIRST + manager))
        again = sum(KEPT in each.text and REPEAT in each.text for each in it.texts(FIRST + manager))
        if not sure <= own <= sure + again + _given_up(it, FIRST + manager):
            failures.append(f"manager {manager}: {own} lines, {sure} answers and {again} repeats")
    return len(wanted), failures


def _given_up(it: Town, user: int) -> int:
    """How many messages may have failed twice without a trace: there is never a third copy."""
    doubts = sum(
        each.chat == user
        and each.method == "sendmessage"
        and each.fault is not None
        and each.fault.trouble in _LOST
        for each in it.met
    )
    return doubts // 2


def patient(met: list[Met]) -> Tally:
    """No message into a chat that was asked to wait; calls that were under way with it do not count."""
    failures: list[str] = []
    floods = [each for each in met if each.fault and each.fault.trouble is Trouble.FLOOD and each.chat]
    for flood in floods:
        assert flood.fault is not None
        until = flood.at + timedelta(seconds=flood.fault.retry_after)
        early = [
            each
            for each in met
            if each.chat == flood.chat
            and each.method in WRITES
            and flood.method in WRITES
            and flood.at + timedelta(milliseconds=200) < each.at < until - timedelta(milliseconds=5)
        ]
        failures += [f"{each.method} to {each.chat} {until - each.at} too early" for each in early]
    return sum(each.method in WRITES for each in floods), failures


def reminded(it: Town, wanted: set[int]) -> Tally:
    """One reminder a promise, or two of which the second says so; late ones may share a card."""
    failures: list[str] = []
    for manager in range(len(MANAGERS)):
        own = sum(each // 100 == manager for each in wanted)
        texts = it.texts(FIRST + manager)
        sure = spoken_of([each for each in texts if REPEAT not in each.text])
        again = spoken_of([each for each in texts if REPEAT in each.text])
        if not sure <= own <= sure + again + _given_up(it, FIRST + manager):
            failures.append(f"manager {manager}: {own} promises, {sure} reminders and {again} repeats")
    return len(wanted), failures


def spoken_of(texts: list[Seen]) -> int:
    """Of how many promises these messages speak."""
    alone = sum(bool(re.match(r"\d\d:\d\d 约好", each.text)) for each in texts)
    cards = [re.search(r"补上 (\d+) 条", each.text) for each in texts]
    return alone + sum(int(each[1]) for each in cards if each)


def paced(met: list[Met]) -> Tally:
    """The bot's own limit of Telegram: 30 messages a second."""
    times = sorted(each.at for each in met if each.method in WRITES)
    worst = max(
        (
            sum(0 <= (b - a).total_seconds() < 1 for b in times[place : place + 40])
            for place, a in enumerate(times)
        ),
        default=0,
    )
    return len(times), [f"{worst} messages in one second"] if worst > 30 else []
