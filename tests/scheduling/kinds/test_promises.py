"""Promises, complaints and the ends of loans, as a day shows them."""

from datetime import date, time, timedelta

from scheduling.alarms import alarms
from scheduling.kinds import complaint as complaints
from scheduling.kinds import follow_up as promises
from scheduling.kinds import loan_end as loans
from scheduling.occurrence import Occurrence
from store.records import Complaint, ComplaintState, FollowUpState, Holding, HoldingKind, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, at, book, customer, promise

WEEK = (MONDAY, MONDAY + timedelta(days=6))


def promised(*records: object, now: str = "2026-11-23 08:00") -> list[Occurrence]:
    where = book(customer(), *records)  # type: ignore[arg-type]  # records of any kind
    return list(promises.occurrences(where, RULES, *WEEK, at(now)))


def test_a_promise_stands_on_its_day_at_its_minute() -> None:
    found = promised(promise(at=time(15)))
    assert [(one.day, one.at, one.late) for one in found] == [(MONDAY, time(15), False)]


def test_a_promise_made_in_another_zone_is_told_in_the_owners_time() -> None:
    found = promised(promise(at=time(9), zone="Europe/Berlin"))
    assert [one.at for one in found] == [time(16)]


def test_yesterdays_promise_is_todays_and_late_until_it_is_kept() -> None:
    friday = promise(day=date(2026, 11, 20), at=time(15))
    found = promised(friday)
    assert [(one.day, one.named, one.late) for one in found] == [(MONDAY, date(2026, 11, 20), True)]
    assert promised(replace(friday, state=FollowUpState.KEPT)) == []


def test_a_snoozed_promise_comes_at_the_time_it_was_put_off_to() -> None:
    found = promised(promise(at=time(10), snoozed_to=at("2026-11-24 16:20")))
    assert [(one.day, one.at) for one in found] == [(date(2026, 11, 24), time(16, 20))]


def test_a_retry_gives_its_own_reason() -> None:
    found = promised(promise(because="retry", retry=2))
    assert [(one.reason.key, one.reason.facts["retry"]) for one in found] == [("follow_up.retry", 2)]


def test_a_promise_to_somebody_who_left_the_book_is_not_shown() -> None:
    assert promised(promise(customer="9999")) == []


def complained(now: str = "2026-11-23 10:00", **facts: object) -> list[Occurrence]:
    said: dict[str, object] = {
        "id": "c1",
        "customer": "1001",
        "said": "手续费",
        "received_at": at("2026-11-23 09:30"),
        "by": "li",
    }
    where = book(customer(), Complaint(**(said | facts)))  # type: ignore[arg-type]  # facts of a complaint
    return list(complaints.occurrences(where, RULES, MONDAY, MONDAY + timedelta(days=40), at(now)))


def test_a_complaint_stands_at_its_next_deadline() -> None:
    assert [(one.subject, one.day, one.at) for one in complained()] == [
        ("c1-acknowledge", MONDAY, time(11, 30))
    ]
    answered = complained(state=ComplaintState.ACKNOWLEDGED, acknowledged_at=at("2026-11-23 10:00"))
    assert [(one.subject, one.day, one.at) for one in answered] == [
        ("c1-answer", date(2026, 11, 25), time(9, 30))
    ]
    closing = complained(state=ComplaintState.ANSWERED)
    assert [(one.subject, one.day) for one in closing] == [("c1-close", date(2026, 12, 8))]


def test_a_late_complaint_is_todays() -> None:
    assert [(str(one.day), one.late) for one in complained(now="2026-11-26 08:00")] == [("2026-11-26", True)]


def test_a_closed_complaint_is_silent() -> None:
    assert complained(state=ComplaintState.CLOSED) == []


def ends(kind: HoldingKind, maturity: date, **facts: object) -> list[str]:
    holding = Holding(number="L1", product="贷款", kind=kind, maturity=maturity, amount=1, **facts)  # type: ignore[arg-type]  # facts of a holding
    where = book(customer(holdings=(holding,)), owner=MANAGER)
    found = loans.occurrences(where, RULES, date(2026, 1, 1), date(2027, 12, 31), MORNING)
    return [str(one.day) for one in found]


def test_a_loan_in_instalments_is_spoken_of_at_the_last_one_only() -> None:
    assert ends(HoldingKind.LOAN, date(2027, 6, 16)) == ["2027-06-16"]


def test_the_last_instalment_on_a_sunday_is_told_on_friday() -> None:
    assert ends(HoldingKind.LOAN, date(2027, 6, 20)) == ["2027-06-18"]


def test_a_bullet_loan_is_spoken_of_two_months_and_one_month_before() -> None:
    assert ends(HoldingKind.BULLET_LOAN, date(2027, 6, 16)) == ["2027-04-16", "2027-05-17", "2027-06-16"]


def test_a_loan_that_is_paid_back_reminds_of_nothing() -> None:
    assert ends(HoldingKind.LOAN, date(2027, 6, 16), ended=True) == []


def test_whoever_is_away_on_a_trip_is_not_tried_again_before_the_return() -> None:
    retry = promise(because="retry", at=time(15), retry=1)
    away = book(customer(back_on=date(2026, 11, 28)), retry)
    assert "follow_up" not in {one.kind for one in alarms(away, RULES, MORNING)}
    found = list(promises.occurrences(away, RULES, MONDAY, MONDAY + timedelta(days=20), MORNING))
    assert [(str(one.day), one.at) for one in found] == [("2026-11-30", None)]
    here = book(customer(back_on=MONDAY), retry)
    assert "follow_up" in {one.kind for one in alarms(here, RULES, MORNING)}
    promised = book(customer(back_on=date(2026, 11, 28)), promise(at=time(15)))
    assert "follow_up" in {one.kind for one in alarms(promised, RULES, MORNING)}, "what was promised is kept"
