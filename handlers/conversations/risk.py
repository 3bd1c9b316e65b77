"""风险测评: its result and its end, by two taps or one typed line (「稳健型 到 2027-11-23」)."""

import re
from collections.abc import Mapping
from datetime import date

from desk.learning import assess
from desk.risk import RESULTS, risk_of
from desk.said_days import coming_day
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.reasons import risk_name
from handlers.walk import stayed
from store.records import Refused

_YEARS: Mapping[str, int] = {"year_one": 1, "year_two": 2}


class Risk(Conversation):
    """The result first, then until when it holds."""

    code = "rk"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("pf"),))
        if verb == "result" and value in RESULTS:
            return Reply(screens=(screen.at("until", risk=value).waiting(),))
        if verb in _YEARS and screen.step == "until":
            until = _in_years(turn.desk.today, _YEARS[verb])
            return Reply(screens=(_assessed(turn, screen, screen.draft["risk"], until),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """The end, or result and end in one line."""
        risk = screen.draft.get("risk") if screen.step == "until" else risk_of(said).lower()
        if not risk:
            raise Refused("risk.no_result")
        day = re.sub(r"[crCR][1-5]", " ", said)
        until = coming_day(day, turn.desk.local, turn.actor.language)
        if until is None and screen.step != "until":
            return Reply(screens=(screen.at("until", risk=risk).waiting(),))
        if until is None:
            raise Refused("risk.no_day")
        return Reply(screens=(_assessed(turn, screen, risk, until),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        back = (button(words, "back", "back"),)
        if screen.step == "until":
            text = words("risk.ask_until", customer=customer, risk=words(f"risk.{screen.draft['risk']}"))
            return Card(
                text=text, rows=(tuple(button(words, each, each) for each in _YEARS), back), private=True
            )
        results = (Button(text=words(f"risk.{each}"), action=f"result:{each}") for each in RESULTS)
        return Card(text=words("risk.ask", customer=customer), rows=(*in_rows(results), back), private=True)


def _in_years(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _assessed(turn: Turn, screen: Screen, risk: str, until: date) -> Screen:
    assess(turn.desk, screen.subject, risk.upper(), until)
    name = risk_name(turn.words, risk)
    return stayed(screen, "just.risk", turn.desk.changes, risk=name, day=turn.words.dated(until))
