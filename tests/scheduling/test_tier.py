"""分层, by assets or by the list."""

import pytest

from scheduling.tier import by_tier, height_of, tier_of, tier_of_assets
from tests.scheduling.made import RULES, YUAN, customer

BOOK = RULES.playbook


@pytest.mark.parametrize(
    ("yuan", "tier"),
    [
        (0, "mass"),
        (49_999, "mass"),
        (50_000, "mid"),
        (499_999, "mid"),
        (500_000, "high"),
        (2_000_000, "diamond"),
        (6_000_000, "private"),
        (10**9, "private"),
    ],
)
def test_assets_reach_a_tier(yuan: int, tier: str) -> None:
    assert tier_of_assets(yuan * YUAN, BOOK) == tier


def test_a_debt_is_no_wealth_and_the_unknown_is_the_lowest() -> None:
    assert tier_of_assets(-100, BOOK) == tier_of_assets(None, BOOK) == "mass"


def test_a_tier_that_was_named_counts_unless_nobody_knows_it() -> None:
    assert tier_of(customer(tier="private", assets=0), BOOK) == "private"
    assert tier_of(customer(tier="platinum", assets=60_000 * YUAN), BOOK) == "mid"


@pytest.mark.parametrize("own", ["", "private", "mass", "platinum"])
@pytest.mark.parametrize("listed", ["", "high", "platinum"])
def test_a_book_is_sorted_by_the_tiers_that_its_customers_have_one_by_one(own: str, listed: str) -> None:
    who = customer(own_tier=own, tier=listed, assets=60_000 * YUAN)
    found = [tier for tier, many in by_tier({who.id: who}, BOOK).items() if who in many]
    assert found == [tier_of(who, BOOK)]


def test_tiers_have_heights() -> None:
    assert [height_of(tier.name, BOOK) for tier in BOOK.tiers] == [0, 1, 2, 3, 4]
    assert height_of("platinum", BOOK) == 0
