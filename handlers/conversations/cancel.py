"""/cancel: whatever waits for words waits no longer."""

import msgspec

from desk.dictation import Known, drop_draft
from handlers.answer import Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from store.records import replace


class Cancel(Conversation):
    """Works in every state and says so."""

    code = "ca"
    commands = ("cancel",)
    plain = ("取消", "cancel")

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        waiting = [each for each in turn.desk.own.dialogues.values() if each.awaits_text]
        for each in waiting:
            turn.desk.own.put(replace(each, awaits_text=False))
            asked = msgspec.convert(each.draft.get("known", {}), Known)
            if each.book in ("", *turn.desk.books):
                drop_draft(turn.at_book(each.book).desk, asked)
        return Reply(screens=(Screen(conversation="ca", step="done" if waiting else "nothing"),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        return Card(text=turn.words(f"cancel.{screen.step}"))
