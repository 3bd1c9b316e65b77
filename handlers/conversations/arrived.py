"""「名单到了」: what a list has brought a manager, and how the first contacts are laid out."""

from collections.abc import Sequence
from datetime import timedelta

from desk.arrivals import brought
from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import card_of
from scheduling.cadence import gap_of
from scheduling.kinds.maturity import matures
from scheduling.preview import preview
from store.records import Customer, Holding, Refused

_WEEK = 7
_SHOWN = 7
_LISTS = ("fresh", "maturing", "no_phone")


class Arrived(Conversation):
    """Counts in the message, names after a tap; drawn from the book as it stands."""

    code = "ar"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb == "try":
            return Reply(screens=(screen, Screen(conversation="nt", step="who").waiting()))
        if action in (*_LISTS, "main"):
            return Reply(screens=(screen.at("" if action == "main" else action),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, here = turn.words, _here(turn, screen)
        lists = {
            "fresh": [] if _is_first(turn, here) else [each.id for each in here],
            "maturing": list(dict.fromkeys(each.id for each, _ in _maturing(turn, here))),
            "no_phone": [each.id for each in here if not each.phones],
        }
        if screen.step in _LISTS:
            found, book = lists[screen.step], turn.desk.book
            names = (
                (Button(text=words.button(book.customers[each]), action=f"open:{handle(book, each)}"),)
                for each in found[:_SHOWN]
            )
            text = words(f"arrived.{screen.step}", count=len(found))
            return Card(text=text, rows=(*names, (button(words, "back", "main"),)), private=True)
        buttons = [button(words, f"see_{each}", each) for each in _LISTS if lists[each]]
        return Card(
            text="\n".join(_lines(turn, here)),
            rows=in_rows([*buttons, button(words, "try_log", "try")], 2),
            private=True,
        )


def _here(turn: Turn, screen: Screen) -> Sequence[Customer]:
    """Whom the list has brought; the whole book where that is not known any more."""
    return brought(turn.desk.book, screen.draft.get("keys", ())) or _there(turn)


def _there(turn: Turn) -> Sequence[Customer]:
    return [each for each in turn.desk.book.customers.values() if each.left_list is None]


def _is_first(turn: Turn, here: Sequence[Customer]) -> bool:
    """Whether there was nobody in the book before."""
    return len(here) == len(_there(turn))


def _lines(turn: Turn, here: Sequence[Customer]) -> list[str]:
    words, rules = turn.words, turn.desk.rules
    dates = [each.data_date for each in here if each.data_date]
    if _is_first(turn, here):
        lines = [words("arrived.list", count=len(here))]
    else:
        lines = [words("arrived.more", count=len(here), total=len(_there(turn)))]
    if dates:
        lines.append(words("card.data_date", day=words.dated(max(dates))))
    due, birthdays = _maturing(turn, here), _birthdays(turn, here)
    if due:
        # One customer's amount waits for a tap, a sum over several tells of nobody.
        said = words.total if len({each.id for each, _ in due}) > 1 else words.money
        total = said(sum(held.amount or 0 for _, held in due if held.currency == "CNY"))
        lines.append(words("arrived.due", count=len(due), total=total).rstrip())
    if birthdays:
        lines.append(words("arrived.birthdays", count=birthdays))
    unknown = sum(each.reached_at is None and gap_of(each, rules) is not None for each in here)
    if unknown:
        days = max(rules.playbook.cadence.first_within.values())
        lines.append(words("arrived.unknown", count=unknown, days=days))
    if unreachable := sum(not each.phones for each in here):
        lines.append(words("arrived.no_phone", count=unreachable))
    return lines


def _maturing(turn: Turn, here: Sequence[Customer]) -> Sequence[tuple[Customer, Holding]]:
    """Money that comes free within a week, the soonest first."""
    today = turn.desk.today
    last = today + timedelta(days=_WEEK - 1)
    due = [
        (each, held)
        for each in here
        for held in each.holdings
        if matures(held, turn.desk.rules)
        if held.maturity is not None and today <= held.maturity <= last
    ]
    return sorted(due, key=lambda pair: (str(pair[1].maturity), -(pair[1].amount or 0)))


def _birthdays(turn: Turn, here: Sequence[Customer]) -> int:
    desk, ours = turn.desk, {each.id for each in here}
    rows = preview(desk.book, desk.rules, desk.today, _WEEK, desk.now)
    return len({row.customer.id for row in rows if "birthday" in row.kinds} & ours)
