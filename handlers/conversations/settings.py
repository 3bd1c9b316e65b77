"""/settings: language, hours, working days, how much messages may show."""

from datetime import time

from desk.prefer import prefer
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.choices import HOURS, WEEKDAYS
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.words import languages
from store.records import Refused, Rendering

_WRAP_UPS = ("16:30", "17:00", "17:30", "18:00")


class Settings(Conversation):
    """One card; a tap changes one thing and says so on the same card."""

    code = "se"
    name = "settings"
    commands = ("settings",)
    plain = ("设置", "設定", "settings")

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="se"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition("=")
        if not value:
            if verb not in ("language", "hour", "wrap", "days", "show", "main"):
                raise Refused("outdated")
            return Reply(screens=(screen.at("" if verb == "main" else verb),))
        choice = _choice(verb, value)
        prefer(turn.desk, **choice)
        return Reply(screens=(screen.at(""),), toast=turn.words("settings.kept"))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, person = turn.words, turn.actor
        back = (button(words, "back", "main"),)
        choices = {
            "language": [Button(text=name, action=f"language={code}") for code, name in languages.items()],
            "hour": [Button(text=each, action=f"hour={each}") for each in HOURS],
            "wrap": [Button(text=each, action=f"wrap={each}") for each in _WRAP_UPS],
            "days": [button(words, f"days_{each}", f"days={each}") for each in WEEKDAYS],
            "show": [button(words, f"show_{each}", f"show={each}") for each in Rendering],
        }
        if screen.step in choices:
            text = words(f"settings.ask_{screen.step}")
            return Card(text=text, rows=(*in_rows(choices[screen.step], 2), back))
        days = next((name for name, week in WEEKDAYS.items() if week == person.weekdays), "own")
        text = words(
            "settings.main",
            language=languages[person.language],
            hour=person.digest_at,
            wrap=person.wrap_at,
            days=words(f"button.days_{days}"),
            show=words(f"button.show_{words.rendering}"),
        )
        return Card(text=text, rows=in_rows((button(words, f"set_{each}", each) for each in choices), 2))


def _choice(verb: str, value: str) -> dict[str, object]:
    if verb == "language" and value in languages:
        return {"language": value}
    if verb == "hour" and value in HOURS:
        return {"digest_at": time.fromisoformat(value)}
    if verb == "wrap" and value in _WRAP_UPS:
        return {"wrap_at": time.fromisoformat(value)}
    if verb == "days" and value in WEEKDAYS:
        return {"weekdays": WEEKDAYS[value]}
    if verb == "show" and value in set(Rendering):
        return {"rendering": Rendering(value)}
    raise Refused("outdated")
