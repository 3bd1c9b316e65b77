"""The morning digest: counts and times in text, names on buttons (VOICE)."""

from collections import Counter
from collections.abc import Sequence

from desk.handle import handled
from handlers.answer import Button, Card
from handlers.buttons import MOST, button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.entries import entries_of, entry_buttons
from handlers.newsline import news_line
from handlers.walk import begin, card_of
from scheduling.agenda import Entry
from scheduling.digest import Morning, morning
from scheduling.occurrence import Occurrence
from store.records import Refused

_WEEK = 7
# What a break and the days after it bring, and must be thought of before it.
_PACKED = frozenset({"birthday", "occasion", "maturity", "follow_up"})


class MorningDigest(Conversation):
    """Drawn from the book as it stands, so that a tap in the afternoon shows the afternoon."""

    code = "mo"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "absent":
            return Reply(screens=(Screen(conversation="ab", draft={"moved": 0}),), go_on="now")
        if verb == "all":
            return Reply(screens=(Screen(conversation="td"),))
        if verb == "news":
            return Reply(screens=(screen, Screen(conversation="nw", step="read")))
        if verb == "list":
            notice = morning(turn.desk.book, turn.desk.rules, turn.desk.now)
            days = max(_WEEK, (notice.ahead_to - notice.day).days + 1)
            return Reply(screens=(Screen(conversation="wk", draft={"days": days}),))
        if verb == "walk":
            entries = morning(turn.desk.book, turn.desk.rules, turn.desk.now).entries
            first = begin([each.customer.id for each in entries])
            return Reply(screens=(first or Screen(conversation="td"),))
        raise Refused("outdated")

    def about(self, turn: Turn, screen: Screen) -> str:
        del screen
        entries = entries_of(turn)
        return entries[0].customer.id if len(entries) == 1 else ""

    def show(self, turn: Turn, screen: Screen) -> Card:
        del screen
        notice = morning(turn.desk.book, turn.desk.rules, turn.desk.now)
        return morning_card(turn, notice)


def morning_card(turn: Turn, notice: Morning) -> Card:
    """The message of a morning."""
    words = turn.words
    count = len(notice.entries)
    lines = [words("morning.hello", name=turn.title, day=words.dated(notice.day))]
    if count:
        groups = words.listed(words(f"heading.{name}", count=many) for name, many in notice.counts.items())
        lines.append(words.many("morning.count", count, groups=groups))
    else:
        lines.append(words("morning.nothing"))
    lines += [
        line for line in (_urgent(turn, notice.urgent), _ahead(turn, notice), _data(turn, notice)) if line
    ]
    if notice.listed:
        listed = Counter(each.first.heading for each in notice.listed)
        said = words.listed(words(f"heading.{name}", count=many) for name, many in listed.items())
        lines.append(words("morning.listed", groups=said))
    if notice.drafts:
        lines.append(words.many("morning.drafts", notice.drafts))
    news = news_line(turn)
    lines += [news] if news else []
    lists = [button(words, "the_week", "list")] if notice.listed or notice.ahead else []
    lists += [button(words, "read_news", "news")] if news else []
    first, more = _first(turn, notice, len(lists))
    return Card(text="\n".join(lines), rows=(*entry_buttons(turn, first), *rows(more, lists)), private=True)


def _first(turn: Turn, notice: Morning, lists: int) -> tuple[Sequence[Entry], list[Button]]:
    """Whom to begin with, as many as a card of eight buttons has room for, and the ways to the others."""
    words, count = turn.words, len(notice.entries)
    ways = [button(words, "walk", "walk"), button(words, "absent", "absent")] if count else []
    room = min(MOST - lists - len(ways), turn.desk.rules.playbook.digest.first_entries)
    if count <= room:
        return notice.entries, ways
    return notice.entries[: room - 1], [button(words, "all_today", "all", count=count), *ways]


def _urgent(turn: Turn, most: Occurrence | None) -> str:
    if most is None:
        return ""
    kind = "retry" if most.reason.key == "follow_up.retry" else most.kind
    if not turn.words.knows(f"urgent.{kind}"):
        return ""
    what = turn.words(f"urgent.{kind}")
    if most.late:
        return turn.words("morning.urgent_late", what=what)
    return turn.words("morning.urgent_at", what=what, at=most.at) if most.at else ""


def _ahead(turn: Turn, notice: Morning) -> str:
    if notice.holiday:
        return _pack(turn, notice)
    birthdays = [each for each in notice.ahead if "birthday" in each.kinds]
    return turn.words.many("morning.ahead", len(birthdays)) if birthdays else ""


def _pack(turn: Turn, notice: Morning) -> str:
    """What a break and the two days after it bring and can't wait; who it is stands under 「看本周」."""
    words = turn.words
    counts = Counter(
        heading
        for entry in notice.ahead
        for heading in dict.fromkeys(one.heading for one in entry.occurrences if one.kind in _PACKED)
    )
    groups = words.listed(words(f"heading.{name}", count=many) for name, many in counts.items())
    return words("morning.pack", day=words.dated(notice.ahead_to), groups=groups) if groups else ""


def _data(turn: Turn, notice: Morning) -> str:
    if notice.data_date is None:
        return ""
    return turn.words("morning.stale" if notice.stale else "morning.data", day=notice.data_date)
