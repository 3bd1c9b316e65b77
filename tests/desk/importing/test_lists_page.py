"""The page for the bank's data clerk says what the program does."""

import re
from pathlib import Path

import pytest

from tests.desk.importing.made import read, text

PAGE = Path(__file__).parents[3] / "docs" / "lists.md"


def promised() -> list[tuple[str, str, str]]:
    """(kind of list, field, heading) for each heading in the tables of the page."""
    found: list[tuple[str, str, str]] = []
    kind = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("### "):
            kind = "holding" if "Holdings" in line else "customer"
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if kind and len(cells) == 5 and re.fullmatch("[a-z_]+", cells[0]) and cells[0] != "field":
            found += [(kind, cells[0], word.strip()) for cell in cells[1:4] for word in cell.split(",")]
    return found


def test_the_page_has_its_tables() -> None:
    assert len(promised()) > 100


@pytest.mark.parametrize(("kind", "field", "heading"), promised())
def test_each_heading_of_the_page_is_understood(kind: str, field: str, heading: str) -> None:
    frame = ("客户号", "姓名") if kind == "customer" else ("客户号", "产品")
    (sheet,) = read(text(headings=tuple(dict.fromkeys((*frame, heading))))).understood
    expected = "customer.number" if field == "customer" else f"{kind}.{field}"
    assert expected in {used.field for used in sheet.used if used.heading == heading}
