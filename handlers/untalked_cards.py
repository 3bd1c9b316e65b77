"""没谈的: this week's money that nobody has talked about, by manager and then by customer (DOMAIN 10)."""

from collections.abc import Sequence

from desk.handle import handle
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import Screen, Turn
from handlers.facts import product
from handlers.paging import page_of
from scheduling.digest import HeadMorning
from scheduling.untalked import Untalked, untalked

# With the head's word and the way back a card has eight buttons besides those that turn the page.
SHOWN = 6


def untalked_button(turn: Turn, page: HeadMorning) -> list[Button]:
    """「没谈的 380万」; none where all of it was talked about."""
    if not page.untalked:
        return []
    total = turn.words.total(page.untalked)
    return [Button(text=turn.words("button.untalked", total=total).rstrip(), action="untalked")]


def managers_card(turn: Turn, screen: Screen, head: HeadMorning) -> Card:
    """Whose customers they are; one alone is a tap further too, as opening a book is kept in the trail."""
    words = turn.words
    having = [each for each in head.team if each.untalked]
    page = page_of(words, screen, having, each=SHOWN, verb="untalked")
    people = tuple(
        (
            Button(
                text=f"{each.summary.person} {words.total(each.untalked)}".rstrip(),
                action=f"talks:{each.summary.book}",
            ),
        )
        for each in page.shown
    )
    total = words.total(head.untalked)
    said = words("team.untalked", total=total) if total else words("team.untalked_unseen")
    text = said if having else words("team.all_talked")
    return Card(text=text, rows=(*people, *page.turning, (button(words, "back", "team"),)))


def customers_card(turn: Turn, screen: Screen) -> Card:
    """A manager's customers with what matures when; names and amounts stand on buttons."""
    words, book = turn.words, turn.desk.book
    found = untalked(book, turn.desk.rules, turn.desk.today)
    page = page_of(words, screen, found, each=SHOWN, verb="talks_page")
    total = words.total(sum(each.fen for each in found))
    key = "team.talks" if found else "team.all_talked_of"
    text = words.many(key, len(found), name=book.owner.name, total=total) if found else words(key)
    reachable = found and book.owner.telegram is not None and book.owner.left is None
    remind = [button(words, "nudge", "nudge", name=book.owner.name)] if reachable else []
    below = rows([*remind, button(words, "back", "untalked")])
    return Card(
        text=text.rstrip(), rows=(*customer_buttons(turn, page.shown), *page.turning, *below), private=True
    )


def customer_buttons(turn: Turn, shown: Sequence[Untalked]) -> tuple[tuple[Button, ...], ...]:
    """One customer a row, with what matures when."""
    book = turn.desk.book
    return tuple(
        (Button(text=_label(turn, each), action=f"open:{handle(book, each.customer.id)}"),) for each in shown
    )


def _label(turn: Turn, each: Untalked) -> str:
    """「张伟 · 11月25日 周三 定期存款 62万」, as far as the rendering shows it."""
    words = turn.words.aloud
    parts = [words.dated(each.day), product(turn, each.holding), words.money(each.fen)]
    return f"{words.button(each.customer)} · {' '.join(part for part in parts if part)}"
