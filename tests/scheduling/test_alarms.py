"""What a book wants to be said and when."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.alarms import alarms, follow_up_of, subject_of
from scheduling.wall import local
from store.books import Book
from store.ledger import Alarm
from store.records import (
    Complaint,
    ComplaintState,
    FollowUpState,
    Kind,
    Person,
    Role,
    Settled,
    Settlement,
    replace,
)
from tests.scheduling.made import MANAGER, MONDAY, RULES, at, book, customer, deposit, moments, promise

DAILY = {"digest", "head_digest", "wrapup", "fold", "plan"}


def wanted(where: Book, now: str = "2026-11-23 12:00") -> dict[str, str]:
    return {
        alarm.key: f"{local(alarm.due, 'Asia/Shanghai'):%m-%d %H:%M}"
        for alarm in alarms(where, RULES, at(now))
    }


def said(where: Book, now: str = "2026-11-23 12:00") -> dict[str, str]:
    """All but the daily messages."""
    return {key: due for key, due in wanted(where, now).items() if key.partition("|")[0] not in DAILY}


def daily(kind: str, now: str, owner: Person = MANAGER, *customers: object) -> list[str]:
    where = book(*customers, owner=owner)  # type: ignore[arg-type]  # customers
    return [due for key, due in wanted(where, now).items() if key.startswith(f"{kind}|")]


def test_nobody_is_spoken_to_who_is_not_bound_or_has_left() -> None:
    assert wanted(book(customer(), promise(at=time(15)), owner=replace(MANAGER, telegram=None))) == {}
    assert wanted(book(owner=replace(MANAGER, left=at("2026-11-01 09:00")))) == {}


def test_the_next_digest_is_tomorrows_once_todays_hour_has_come() -> None:
    assert daily("digest", "2026-11-23 07:00") == ["11-23 08:00"]
    assert daily("digest", "2026-11-23 12:00") == ["11-23 08:00", "11-24 08:00"]


def test_todays_digest_is_not_wanted_any_more_after_the_wrap_up() -> None:
    assert daily("digest", "2026-11-23 17:00") == ["11-24 08:00"]
    assert daily("wrapup", "2026-11-23 23:00") == ["11-23 17:00", "11-24 17:00"]


def test_on_friday_evening_the_next_digest_is_mondays() -> None:
    assert daily("digest", "2026-11-27 18:00") == ["11-30 08:00"]


def test_an_own_hour_and_rota_are_kept() -> None:
    own = replace(MANAGER, digest_at=time(7, 30), weekdays=(5,))
    assert daily("digest", "2026-11-23 12:00", own) == ["11-28 07:30"]


def test_whoever_joined_at_ten_gets_the_first_digest_tomorrow() -> None:
    assert daily("digest", "2026-11-23 10:05", replace(MANAGER, joined=at("2026-11-23 10:00"))) == [
        "11-24 08:00"
    ]


def test_somebody_away_hears_nothing_daily_until_the_return() -> None:
    away = replace(MANAGER, away_until=at("2026-12-20 00:00"))
    assert daily("digest", "2026-11-23 12:00", away) == ["12-21 08:00"]
    assert daily("wrapup", "2026-11-23 12:00", replace(MANAGER, away_until=at("2026-11-24 00:00"))) == [
        "11-24 17:00"
    ]


def test_yesterdays_messages_are_folded_on_days_off_too() -> None:
    assert daily("fold", "2026-11-28 12:00") == ["11-28 08:00", "11-29 08:00"]


def test_the_head_hears_before_the_meeting_and_wraps_up_only_with_customers() -> None:
    boss = replace(MANAGER, id="wang", role=Role.HEAD)
    assert daily("head_digest", "2026-11-23 07:00", boss) == ["11-23 07:45"]
    assert daily("head_digest", "2026-11-23 07:00", replace(boss, digest_at=time(7, 15))) == ["11-23 07:15"]
    assert daily("wrapup", "2026-11-23 07:00", boss) == []
    assert daily("wrapup", "2026-11-23 07:00", boss, customer()) == ["11-23 17:00"]
    assert daily("digest", "2026-11-23 07:00", boss, customer()) == []


def test_the_plan_of_a_week_or_month_follows_the_digest_of_its_first_day() -> None:
    assert daily("plan", "2026-11-23 07:00") == ["11-23 08:05"]
    assert daily("plan", "2026-11-24 07:00") == ["11-30 08:05"]
    assert daily("plan", "2026-11-30 18:00") == ["12-01 08:05"], "a month begins on the next day"
    assert daily("plan", "2026-11-23 07:00", replace(MANAGER, digest_at=time(7, 30))) == ["11-23 07:35"]
    assert daily("plan", "2026-11-23 07:00", replace(MANAGER, role=Role.HEAD)) == []


def test_an_operator_gets_no_digest() -> None:
    operator = replace(MANAGER, role=Role.OPERATOR)
    assert (
        daily("digest", "2026-11-23 07:00", operator) == daily("wrapup", "2026-11-23 07:00", operator) == []
    )


def test_a_call_comes_at_its_minute() -> None:
    assert said(book(customer(), promise(at=time(15)))) == {"follow_up|f1|2026-11-23": "11-23 15:00"}


def test_a_call_that_was_missed_stays_wanted_until_it_is_answered() -> None:
    kept = promise(at=time(15), state=FollowUpState.KEPT)
    assert said(book(customer(), promise(at=time(15))), now="2026-12-01 09:00")
    assert said(book(customer(), kept)) == {}


def test_a_visit_at_the_branch_comes_the_evening_before_a_quarter_before_and_at_its_minute() -> None:
    visit = promise(day=date(2026, 11, 25), at=time(15), how=Kind.BRANCH_VISIT)
    assert said(book(customer(), visit)) == {
        "follow_up_eve|f1|2026-11-25": "11-24 18:00",
        "follow_up_ahead|f1|2026-11-25": "11-25 14:45",
        "follow_up|f1|2026-11-25": "11-25 15:00",
    }


def test_a_visit_outside_comes_an_hour_before() -> None:
    visit = promise(day=date(2026, 11, 25), at=time(15), how=Kind.VISIT)
    assert said(book(customer(), visit))["follow_up_ahead|f1|2026-11-25"] == "11-25 14:00"


def test_something_promised_by_a_time_comes_half_an_hour_before() -> None:
    assert said(book(customer(), promise(at=time(15), deadline=True))) == {
        "follow_up_ahead|f1|2026-11-23": "11-23 14:30",
        "follow_up|f1|2026-11-23": "11-23 15:00",
    }


def test_what_was_only_just_promised_is_not_called_to_mind_at_once() -> None:
    soon = promise(at=time(15), how=Kind.VISIT, made_at=at("2026-11-23 14:30"))
    assert set(said(book(customer(), soon), now="2026-11-23 14:31")) == {"follow_up|f1|2026-11-23"}


def test_a_visit_that_has_begun_needs_no_word_before_it() -> None:
    visit = promise(at=time(15), how=Kind.VISIT)
    assert set(said(book(customer(), visit), now="2026-11-23 15:00")) == {"follow_up|f1|2026-11-23"}


def test_a_promise_without_an_hour_is_asked_about_at_four_on_its_day_only() -> None:
    assert said(book(customer(), promise())) == {"follow_up_open|f1|2026-11-23": "11-23 16:00"}
    assert said(book(customer(), promise()), now="2026-11-24 09:00") == {}


def test_a_moved_or_snoozed_promise_speaks_again_on_the_same_day() -> None:
    moved = promise(at=time(17), moved=1)
    snoozed = promise(at=time(15), snoozed_to=at("2026-11-23 16:10"))
    keys = {
        *said(book(customer(), promise(at=time(15)))),
        *said(book(customer(), moved)),
        *said(book(customer(), snoozed)),
    }
    assert len(keys) == 3
    assert {follow_up_of(subject_of(one)) for one in (moved, snoozed)} == {"f1"}


def test_a_complaint_warns_then_is_late_then_goes_further_up() -> None:
    received = at("2026-11-23 09:00")
    state = ComplaintState.ACKNOWLEDGED
    complaint = Complaint(id="c1", customer="1001", said="慢", received_at=received, by="li", state=state)
    found = said(book(customer(), complaint))
    assert found["complaint_warn|c1-answer|2026-11-24"] == "11-24 13:48"
    assert found["complaint_late|c1-answer|2026-11-24"] == "11-24 17:00"
    assert found["complaint_escalate|c1-answer|2026-11-25"] == "11-25 17:00"
    late = said(book(customer(), complaint), now="2026-11-25 09:00")
    assert "complaint_warn|c1-answer|2026-11-24" not in late
    assert "complaint_late|c1-answer|2026-11-24" in late


def test_money_whose_outcome_is_not_known_is_asked_about_at_four() -> None:
    where = book(
        customer("1", holdings=(deposit(MONDAY),)), customer("2", holdings=(deposit(date(2026, 12, 6)),))
    )
    assert said(where) == {
        "maturity_ask|li|2026-11-23": "11-23 16:00",
        "maturity_ask|li|2026-12-04": "12-04 16:00",
    }


def test_small_sums_are_not_asked_about() -> None:
    assert said(book(customer(holdings=(deposit(MONDAY, 10_000),)))) == {}


def test_a_snoozed_reminder_comes_back_under_its_own_key() -> None:
    later = Settlement(
        id="birthday|1001|2026-11-23",
        state=Settled.SNOOZED,
        at=at("2026-11-23 09:00"),
        by="li",
        customer="1001",
        until=at("2026-11-23 14:00"),
    )
    (alarm,) = [
        one
        for one in alarms(book(customer(), later), RULES, at("2026-11-23 12:00"))
        if one.kind == "birthday"
    ]
    assert (alarm.key, alarm.subject, alarm.due) == (later.id, "1001", at("2026-11-23 14:00"))


ZONES = st.sampled_from(
    ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]
)
MOMENTS = moments("2026-01-01", "2026-12-01")


def daily_of(kind: str, owner: Person, now: datetime) -> list[Alarm]:
    return [alarm for alarm in alarms(book(owner=owner), RULES, now) if alarm.kind == kind]


@given(ZONES, MOMENTS, st.times())
def test_there_is_always_one_next_digest_on_a_working_day_at_its_hour(
    zone: str, now: datetime, hour: time
) -> None:
    owner = replace(MANAGER, zone=zone, digest_at=hour.replace(second=0, microsecond=0), joined=None)
    coming = [alarm for alarm in daily_of("digest", owner, now) if alarm.due > now]
    assert len(coming) == 1
    shown = local(coming[0].due, zone)
    assert RULES.calendar.is_working_day(shown.date())
    assert coming[0].day == shown.date()
    # A clock change may leave the hour out; then it comes as much later as was left out.
    assert shown.time() == owner.digest_at or shown.replace(tzinfo=None) - datetime.combine(
        shown.date(), owner.digest_at
    ) <= timedelta(hours=1)


@given(ZONES, MOMENTS)
def test_no_day_is_without_its_digest_when_each_arms_the_next(zone: str, now: datetime) -> None:
    owner = replace(MANAGER, zone=zone, joined=None)
    days = []
    for _ in range(6):
        coming = next(alarm for alarm in daily_of("digest", owner, now) if alarm.due > now)
        days.append(coming.day)
        now = coming.due
    between = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)]
    assert days == [day for day in between if RULES.calendar.is_working_day(day)]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(hours=3)])
def test_a_digest_that_is_due_is_still_wanted_when_the_deliverer_looks(late: timedelta) -> None:
    due = at("2026-11-23 08:00")
    assert due in [alarm.due for alarm in daily_of("digest", MANAGER, due + late)]


def test_two_days_off_are_caught_up_with_one_digest() -> None:
    now = at("2026-11-26 10:00")
    assert [str(alarm.day) for alarm in daily_of("digest", MANAGER, now)] == ["2026-11-26", "2026-11-27"]


@given(ZONES, st.dates(date(2026, 11, 24), date(2027, 12, 31)), st.times())
def test_a_promise_rings_when_the_clocks_of_its_zone_show_its_time(zone: str, day: date, hour: time) -> None:
    owner = replace(MANAGER, zone=zone)
    minute = hour.replace(second=0, microsecond=0)
    where = book(customer(), promise(day=day, at=minute, zone=zone, how=Kind.VISIT), owner=owner)
    found = {alarm.kind: alarm for alarm in alarms(where, RULES, at("2026-11-23 12:00"))}
    shown = local(found["follow_up"].due, zone).replace(tzinfo=None)
    assert timedelta(0) <= shown - datetime.combine(day, minute) <= timedelta(hours=1)
    assert found["follow_up"].due - found["follow_up_ahead"].due == timedelta(hours=1)
    assert local(found["follow_up_eve"].due, zone).date() == day - timedelta(days=1)


@given(moments("2026-11-23", "2026-12-20"))
def test_the_keys_of_a_book_are_never_twice_and_every_due_is_an_instant(now: datetime) -> None:
    complaint = Complaint(id="c1", customer="1001", said="慢", received_at=at("2026-11-23 09:00"), by="li")
    where = book(
        customer(holdings=(deposit(date(2026, 12, 6)),)),
        complaint,
        promise(at=time(15), how=Kind.VISIT),
        promise("f2"),
    )
    found = alarms(where, RULES, now)
    assert len({alarm.key for alarm in found}) == len(found)
    assert all(alarm.due.utcoffset() == timedelta(0) and alarm.book == "book:li" for alarm in found)
    assert [alarm.due for alarm in found] == sorted(alarm.due for alarm in found)
