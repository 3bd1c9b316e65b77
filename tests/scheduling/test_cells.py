"""A bank's own gap or campaign for a cell of stage, tier and segment (DOMAIN 2)."""

from datetime import date, timedelta

import pytest

from scheduling.cadence import gap_of
from scheduling.kinds import campaign
from scheduling.kinds.cadence import occurrences
from scheduling.playbook import BUILT_IN, Playbook, PlaybookError
from scheduling.rules import Rules
from store.records import Birthday, Customer, Stage
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, book, customer

CELLS = """
[[cadence.cells]]
days = 10
tiers = ["high"]
stages = ["strengthen"]
segments = ["business_owner"]

[[cadence.cells]]
days = 45
segments = ["retiree"]

"""
BUILT = BUILT_IN.read_text(encoding="utf-8")


def with_cells(cells: str) -> str:
    return BUILT.replace("[cadence.gaps]\n", f"{cells}[cadence.gaps]\n", 1)


OWN = Rules(playbook=Playbook.parse(with_cells(CELLS)), calendar=RULES.calendar)


def who(stage: Stage = Stage.STRENGTHEN, employer: str = "建材店老板", **facts: object) -> Customer:
    said: dict[str, object] = {"assets": 800_000 * YUAN, "stage": stage, "employer": employer}
    return customer("1", **(said | facts))


def test_the_cell_that_fits_gives_the_gap_and_all_others_keep_their_stages() -> None:
    assert gap_of(who(), OWN) == 10
    assert gap_of(who(Stage.TRUST), OWN) == 60
    assert gap_of(who(employer="小学"), OWN) == 30
    assert gap_of(who(), RULES) == 30
    old = Birthday(year=1950, month=1, day=1)
    assert gap_of(who(employer="", birthday=old), OWN) == 45


def test_the_gap_of_a_cell_falls_when_it_is_due() -> None:
    reached = MORNING - timedelta(days=4)
    (one,) = occurrences(book(who(reached_at=reached)), OWN, MONDAY, MONDAY + timedelta(days=90), MORNING)
    assert one.day == MONDAY + timedelta(days=6)


@pytest.mark.parametrize(
    ("old", "new", "key", "at"),
    [
        ('["retiree"]', '["pensioner"]', "no_such_segment", '["pensioner"]'),
        ('tiers = ["high"]\nstages', 'tiers = ["gold"]\nstages', "no_such_tier", 'tiers = ["gold"]'),
        ('tiers = ["high"]\nstages', 'tiers = ["mass"]\nstages', "cell_without_gap", 'tiers = ["mass"]'),
        ('["strengthen"]', '["strong"]', "not_one_of", '["strong"]'),
        ("days = 45", "days = 0", "out_of_range", "days = 0"),
    ],
)
def test_a_mistake_in_a_cell_is_named_by_its_line(old: str, new: str, key: str, at: str) -> None:
    text = with_cells(CELLS.replace(old, new, 1))
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(text)
    (problem,) = refused.value.problems
    assert problem.key == f"playbook.{key}"
    assert at in text.splitlines()[problem.line - 1]


def test_a_campaign_may_be_for_a_cell() -> None:
    text = """[campaign]
within_days = 7
[[campaign.running]]
name = "企业主沙龙"
from = 2026-11-23
until = 2026-12-31
tiers = ["high", "private"]
stages = ["strengthen"]
segments = ["business_owner"]
"""
    rules = Rules(playbook=Playbook.parse(text), calendar=RULES.calendar)

    def asked(one: Customer) -> bool:
        return bool(list(campaign.occurrences(book(one), rules, MONDAY, date(2026, 12, 31), MORNING)))

    assert asked(who())
    assert not asked(who(Stage.TRUST))
    assert not asked(who(employer="小学"))
    assert not asked(who(assets=100_000 * YUAN))
