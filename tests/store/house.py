"""A small house for the store's tests: a few people and customers, and rules a line long."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta

from store import Alarm, Book, Books, Scope, Store, Summary
from store.records import Customer, FollowUp, Kind, Person, Role

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KEY = b"outside the store"
BANK = Scope.bank()
LI = "book:li"
WANG = "book:wang"
FOREIGN = "book:foreign"


def person(key: str, branch: str = "east", **facts: object) -> Person:
    plain: dict[str, object] = {"id": key, "name": key.title(), "role": Role.MANAGER, "branch": branch}
    return Person(**{**plain, **facts})  # type: ignore[arg-type]  # facts of a person


def customer(key: str, assets: int = 0) -> Customer:
    return Customer(id=key, name=f"客户{key}", assets=assets)


def promise(key: str, whom: str, at: datetime) -> FollowUp:
    return FollowUp(
        id=key,
        customer=whom,
        how=Kind.CALL,
        day=at.date(),
        at=time(at.hour, at.minute),
        zone="UTC",
        made_at=NOW,
        by="li",
    )


def alarms(book: Book, now: datetime) -> Iterable[Alarm]:
    """A digest at the next 00:00 UTC, and each open promise at its minute."""
    del now
    for each in book.follow_ups.values():
        if each.open and each.at is not None:
            yield alarm("follow_up", each.id, datetime.combine(each.day, each.at, UTC), book.id)


def alarm(kind: str, subject: str, due: datetime, book: str) -> Alarm:
    key = f"{kind}|{subject}|{due.date()}"
    return Alarm(key=key, kind=kind, subject=subject, day=due.date(), due=due, book=book)


def summary(book: Book, now: datetime) -> Summary:
    counts = {"customers": len(book.customers), "promises": len(book.follow_ups)}
    if book.id.startswith("pool:"):
        return Summary(book=book.id, branch=book.branch, person="", role="", day=now.date(), counts=counts)
    owner = book.owner
    return Summary(
        book=book.id, branch=book.branch, person=owner.name, role=owner.role, day=now.date(), counts=counts
    )


@asynccontextmanager
async def opened(url: str = "sqlite://") -> AsyncIterator[Store]:
    store = Store.open(url, key=KEY, arm=alarms, summarise=summary)
    try:
        yield store
    finally:
        await store.close()


def settle_in(*, customers: int = 3) -> Callable[[Books], None]:
    """Li and Wang of the east branch with customers of their own, and a stranger of the west branch."""

    def decide(books: Books) -> None:
        for key, branch in (("li", "east"), ("wang", "east"), ("foreign", "west")):
            book = books.new(f"book:{key}", branch)
            book.put(person(key, branch))
            book.put(*(customer(f"{key}-{number}") for number in range(customers)))

    return decide


async def change(store: Store, ids: list[str], decide: Callable[[Books], object], *, late: int = 0) -> None:
    """A change by the bank itself, `late` minutes after the tests' moment."""
    await store.change(BANK, ids, decide, now=NOW + timedelta(minutes=late))


async def names(store: Store, book: str) -> list[str]:
    found: list[str] = await store.read(BANK, [book], lambda books: list(books[book].customers))
    return found
