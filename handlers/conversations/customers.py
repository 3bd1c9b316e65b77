"""/customers: the book, paged, or what a search found in it."""

import re
from collections.abc import Mapping
from typing import Any

from desk.handle import handle, handled
from desk.prospect import add_prospect
from desk.understanding import mask_numbers, search
from handlers.answer import Button, Card
from handlers.branch_search import BRANCH, found_in, in_branch, kept_button, looked_at, told_of_branch
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Outside, Reply, Screen, Turn
from handlers.filtering import here as here_by
from handlers.filtering import said, told_by
from handlers.heard import Heard
from handlers.paging import numbered, page_of
from handlers.walk import card_of
from handlers.whom import is_guess, named_in
from scheduling.tier import tier_of
from store.records import Customer, Person, Refused

PAGE = 8
_LONGEST = 20
_NAME = re.compile(r"[一-鿿·]{2,4}")


class Customers(Conversation):
    """By name, pinyin or part of a number; one that is alone opens its card."""

    code = "cs"
    commands = ("customers", "find")
    plain = ("我的客户", "我的客戶", "客户", "客戶", "名单", "名單", "客户名单", "客戶名單", "customers")
    roles = KEEPERS

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        there = heard.text.partition("look:")[2].partition(":")[2] if heard.kind == "press" else ""
        return (there,) if there else super().wants(actor, screen, heard)

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """Whom of the branch its head means."""
        if screen is None:
            return await in_branch(outside, actor, _asked(heard))
        return await in_branch(outside, actor, screen.draft["query"]) if screen.step == BRANCH else {}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        query = _asked(heard)
        there = told_of_branch(turn, mask_numbers(query))
        if there is not None:
            return Reply(screens=(there,))
        alone = named_in(turn, query) if query else None
        if alone is not None:
            return Reply(screens=(card_of(alone.id),))
        return Reply(screens=(Screen(conversation="cs", draft={"query": mask_numbers(query)[:_LONGEST]}),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at(screen.step, page=int(value)),))
        if verb == "look":
            short, _, book = value.partition(":")
            found = handled(turn.desk.books[book], short)
            return Reply(screens=(screen, looked_at(turn, book, found.id)))
        if verb == "open":
            return Reply(screens=(card_of(handled(turn.desk.book, value).id, book=screen.book),))
        if verb == "filter":
            return Reply(screens=(Screen(conversation="fl", book=screen.book),))
        if verb == "new" and _is_name(screen.draft.get("query", "")):
            return Reply(screens=(card_of(add_prospect(turn.desk, screen.draft["query"]).id),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        if screen.step == BRANCH:
            return _of_branch(turn, screen)
        words, found = turn.words, _found(turn, screen)
        query = screen.draft.get("query", "")
        if not found and not query:
            return Card(text=words("customers.empty"))
        fresh = [button(words, "new_customer_named", "new", name=query)] if _is_name(query) else []
        if not found:
            return Card(text=words("customers.none", query=query), rows=rows(fresh), private=bool(fresh))
        page = page_of(words, screen, found, each=PAGE)
        text = numbered(words, words.many("customers.count", len(found)), page)
        lines = tuple(
            (Button(text=_label(turn, each), action=f"open:{handle(turn.desk.book, each.id)}"),)
            for each in page.shown
        )
        guess = query and not screen.book and is_guess(turn, query)
        if guess:
            text = words("customers.alike", query=query)
        if screen.draft.get("is"):
            what = said(turn, screen.draft["by"], screen.draft["is"])
            text = words("customers.filtered", what=what, count=text)
        choose = [] if query else [button(words, "filter", "filter")]
        return Card(
            text=text,
            rows=(*lines, *page.turning, *rows(choose, fresh if guess else [])),
            private=True,
        )


def _asked(heard: Heard) -> str:
    return heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""


def _of_branch(turn: Turn, screen: Screen) -> Card:
    """Customers of colleagues, to be looked at by their head."""
    found, query = found_in(turn), screen.draft["query"]
    if not found:
        return Card(text=turn.words("customers.none", query=query))
    words = turn.words
    page = page_of(words, screen, found, each=PAGE)
    text = numbered(words, words.many("customers.count", len(found)), page)
    if found[0].guessed:
        text = words("customers.alike_in_branch", query=query)
    lines = tuple((kept_button(turn, each),) for each in page.shown)
    return Card(text=text, rows=(*lines, *page.turning), private=True)


def _found(turn: Turn, screen: Screen) -> list[Customer]:
    query = screen.draft.get("query", "")
    book = turn.desk.book.customers
    if query:
        return [book[number] for number in search(query, turn.people) if number in book]
    chosen = screen.draft.get("is")
    if chosen:
        by = screen.draft["by"]
        here = [each for each in here_by(turn, by) if told_by(turn, each, by) == chosen]
    else:
        here = [each for each in book.values() if each.left_list is None]
    return sorted(here, key=lambda each: (-(each.assets or 0), each.name, each.id))


def _is_name(query: str) -> bool:
    """Whether what was asked for may be the name of somebody new."""
    return bool(_NAME.fullmatch(query))


def _label(turn: Turn, customer: Customer) -> str:
    tier = tier_of(customer, turn.desk.rules.playbook)
    return f"{turn.words.told_apart(customer)} · {turn.words.called('tier', tier)}"
