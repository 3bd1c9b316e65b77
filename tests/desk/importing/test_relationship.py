"""Columns about the relationship, campaigns' targets, and the bank's daily movements."""

import gzip
from collections import defaultdict
from datetime import date

import pytest

from desk.importing import NamedFile
from desk.importing.told import unknown_campaigns
from store.records import (
    Birthday,
    Customer,
    FactTold,
    Flow,
    Holding,
    HoldingKind,
    MaturityOutcome,
    Occasion,
    Stage,
    StageChange,
)
from tests.desk.importing.made import HEADINGS, LI, TODAY, applied, known, planned, read, row, text
from tests.real import shared

HOME = f"book:{LI.id}"
MORE = (
    *HEADINGS,
    "关系阶段",
    "风险等级",
    "风险测评到期日",
    "返程日期",
    "家庭编号",
    "结婚纪念日",
    "配偶生日",
    "活动",
)


def kept(**facts: object) -> Customer:
    said: dict[str, object] = {"id": "1001", "name": "张伟", "branch": "east", "listed_on": date(2026, 1, 5)}
    return Customer(**(said | facts))  # type: ignore[arg-type]  # facts of a customer


def imported(*files: NamedFile, before: Customer | None = None) -> Customer:
    bank = known({HOME: [before]} if before else None)
    lists = read(*files)
    assert lists.problems == ()
    decided = planned(lists, bank)
    assert decided.problems == ()
    return applied(bank, decided).homes[HOME]["1001"]


def listed(*cells: object) -> NamedFile:
    return text((*row(), *cells), headings=MORE)


FULL = ("信任期", "稳健型", "2027-05-01", "2026-12-03", "F7", "10月1日", "农历八月十五", "开门红")


def test_every_column_finds_its_place() -> None:
    who = imported(listed(*FULL))
    assert (who.stage, who.risk, who.risk_until) == (Stage.TRUST, "C2", date(2027, 5, 1))
    assert (who.back_on, who.household, who.targets) == (date(2026, 12, 3), "F7", ("开门红",))
    assert who.occasions == (
        Occasion(kind="wedding", day=Birthday(month=10, day=1)),
        Occasion(kind="birthday", day=Birthday(month=8, day=15, calendar="lunar"), whose="配偶"),
    )


def test_the_same_list_again_changes_nothing() -> None:
    who = imported(listed(*FULL))
    bank = known({HOME: [who]})
    again = planned(read(listed(*FULL)), bank)
    assert (again.changed, again.writes) == ((), ())


def test_a_day_that_a_manager_took_out_stays_out_also_when_the_list_is_corrected() -> None:
    out = (Occasion(kind="birthday", day=Birthday(month=8, day=15, calendar="lunar"), whose="配偶"),)
    before = kept(dropped=out)
    for told in (FULL, (*FULL[:-2], "农历八月十六", FULL[-1])):
        who = imported(listed(*told), before=before)
        assert [each.kind for each in who.occasions] == ["wedding"]
        assert who.dropped == out


def test_a_list_tells_who_introduced_somebody_and_thanks_count_from_the_opening() -> None:
    heads = (*HEADINGS, "介绍人", "开户日期")
    who = imported(text((*row(), "1002", "2026-11-20"), headings=heads))
    assert (who.introduced_by, who.introduced_on) == ("1002", date(2026, 11, 20))
    told = kept(introduced_by="1003", introduced_on=date(2026, 1, 5))
    who = imported(text((*row(), "1002", "2026-11-20"), headings=heads), before=told)
    assert who.introduced_by == "1003"


def test_the_second_manager_is_the_banks_say() -> None:
    who = imported(text((*row(), "王海燕"), headings=(*HEADINGS, "副管户")), before=kept(second="赵工"))
    assert who.second == "王海燕"


def test_a_birthday_by_the_moon_that_a_customer_told_is_not_put_back_by_the_identity_cards() -> None:
    moon = Birthday(month=10, day=15, calendar="lunar")
    told = tuple(FactTold(what=what, on=TODAY, by="li") for what in ("birthday", "household"))
    before = kept(birthday=moon, household="h1", told=told)
    heads = (*HEADINGS, "家庭编号")
    who = imported(text((*row(), "F7"), headings=heads), before=before)
    assert (who.birthday, who.household) == (moon, "h1")
    who = imported(text((*row(), "F7"), headings=heads), before=kept(birthday=moon))
    assert (who.birthday, who.household) == (Birthday(year=1970, month=12, day=13), "F7")


def test_a_day_of_the_family_that_a_customer_told_stays_as_it_was_told() -> None:
    wedding = Occasion(kind="wedding", day=Birthday(month=9, day=30))
    told = (FactTold(what=wedding.named, on=TODAY, by="li"),)
    who = imported(listed(*FULL), before=kept(occasions=(wedding,), told=told))
    assert [each for each in who.occasions if each.kind == "wedding"] == [wedding]
    assert [each.whose for each in who.occasions if each.kind == "birthday"] == ["配偶"]


def test_what_a_manager_found_out_is_not_overwritten_by_an_older_list() -> None:
    mine = kept(
        stage=Stage.DECLINE,
        stages=(StageChange(stage=Stage.TRUST, until=TODAY, by="li"),),
        risk="C4",
        risk_until=date(2028, 1, 1),
        back_on=date(2027, 1, 1),
        occasions=(Occasion(kind="company", day=Birthday(month=5, day=1)),),
    )
    who = imported(listed(*FULL), before=mine)
    assert (who.stage, who.risk, who.risk_until) == (Stage.DECLINE, "C4", date(2028, 1, 1))
    assert who.back_on == date(2027, 1, 1)
    assert len(who.occasions) == 3


def test_a_day_that_the_list_puts_right_is_not_kept_twice() -> None:
    who = imported(listed(*FULL))
    better = imported(listed(*FULL[:5], "10月2日", *FULL[6:]), before=who)
    assert [one.day.day for one in better.occasions if one.kind == "wedding"] == [2]


@pytest.mark.parametrize(("cells", "key"), [(("熟客",), "import.stage_unknown")])
def test_what_cannot_be_is_named_with_its_place(cells: tuple[object, ...], key: str) -> None:
    (problem,) = read(listed(*cells, *FULL[1:])).problems
    assert (problem.key, problem.row, problem.heading) == (key, 2, "关系阶段")


def test_a_target_list_needs_no_names_and_makes_nobody_leave() -> None:
    others = [kept(id=str(number), name=f"客户{number}") for number in range(1002, 1020)]
    bank = known({HOME: [kept(), *others]})
    decided = planned(read(text(("1001", "开门红"), ("9999", "开门红"), headings=("客户号", "活动"))), bank)
    assert decided.problems == ()
    assert decided.gone == ()
    assert [write.customer.targets for write in decided.writes] == [("开门红",)]
    (note,) = decided.notes
    assert (note.key, note.facts["numbers"]) == ("import.not_customers", "9999")


def test_a_campaign_that_nobody_knows_is_named_beside_those_there_are() -> None:
    lists = read(text(("1001", "开门红"), ("1002", "开门紅"), headings=("客户号", "活动")))
    (note,) = unknown_campaigns(lists, ("开门红", "迎新"))
    assert (note.key, note.facts["names"]) == ("import.no_such_campaign", ("开门紅",))
    assert note.facts["known"] == ("开门红", "迎新")
    assert unknown_campaigns(lists, ("开门红", "开门紅")) == ()


MOVED = ("客户号", "交易日期", "借贷方向", "发生额")


def test_movements_are_added_up_by_day_and_the_same_file_again_changes_nothing() -> None:
    rows = (
        ("1001", "2026-11-23", "贷", "1,000"),
        ("1001", "2026-11-23", "借", "250.5"),
        ("1001", "2026-11-24", "借", "30万"),
    )
    file = text(*rows, headings=MOVED)
    who = imported(file, before=kept(assets=90_000_000))
    assert who.flows == (
        Flow(on=date(2026, 11, 23), came=100_000, went=25_050, largest_in=100_000, largest_out=25_050),
        Flow(on=date(2026, 11, 24), went=30_000_000, largest_out=30_000_000),
    )
    assert planned(read(file), known({HOME: [who]})).writes == ()
    assert who.data_date is None, "movements are no newer list of the customers"


def test_two_columns_or_a_sign_tell_the_direction_too() -> None:
    two = text(("1001", "2026-11-23", "", "800"), headings=("客户号", "交易日期", "收入金额", "支出金额"))
    signed = text(("1001", "2026-11-23", "付", "-800"), headings=MOVED)
    assert imported(two, before=kept()).flows == imported(signed, before=kept()).flows


def test_a_direction_nobody_knows_is_named() -> None:
    (problem,) = read(text(("1001", "2026-11-23", "？？？x", "8"), headings=MOVED)).problems
    assert (problem.key, problem.heading) == ("import.direction_unknown", "借贷方向")


def test_a_movement_of_a_day_to_come_is_named_and_changes_nothing() -> None:
    rows = (("1001", "2026-11-23", "借", "150万"), ("1001", "2027-11-23", "借", "8"))
    decided = planned(read(text(*rows, headings=MOVED)), known({HOME: [kept()]}))
    (problem,) = decided.problems
    assert (problem.key, problem.row, problem.column) == ("import.moved_ahead", 3, "B")
    assert decided.writes == ()


def test_the_right_file_brings_back_what_a_wrong_day_had_pushed_out() -> None:
    out = Flow(on=date(2026, 11, 23), went=150_000_000, largest_out=150_000_000)
    before = kept(flows=(Flow(on=date(2027, 11, 23), went=800, largest_out=800),))
    who = imported(text(("1001", "2026-11-23", "借", "150万"), headings=MOVED), before=before)
    assert who.flows == (out,)


def test_days_older_than_the_window_are_let_go_from_today_on() -> None:
    old = text(("1001", "2026-01-05", "借", "150万"), headings=MOVED)
    assert imported(old, before=kept()).flows == ()


@pytest.mark.parametrize(
    ("headings", "extra"),
    [
        (("客户号", "交易日期", "发生额"), ()),
        (("客户号", "交易日期", "金额"), ()),
        (("客户号", "日期", "发生额", "账号"), ("6222",)),
        (("client_id", "date", "amount"), ()),
    ],
)
def test_a_signed_amount_needs_no_column_for_its_direction(
    headings: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    file = text(("1001", "2026-11-23", "-1500000", *extra), headings=headings)
    (flow,) = imported(file, before=kept()).flows
    assert (flow.came, flow.went) == (0, 150_000_000)


def test_a_file_of_products_with_their_amounts_is_none_of_movements() -> None:
    lists = read(text(("1001", "定期", "2026-11-23", "8"), headings=("客户号", "产品", "日期", "金额")))
    assert (lists.movements, len(lists.holdings)) == ((), 1)


def test_money_that_runs_on_under_its_number_was_renewed() -> None:
    held = Holding(
        number="D1", product="定期", kind=HoldingKind.DEPOSIT, maturity=date(2026, 11, 20), amount=62_000_000
    )
    products = text(
        ("1001", "D1", "定期", "2027-11-20", "620000"),
        headings=("客户号", "产品编号", "产品", "到期日", "金额"),
    )
    who = imported(products, before=kept(holdings=(held,)))
    (matured,) = who.matured
    assert (matured.day, matured.fen, matured.outcome) == (
        date(2026, 11, 20),
        62_000_000,
        MaturityOutcome.RENEWED,
    )


def test_a_price_is_remembered_with_the_ones_before_it() -> None:
    columns = ("客户号", "产品编号", "产品", "净值", "买入净值", "下次报告日")
    first = imported(
        text(("1001", "F1", "稳利基金", "1.02", "1", "2026-12-31"), headings=columns), before=kept()
    )
    then = imported(
        text(("1001", "F1", "稳利基金", "0.95", "1", "2026-12-31"), headings=columns), before=first
    )
    (held,) = then.holdings
    assert (held.price, held.issue_price, held.report_on) == (0.95, 1.0, date(2026, 12, 31))
    assert [one.price for one in held.prices] == [1.02]


@pytest.mark.real
def test_the_movements_of_a_real_bank_are_read_whole() -> None:
    body = gzip.decompress(shared("data/movements-1994/movements.csv.gz").read_bytes())
    lists = read(NamedFile(name="movements.csv", body=body))
    assert lists.problems == ()
    assert len(lists.movements) == 22_927
    came: dict[str, int] = defaultdict(int)
    for one in lists.movements:
        came[one.customer] += one.fen
    client = lists.movements[-1].customer
    decided = planned(lists, known({HOME: [kept(id=client)]}), today=date(1994, 4, 1))
    (write,) = decided.writes
    last = {one.on: one for one in write.customer.flows}
    assert last[date(1994, 3, 22)].went == 1_540_000
