"""What a product manager gets wrong in the file, each named by its own line."""

import pytest

from scheduling.playbook import BUILT_IN, Playbook, PlaybookError

BUILT = BUILT_IN.read_text(encoding="utf-8")
EVENT = 'known = [\n    { name = "x", day = 2027-02-20, kinds = ["stock"] },\n]'
CAMPAIGN = "running = [\n    { %s },\n]"

# Words of the built-in file, what stands in their place, and the key of the sentence.
SLIPS = [
    ("days = [30, 7, 1, 0, -1]", "days = [30，7，1，0，-1]", "not_toml"),
    ('morning_at = "08:00"', "morning_at = “08:00”", "not_toml"),
    ("stale_after_working_days = 3", "stale_after_working_days ＝ 3", "not_toml"),
    ('head_at = "07:45"', 'head_at = "07:45', "not_toml"),
    ("tries = 3", "tries = 3\ntries = 4", "not_toml"),
    ("leap_day = 28", "leap_day = 29", "not_one_of"),
    ('list_weekday = "monday"', 'list_weekday = "周一"', "not_one_of"),
    ('kinds = ["deposit", "wealth", "bond"]', 'kinds = ["deposits"]', "not_one_of"),
    ("known = []", EVENT, "not_one_of"),
    ("branch_visit = 15", "branchvisit = 15", "unknown"),
    ("mid_autumn = 5", "midautumn = 5", "unknown"),
    ("gift = true", "gifts = true", "unknown"),
    ("mid = { share = 0.3,", "mid = { shares = 0.3,", "unknown"),
    (
        "mid = { establish = 60, strengthen = 90, trust = 120 }",
        "mid = { establish = 60, trust = 9 }",
        "missing",
    ),
    ("running = []", CAMPAIGN % "from = 2027-01-04, until = 2027-01-05", "missing"),
    ("running = []", CAMPAIGN % 'name = " ", from = 2027-01-04, until = 2027-01-05', "no_name"),
    ("running = []", CAMPAIGN % 'name = "x", from = 2027-02-20, until = 2027-02-05', "days_order"),
    ("running = []", CAMPAIGN % 'name = "x", from = 2027-02-30, until = 2027-03-05', "not_toml"),
    ('name = "mid"\n', 'name = ""\n', "no_name"),
    ('name = "mid"\n', "name = 5\n", "wrong_type"),
    ('name = "mid"\nfrom = 50_000', 'name = "mid"\nfrom = 0', "tiers_order"),
    ('name = "mid"\nfrom = 50_000', 'name = "mid"\nfrom = -5', "out_of_range"),
    ('name = "mid"\nfrom = 50_000', 'name = "mid"\nfrom = 50_000.5', "wrong_type"),
    ('name = "parent"', 'name = "business_owner"', "segment_twice"),
    ("trust = 120", "trust = 0", "out_of_range"),
    ("trust = 120", "trust = 6000", "out_of_range"),
    ("trust = 120", "trust = true", "wrong_type"),
    ("window = 0.3", "window = 1.3", "out_of_range"),
    ("window = 0.3", "window = nan", "out_of_range"),
    ("window = 0.3", 'window = "30%"', "wrong_type"),
    ("decline = [0, 3, 7, 15, 30]", "decline = [-1, 3]", "out_of_range"),
    ("decline = [0, 3, 7, 15, 30]", 'decline = "0, 3"', "wrong_type"),
    ("tries = 3", "tries = 0", "out_of_range"),
    ("days = [7, 0, -1]", "days = [7.5, 0, -1]", "wrong_type"),
    ("days = [7, 0, -1]", "days = [99999, 0, -1]", "out_of_range"),
    ("days = [7, 0, -1]", "days = [7, 0, -400]", "out_of_range"),
    ("days = [7, 0, -1]", "days = []", "ladder_without_day"),
    ('ask_at = "16:00"', 'ask_at = "24:00"', "wrong_type"),
    ('ask_at = "16:00"', "ask_at = 16", "wrong_type"),
    ('wrap_up_at = "17:00"', 'wrap_up_at = "5:00pm"', "wrong_type"),
    ("mid_autumn = 5", "mid_autumn = -5", "out_of_range"),
    ('tiers = ["high", "diamond", "private"]\n\n[festival', 'tiers = ["vip"]\n\n[festival', "no_such_tier"),
    ('from_tier = "mid"', 'from_tier = "middle"', "no_such_tier"),
    ("times = 24", "times = 0", "out_of_range"),
    ("gift = true", 'gift = "yes"', "wrong_type"),
    ("sales_most = 2", "sales_most = 0", "out_of_range"),
    ("care_share = 0.3", "care_share = 30", "out_of_range"),
    ("age_from = 60", "age_from = -60", "out_of_range"),
    ("mid = { share = 0.3,", "mid = { share = 30,", "out_of_range"),
    ("months = [1, 4, 7, 10]", "months = [[1], 4]", "wrong_type"),
    ("months = [1, 4, 7, 10]", "months = [0]", "out_of_range"),
    ("promises_most = 30", "promises_most = 0", "out_of_range"),
    ("report_days = 90", "report_days = 99999999999999999999", "out_of_range"),
    ("stays_days = 14", "stays_days = 1000000", "out_of_range"),
    ("warn_share = 0.8", "warn_share = inf", "out_of_range"),
    ('close = "17:00"', 'close = "09:00"', "times_order"),
    ('same_day_at = "16:30"', 'same_day_at = "15:00"', "times_order"),
    ("[referral]\ndays = 3", "[referral]\ndays = 0", "out_of_range"),
    ("off = []", 'off = ["birthdy"]', "no_such_kind"),
    ("[capacity]", "[capasity]", "unknown"),
    ("\nentries = 10\n", "\nentries = 2026-01-01\n", "wrong_type"),
    ("[data]\nstale_after_working_days = 3", "data = 3", "unknown_here"),
]


@pytest.mark.parametrize(("old", "new", "key"), SLIPS, ids=[f"{new[:40]!r}" for _, new, _ in SLIPS])
def test_a_slip_is_named_by_its_own_line(old: str, new: str, key: str) -> None:
    assert old in BUILT
    text = BUILT.replace(old, new, 1)
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(text)
    found = [(each.line, each.key) for each in refused.value.problems]
    first = BUILT[: BUILT.index(old)].count("\n") + 1
    lines = range(first, first + max(old.count("\n"), new.count("\n")) + 1)
    assert any(line in lines and said == f"playbook.{key}" for line, said in found), found


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("tiers = []\n", 1, "first_tier_from_zero"),
        ("capacity = 5\n", 1, "wrong_type"),
        ("[xyz]\na = 1\n", 1, "unknown_here"),
        ("\n\nentries = 5\n", 3, "unknown"),
        ("data.stale_after_working_days = 0\n", 1, "out_of_range"),
        ("data = { stale_after_working_days = 0 }\n", 1, "out_of_range"),
        ("[data]\r\nstale_after_working_days = 0\r\n", 2, "out_of_range"),
    ],
)
def test_a_file_of_its_own_shape_is_read_all_the_same(text: str, line: int, key: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(text)
    assert (line, f"playbook.{key}") in [(each.line, each.key) for each in refused.value.problems]


def test_sections_that_name_tiers_which_are_gone_are_blamed_on_the_tiers() -> None:
    own = '\n[[tiers]]\nname = "small"\nfrom = 0\n\n[[tiers]]\nname = "big"\nfrom = 500_000\n'
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(own)
    assert {(each.line, each.key) for each in refused.value.problems} == {(2, "playbook.no_such_tier")}
    assert any(each.facts["where"] == "cadence.gaps.private" for each in refused.value.problems)
