"""The head's page and /team: the state of the branch, from the whole team down to one customer."""

from typing import ClassVar

from desk.departure import depart
from desk.handle import handled
from desk.nudging import nudge
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.entries import entries_of, entry_buttons
from handlers.head_page import head_lines, head_page
from handlers.heard import Heard
from handlers.month_lines import month_lines
from handlers.paging import page_of
from handlers.untalked_cards import customers_card, managers_card, untalked_button
from handlers.walk import card_of
from scheduling.book_state import Standing, standing_at
from scheduling.digest import HeadMorning
from scheduling.joining import visits_of
from scheduling.month import month_of
from scheduling.untalked import untalked
from store.records import Person, Refused, Role

# Eight buttons are enough for a card: managers with two more below them, customers with four.
_SHOWN = 6
_CUSTOMERS = 4
# What a tap brings as a message of its own.
_BESIDE = {"copy": "tm", "own": "td", "visits": "jv"}


class Team(Conversation):
    """Summaries for the team; a manager's book is opened, with an audit entry, only when it is tapped."""

    code = "tm"
    commands: ClassVar[tuple[str, ...]] = ("team",)
    plain: ClassVar[tuple[str, ...]] = ("团队", "團隊", "网点", "分行", "team")
    roles = frozenset({Role.HEAD, Role.OPERATOR})
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        if screen is None:
            return ()
        asked = heard.text.partition("book:")
        return (f"book:{asked[2]}",) if asked[1] else (screen.book,) if screen.book else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="tm"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)),))
        if verb == "book" and action in turn.desk.books:
            turn.desk.books.audit(turn.actor.id, "look", action, partition=action)
            return Reply(screens=(Screen(conversation="tm", step="book", book=action),))
        if verb == "team":
            return Reply(screens=(Screen(conversation="tm"),))
        if verb == "open" and screen.book:
            customer = handled(turn.desk.book, value)
            turn.desk.audit("look", customer.id)
            return Reply(screens=(screen, card_of(customer.id, book=screen.book)))
        if verb == "all" and screen.book:
            return Reply(screens=(screen, Screen(conversation="cs", book=screen.book)))
        if (reply := _untalked(turn, screen, verb, value)) is not None:
            return reply
        if verb == "leave" and screen.book and turn.actor.role is Role.HEAD:
            return Reply(screens=(Screen(conversation="lv", book=screen.book),), go_on="main")
        if verb == "leaves" and screen.book:
            return Reply(screens=(screen.at("leaves"),))
        if verb == "left" and screen.step == "leaves":
            name = turn.desk.book.owner.name
            kept = depart(turn.desk.books, screen.book, turn.actor.id, turn.desk.now)
            return Reply(
                screens=(Screen(conversation="tm", step="left", draft={"name": name, "kept": kept}),)
            )
        if verb == "complaints" and turn.actor.role is Role.HEAD:
            return Reply(screens=(screen, Screen(conversation="cp", step="list")))
        if verb in _BESIDE:
            target = screen.at("copy") if verb == "copy" else Screen(conversation=_BESIDE[verb])
            return Reply(screens=(screen, target))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "book":
            return _book(turn, screen)
        if screen.step == "leaves":
            sure = button(words, "leaves_sure", "left")
            back = button(words, "back", screen.book)
            text = words("leaving.sure", name=turn.desk.book.owner.name)
            return Card(text=text, rows=rows([sure, back]), private=True)
        if screen.step == "left":
            text = words("leaving.done", name=screen.draft["name"], count=screen.draft["kept"])
            return Card(text=text, rows=rows([button(words, "back_team", "team")]), private=True)
        if screen.step == "talks":
            return customers_card(turn, screen)
        page = head_page(turn)
        if screen.step == "untalked":
            return managers_card(turn, screen, page)
        if screen.step == "copy":
            return Card(text=turn.words("team.copied"), code="\n".join(head_lines(turn, page)))
        return _head_card(turn, screen, page)


def _untalked(turn: Turn, screen: Screen, verb: str, value: str) -> Reply | None:
    """The way down to the money nobody has talked about: whose customers, then which; and a word to whom."""
    page = int(value) if value.isdecimal() else 0
    if verb == "untalked":
        return Reply(screens=(Screen(conversation="tm", step="untalked", draft={"page": page}),))
    if verb == "talks" and value in turn.desk.books:
        turn.desk.books.audit(turn.actor.id, "look", value, partition=value)
        return Reply(screens=(Screen(conversation="tm", step="talks", book=value),))
    if screen.step != "talks":
        return None
    if verb == "nudge" and turn.actor.role is Role.HEAD:
        if not untalked(turn.desk.book, turn.desk.rules, turn.desk.today):
            return Reply(screens=(screen,))  # talked about since the card was drawn, which says so now
        goes = nudge(turn.desk.books, screen.book, turn.actor.id, turn.desk.now)
        said = "untalked.told" if goes else "untalked.told_today"
        return Reply(screens=(screen,), toast=turn.words(said, name=turn.desk.book.owner.name))
    return Reply(screens=(screen.at("talks", page=page),)) if verb == "talks_page" else None


class HeadDigest(Team):
    """The same page as a message of the morning."""

    code = "hm"
    commands = ()
    plain = ()


def _head_card(turn: Turn, screen: Screen, page: HeadMorning) -> Card:
    """What needs a decision, money, coverage, who needs a hand; then the managers."""
    words = turn.words
    ways = _ways(turn, page)
    team = page_of(words, screen, page.team, each=_SHOWN - len(ways))
    people = tuple((Button(text=_manager(turn, each), action=each.summary.book),) for each in team.shown)
    last = [
        button(words, "copy_meeting", "copy"),
        *([button(words, "own_customers", "own")] if page.own else []),
    ]
    # Private from the start: the same message shows a manager's customers after a tap.
    return Card(
        text="\n".join(head_lines(turn, page)),
        rows=(*rows(ways), *people, *team.turning, *rows(last)),
        private=True,
    )


def _ways(turn: Turn, page: HeadMorning) -> list[Button]:
    """The ways to what waits: late complaints, money not talked about, and who needs a hand most plainly."""
    words = turn.words
    complaints = page.late_complaints and turn.actor.role is Role.HEAD
    ways = [button(words, "see_complaints", "complaints")] if complaints else []
    visits = any(each.day == page.day for each in visits_of(turn.team, turn.actor))
    return [
        *ways,
        *([button(words, "see_visits", "visits")] if visits else []),
        *untalked_button(turn, page),
        *(
            Button(text=words("button.see_manager", name=each.summary.person), action=each.summary.book)
            for each in page.help[:1]
        ),
    ]


def _manager(turn: Turn, standing: Standing) -> str:
    words = turn.words
    state = "team.manager" if standing.bound else "team.manager_unbound"
    if standing.summary.counts.get("left"):
        state = "team.manager_left"
    return words(
        state,
        name=standing.summary.person,
        customers=standing.customers,
        overdue=standing.overdue,
        promises=standing.open_promises,
    )


def _book(turn: Turn, screen: Screen) -> Card:
    """One manager: numbers, and today's customers."""
    words, book = turn.words, turn.desk.book
    summary = next((each for each in turn.team if each.book == screen.book), None)
    lines = [words("team.book", name=book.owner.name, customers=len(book.customers))]
    if summary is not None:
        standing = standing_at(summary, turn.desk.today, turn.desk.now)
        lines.append(
            words(
                "team.numbers",
                reached=standing.reached_week,
                overdue=standing.overdue,
                promises=standing.open_promises,
                complaints=standing.open_complaints,
            )
        )
        month = month_of((summary,), turn.desk.today, turn.desk.rules.playbook.new_account.batch_from)
        lines += month_lines(words, month)
    entries = entries_of(turn)
    lines.append(words.many("today.count", len(entries), groups="") if entries else words("today.nothing"))
    manager = book.owner.role is Role.MANAGER and book.owner.left is None
    leaves = [button(words, "leaves", "leaves")] if manager else []
    if manager and turn.actor.role is Role.HEAD:
        leaves.insert(0, button(words, "set_leave_of", "leave"))
    last = [button(words, "all_customers", "all"), *leaves, button(words, "back_team", "team")]
    return Card(
        text="\n".join(lines),
        rows=(*entry_buttons(turn, entries[:_CUSTOMERS]), *in_rows(last, 2)),
        private=True,
    )
