"""/drafts: the lines that could not be written down without asking."""

from handlers.answer import Button, Card
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from store.records import Refused

_SHOWN = 6


class Drafts(Conversation):
    """Each opens where its question stood."""

    code = "dr"
    commands = ("drafts",)
    plain = ("草稿", "看草稿", "drafts")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="dr"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        draft = turn.desk.book.drafts.get(action)
        if draft is None:
            raise Refused("drafts.gone")
        known = {"draft": draft.id, "customer": draft.customer, "said_at": draft.at.isoformat()}
        if len(draft.candidates) == 1 and not draft.customer:
            # Said while a colleague's customer of the same name could be meant: it is asked, not taken.
            offers = {"known": {**known, "name": turn.desk.customer(draft.candidates[0]).name}}
            asked = {"text": draft.text, "offers": list(draft.candidates), **offers}
            return Reply(screens=(Screen(conversation="ln", step="who", draft=asked).waiting(),))
        again = Screen(
            conversation="ln",
            step="again",
            draft={"text": draft.text, "known": known},
            subject=draft.customer,
        )
        return Reply(screens=(again,), go_on="again")

    def show(self, turn: Turn, screen: Screen) -> Card:
        del screen
        drafts = sorted(turn.desk.book.drafts.values(), key=lambda each: each.at)
        if not drafts:
            return Card(text=turn.words("drafts.none"))
        lines = [
            (Button(text=turn.words.aloud.note(each.text)[:40], action=each.id),) for each in drafts[:_SHOWN]
        ]
        return Card(text=turn.words.many("drafts.count", len(drafts)), rows=tuple(lines), private=True)
