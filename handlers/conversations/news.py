"""今日资讯: a head's or department's note for today, one line in the digest, a tap to read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desk.bulletin import own_bulletin, publish, readers, withdraw, worded
from handlers.answer import Card
from handlers.buttons import button, rows
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.templates import flagged_in
from scheduling.bulletins import last_bulletin
from store.records import Person, Refused, Role


class News(Conversation):
    """Managers read it; heads write it for their branch and operators for the whole bank."""

    code = "nw"
    commands = ("news",)
    plain = ("今日资讯", "今日資訊", "资讯", "資訊", "news")
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        """Everybody it is for, at the tap that sends it or takes it back."""
        del actor
        return tuple(screen.draft.get("books", ())) if screen and heard.kind == "press" else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        said = heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""
        if said and turn.actor.role is not Role.MANAGER:
            return self._drafted(turn, said)
        if turn.actor.role is Role.MANAGER:
            return Reply(screens=(Screen(conversation="nw", step="read"),))
        return Reply(screens=(_to_write(turn),))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        del screen
        return self._drafted(turn, said)

    def _drafted(self, turn: Turn, said: str) -> Reply:
        draft = {"text": worded(said), "books": list(readers(turn.team, turn.actor.id))}
        return Reply(screens=(Screen(conversation="nw", step="draft", draft=draft),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if turn.actor.role is Role.MANAGER or screen.step not in ("draft", "sent", "write"):
            raise Refused("outdated")
        if "books" not in screen.draft:
            raise Refused("outdated")
        there = [book for book in screen.draft["books"] if book in turn.desk.books]
        if action == "send" and screen.step == "draft":
            publish(turn.desk, there, screen.draft["text"])
            return Reply(screens=(screen.at("sent", books=there),))
        if action == "withdraw" and screen.step != "draft":
            withdraw(turn.desk, there, screen.draft["text"])
            return Reply(screens=(screen.at("withdrawn"),))
        if action == "drop" and screen.step == "draft":
            return Reply(screens=(screen.at("dropped"),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, draft = turn.words, screen.draft
        if screen.step == "draft":
            return _draft(turn, draft["text"], len(draft["books"]))
        if screen.step == "sent":
            text = words.many("news.sent", len(draft["books"]))
            return Card(text=text, rows=rows([button(words, "withdraw", "withdraw")]))
        if screen.step in ("dropped", "withdrawn"):
            return Card(text=words(f"news.{screen.step}"))
        last = last_bulletin(turn.desk.book)
        lines = [words("news.head", day=last.at, by=last.by), last.text] if last else [words("news.none")]
        if screen.step == "write":
            return _writing(turn, draft, lines if last else [])
        return Card(text="\n".join(lines))


def _to_write(turn: Turn) -> Screen:
    """Waits for a note; what was written last can be taken back there."""
    own = own_bulletin(turn.desk.book)
    books = list(readers(turn.team, turn.actor.id))
    draft = {} if own is None else {"text": own.text, "books": books, "at": own.at.isoformat()}
    return Screen(conversation="nw", step="write", draft=draft, awaits_text=True)


def _writing(turn: Turn, draft: Mapping[str, Any], told: Sequence[str]) -> Card:
    words = turn.words
    if "text" not in draft:
        return Card(text="\n".join([*told, words("news.write")]))
    mine = words("news.own", day=datetime.fromisoformat(draft["at"]))
    lines = [*told, mine, draft["text"], words("news.write")]
    return Card(text="\n".join(lines), rows=rows([button(words, "withdraw", "withdraw")]))


def _draft(turn: Turn, text: str, count: int) -> Card:
    words = turn.words
    lines = [text, ""]
    lines += [words("news.flagged", word=word) for word in flagged_in(text)]
    if not count:
        return Card(text="\n".join([*lines, words("news.nobody")]))
    send = button(words, "news_send", "send", count=count)
    return Card(text="\n".join(lines).strip(), rows=rows([send, button(words, "drop", "drop")]))
