"""/settings: language, hours, working days, how much messages may show."""

import re
from datetime import datetime, time

from desk.prefer import prefer
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import A_LINE, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.hours import HOURS, WEEKDAYS
from handlers.words import languages
from scheduling.when import parse
from store.records import Refused, Rendering, Role

_WRAP_UPS = ("16:30", "17:00", "17:30", "18:00")
_WEEK = 7
# What is said of the morning means a morning hour: the words that lead to it, the first and the last.
_HALVES = {"hour": ("早上", time(5), time(12)), "wrap": ("下午", time(12), time(22))}
_PART = re.compile("[早上中下晚]午?[上午]|am|pm", re.IGNORECASE)
_LONGEST = 10


class Settings(Conversation):
    """One card; a tap changes one thing and says so on the same card."""

    code = "se"
    commands = ("settings",)
    plain = ("设置", "設置", "設定", "settings")

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="se"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition("=")
        if action == "days=own":
            return Reply(screens=(screen.at("own"),))
        if verb == "weekday" and value in set("0123456"):
            prefer(turn.desk, weekdays=_toggled(turn, int(value)))
            return Reply(screens=(screen.at("own"),))
        if action == "leave" and turn.actor.role is Role.MANAGER:
            return Reply(screens=(screen, Screen(conversation="lv", step="first").waiting()))
        if not value:
            if verb not in ("language", "hour", "wrap", "days", "show", "main"):
                raise Refused("outdated")
            return Reply(
                screens=(screen.at("" if verb == "main" else verb).waiting(verb in ("hour", "wrap")),)
            )
        choice = _choice(verb, value)
        prefer(turn.desk, **choice)
        return Reply(screens=(screen.at(""),), toast=turn.words("settings.kept"))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """A time of day in words for the morning or the evening; what is no time at all is a line."""
        if len(said.strip()) > _LONGEST:
            return A_LINE
        part, first, last = _HALVES[screen.step]
        local = turn.desk.local
        when = parse(said if _PART.search(said) else f"{part}{said.strip()}", local, "zh-Hans")
        clock = when.start.time() if when is not None and isinstance(when.start, datetime) else None
        if clock is None and not re.search(r"[\d点點时時]", said):
            return A_LINE
        if clock is None or when is None or when.precision != "minute" or not first <= clock <= last:
            raise Refused("settings.no_hour" if screen.step == "hour" else "settings.no_wrap")
        prefer(turn.desk, **{"digest_at" if screen.step == "hour" else "wrap_at": clock})
        return Reply(screens=(screen.at(""),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, person = turn.words, turn.actor
        back = (button(words, "back", "main"),)
        choices = {
            "language": [Button(text=name, action=f"language={code}") for code, name in languages.items()],
            "hour": [Button(text=each, action=f"hour={each}") for each in HOURS],
            "wrap": [Button(text=each, action=f"wrap={each}") for each in _WRAP_UPS],
            "days": [button(words, f"days_{each}", f"days={each}") for each in (*WEEKDAYS, "own")],
            "show": [button(words, f"show_{each}", f"show={each}") for each in Rendering],
        }
        if screen.step == "own":
            week = [Button(text=_day(turn, each), action=f"weekday={each}") for each in range(_WEEK)]
            return Card(text=words("settings.ask_week"), rows=(*in_rows(week), back))
        if screen.step in choices:
            text = words(f"settings.ask_{screen.step}")
            return Card(text=text, rows=(*in_rows(choices[screen.step], 2), back))
        text = words(
            "settings.main",
            language=languages[person.language],
            hour=person.digest_at,
            wrap=person.wrap_at,
            days=_days(turn),
            show=words(f"button.show_{words.rendering}"),
        )
        shown = [*choices, *(["leave"] if person.role is Role.MANAGER else [])]
        return Card(text=text, rows=in_rows((button(words, f"set_{each}", each) for each in shown), 2))


def _days(turn: Turn) -> str:
    chosen = turn.actor.weekdays
    name = next((name for name, week in WEEKDAYS.items() if week == chosen), "")
    if name or chosen is None:
        return turn.words(f"button.days_{name}")
    return turn.words.listed(turn.words.weekday(each) for each in chosen)


def _week(turn: Turn) -> tuple[int, ...]:
    """The days chosen; Monday to Friday where the bank's calendar was."""
    chosen = turn.actor.weekdays
    return tuple(range(5)) if chosen is None else chosen


def _toggled(turn: Turn, day: int) -> tuple[int, ...]:
    """The week with one day more or less; somebody who never works would never hear anything."""
    week = set(_week(turn)) ^ {day}
    if not week:
        raise Refused("settings.one_day")
    return tuple(sorted(week))


def _day(turn: Turn, day: int) -> str:
    name = turn.words.weekday(day)
    return turn.words("settings.chosen", day=name) if day in _week(turn) else name


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
