"""A newer list says whom it changes: who, which fact, what stood there and what stands there now."""

from datetime import UTC, datetime

import pytest

from desk.importing import Lists
from desk.importing.outcome import Plan
from desk.importing.report import Report, report
from handlers.list_changes import change_lines
from handlers.words import Words
from store.records import Rendering
from tests.desk.importing.made import QIAN, applied, known, planned, read, row, text

HOLDINGS = ("客户号", "产品编号", "产品名称", "金额", "到期日")
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def words(rendering: Rendering = Rendering.FULL) -> Words:
    return Words(language="zh-Hans", rendering=rendering, now=NOW)


def newer(first: Lists, second: Lists) -> Report:
    """What the second list changes after the first."""
    bank = known()
    bank = applied(bank, planned(first, bank))
    decided: Plan = planned(second, bank)
    return report(second, decided, (), applied=True)


def test_a_changed_balance_is_said_with_the_old_and_the_new() -> None:
    found = newer(read(text(row(总余额="620000"))), read(text(row(总余额="500000"))))
    assert change_lines(words(), found) == ["张伟（1001）：资产 62万 → 50万"]
    assert change_lines(words(Rendering.MASKED), found) == ["张先生 0001：资产 62万 → 50万"]
    assert change_lines(words(Rendering.REFERENCE), found)[0].endswith("资产")


def test_several_facts_and_another_manager_stand_in_one_line() -> None:
    found = newer(read(text(row())), read(text(row(客户经理=QIAN.staff_code, 手机="13900000002"))))
    (line,) = change_lines(words(), found)
    assert line == "张伟（1001）：客户经理 李梅 → 钱进，电话 …0001 → …0002，…0001"


def test_a_changed_and_a_new_product_are_named() -> None:
    def lists(*products: tuple[str, ...]) -> Lists:
        return read(text(row()), text(*products, headings=HOLDINGS, name="holdings.csv"))

    found = newer(
        lists(("1001", "D1", "大额存单", "200000", "2027-01-05")),
        lists(("1001", "D1", "大额存单", "300000", "2027-01-05"), ("1001", "D2", "理财", "1", "2027-02-05")),
    )
    assert change_lines(words(), found) == ["张伟（1001）：大额存单的金额 20万 → 30万，新产品 理财"]


def test_beyond_ten_the_others_are_counted() -> None:
    found = newer(
        read(text(*[row(str(number)) for number in range(1, 15)])),
        read(text(*[row(str(number), 总余额="9") for number in range(1, 15)])),
    )
    lines = change_lines(words(), found)
    assert (len(lines), lines[-1]) == (11, "还有 4 位")


@pytest.mark.parametrize("rendering", [Rendering.MASKED, Rendering.REFERENCE])
def test_no_full_name_is_said_where_names_are_masked(rendering: Rendering) -> None:
    found = newer(
        read(text(row(), row("1002", "王芳"))), read(text(row(姓名="张小伟", 出生日期="1970-12-14")))
    )
    said = "\n".join(change_lines(words(rendering), found))
    assert "不在名单上了" in said
    assert not any(name in said for name in ("张伟", "张小伟", "王芳"))
