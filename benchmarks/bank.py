"""A bank of any size, written in bulk past the unit of work: managers who joined, each with a full book."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from scheduling.alarms import DAILY, alarms
from scheduling.rules import Rules
from scheduling.summary import summarise
from store.books import Book
from store.engine import Connection, Database, Statements
from store.ledger import Ledger
from store.records import (
    Birthday,
    Customer,
    FollowUp,
    Holding,
    HoldingKind,
    Kind,
    Person,
    Role,
    Stage,
)
from store.records.base import Record
from store.rows import Document
from store.summaries import keep

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A working Tuesday, between the morning's digests and the wrap-up.
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
IN_A_BOOK = 250
BRANCH = "east"
RULES = Rules.built_in()

# DOMAIN's own book: tier, share of the customers, assets in yuan.
_TIERS = (("private", 8, 8_000_000), ("high", 42, 900_000), ("mid", 150, 120_000), ("mass", 50, 20_000))
_SURNAMES = "赵钱孙吴郑冯陈褚蒋沈韩杨朱秦许"
_GIVEN = re.findall("..", "志强丽华海燕文博晓东雪梅建军秀英俊杰美玲永康素芬宏伟桂芳子轩佳琪德胜慧敏")
NAMES = tuple(surname + given for surname in _SURNAMES for given in _GIVEN)[:IN_A_BOOK]


def account(manager: int) -> int:
    """The Telegram account of a manager."""
    return 1_000 + manager


def book_of(manager: int) -> str:
    return f"book:m{manager:05}"


def person(manager: int) -> Person:
    key = f"m{manager:05}"
    return Person(
        id=key,
        name=f"经理{manager}",
        role=Role.MANAGER,
        branch=BRANCH,
        branch_name="城东支行",
        telegram=account(manager),
        joined=NOW - timedelta(days=30),
        met=True,
    )


def customers(manager: int) -> Iterator[Customer]:
    """DOMAIN's book of 250: names that differ, lunar and solar birthdays, a holding for every second one."""
    chance = Random(manager)
    tiers = [yuan for _, many, yuan in _TIERS for _ in range(many)]
    for place, (name, yuan) in enumerate(zip(NAMES, tiers, strict=True)):
        matures = TODAY + timedelta(days=chance.randrange(10, 400))
        held = Holding(
            number=f"D{place}", product="定期", kind=HoldingKind.DEPOSIT, maturity=matures, amount=yuan * 50
        )
        yield Customer(
            id=f"{manager:05}{place:03}",
            name=name,
            assets=yuan * 100,
            stage=chance.choice([Stage.ESTABLISH, Stage.STRENGTHEN, Stage.TRUST]),
            birthday=Birthday(
                year=1970,
                month=chance.randrange(1, 13),
                day=chance.randrange(1, 29),
                calendar=chance.choice(["solar", "solar", "lunar"]),
            ),
            holdings=(held,) if chance.random() < 0.5 else (),
            listed_on=TODAY,
            reached_at=NOW - timedelta(days=chance.randrange(1, 25)),
        )


def promises(manager: int, many: int, at: datetime) -> Iterator[FollowUp]:
    """So many calls promised for this minute of today."""
    for place in range(many):
        yield FollowUp(
            id=f"f{manager:05}{place:04}",
            customer=f"{manager:05}{place % IN_A_BOOK:03}",
            how=Kind.CALL,
            day=at.date(),
            at=at.time(),
            made_at=NOW - timedelta(days=1),
            by=f"m{manager:05}",
            text="回电话",
        )


def build(path: Path, managers: int, *, promised: int = 0, at: datetime = NOW) -> None:
    """A new store with so many managers, who promised so many calls each for an instant, all of it armed."""
    database = Database(f"sqlite:///{path}")
    database.engine.prepare(make=True)
    connection = database.connect()
    database.prepare(connection)
    connection.begin()
    for manager in range(managers):
        _fill(connection, database.statements, manager, list(promises(manager, promised, at)))
    connection.commit()
    connection.close()


def _fill(connection: Connection, sql: Statements, manager: int, promised: list[FollowUp]) -> None:
    book, people, owner = book_of(manager), list(customers(manager)), person(manager)
    records: tuple[Record, ...] = (owner, *people, *promised)
    connection.run(sql.add_partition, id=book, branch=BRANCH, version=1, dropped=0)
    same = {"partition": book, "version": 1}
    connection.many(
        sql.put_document,
        ({**same, "kind": each.table, "id": each.id, "body": Document.of(each).body} for each in records),
    )
    connection.many(
        sql.add_place, ({"kind": "customer", "key": each.id, "partition": book} for each in people)
    )
    connection.run(sql.add_place, kind="telegram", key=str(account(manager)), partition=book)
    # The alarms of a book without its customers: reckoning a million of them would be the whole run.
    bare = Book.detached(owner, *promised, id=book, branch=BRANCH)
    before = NOW - timedelta(days=1) if promised else NOW
    ledger = Ledger(sql, lambda: connection, lambda: connection, NOW)
    wanted = alarms(bare, RULES, before)
    ledger.arm(book, wanted, before)
    said = [each.key for each in wanted if each.kind in DAILY and each.due <= NOW]
    for row in ledger.claim(said, "yesterday's run", NOW):
        ledger.sent(row.key, account(manager), 0, NOW)
    keep(connection, sql, summarise(bare, RULES, NOW))
