"""Who plays in the demo, and what has happened before the curtain rises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.demo.sample import BRANCH, HEAD, MANAGERS, sample
from desk.importing import read_lists
from desk.importing.bring import bring
from desk.inviting import inviter
from desk.setting_up import set_up
from scheduling.rules import Rules
from scheduling.tier import tier_of
from store.books import Book, Books
from store.records import (
    Complaint,
    Contact,
    Customer,
    FollowUp,
    Kind,
    Language,
    Outcome,
    Person,
    Role,
    Stage,
    replace,
)
from store.scope import Scope
from store.store import Store

FIRST_USER = 700_001
_SEED = 7
_TALKS = (
    (Kind.CALL, "问了近况，孩子明年高考"),
    (Kind.CALL, "说别家利率高，再看看"),
    (Kind.BRANCH_VISIT, "来办转账，聊了养老安排"),
    (Kind.MESSAGE, "发了新产品说明"),
    (Kind.VISIT, "去店里坐了坐，爱喝普洱"),
    (Kind.CALL, "想等年底奖金到了再存"),
)


@dataclass(frozen=True, kw_only=True)
class Player:
    """A person of the cast with the Telegram account they play."""

    user: int
    name: str
    role: Role
    code: str


async def raise_curtain(
    store: Store, *, now: datetime, rules: Rules, new_id: Callable[[], str], zone: str, language: Language
) -> list[Player]:
    """The branch, its list, and some weeks of work; the cast with their invitation codes."""
    people = [(Role.HEAD, HEAD), *((Role.MANAGER, name) for name in MANAGERS)]
    invited = await set_up(
        store, branch=BRANCH, people=people, now=now, new_id=new_id, zone=zone, language=language
    )
    lists = sample(now.astimezone(ZoneInfo(zone)).date())
    report = await bring(
        store,
        Scope.bank(),
        read_lists([lists.customers, lists.holdings]),
        now=now,
        actor="demo",
        new_id=new_id,
        invite=inviter(now),
        zone=zone,
    )
    if not report.applied:
        raise ValueError(f"the sample list is not sound: {report.problems}")
    for each in invited:
        if each.person.role is Role.MANAGER:
            await _some_weeks(store, each.person, now, rules, new_id)
    return [
        Player(user=FIRST_USER + place, name=each.person.name, role=each.person.role, code=each.code)
        for place, each in enumerate(invited)
    ]


async def _some_weeks(
    store: Store, person: Person, now: datetime, rules: Rules, new_id: Callable[[], str]
) -> None:
    """Contacts of the last months, promises for today and tomorrow, a complaint."""
    partition = f"book:{person.id}"

    def decide(books: Books) -> None:
        _Past(books[partition], now, rules, new_id).play()

    await store.change(Scope.bank(), (partition,), decide, now=now)


class _Past:
    """What one manager has done before the demo begins."""

    def __init__(self, book: Book, now: datetime, rules: Rules, new_id: Callable[[], str]) -> None:
        self._book = book
        self._now = now
        self._local = now.astimezone(ZoneInfo(book.owner.zone))
        self._rules = rules
        self._new_id = new_id
        self._chance = Random(f"{_SEED}{book.owner.name}")  # noqa: S311  # invented work needs no secrecy

    def play(self) -> None:
        known = list(self._book.customers.values())
        for customer in known:
            if self._chance.random() < 0.6:
                self._contact(customer)
        worth = [each for each in known if tier_of(each, self._rules.playbook) != "mass"]
        self._promise(worth[2], time(10, 30), 0, Kind.CALL, "问稳利理财到期后怎么安排")
        self._promise(worth[5], time(15), 0, Kind.BRANCH_VISIT, "来网点签风险评估")
        self._promise(worth[9], None, 0, Kind.CALL, "把收入证明的格式发过去")
        self._promise(worth[12], time(9, 30), 1, Kind.VISIT, "上门看装修贷款材料")
        self._complaint(worth[7])

    def _contact(self, customer: Customer) -> None:
        at = self._now - timedelta(days=self._chance.randint(2, 110), minutes=self._chance.randint(0, 400))
        kind, note = self._chance.choice(_TALKS)
        contact = Contact(
            id=self._new_id(),
            customer=customer.id,
            kind=kind,
            outcome=Outcome.REACHED,
            at=at,
            logged_at=at,
            by=self._book.owner.id,
            note=note,
        )
        stage = self._chance.choice((Stage.ESTABLISH, Stage.STRENGTHEN, Stage.TRUST))
        if self._now - at < timedelta(days=31):
            self._book.put(contact)
        self._book.put(replace(customer, reached_at=at, tried_at=at, stage=stage))

    def _promise(self, customer: Customer, at: time | None, days: int, how: Kind, text: str) -> None:
        made = self._now - timedelta(days=3)
        day = self._rules.next_at_work(self._book.owner, self._local.date() + timedelta(days=days))
        self._book.put(
            FollowUp(
                id=self._new_id(),
                customer=customer.id,
                how=how,
                day=day,
                at=at,
                zone=self._book.owner.zone,
                text=text,
                made_at=made,
                by=self._book.owner.id,
            )
        )

    def _complaint(self, customer: Customer) -> None:
        self._book.put(
            Complaint(
                id=self._new_id(),
                customer=customer.id,
                said="周五在柜台等了五十分钟，没人来说一声",
                category="service",
                received_at=self._now - timedelta(hours=16),
                by=self._book.owner.id,
            )
        )
