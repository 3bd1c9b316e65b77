"""Headings and rows: how columns are understood, and every bad cell of a list at once."""

import pytest

from desk.importing.headings import bare
from tests.desk.importing.made import HEADINGS, read, row, text


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            (
                "客户编号",
                "客户姓名（必填）",
                "手机号码",
                "证件号码",
                "支行名称",
                "管户经理",
                "金融资产(万元)",
                "客户层级",
            ),
            ("number", "name", "phone", "id_number", "branch", "manager", "assets", "tier"),
        ),
        (
            ("客戶號", "客戶姓名", "性別", "生日", "聯絡電話", "網點", "客戶經理", "備註"),
            ("number", "name", "sex", "birthday", "phone", "branch", "manager", "note"),
        ),
        (
            (
                "Customer Number",
                "Full Name",
                "Gender",
                "Date of Birth",
                "Mobile",
                "Branch",
                "Manager_ID",
                "AUM",
            ),
            ("number", "name", "sex", "birthday", "phone", "branch", "manager_code", "assets"),
        ),
    ],
)
def test_headings_in_three_languages_are_understood(
    headings: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    (sheet,) = read(text(headings=headings)).understood
    assert tuple(used.field for used in sheet.used) == tuple(f"customer.{field}" for field in fields)
    assert tuple(used.heading for used in sheet.used) == headings


def test_a_heading_is_compared_without_brackets_marks_and_case() -> None:
    assert bare(" 客户_姓名（必填）* ") == "客户姓名"
    assert bare("Client-ID") == "clientid"
    assert bare("(合成)") == "(合成)"


def test_columns_nobody_needs_are_named() -> None:
    (sheet,) = read(text((*row(), "x", "y"), headings=(*HEADINGS, "星座", "血型"))).understood
    assert sheet.unused == ("星座", "血型")


def test_a_missing_column_is_named_once_and_not_for_each_row() -> None:
    lists = read(text(("张伟", "男"), ("王芳", "女"), headings=("姓名", "性别")))
    assert [(problem.key, problem.row, problem.facts["field"]) for problem in lists.problems] == [
        ("import.no_column", 1, "customer.number")
    ]


def test_two_columns_for_one_fact_are_ambiguous_but_two_phones_are_welcome() -> None:
    lists = read(text((*row(), "王芳"), headings=(*HEADINGS, "客户姓名")))
    assert [(problem.key, problem.facts["headings"]) for problem in lists.problems] == [
        ("import.two_columns", ("姓名", "客户姓名"))
    ]
    lists = read(text((*row(), "010-88886666"), headings=(*HEADINGS, "固定电话")))
    assert lists.problems == ()
    assert [phone.number for phone in lists.customers[0].phones] == ["13800000001", "01088886666"]


def test_a_heading_in_ten_thousands_makes_all_its_amounts_so() -> None:
    lists = read(text(("1", "张伟", "62"), headings=("客户号", "姓名", "资产余额（万元）")))
    assert lists.customers[0].assets == 62_000_000


def test_a_manager_may_be_a_code_or_a_name() -> None:
    lists = read(text(row(), row("1002", 客户经理="李 梅")))
    assert [(who.manager_code, who.manager_name) for who in lists.customers] == [
        ("RM01-01", ""),
        ("", "李梅"),
    ]


def test_all_problems_are_found_at_once_each_in_its_place() -> None:
    lists = read(
        text(
            row("", "张伟"),
            row("1002", ""),
            row("1003", 性别="公"),
            row("1004", 出生日期="1970-13-01"),
            row("1005", 手机="12A"),
            row("1006", 总余额="很多", 余额日期="去年"),
            row("1007"),
        )
    )
    assert [(problem.key, problem.row, problem.column, problem.heading) for problem in lists.problems] == [
        ("import.no_number", 2, "A", "客户号"),
        ("import.no_name", 3, "B", "姓名"),
        ("import.sex_unknown", 4, "C", "性别"),
        ("import.no_such_day", 5, "D", "出生日期"),
        ("import.not_a_phone", 6, "E", "手机"),
        ("import.not_an_amount", 7, "H", "总余额"),
        ("import.not_a_day", 7, "I", "余额日期"),
    ]
    assert lists.problems[3].facts == {"value": "1970-13-01"}


def test_the_same_customer_twice_is_one_and_contradictions_are_named() -> None:
    assert len(read(text(row(), row())).customers) == 1
    lists = read(text(row(), row(手机="13800000002"), row(性别=None)))
    assert lists.problems == ()
    assert [phone.tail for phone in lists.customers[0].phones] == ["0001", "0002"]
    lists = read(text(row(), row(出生日期="1971-12-13")))
    (problem,) = lists.problems
    assert (problem.key, problem.row, problem.column) == ("import.contradiction", 3, "D")
    assert problem.facts["other_row"] == 2


def test_the_same_product_twice_with_two_amounts_is_a_contradiction() -> None:
    headings = ("客户号", "产品编号", "产品名称", "金额")
    rows = (("1", "D1", "定期", 5), ("1", "D1", "定期", 6), ("2", "D1", "定期", 7))
    lists = read(text(*rows, headings=headings))
    assert [(problem.key, problem.row, problem.column) for problem in lists.problems] == [
        ("import.contradiction", 3, "D")
    ]


def test_products_without_numbers_are_told_apart_by_their_days_and_their_order() -> None:
    headings = ("客户号", "产品名称", "到期日", "金额")
    later, same = ("1", "定期", "2027-01-05", "30万"), ("1", "定期", "2026-12-02", "20万")
    lists = read(text(same, same, later, ("2", *same[1:]), headings=headings))
    assert lists.problems == ()
    assert [(holding.customer, holding.number) for holding in lists.holdings] == [
        ("1", "定期/2026-12-02"),
        ("1", "定期/2026-12-02#2"),
        ("1", "定期/2027-01-05"),
        ("2", "定期/2026-12-02"),
    ]


def test_a_balance_beside_a_product_is_the_products_unless_there_are_two() -> None:
    one = read(text(("1", "张伟", "5", "定期"), headings=("客户号", "姓名", "余额", "产品")))
    assert (one.customers[0].assets, one.holdings[0].amount) == (None, 500)
    two = read(text(("1", "张伟", "9", "5", "定期"), headings=("客户号", "姓名", "总资产", "余额", "产品")))
    assert (two.customers[0].assets, two.holdings[0].amount) == (900, 500)


def test_a_product_that_ends_before_it_starts_is_named() -> None:
    headings = ("客户号", "产品名称", "起息日", "到期日")
    (problem,) = read(text(("1", "定期", "2026-11-24", "2025-11-24"), headings=headings)).problems
    assert (problem.key, problem.column) == ("import.ends_before_start", "D")


@pytest.mark.parametrize(
    ("product", "kind"),
    [
        ("loan_60m", "loan"),
        ("current_account", "current"),
        ("card_gold", "card"),
        ("三年期大额存单", "deposit"),
        ("定期存款", "deposit"),
        ("理财「稳健1号」", "wealth"),
        ("某某混合基金", "fund"),
        ("储蓄国债", "bond"),
        ("终身寿险", "insurance"),
        ("个人住房贷款", "loan"),
        ("经营贷（先息后本）", "bullet_loan"),
        ("活期", "current"),
        ("纪念币", "other"),
    ],
)
def test_a_product_name_tells_its_kind(product: str, kind: str) -> None:
    assert read(text(("1", product), headings=("客户号", "产品"))).holdings[0].kind == kind


@pytest.mark.parametrize(
    ("status", "ended"),
    [
        ("finished_ok", True),
        ("finished_unpaid", True),
        ("running_ok", False),
        ("已结清", True),
        ("未结清", False),
        ("", False),
    ],
)
def test_a_state_tells_whether_a_product_is_over(status: str, ended: bool) -> None:
    assert read(text(("1", "贷款", status), headings=("客户号", "产品", "状态"))).holdings[0].ended is ended


def test_the_day_of_the_list_is_what_it_says_of_itself_before_its_balances() -> None:
    assert str(read(text(row())).as_of) == "2026-11-23"
    lists = read(text((*row(), "2026-11-24"), headings=(*HEADINGS, "数据日期")))
    assert (str(lists.as_of), lists.firm) == ("2026-11-24", True)
    assert read(text(("1", "张伟"), headings=("客户号", "姓名"))).as_of is None
