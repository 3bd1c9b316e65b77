"""The messages of the day, as they are handed to whoever words them."""

from datetime import date, time, timedelta

from scheduling.digest import head, morning, wrapup
from scheduling.summary import summarise
from store.books import Book
from store.records import (
    Birthday,
    Complaint,
    Contact,
    Draft,
    Invitation,
    Kind,
    MaturityOutcome,
    Outcome,
    Role,
    Stage,
    replace,
)
from tests.scheduling.made import (
    MANAGER,
    MONDAY,
    MORNING,
    RULES,
    YUAN,
    at,
    book,
    customer,
    deposit,
    many,
    promise,
)

EVENING = at("2026-11-23 17:00")


def contact(number: str, who: str, moment: str = "2026-11-23 10:00", **facts: object) -> Contact:
    said: dict[str, object] = {
        "id": number,
        "customer": who,
        "kind": Kind.CALL,
        "outcome": Outcome.REACHED,
        "at": at(moment),
        "logged_at": at(moment),
        "by": "li",
    }
    return Contact(**(said | facts))  # type: ignore[arg-type]  # facts of a contact


def test_a_morning_counts_each_customer_once_under_the_first_reason() -> None:
    where = book(
        customer("1", birthday=Birthday(month=11, day=23)),
        customer("2", birthday=Birthday(month=11, day=23), holdings=(deposit(MONDAY),)),
        customer("3"),
        promise(customer="3", at=time(15)),
    )
    sent = morning(where, RULES, MORNING)
    assert sent.counts == {"promised": 1, "maturing": 1, "birthdays": 1}
    assert sum(sent.counts.values()) == len(sent.entries) == 3


def test_the_most_urgent_is_what_is_late_else_the_next_hour() -> None:
    timed = book(
        customer("1"),
        customer("2"),
        promise("a", customer="1", at=time(15)),
        promise("b", customer="2", at=time(7)),
    )
    urgent = morning(timed, RULES, MORNING).urgent
    assert urgent is not None
    assert urgent.at == time(15)
    late = book(
        customer("1"),
        customer("2"),
        promise("a", customer="1", at=time(9)),
        promise("b", date(2026, 11, 20), customer="2"),
    )
    urgent = morning(late, RULES, MORNING).urgent
    assert urgent is not None
    assert urgent.customer == "2"


def test_a_complaint_past_its_deadline_is_more_urgent_than_somebody_to_try_again() -> None:
    where = book(
        customer("1"),
        customer("2"),
        promise("a", customer="1", at=time(12)),
        Complaint(id="c", customer="1", said="慢", received_at=at("2026-11-16 10:00"), by="li"),
        promise("b", date(2026, 11, 20), customer="2", because="retry", retry=1),
    )
    urgent = morning(where, RULES, MORNING).urgent
    assert urgent is not None
    assert (urgent.kind, urgent.customer, urgent.late) == ("complaint", "1", True)


def test_a_quiet_day_has_no_most_urgent() -> None:
    sent = morning(book(), RULES, MORNING)
    assert (sent.urgent, sent.entries, sent.counts, sent.data_date, sent.stale) == (None, (), {}, None, False)


def test_a_weekends_birthdays_are_looked_ahead_to_on_friday() -> None:
    where = book(customer(birthday=Birthday(month=11, day=29)))
    friday = morning(where, RULES, at("2026-11-27 08:00"))
    assert friday.entries == ()
    assert [(entry.day, entry.kinds) for entry in friday.ahead] == [(date(2026, 11, 29), ("birthday",))]
    assert morning(where, RULES, at("2026-11-26 08:00")).ahead == ()


def test_the_data_date_is_told_and_old_data_is_called_old() -> None:
    fed = [customer("1", data_date=date(2026, 11, 18)), customer("2", data_date=date(2026, 11, 2))]
    assert morning(book(*fed), RULES, MORNING).data_date == date(2026, 11, 18)
    assert not morning(book(*fed), RULES, MORNING).stale
    assert morning(book(*fed), RULES, at("2026-11-24 08:00")).stale


def test_the_evening_tells_what_was_done_and_what_was_not() -> None:
    where = book(
        customer("1", birthday=Birthday(month=11, day=23)),
        customer("2", birthday=Birthday(month=11, day=23)),
        customer("3"),
        contact("a", "1", needs=("续存",)),
        contact("b", "3", outcome=Outcome.NO_ANSWER),
        contact("c", "3", moment="2026-11-20 10:00"),
        contact("d", "3", moment="2026-11-23 09:00", kind=Kind.VISIT),
        Draft(id="e", text="陈阿姨 没接", at=MORNING, by="li"),
        promise(customer="3", at=time(19)),
    )
    said = wrapup(where, RULES, EVENING)
    assert said.outcomes == {"reached": 2, "no_answer": 1}
    assert (said.visits, said.needs) == (1, 1)
    assert [entry.customer.id for entry in said.not_done] == ["2"], (
        "an hour that is still to come is not missed"
    )
    assert [draft.id for draft in said.drafts] == ["e"]
    assert [line.contact.id for line in said.report] == ["d", "a", "b"]


def test_the_evening_says_how_many_come_on_the_next_working_day() -> None:
    where = book(
        customer("1", birthday=Birthday(month=11, day=30)), customer("2", birthday=Birthday(month=11, day=28))
    )
    said = wrapup(where, RULES, at("2026-11-27 17:00"))
    assert (said.next_day, said.next_entries) == (date(2026, 11, 30), 1)


def test_the_evening_does_not_call_up_new_customers_for_those_who_were_done() -> None:
    where = book(*many(2, MONDAY))
    for entry in morning(where, RULES, MORNING).entries:
        moment = at("2026-11-23 10:00")
        where.put(replace(where.customers[entry.customer.id], reached_at=moment))
        where.put(contact(f"k{entry.customer.id}", entry.customer.id))
    assert [
        entry.kinds for entry in wrapup(where, RULES, EVENING).not_done if entry.kinds == ("cadence",)
    ] == []


def test_the_head_sees_what_needs_a_decision() -> None:
    late = Complaint(id="c", customer="1", said="慢", received_at=at("2026-11-19 09:00"), by="li")
    first = book(customer("1"), late)
    unused = replace(
        MANAGER, id="qian", name="钱经理", telegram=None, invitation=Invitation(hashed="x", expires=EVENING)
    )
    rows = [summarise(where, RULES, MORNING) for where in (first, book(owner=unused))]
    page = head(rows, RULES, MORNING, unallocated=12)
    assert (page.late_complaints, page.unallocated, page.unused_invitations) == (1, 12, ("钱经理",))
    assert page.decisions == 3


def test_the_team_stands_in_the_order_of_names_namesakes_always_alike() -> None:
    people = [replace(MANAGER, id=key, name=name) for key, name in (("b", "王"), ("a", "王"), ("c", "李"))]
    rows = [summarise(book(customer(each.id), owner=each), RULES, MORNING) for each in people]
    for given in (rows, rows[::-1]):
        page = head(given, RULES, MORNING)
        assert [one.summary.book for one in page.team] == ["book:c", "book:a", "book:b"]


def test_a_pool_counts_those_who_wait_and_is_nobody_of_the_team() -> None:
    gone = customer("2", left_list=MONDAY)
    pool = Book.detached(customer("1"), gone, customer("3"), id="pool:east:1", branch="east")
    row = summarise(pool, RULES, MORNING)
    assert (row.book, row.branch, row.person, row.counts) == ("pool:east:1", "east", "", {"unallocated": 2})
    page = head([row], RULES, MORNING, unallocated=2)
    assert (page.team, page.unused_invitations, page.decisions) == ((), (), 1)


def test_the_head_sees_what_became_of_the_weeks_money() -> None:
    where = book(
        customer("1", holdings=(deposit(date(2026, 11, 24), 4_100_000, outcome=MaturityOutcome.RENEWED),)),
        customer("2", reached_at=at("2026-11-20 10:00"), holdings=(deposit(date(2026, 11, 25), 4_500_000),)),
        customer("3", holdings=(deposit(date(2026, 11, 29), 3_800_000),)),
        customer("4", holdings=(deposit(date(2026, 11, 30), 9_000_000),)),
    )
    page = head([summarise(where, RULES, MORNING)], RULES, MORNING)
    assert page.maturing == 12_400_000 * YUAN
    assert (page.renewed, page.talked, page.untalked) == (
        4_100_000 * YUAN,
        4_500_000 * YUAN,
        3_800_000 * YUAN,
    )


def test_coverage_counts_those_reached_within_their_gap_and_not_those_still_to_be_met() -> None:
    rich = {"assets": 8_000_000 * YUAN, "stage": Stage.TRUST}
    where = book(
        customer("1", reached_at=at("2026-11-10 10:00"), **rich),
        customer("2", reached_at=at("2026-09-10 10:00"), **rich),
        customer("3", listed_on=MONDAY, **rich),
        customer("4", assets=0),
    )
    page = head([summarise(where, RULES, MORNING)], RULES, MORNING)
    assert (page.in_time, page.counted, page.coverage) == (1, 2, 0.5)


def test_a_summary_of_last_week_says_who_is_overdue_today() -> None:
    where = book(customer("1", reached_at=at("2026-10-20 10:00"), assets=8_000_000 * YUAN, stage=Stage.TRUST))
    row = summarise(where, RULES, at("2026-11-16 08:00"))
    assert head([row], RULES, at("2026-11-16 08:00")).team[0].overdue == 0
    assert head([row], RULES, MORNING).team[0].overdue == 1


def test_who_needs_help_is_named_and_not_ranked() -> None:
    def team(name: str, overdue: int) -> Book:
        behind = [
            customer(f"{n}", reached_at=at("2026-01-10 10:00"), assets=8_000_000 * YUAN)
            for n in range(overdue)
        ]
        return book(*behind, owner=replace(MANAGER, id=name, name=name))

    rows = [summarise(team(name, count), RULES, MORNING) for name, count in (("b", 30), ("a", 12), ("c", 3))]
    assert [one.summary.person for one in head(rows, RULES, MORNING).help] == ["a", "b"]


def test_a_head_without_anything_to_count_gets_an_empty_page() -> None:
    boss = replace(MANAGER, id="wang", role=Role.HEAD)
    page = head([summarise(book(owner=boss), RULES, MORNING)], RULES, MORNING)
    assert (page.team, page.coverage, page.decisions, page.own) == ((), None, 0, None)


def test_the_week_of_the_head_is_monday_to_sunday() -> None:
    where = book(customer("1", holdings=(deposit(MONDAY - timedelta(days=1), 500_000),)))
    assert head([summarise(where, RULES, MORNING)], RULES, MORNING).maturing == 0


def test_before_a_long_break_the_morning_looks_ahead_to_the_second_day_after_it() -> None:
    where = book(
        customer("1", birthday=Birthday(month=10, day=3)),
        customer("2", holdings=(deposit(date(2026, 10, 9), 100_000),)),
        customer("3", birthday=Birthday(month=10, day=10)),
    )
    before = morning(where, RULES, at("2026-09-30 08:00"))
    assert [(str(e.day), e.customer.id) for e in before.ahead] == [("2026-10-03", "1"), ("2026-10-09", "2")]
