"""The line that a morning message gives to 今日资讯."""

from handlers.conversation import Turn
from scheduling.bulletins import bulletin

_LONGEST = 24


def news_line(turn: Turn) -> str:
    """The beginning of a note that was not told yet, short enough for one line on a phone; else nothing."""
    own = turn.desk.books[f"book:{turn.actor.id}"]
    note = bulletin(own, turn.desk.rules, turn.desk.now)
    if note is None:
        return ""
    line = note.text.splitlines()[0]
    return turn.words("morning.news", text=line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…")
