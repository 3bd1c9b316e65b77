"""出行: until when the customer is away, so that nobody calls before."""

from collections.abc import Mapping
from datetime import date, timedelta

from desk.learning import returned, travel
from desk.said_days import coming_day
from handlers.answer import Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import stayed
from store.records import Refused

_LENGTHS: Mapping[str, int] = {"week_one": 7, "week_two": 14, "month_one": 30}


class Trip(Conversation):
    """A tap, or the day of return in words."""

    code = "tp"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "back":
            return Reply(screens=(screen.to("pf"),))
        if action == "back_early":
            returned(turn.desk, screen.subject)
            return Reply(screens=(stayed(screen, "just.returned", turn.desk.changes),))
        if action in _LENGTHS:
            back = turn.desk.today + timedelta(days=_LENGTHS[action])
            return Reply(screens=(_away(turn, screen, back),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """「12月5日回来」."""
        back = coming_day(said, turn.desk.local, turn.actor.language)
        if back is None:
            raise Refused("trip.no_day")
        return Reply(screens=(_away(turn, screen, back),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        away = customer.back_on is not None and customer.back_on > turn.desk.today
        last = [*([button(words, "back_early", "back_early")] if away else []), button(words, "back", "back")]
        choices = in_rows(button(words, each, each) for each in _LENGTHS)
        return Card(text=words("trip.ask", customer=customer), rows=(*choices, *rows(last)), private=True)


def _away(turn: Turn, screen: Screen, back: date) -> Screen:
    travel(turn.desk, screen.subject, back)
    return stayed(screen, "just.trip", turn.desk.changes, day=turn.words.day(back))
