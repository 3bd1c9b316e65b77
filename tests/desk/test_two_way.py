"""A message counts as a contact for some customers, for the others only when they wrote back."""

from dataclasses import replace

import pytest

from desk.log import Line, log
from desk.sitting import Sitting
from desk.two_way import was_answered
from store.records import Birthday, Flow, Kind, Outcome
from tests.desk.at_desk import at_desk
from tests.scheduling.made import MONDAY, MORNING, YUAN, customer


@pytest.mark.parametrize(
    ("yuan", "kind", "note", "counts"),
    [
        (900_000, Kind.MESSAGE, "", False),
        (900_000, Kind.GIFT, "送了茶", False),
        (900_000, Kind.MESSAGE, "回复了，说周五来", True),
        (900_000, Kind.MESSAGE, "还没回复", False),
        (900_000, Kind.EVENT, "", True),
        (900_000, Kind.CALL, "", True),
        (120_000, Kind.MESSAGE, "", True),
    ],
)
async def test_from_high_on_only_a_two_way_contact_resets_the_cadence(
    yuan: int, kind: Kind, note: str, counts: bool
) -> None:
    line = Line(customer="1001", kind=kind, outcome=Outcome.REACHED, at=MORNING, note=note)
    written = await at_desk(customer(assets=yuan * YUAN), use=lambda at: log(at, line))
    assert (written.customer.reached_at == MORNING) is counts
    assert written.customer.tried_at == MORNING
    assert written.contact.answered is ("回复了" in note)


async def test_what_was_answered_later_counts_from_then() -> None:
    sent = Line(customer="1001", kind=Kind.MESSAGE, outcome=Outcome.REACHED, at=MORNING)
    answered = replace(sent, answered=True)
    who = customer(assets=900_000 * YUAN)
    written = await at_desk(who, use=lambda at: (log(at, sent), log(at, answered))[1])
    assert written.customer.reached_at == MORNING


async def test_a_message_nobody_answered_sends_the_greeting_and_leaves_the_money_open() -> None:
    went = Flow(on=MONDAY, went=30_000_000, largest_out=30_000_000)
    born = Birthday(month=MONDAY.month, day=MONDAY.day)
    who = customer(assets=900_000 * YUAN, birthday=born, flows=(went,))
    sent = Line(customer="1001", kind=Kind.MESSAGE, outcome=Outcome.REACHED, at=MORNING)

    def closed(at: Sitting) -> set[str]:
        log(at, sent)
        first = {each.id.partition("|")[0] for each in at.book.settlements.values()}
        log(at, replace(sent, answered=True))
        return first

    assert await at_desk(who, use=closed) == {"birthday"}


@pytest.mark.parametrize(
    ("note", "answered"),
    [
        ("发微信，他马上回了", True),
        ("发了微信，没回", False),
        ("sent a message, she replied at once", True),
        ("sent a message", False),
    ],
)
def test_a_note_tells_whether_they_wrote_back(note: str, answered: bool) -> None:
    assert was_answered(note) is answered
