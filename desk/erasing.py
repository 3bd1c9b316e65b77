"""A customer asks by law to be forgotten: whatever tells of them leaves every book, card and history.

The audit chains stay whole with their values emptied, and the ledger keeps the bare keys of what was sent.
Whoever is still on the bank's list comes back with the next one: the list has to forget first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from desk.carrying import ABOUT
from scheduling.reach import notice
from store.books import Book, Books
from store.records import Customer, Dialogue, Draft, Record, Refused, replace
from store.scope import Scope
from store.store import Store

# Shorter words stand in too many sentences that tell of somebody else.
_LEAST = 2


@dataclass(frozen=True, kw_only=True)
class Erased:
    """How many records and cards have gone, and from how many books."""

    records: int = 0
    cards: int = 0
    books: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            records=self.records + other.records,
            cards=self.cards + other.cards,
            books=self.books + other.books,
        )


async def erase(store: Store, number: str, now: datetime, *, actor: str) -> Erased:
    """Forget a customer (by the bank's number) everywhere; Refused where nobody keeps them.

    Cards that hold them go first and the record last, so that after a crash the same call goes on. Done once
    more at the end, for a card may have been drawn meanwhile.
    """
    bank = Scope.bank()
    home = await store.place("customer", number)
    if home is None:
        raise Refused("cli.no_customer", number=number)
    known = await store.read(bank, (home,), lambda books: books[home].get(Customer, number))
    if known is None:
        raise Refused("cli.no_customer", number=number)
    await store.forget_journal()
    done = await _everywhere(store, known, now, actor, but=home)
    history = f"history:{number}"

    def forget(books: Books) -> Erased:
        gone = _from(books, home, known, now, actor)
        told = _emptied(books[history]) if history in books else 0
        if history in books:
            books.forget(history, number)
        books[home].drop(Customer, number)
        return gone + Erased(records=told + 1)

    done += await store.change(bank, (home, history), forget, now=now)
    return done + await _everywhere(store, known, now, actor)


async def _everywhere(store: Store, known: Customer, now: datetime, actor: str, *, but: str = "") -> Erased:
    """What any other book of the bank holds of the customer; a book that holds nothing is not written to."""
    bank, done = Scope.bank(), Erased()
    for kind in ("book", "pool"):
        for partition in await store.partitions(bank, kind):
            found = partition != but and await store.read(
                bank,
                (partition,),
                lambda books: any(True for _ in _about(books[partition], known)),  # noqa: B023  # awaited here
            )
            if found:
                done += await store.change(
                    bank,
                    (partition,),
                    lambda books: _from(books, partition, known, now, actor),  # noqa: B023  # awaited here
                    now=now,
                )
    return done


def _from(books: Books, partition: str, known: Customer, now: datetime, actor: str) -> Erased:
    """Take everything about the customer but their own record out of one book, and clear its chat."""
    book = books[partition]
    about = list(_about(book, known))
    for each in about:
        if isinstance(each, Customer):
            book.put(replace(each, introduced_by="", introduced_on=None))
        else:
            book.drop(type(each), each.id)
    books.forget(partition, known.id)
    books.audit(actor, "erase", partition, partition=partition, records=len(about))
    cards = sum(isinstance(each, Dialogue) for each in about)
    if partition.startswith("book:") and cards:
        # What stands in the chat names them too: it is put away with the next message.
        owner = book.owner
        books.ledger.insert(notice("fold", f"{owner.id}-erased", partition, owner.zone, now), now)
    return Erased(records=len(about) - cards, cards=cards, books=1)


def _about(book: Book, known: Customer) -> Iterator[Record]:
    """All records of a book that tell of the customer; of those who were introduced by them, these."""
    for kind in ABOUT:
        yield from (
            each for each in book.all(kind).values() if each.customer == known.id or _is_draft_of(each, known)
        )
    yield from (each for each in book.dialogues.values() if _tells_of(each, known))
    yield from (
        each
        for each in book.customers.values()
        if each.introduced_by in (known.id, known.name) and each.id != known.id
    )


def _is_draft_of(record: Record, known: Customer) -> bool:
    """Whether words that wait to be finished may mean the customer, or name them."""
    if not isinstance(record, Draft):
        return False
    return known.id in record.candidates or _names(record.text, known)


def _tells_of(card: Dialogue, known: Customer) -> bool:
    """Whether a card is about the customer, or its undo data, queue or words hold anything of them."""
    if card.subject == known.id:
        return True
    held = msgspec.json.encode(card.draft).decode()
    return f'"{known.id}"' in held or _names(held, known)


def _names(text: str, known: Customer) -> bool:
    words = (known.name, *(phone.number for phone in known.phones))
    return any(len(word) >= _LEAST and word in text for word in words)


def _emptied(history: Book) -> int:
    """Everything out of a customer's history; how much that was."""
    gone = [each for kind in ABOUT for each in history.all(kind).values()]
    for each in gone:
        history.drop(type(each), each.id)
    return len(gone)
