"""The cards of a leave: the questions, how it stands, and what was done when it is over."""

from collections.abc import Sequence
from datetime import date, timedelta

from desk.handle import handle
from desk.leave import whose
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Screen, Turn
from handlers.paging import page_of
from handlers.words import Words
from scheduling.book_state import cover_of
from scheduling.cover import ahead, done_in, leaves_of, runs
from store.records import Cover, Person

_OFFERED, _PEOPLE, _SHOWN = 6, 6, 6


def for_another(turn: Turn) -> bool:
    """Whether a head speaks of the leave of one of their managers."""
    return whose(turn.desk).owner.id != turn.actor.id


def say(turn: Turn, key: str, **facts: object) -> str:
    """The sentence to whoever is on leave, or to the head who speaks of them."""
    other = f"leave.of.{key}"
    if for_another(turn) and turn.words.knows(other):
        return turn.words(other, absent=whose(turn.desk).owner.name, **facts)
    return turn.words(f"leave.{key}", **facts)


def team_of(turn: Turn) -> Sequence[Person]:
    """The managers of the branch but for the one on leave, those who have left among them.

    Whoever is the second manager of most of the customers comes first.
    """
    found: Sequence[Person] = turn.facts.get("colleagues", ())
    others = (each for each in found if each.id != whose(turn.desk).owner.id)
    return sorted(others, key=lambda each: -second_of(turn, each))


def second_of(turn: Turn, person: Person) -> int:
    """Of how many customers of the one on leave the person is the second manager (B-role)."""
    customers = whose(turn.desk).customers.values()
    return sum(each.second in (person.name, person.staff_code) for each in customers if each.second)


def taken(screen: Screen) -> tuple[date, date | None]:
    """The days that were chosen so far."""
    last = screen.draft.get("last")
    return date.fromisoformat(screen.draft["first"]), date.fromisoformat(last) if last else None


def card_of_leave(turn: Turn, screen: Screen) -> Card:
    """The card of a step; a head's says whose leave it is."""
    card = _card(turn, screen)
    if not for_another(turn) or screen.step == "whose":
        return card
    said = turn.words("leave.of.whose", absent=whose(turn.desk).owner.name)
    return Card(text=f"{said}\n{card.text}", rows=card.rows, private=card.private)


def _card(turn: Turn, screen: Screen) -> Card:
    words, step = turn.words, screen.step
    if step in ("asked", "off", "set", "unset", "alone", "gone"):
        return _told(turn, screen)
    if step == "over":
        return _over(turn, screen)
    if step in ("dropped", "ended", "cancelled"):
        return Card(text=say(turn, step))
    if step == "mine":
        return _mine(turn)
    if step == "end":
        return _end(turn)
    if step == "whose":
        return _whose(turn, screen)
    if step == "who":
        return _who(turn, screen)
    if step == "sure":
        first, last = taken(screen)
        sure = [button(words, "leave_sure", "yes"), button(words, "drop", "drop")]
        text = say(turn, "sure", name=screen.draft["name"], **_dated(words, first, last or first))
        return Card(text=text, rows=rows(sure))
    return _when(turn, screen)


def _dated(words: Words, first: date, last: date) -> dict[str, str]:
    """Days by their dates: a card that says 「明天」 is wrong the day after."""
    return {"first": words.dated(first), "last": words.dated(last)}


def _when(turn: Turn, screen: Screen) -> Card:
    words = turn.words
    first = date.fromisoformat(screen.draft["first"]) if screen.step == "last" else turn.desk.today
    days = (first + timedelta(days=each) for each in range(_OFFERED))
    choices = in_rows((Button(text=words.dated(day), action=f"day:{day}") for day in days), 2)
    text = words(f"leave.{screen.step}", first=words.dated(first))
    seen = _see(turn) if screen.step == "first" else []
    return Card(text=text, rows=(*choices, *rows(seen, [button(words, "drop", "drop")])))


def _whose(turn: Turn, screen: Screen) -> Card:
    there = [each for each in team_of(turn) if each.left is None]
    return _people(turn, screen, there, "of", turn.words("leave.of.ask"))


def _who(turn: Turn, screen: Screen) -> Card:
    there = [each for each in team_of(turn) if each.left is None and each.telegram is not None]
    first, last = taken(screen)
    text = turn.words("leave.who", **_dated(turn.words, first, last or first))
    return _people(turn, screen, there, "who", text)


def _people(turn: Turn, screen: Screen, there: Sequence[Person], verb: str, text: str) -> Card:
    words = turn.words
    page = page_of(words, screen, there, each=_PEOPLE)
    people = in_rows(
        (Button(text=_called(turn, each, verb), action=f"{verb}:{each.id}") for each in page.shown), 2
    )
    return Card(text=text, rows=(*people, *page.turning, (button(words, "drop", "drop"),)))


def _called(turn: Turn, person: Person, verb: str) -> str:
    """The name, and for whoever is asked to stand in whose second manager they are already."""
    count = second_of(turn, person) if verb == "who" else 0
    return turn.words("leave.b_role", name=person.name, count=count) if count else person.name


def _mine(turn: Turn) -> Card:
    """The leave that is agreed, and whom one stands in for."""
    words, cover = turn.words, whose(turn.desk).owner.cover
    if cover is None or not ahead(cover, turn.desk.now):
        return Card(text=say(turn, "nothing"), rows=rows([button(words, "set_leave", "again")]))
    text = words("leave.mine", name=cover.by_name, **_dated(words, cover.first, cover.last))
    ends = "leave_end" if runs(cover, turn.desk.now) else "leave_cancel"
    return Card(text=text, rows=rows(_see(turn), [button(words, ends, "end")]))


def _end(turn: Turn) -> Card:
    """What ending or cancelling does, before it is done."""
    words, cover = turn.words, whose(turn.desk).owner.cover
    key = "end_sure" if cover and runs(cover, turn.desk.now) else "cancel_sure"
    sure = [button(words, "leave_end_sure", "yes"), button(words, "back", "main")]
    return Card(text=say(turn, key, name=cover.by_name if cover else ""), rows=rows(sure))


def _see(turn: Turn) -> list[Button]:
    """A way to the customers of whoever one stands in for now."""
    return [
        button(turn.words, "leave_see", f"see:book:{each.absent}", name=each.absent_name)
        for each in turn.desk.own.owner.covers
        if runs(each, turn.desk.now)
    ]


def _told(turn: Turn, screen: Screen) -> Card:
    """What a colleague is told, or somebody whose leave the head entered: no customer is named."""
    words, person = turn.words, turn.actor
    if screen.step == "unset":
        return Card(text=words("leave.unset"))
    known = person.covers if screen.step in ("asked", "off", "gone") else leaves_of(person)
    cover = _known((*known, *filter(None, map(cover_of, turn.team))), screen)
    if cover is None:
        return Card(text=words("leave.nothing"))
    if screen.step == "alone":
        return _alone(turn, cover)
    name = cover.by_name if screen.step == "set" else cover.absent_name
    text = words(f"leave.{screen.step}", name=name, **_dated(words, cover.first, cover.last))
    # Who falls ill this morning is stood in for at once: today's customers are a tap away.
    return Card(text=text, rows=rows(_see(turn) if screen.step == "asked" else []))


def _alone(turn: Turn, cover: Cover) -> Card:
    """Whoever was to stand in has left for good: the one on leave looks for another, the head sees to it."""
    words, facts = turn.words, _dated(turn.words, cover.first, cover.last)
    if cover.absent != turn.actor.id:
        return Card(text=words("leave.alone_of", absent=cover.absent_name, name=cover.by_name, **facts))
    text = words("leave.alone", name=cover.by_name, **facts)
    return Card(text=text, rows=rows([button(words, "leave_look", "main")]))


def _known(covers: Sequence[Cover], screen: Screen) -> Cover | None:
    return next((each for each in covers if each.id == screen.draft["cover"]), None)


def _over(turn: Turn, screen: Screen) -> Card:
    """What was done meanwhile and what is open; names on buttons."""
    words, book = turn.words, turn.desk.own
    cover = _known(leaves_of(book.owner), screen)
    if cover is None:
        return Card(text=words("leave.nothing"))
    done = done_in(book, cover)
    said = words.listed(words(f"done.{name}", count=count) for name, count in done.outcomes.items())
    still = [
        words(f"leave.open_{name}", count=count) for name, count in _open(done.promises, done.complaints)
    ]
    lines = [
        words("leave.back", name=cover.by_name, **_dated(words, cover.first, cover.last)),
        words("leave.done", count=len(done.customers), what=said) if said else words("leave.done_nothing"),
        words("leave.still", what=words.listed(still)) if still else words("leave.still_nothing"),
    ]
    people = [
        (Button(text=words.button(book.customers[each]), action=f"open:{handle(book, each)}"),)
        for each in done.customers[:_SHOWN]
    ]
    return Card(text="\n".join(lines), rows=tuple(people), private=True)


def _open(promises: int, complaints: int) -> list[tuple[str, int]]:
    return [(name, count) for name, count in (("promises", promises), ("complaints", complaints)) if count]
