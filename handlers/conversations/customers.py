"""/customers: the book, paged, or what a search found in it."""

import re

from desk.handle import handle, handled
from desk.prospect import add_prospect
from desk.understanding import mask_numbers, search
from handlers.answer import Button, Card
from handlers.answering import is_guess, named_in
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.walk import card_of
from scheduling.tier import tier_of
from store.records import Customer, Refused

PAGE = 8
_LONGEST = 20
_NAME = re.compile(r"[一-鿿·]{2,4}")


class Customers(Conversation):
    """By name, pinyin or part of a number; one that is alone opens its card."""

    code = "cs"
    name = "customers"
    commands = ("customers", "find")
    plain = ("我的客户", "我的客戶", "客户", "客戶", "名单", "名單", "客户名单", "客戶名單", "customers")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        query = heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""
        alone = named_in(turn, query) if query else None
        if alone is not None:
            return Reply(screens=(card_of(alone.id),))
        return Reply(screens=(Screen(conversation="cs", draft={"query": mask_numbers(query)[:_LONGEST]}),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)),))
        if verb == "open":
            return Reply(screens=(card_of(handled(turn.desk.book, value).id, book=screen.book),))
        if verb == "new" and _is_name(screen.draft.get("query", "")):
            return Reply(screens=(card_of(add_prospect(turn.desk, screen.draft["query"]).id),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, found = turn.words, _found(turn, screen)
        query = screen.draft.get("query", "")
        if not found and not query:
            return Card(text=words("customers.empty"))
        fresh = [button(words, "new_customer_named", "new", name=query)] if _is_name(query) else []
        if not found:
            return Card(text=words("customers.none", query=query), rows=rows(fresh), private=bool(fresh))
        pages = -(-len(found) // PAGE)
        page = min(screen.draft.get("page", 0), pages - 1)
        lines = tuple(
            (Button(text=_label(turn, each), action=f"open:{handle(turn.desk.book, each.id)}"),)
            for each in found[page * PAGE : (page + 1) * PAGE]
        )
        text = words.many("customers.count", len(found))
        if pages > 1:
            text = words("customers.page", count=text, page=page + 1, pages=pages)
        guess = query and not screen.book and is_guess(turn, query)
        if guess:
            text = words("customers.alike", query=query)
        return Card(
            text=text,
            rows=(*lines, *_turning(turn, page, pages), *rows(fresh if guess else [])),
            private=True,
        )


def _found(turn: Turn, screen: Screen) -> list[Customer]:
    query = screen.draft.get("query", "")
    book = turn.desk.book.customers
    if query:
        return [book[number] for number in search(query, turn.people) if number in book]
    here = (each for each in book.values() if each.left_list is None)
    return sorted(here, key=lambda each: (-(each.assets or 0), each.name, each.id))


def _is_name(query: str) -> bool:
    """Whether what was asked for may be the name of somebody new."""
    return bool(_NAME.fullmatch(query))


def _label(turn: Turn, customer: Customer) -> str:
    tier = tier_of(customer, turn.desk.rules.playbook)
    said = turn.words(f"tier.{tier}") if turn.words.knows(f"tier.{tier}") else tier
    return f"{turn.words.told_apart(customer)} · {said}"


def _turning(turn: Turn, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    earlier = [button(turn.words, "earlier", f"page:{page - 1}")] if page else []
    later = [button(turn.words, "further", f"page:{page + 1}")] if page + 1 < pages else []
    return ((*earlier, *later),) if earlier or later else ()
