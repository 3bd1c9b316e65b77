"""Where somebody lives and how they are spoken to, as lists write it."""

import pytest

from desk.importing import NamedFile, read_lists
from desk.importing.living import district, district_of, language


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("上海市浦东新区世纪大道100号", "浦东新区"),
        ("北京市 海淀区 中关村大街1号", "海淀区"),
        ("江苏省苏州市昆山市玉山镇前进路8号", "玉山镇"),
        ("广西壮族自治区南宁市青秀区民族大道", "青秀区"),
        ("青秀区阳光小区3栋", "青秀区"),
        ("阳光小区3栋201", ""),
        ("臺北市大安區和平東路", "大安區"),
        ("内蒙古自治区赤峰市敖汉旗新惠镇", "敖汉旗"),
        ("12 Market Street", ""),
        ("", ""),
    ],
)
def test_an_address_names_its_district(address: str, found: str) -> None:
    assert district_of(address) == found


def test_a_column_of_districts_is_taken_as_it_stands_and_of_an_address_nothing_more() -> None:
    assert district("城东片") == "城东片"
    assert district("Pudong") == "Pudong"
    assert district("12 Market Street, 3rd floor") == ""
    assert district("阳光小区3栋201") == ""


@pytest.mark.parametrize(
    ("cell", "found"),
    [("英文", "en"), ("English", "en"), ("繁體中文", "zh-Hant"), ("日语", None), ("", None)],
)
def test_a_language_is_one_of_ours_or_none(cell: str, found: str | None) -> None:
    assert language(cell) == found


def test_an_empty_district_is_looked_for_in_the_address_beside_it() -> None:
    text = (
        "客户号,姓名,区县,联系地址,语言\n1,张伟,,上海市徐汇区衡山路1号,英文\n2,王芳,长宁区,上海市徐汇区2号,\n"
    )
    lists = read_lists([NamedFile(name="a.csv", body=text.encode())])
    assert [(row.district, row.language) for row in lists.customers] == [("徐汇区", "en"), ("长宁区", None)]
