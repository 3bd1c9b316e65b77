"""The first meeting: who Guanjia is, three questions, and a practice line that is not kept."""

from datetime import time

from desk.prefer import prefer
from desk.understanding import Understanding
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.heard_back import heard_back
from handlers.hours import HOURS, WEEKDAYS
from store.records import Refused, Rendering, Role


class Start(Conversation):
    """/start: the greeting; after an invitation also the setting up."""

    code = "st"
    commands = ("start",)

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        return Reply(screens=(Screen(conversation="st", step="again" if turn.actor.met else "hello"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition("=")
        if verb in ("hours", "privacy", "protects", "hello"):
            return Reply(screens=(screen.at(verb),))
        if verb == "hour" and value in HOURS:
            prefer(turn.desk, digest_at=time.fromisoformat(value))
            return Reply(screens=(screen.at("days"),))
        if verb == "days" and value in WEEKDAYS:
            prefer(turn.desk, weekdays=WEEKDAYS[value])
            return Reply(screens=(screen.at("privacy"),))
        if verb == "show" and value in set(Rendering):
            prefer(turn.desk, rendering=Rendering(value))
            practised = turn.actor.role is not Role.OPERATOR
            if not practised:
                prefer(turn.desk, met=True)
            return Reply(screens=(screen.at("practice" if practised else "ready").waiting(practised),))
        if verb == "ready":
            prefer(turn.desk, met=True)
            return Reply(screens=(screen.at("ready"),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """The practice line: understood and shown, never kept."""
        heard = turn.understood(said)
        prefer(turn.desk, met=True)
        return Reply(screens=(screen.at("practised", heard=_practised(turn, heard)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, person, step = turn.words, turn.actor, screen.step
        if step == "hello":
            return _hello(turn)
        if step == "again":
            return Card(text=words(f"start.again_{person.role}", name=turn.title))
        if step == "practised":
            return Card(
                text=words("start.practised", heard=screen.draft["heard"] or words("start.not_heard"))
            )
        choices = {
            "protects": [button(words, "begin", "hours")],
            "hours": [Button(text=each, action=f"hour={each}") for each in HOURS],
            "days": [button(words, f"days_{each}", f"days={each}") for each in WEEKDAYS],
            "privacy": [button(words, f"show_{each}", f"show={each}") for each in Rendering],
            "practice": [button(words, "no_practice", "ready")],
        }
        across = 2 if step == "hours" else 1
        return Card(text=words(f"start.{step}"), rows=in_rows(choices.get(step, []), across))


def _hello(turn: Turn) -> Card:
    words, person = turn.words, turn.actor
    count = sum(1 for each in turn.desk.book.customers.values() if each.left_list is None)
    lists = words.many("start.list", count) if count else words("start.no_list")
    text = words(f"start.hello_{person.role}", name=turn.title, branch=person.branch_name, list=lists)
    return Card(
        text=text, rows=rows([button(words, "begin", "hours")], [button(words, "protects", "protects")])
    )


def _practised(turn: Turn, heard: Understanding) -> str:
    """What a real line would keep; the name as it was typed."""
    return heard_back(turn, heard, next((each.text for each in heard.mentions), ""))
