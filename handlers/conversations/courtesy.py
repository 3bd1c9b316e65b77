"""A greeting, a thank-you, a nod: answered as one would, and never taken for a line to log."""

from handlers.answer import Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard

_HELLO = frozenset({"你好", "您好", "在吗", "hi", "hello"})
_THANKS = frozenset({"谢谢", "謝謝", "谢谢您", "谢谢你", "多谢", "多謝", "辛苦了", "thanks", "thank you"})
_NODS = frozenset({"好的", "好", "收到", "知道了", "嗯", "ok", "okay"})


class Courtesy(Conversation):
    """Nothing is waited for and nothing is kept."""

    code = "ty"
    plain = (*_HELLO, *_THANKS, *_NODS)

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn
        said = heard.text.strip(" 　。.！!～~，,、\n").lower()
        step = "hello" if said in _HELLO else "thanks" if said in _THANKS else "nod"
        return Reply(screens=(Screen(conversation="ty", step=step),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        if screen.step == "thanks":
            return Card(text=turn.words("courtesy.thanks"))
        return Card(text=turn.words("courtesy.hello" if screen.step == "hello" else "courtesy.nod"))
