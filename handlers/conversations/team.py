"""The head's page and /team: the state of the branch, from the whole team down to one customer."""

from datetime import timedelta
from typing import ClassVar

from desk.departure import depart
from desk.handle import handle, handled
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.entries import entry_label
from handlers.heard import Heard
from handlers.month_lines import by_manager, month_lines
from handlers.newsline import news_line
from handlers.untalked_cards import customers_card, managers_card, untalked_button
from handlers.walk import card_of
from handlers.words import Words
from scheduling.agenda import agenda
from scheduling.cover import ahead
from scheduling.digest import HeadMorning, head, morning
from scheduling.month import month_of
from scheduling.summary import Standing, cover_of, standing_at
from store.records import Cover, Person, Refused, Role

# Eight buttons are enough for a card: managers with two more below them, customers with four.
_SHOWN = 6
_SOON = timedelta(days=14)
_CUSTOMERS = 4


class Team(Conversation):
    """Summaries for the team; a manager's book is opened, with an audit entry, only when it is tapped."""

    code = "tm"
    name = "team"
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
        if (listed := _untalked(turn, screen, verb, value)) is not None:
            return Reply(screens=(listed,))
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
        if verb in ("copy", "own"):
            target = screen.at("copy") if verb == "copy" else Screen(conversation="td")
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
            return managers_card(turn, page, screen.draft.get("page", 0))
        if screen.step == "copy":
            return Card(text=turn.words("team.copied"), code="\n".join(head_lines(turn, page)))
        return head_card(turn, page, screen.draft.get("page", 0))


def _untalked(turn: Turn, screen: Screen, verb: str, value: str) -> Screen | None:
    """The way down to the money nobody has talked about: whose customers, then which of them."""
    page = int(value) if value.isdecimal() else 0
    if verb == "untalked":
        return Screen(conversation="tm", step="untalked", draft={"page": page})
    if verb == "talks" and value in turn.desk.books:
        turn.desk.books.audit(turn.actor.id, "look", value, partition=value)
        return Screen(conversation="tm", step="talks", book=value)
    return screen.at("talks", page=page) if verb == "talks_page" and screen.step == "talks" else None


class HeadDigest(Team):
    """The same page as a message of the morning."""

    code = "hm"
    name = "head_morning"
    commands = ()
    plain = ()


def head_page(turn: Turn) -> HeadMorning:
    """The page of the actor's branch, now."""
    desk = turn.desk
    own = desk.books[f"book:{turn.actor.id}"]
    keeps = morning(own, desk.rules, desk.now) if own.customers else None
    unallocated = sum(each.counts.get("unallocated", 0) for each in turn.team)
    return head(turn.team, desk.rules, desk.now, zone=turn.actor.zone, unallocated=unallocated, own=keeps)


def head_card(turn: Turn, page: HeadMorning, number: int) -> Card:
    """What needs a decision, money, coverage, who needs a hand; then the managers."""
    words = turn.words
    ways = _ways(turn, page)
    shown = _SHOWN - len(ways)
    team = page.team[number * shown : (number + 1) * shown]
    people = tuple((Button(text=_manager(turn, each), action=each.summary.book),) for each in team)
    earlier = [button(words, "earlier", f"page:{number - 1}")] if number else []
    further = (
        [button(words, "further", f"page:{number + 1}")] if len(page.team) > (number + 1) * shown else []
    )
    last = [
        button(words, "copy_meeting", "copy"),
        *([button(words, "own_customers", "own")] if page.own else []),
    ]
    # Private from the start: the same message shows a manager's customers after a tap.
    return Card(
        text="\n".join(head_lines(turn, page)),
        rows=(*rows(ways), *people, *rows([*earlier, *further], last)),
        private=True,
    )


def _ways(turn: Turn, page: HeadMorning) -> list[Button]:
    """The ways to what waits: late complaints, money not talked about, and who needs a hand most plainly."""
    words = turn.words
    complaints = page.late_complaints and turn.actor.role is Role.HEAD
    ways = [button(words, "see_complaints", "complaints")] if complaints else []
    return [
        *ways,
        *untalked_button(turn, page),
        *(
            Button(text=words("button.see_manager", name=each.summary.person), action=each.summary.book)
            for each in page.help[:1]
        ),
    ]


def head_lines(turn: Turn, page: HeadMorning) -> list[str]:
    """The text of the page, which names no customer."""
    words = turn.words
    lines = [words("team.title", branch=turn.actor.branch_name, day=words.dated(page.day))]
    waits = [
        words(f"team.{name}", count=count)
        for name, count in (
            ("late_complaints", page.late_complaints),
            ("unsaid", page.unsaid),
            ("unallocated", page.unallocated),
            ("unused", len(page.unused_invitations)),
        )
        if count
    ]
    lines.append(words("team.decide", what=words.listed(waits)) if waits else words("team.nothing_waits"))
    lines += _money_lines(words, page)
    batch = turn.desk.rules.playbook.new_account.batch_from
    lines += month_lines(words, month_of(turn.team, page.day, batch))
    lines += by_manager(words, turn.team, page.day)
    if page.coverage is not None:
        lines.append(
            words(
                "team.coverage", share=round(page.coverage * 100), in_time=page.in_time, counted=page.counted
            )
        )
    lines += leave_lines(turn)
    if page.help:
        lines.append(
            words(
                "team.help",
                names=words.listed(_needs(turn, each) for each in page.help[:3]),
            )
        )
    if page.data_date:
        lines.append(words("morning.stale" if page.stale else "morning.data", day=page.data_date))
    return [*lines, *([news] if (news := news_line(turn)) else [])]


def leave_lines(turn: Turn) -> list[str]:
    """Who is on leave or soon will be, and who stands in."""
    soon, words = turn.desk.today + _SOON, turn.words
    known: list[Cover | None] = [cover_of(each) for each in turn.team]
    covers = [each for each in known if each and ahead(each, turn.desk.now) and each.first <= soon]
    return [
        words(
            "team.on_leave",
            name=each.absent_name,
            first=words.dated(each.first),
            last=words.dated(each.last),
            by=each.by_name,
        )
        for each in sorted(covers, key=lambda each: (each.first, each.absent_name))
    ]


def _money_lines(words: Words, page: HeadMorning) -> list[str]:
    """What matures this week, and what became of it so far; what matured before and nobody spoke of."""
    untold = words.total(page.untold) if page.untold else ""
    before = [words("team.untold", total=untold)] if untold else []
    return [*_of_the_week(words, page), *before]


def _of_the_week(words: Words, page: HeadMorning) -> list[str]:
    if not page.maturing or not words.total(page.maturing):
        return []  # an amount that may not be shown is not spoken of
    said = words(
        "team.maturing",
        total=words.total(page.maturing),
        renewed=words.total(page.renewed),
        talked=words.total(page.talked),
        untalked=words.total(page.untalked),
    )
    return [said, *([words("team.gone", gone=words.total(page.gone))] if page.gone else [])]


def _needs(turn: Turn, standing: Standing) -> str:
    """Why a hand is needed: complaints that are late before customers who wait."""
    if standing.late_complaints:
        return turn.words("team.needs_answer", name=standing.summary.person, count=standing.late_complaints)
    return turn.words("team.needs", name=standing.summary.person, count=standing.overdue)


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
    entries = [
        each for each in agenda(book, turn.desk.rules, turn.desk.today, turn.desk.now) if not each.listed
    ]
    lines.append(words.many("today.count", len(entries), groups="") if entries else words("today.nothing"))
    people = tuple(
        (Button(text=entry_label(turn, each), action=f"open:{handle(book, each.customer.id)}"),)
        for each in entries[:_CUSTOMERS]
    )
    manager = book.owner.role is Role.MANAGER and book.owner.left is None
    leaves = [button(words, "leaves", "leaves")] if manager else []
    if manager and turn.actor.role is Role.HEAD:
        leaves.insert(0, button(words, "set_leave_of", "leave"))
    last = [button(words, "all_customers", "all"), *leaves, button(words, "back_team", "team")]
    return Card(text="\n".join(lines), rows=(*people, *rows(last)), private=True)
