"""/looks: who else has looked at one's customers; nobody looks unseen (DOMAIN 11)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.answer import Card
from handlers.conversation import KEEPERS, Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from store.records import Customer, Person
from store.scope import Scope

_DAYS = 30
_SHOWN = 10
_LOOKS = frozenset({"look", "reveal"})


class Looks(Conversation):
    """The last looks of others, from the audit trail of one's own book."""

    code = "wl"
    commands = ("looks",)
    plain = ("谁看过", "誰看過", "who looked")
    roles = KEEPERS

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        del heard, screen
        office, own = outside.office, f"book:{actor.id}"
        since = office.clock.now() - timedelta(days=_DAYS)
        entries = await office.store.audit.entries(office.scope(actor), own)
        people = {each.book: each.person for each in await office.store.summaries(Scope.bank())}
        found = [
            {"at": each.at.isoformat(), "name": people.get(f"book:{each.actor}", ""), "subject": each.subject}
            for each in entries
            if each.action in _LOOKS and each.actor != actor.id and each.at >= since
        ]
        return {"looks": found[-_SHOWN:][::-1], "count": len(found)}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        return Reply(screens=(Screen(conversation="wl", draft=dict(turn.facts)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, looks = turn.words, screen.draft["looks"]
        if not looks:
            return Card(text=words("looks.none", days=_DAYS))
        lines = [words("looks.count", days=_DAYS, count=screen.draft["count"])]
        lines += [_line(turn, each) for each in looks]
        return Card(text="\n".join(lines), private=True)


def _line(turn: Turn, look: Mapping[str, str]) -> str:
    customer = turn.desk.book.get(Customer, look["subject"])
    what = turn.words.name(customer) if customer else turn.words("looks.book")
    return turn.words("looks.one", at=datetime.fromisoformat(look["at"]), name=look["name"], what=what)
