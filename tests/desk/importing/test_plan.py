"""What an import would do to what is known, and what it leaves alone."""

from datetime import UTC, date, datetime

import pytest

from desk.importing.outcome import Plan
from store.records import Birthday, Customer, Holding, HoldingKind, Masked, MaturityOutcome, Stage, replace
from tests.desk.importing.made import (
    EAST,
    HEADINGS,
    LI,
    QIAN,
    TODAY,
    applied,
    known,
    planned,
    read,
    row,
    text,
)

EMPTY: dict[str, list[Customer]] = {"book:li": [], "book:qian": []}
HOLDING_HEADINGS = ("客户号", "产品编号", "产品名称", "到期日", "金额", "状态", "状态日期")


def deposit(number: str = "D1", maturity: str = "2026-12-02", amount: object = "62万") -> tuple[object, ...]:
    return ("1001", number, "定期存款", maturity, amount, "active", "2026-11-23")


def keys(decided: Plan) -> list[str]:
    return [problem.key for problem in decided.problems]


def test_new_customers_come_into_their_managers_books() -> None:
    decided = planned(read(text(row(), row("1002", "王芳", 客户经理="钱进"))), known(EMPTY))
    assert decided.problems == ()
    assert [(write.home, write.customer.id) for write in decided.writes] == [
        ("book:li", "1001"),
        ("book:qian", "1002"),
    ]
    first = decided.writes[0].customer
    assert first.listed_on == TODAY
    assert first.data_date == date(2026, 11, 23)
    assert first.branch == "east"
    assert first.phones == (Masked("13800000001"),)


def test_the_same_file_again_changes_nothing_today_or_later() -> None:
    lists = read(text(row(), row("1002")), text(deposit(), headings=HOLDING_HEADINGS))
    bank = known(EMPTY)
    bank = applied(bank, planned(lists, bank))
    for today in (TODAY, date(2027, 1, 5)):
        again = planned(lists, bank, today=today)
        assert (again.writes, again.unchanged, again.problems) == ((), 2, ())


def test_a_newer_file_updates_the_banks_facts_and_says_which() -> None:
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text(row(), row("1002"))), bank))
    newer = read(text(row(总余额="62万", 余额日期="2026-11-24"), row("1002", 余额日期="2026-11-24")))
    decided = planned(newer, bank)
    assert [(change.number, change.fields) for change in decided.changed] == [
        ("1001", ("assets", "assets_on")),
        ("1002", ("assets_on",)),
    ]
    assert decided.writes[0].customer.data_date == date(2026, 11, 24)


def test_a_newer_file_with_the_same_facts_moves_only_the_day_of_the_data() -> None:
    headings = (*HEADINGS, "数据日期")
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text((*row(), "2026-11-23"), headings=headings)), bank))
    decided = planned(read(text((*row(), "2026-11-24"), headings=headings)), bank)
    assert (decided.changed, decided.unchanged) == ((), 1)
    assert decided.writes[0].customer.data_date == date(2026, 11, 24)


def test_an_older_file_is_refused_with_both_days() -> None:
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text(row(余额日期="2026-11-23"))), bank))
    decided = planned(read(text(row(总余额="5", 余额日期="2026-11-20"))), bank)
    assert keys(decided) == ["import.older"]
    assert decided.problems[0].facts == {"data_date": date(2026, 11, 20), "kept": date(2026, 11, 23)}
    assert decided.writes == ()


def test_balances_of_a_months_end_are_no_older_list_than_products_of_yesterday() -> None:
    bank = known(EMPTY)
    month = read(text(row(余额日期="2026-10-31")))
    bank = applied(bank, planned(month, bank))
    bank = applied(bank, planned(read(text(deposit(), headings=HOLDING_HEADINGS)), bank))
    assert bank.homes["book:li"]["1001"].data_date == date(2026, 11, 23)
    decided = planned(read(text(row(手机="13800000009", 余额日期="2026-10-31"))), bank)
    assert decided.problems == ()
    assert decided.writes[0].customer.data_date == date(2026, 11, 23)


def test_a_list_dated_ahead_is_taken_with_a_note_and_does_not_shut_out_the_next_one() -> None:
    headings = (*HEADINGS, "数据日期")
    bank = known(EMPTY)
    ahead = planned(read(text((*row(), "2026-12-31"), headings=headings)), bank)
    assert [note.key for note in ahead.notes] == ["import.data_date_ahead"]
    bank = applied(bank, ahead)
    tomorrow = date(2026, 11, 25)
    decided = planned(read(text((*row(总余额=7), "2026-11-24"), headings=headings)), bank, today=tomorrow)
    assert decided.problems == ()
    assert decided.writes[0].customer.data_date == date(2026, 11, 24)


def test_what_managers_know_is_never_overwritten() -> None:
    met = datetime(2026, 11, 20, 2, tzinfo=UTC)
    kept = Customer(
        id="1001",
        name="张伟",
        branch="east",
        phones=(Masked("13911112222"),),
        stage=Stage.TRUST,
        notes=("爱聊孩子高考",),
        preference="上午别打",
        reached_at=met,
        misses=1,
        refused_contact=True,
        holdings=(
            Holding(
                number="D1",
                product="定期存款",
                kind=HoldingKind.DEPOSIT,
                maturity=date(2026, 12, 2),
                outcome=MaturityOutcome.MOVED,
                outcome_to="别家",
            ),
        ),
    )
    headings = (*HEADINGS, "备注", "联系偏好")
    lists = read(text((*row(), "VIP", "下午"), headings=headings), text(deposit(), headings=HOLDING_HEADINGS))
    now = planned(lists, known({"book:li": [kept]})).writes[0].customer
    assert now.notes == ("爱聊孩子高考", "VIP")
    assert now.phones == (Masked("13800000001"), Masked("13911112222"))
    assert (now.stage, now.preference, now.reached_at, now.misses) == (Stage.TRUST, "上午别打", met, 1)
    assert now.refused_contact
    assert now.holdings[0].outcome is MaturityOutcome.MOVED
    assert now.holdings[0].amount == 62_000_000


def test_a_blank_in_the_list_does_not_erase_what_is_known() -> None:
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text(row())), bank))
    decided = planned(read(text(row(性别="", 出生日期="", 手机="", 总余额="?", 余额日期=""))), bank)
    assert decided.changed == ()


def test_a_rolled_over_deposit_asks_for_its_outcome_again() -> None:
    done = Holding(
        number="D1", product="定期存款", maturity=date(2026, 12, 2), outcome=MaturityOutcome.RENEWED
    )
    kept = Customer(id="1001", name="张伟", branch="east", holdings=(done,))
    lists = read(text(deposit(maturity="2027-12-02"), headings=HOLDING_HEADINGS))
    now = planned(lists, known({"book:li": [kept]})).writes[0].customer
    assert (now.holdings[0].maturity, now.holdings[0].outcome) == (date(2027, 12, 2), None)


def test_a_product_that_left_the_list_stays_until_its_money_is_told_of() -> None:
    open_one = Holding(number="D0", product="定期存款", kind=HoldingKind.DEPOSIT, maturity=date(2026, 11, 23))
    old = Holding(number="D9", product="定期存款", kind=HoldingKind.DEPOSIT, outcome=MaturityOutcome.MOVED)
    loan = Holding(number="L1", product="贷款", kind=HoldingKind.LOAN)
    kept = Customer(id="1001", name="张伟", branch="east", holdings=(open_one, old, loan))
    lists = read(text(deposit(), headings=HOLDING_HEADINGS))
    bank = known({"book:li": [kept]})
    decided = planned(lists, bank)
    now = {holding.number: holding for holding in decided.writes[0].customer.holdings}
    assert (now["D0"].status, now["D0"].ended) == ("unlisted", False)
    assert (now["D9"].status, now["D9"].ended) == ("unlisted", True)
    assert now["L1"] == loan, "a list of deposits says nothing about loans"
    assert planned(lists, applied(bank, decided)).writes == ()


def test_holdings_of_somebody_nobody_knows_are_a_problem() -> None:
    decided = planned(read(text(deposit(), headings=HOLDING_HEADINGS)), known(EMPTY))
    assert keys(decided) == ["import.holding_without_customer"]
    assert decided.problems[0].row == 2


def test_another_manager_in_the_list_moves_the_customer() -> None:
    bank = known({"book:li": [Customer(id="1001", name="张伟", branch="east")], "book:qian": []})
    decided = planned(read(text(row(客户经理="RM01-02"))), bank)
    assert [(move.number, move.origin, move.target) for move in decided.moved] == [
        ("1001", "book:li", "book:qian")
    ]
    after = applied(bank, decided)
    assert list(after.homes["book:qian"]) == ["1001"]
    assert list(after.homes["book:li"]) == []


def test_a_customer_left_out_of_their_managers_list_is_marked_and_comes_back() -> None:
    both, one = read(text(row(), row("1002"))), read(text(row()))
    bank = known({**EMPTY, "book:qian": [Customer(id="7", name="何丽", branch="east")]})
    bank = applied(bank, planned(both, bank))
    decided = planned(one, bank)
    assert [change.number for change in decided.gone] == ["1002"]
    bank = applied(bank, decided)
    assert bank.homes["book:li"]["1002"].left_list == TODAY
    assert bank.homes["book:qian"]["7"].left_list is None
    assert planned(one, bank).gone == ()
    back = planned(both, bank)
    assert [change.fields for change in back.changed] == [("left_list",)]


def test_an_excerpt_of_a_list_marks_nobody_as_gone() -> None:
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text(*[row(str(number)) for number in range(20)])), bank))
    sixteen = planned(read(text(*[row(str(number)) for number in range(16)])), bank)
    assert (len(sixteen.gone), sixteen.notes) == (4, ())
    excerpt = planned(read(text(*[row(str(number)) for number in range(15)])), bank)
    assert excerpt.gone == ()
    assert [(note.key, note.facts["manager"], note.facts["missing"]) for note in excerpt.notes] == [
        ("import.partial_list", "李梅", 5)
    ]


def test_a_prospect_of_the_managers_own_never_leaves_the_list() -> None:
    bank = known({"book:li": [Customer(id="+1", name="新客", branch="east")]})
    assert planned(read(text(row())), bank).gone == ()


def test_unknown_branches_and_managers_are_named_once_with_their_rows() -> None:
    lists = read(
        text(row(网点="城西支行", 客户经理="RM09-09"), row("1002", 网点="城西支行", 客户经理="RM09-09"))
    )
    decided = planned(lists, known(EMPTY))
    assert [
        (problem.key, problem.row, problem.column, problem.facts["rows"]) for problem in decided.problems
    ] == [
        ("import.branch_unknown", 2, "F", 2),
        ("import.manager_unknown", 2, "G", 2),
    ]


def test_staff_and_branches_are_added_when_asked_to() -> None:
    lists = read(text(row(网点="城西支行", 客户经理="RM09-09"), row("1002"), row("1003", 客户经理="孙姐")))
    decided = planned(lists, known(EMPTY), add=True)
    assert [(branch.name, branch.id) for branch in decided.new_branches] == [
        ("城西支行", "new-branch|城西支行")
    ]
    assert [(p.name, p.staff_code, p.branch) for p in decided.new_people] == [
        ("RM09-09", "RM09-09", "new-branch|城西支行"),
        ("孙姐", "", "east"),
    ]
    assert planned(lists, applied(known(EMPTY), decided), add=True).new_people == ()


def test_a_new_manager_of_two_branches_and_one_without_a_branch_are_problems() -> None:
    two = read(text(row(网点="城西支行", 客户经理="RM09-09"), row("1002", 客户经理="RM09-09")))
    assert keys(planned(two, known(EMPTY), add=True)) == ["import.manager_in_two_branches"]
    none = read(text(row(网点="", 客户经理="RM09-09")))
    assert keys(planned(none, known(EMPTY), add=True)) == ["import.manager_without_branch"]


def test_namesakes_among_managers_are_asked_about() -> None:
    namesake = replace(QIAN, id="li2", name="李梅", staff_code="RM01-09")
    bank = known({**EMPTY, "book:li2": []}, people=(LI, QIAN, namesake))
    assert keys(planned(read(text(row(客户经理="李梅"))), bank)) == ["import.manager_ambiguous"]


def test_a_manager_who_left_gets_no_customers() -> None:
    gone = replace(LI, left=datetime(2026, 11, 1, tzinfo=UTC))
    assert keys(planned(read(text(row())), known(EMPTY, people=(gone,)))) == ["import.manager_left"]


def test_customers_without_a_manager_go_to_the_pools_of_their_branch() -> None:
    lists = read(text(*[row(str(number), 客户经理="") for number in range(1000, 1300)]))
    decided = planned(lists, known(EMPTY))
    homes = [write.home for write in decided.writes]
    assert (homes.count("pool:east:1"), homes.count("pool:east:2")) == (250, 50)
    assert planned(lists, applied(known(EMPTY), decided)).writes == ()


def test_rows_without_manager_column_take_the_manager_that_was_given() -> None:
    decided = planned(read(text(("1", "张伟"), headings=("客户号", "姓名"))), known(EMPTY), manager="钱进")
    assert [write.home for write in decided.writes] == ["book:qian"]
    assert decided.writes[0].customer.branch == "east"


def test_a_row_without_branch_and_manager_is_a_problem() -> None:
    decided = planned(read(text(("1", "张伟"), headings=("客户号", "姓名"))), known(EMPTY))
    assert keys(decided) == ["import.no_column"]
    assert keys(planned(read(text(row(网点="", 客户经理=""))), known(EMPTY))) == ["import.no_branch"]


def test_more_than_250_customers_of_one_manager_are_refused_with_name_and_count() -> None:
    decided = planned(read(text(*[row(str(number)) for number in range(251)])), known(EMPTY))
    assert keys(decided) == ["import.book_full"]
    assert decided.problems[0].facts == {"manager": "李梅", "count": 251, "limit": 250}
    assert planned(read(text(*[row(str(number)) for number in range(250)])), known(EMPTY)).problems == ()


@pytest.mark.parametrize(
    ("born", "key"),
    [("2026-11-25", "import.not_born_yet"), ("1905-01-01", "import.too_old")],
)
def test_ages_that_cannot_be_are_refused(born: str, key: str) -> None:
    decided = planned(read(text(row(出生日期=born))), known(EMPTY))
    assert (keys(decided), decided.problems[0].column) == ([key], "D")


@pytest.mark.parametrize("born", ["2011-11-24", "1911-11-24", "农历1956年八月十五"])
def test_ages_of_15_to_115_are_taken(born: str) -> None:
    assert planned(read(text(row(出生日期=born))), known(EMPTY)).problems == ()


def test_a_lunar_birthday_arrives_as_one() -> None:
    decided = planned(read(text(row(出生日期="农历1956年八月十五"))), known(EMPTY))
    assert decided.writes[0].customer.birthday == Birthday(year=1956, month=8, day=15, calendar="lunar")


def test_one_problem_keeps_every_row_back() -> None:
    decided = planned(read(text(row(), row("1002", 总余额="很多"))), known(EMPTY))
    assert keys(decided) == ["import.not_an_amount"]
    assert decided.writes == ()
    assert EAST.name == "城东支行"


def test_a_list_that_still_names_the_manager_of_yesterday_moves_nobody_back() -> None:
    """The head gave 1001 from 李梅 to 钱进; 李梅's own list says nothing about whom 钱进 keeps else."""
    bank = known(EMPTY)
    bank = applied(bank, planned(read(text(row(), row("1002", 客户经理="钱进"))), bank))
    given = replace(bank.homes["book:li"]["1001"], kept_before=("li",))
    bank = known({"book:li": [], "book:qian": [given, bank.homes["book:qian"]["1002"]]})
    late = planned(read(text(row())), bank)
    assert (late.writes, late.moved, late.gone, late.unchanged) == ((), (), (), 1)
    caught_up = planned(read(text(row(客户经理="钱进"), row("1002", 客户经理="钱进"))), bank)
    assert [write.customer.kept_before for write in caught_up.writes] == [()]
    bank = applied(bank, caught_up)
    moved = planned(read(text(row(), row("1002", 客户经理="钱进"))), bank)
    assert [(each.number, each.target) for each in moved.moved] == [("1001", "book:li")]
