"""The bank's own rules: read whole, refused whole, every mistake named by its line."""

from datetime import date, time
from pathlib import Path

import pytest

from scheduling.bank_file import Problem
from scheduling.playbook import BUILT_IN, Playbook, PlaybookError

BUILT = BUILT_IN.read_text(encoding="utf-8")


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(text)
    return refused.value.problems


def said(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.key) for one in problems(text)]


def test_the_built_in_playbook_holds_the_numbers_of_the_field() -> None:
    built = Playbook.load()
    assert [tier.name for tier in built.tiers] == ["mass", "mid", "high", "diamond", "private"]
    assert built.cadence.gaps["private"].establish == 14
    assert built.maturity.ladders[0].days == (30, 7, 1, 0, -1)
    assert built.capacity.entries == 10
    assert built.digest.head_at == time(7, 45)


def test_a_bank_that_copies_the_file_gets_the_same_rules() -> None:
    assert Playbook.parse(BUILT) == Playbook.load()


def test_a_section_that_is_written_replaces_that_section_alone() -> None:
    own = Playbook.parse("[data]\nstale_after_working_days = 5\n")
    assert own.data.stale_after_working_days == 5
    assert own.capacity == Playbook.load().capacity


def test_times_may_be_written_with_or_without_quotes() -> None:
    text = '[retry]\nsame_day_at = 16:45:00\nsame_day_until = "15:30"\nnext_day_at = "10:00"\n'
    assert Playbook.parse(text).retry.same_day_at == time(16, 45)


def test_campaign_weeks_are_days() -> None:
    text = BUILT.replace("campaign_weeks = []", "campaign_weeks = [2026-03-02]")
    assert Playbook.parse(text).capacity.campaign_weeks == (date(2026, 3, 2),)


def test_all_mistakes_are_named_at_once_with_their_lines() -> None:
    text = """[retry]
same_day_at = "25:00"
same_day_until = "15:30"
nextday_at = "10:00"

[data]
stale_after_working_days = 0
"""
    assert said(text) == [
        (2, "playbook.wrong_type"),
        (4, "playbook.unknown"),
        (7, "playbook.out_of_range"),
    ]


def test_a_misspelt_key_says_what_was_meant() -> None:
    unknown = problems("[data]\nstale_after_working_day = 3\n")
    meant = [one.facts["meant"] for one in unknown if one.key == "playbook.unknown"]
    assert meant == ["stale_after_working_days"]


def test_a_key_like_no_other_is_unknown_and_the_rest_of_its_section_missing_once() -> None:
    found = problems("[digest]\nxyz = 1\n")
    assert [(one.line, one.key) for one in found] == [
        (1, "playbook.section_not_whole"),
        (2, "playbook.unknown_here"),
    ]
    assert found[0].facts["names"] == "morning_at, head_at, wrap_up_at, first_entries"


def test_one_key_that_a_section_lacks_is_named() -> None:
    (one,) = problems('[digest]\nmorning_at = "08:00"\nhead_at = "07:45"\nwrap_up_at = "17:00"\n')
    assert (one.line, one.key, one.facts["where"]) == (1, "playbook.missing", "digest.first_entries")


def test_a_mistake_in_a_list_of_tables_is_found_in_its_own_table() -> None:
    text = BUILT.replace('name = "high"\nfrom = 500_000', 'name = "high"\nfrom = "viel"')
    line = text.splitlines().index('from = "viel"') + 1
    assert said(text) == [(line, "playbook.wrong_type")]


def test_a_mistake_within_braces_is_named_by_its_line() -> None:
    text = BUILT.replace("high = { establish = 21,", "high = { establish = -1,")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "establish = -1" in row)
    assert said(text) == [(line, "playbook.out_of_range")]


def test_what_is_no_toml_is_refused_with_the_line() -> None:
    assert said("[data]\nstale_after = = 3\n") == [(2, "playbook.not_toml")]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as refused:
        Playbook.load(tmp_path / "none.toml")
    assert [one.key for one in refused.value.problems] == ["playbook.unreadable"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlaybookError):
        Playbook.load(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text("[data]\nstale_after_working_days = 4\n", encoding="utf-8-sig")
    assert Playbook.load(path).data.stale_after_working_days == 4


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "mass"\nfrom = 0', 'name = "mass"\nfrom = 10', "first_tier_from_zero"),
        ('name = "mid"\nfrom = 50_000', 'name = "mid"\nfrom = 600_000', "tiers_order"),
        ('name = "mid"\n', 'name = "mass"\n', "tier_twice"),
        (
            "[cadence.gaps]\n",
            "[cadence.gaps]\ngold = { establish = 1, strengthen = 1, trust = 1 }\n",
            "no_such_tier",
        ),
        ("mid = 90\n", "", "no_first_within"),
        ("days = [7, 0, -1]", "days = [7, -1]", "ladder_without_day"),
        ("from = 50_000\ndays", "from = 900_000\ndays", "ladders_order"),
        ("decline = [0, 3, 7, 15, 30]", "decline = [0, 7, 3]", "days_order"),
        ('close = "17:00"', 'close = "08:00"', "times_order"),
        ("warn_share = 0.8", "warn_share = 1.2", "shares_order"),
        ("off = []", 'off = ["birthdays"]', "no_such_kind"),
        ('left_list = ["follow_up",', 'left_list = ["followup",', "no_such_kind"),
        ("close_days = 15 ", "close_days = 45 ", "close_days_order"),
        ("days = [30, 7, 1, 0, -1]", "days = [30, 30, 7, 1, 0, -1]", "ladder_falls"),
        ("days = [30, 7, 1, 0, -1]", "days = [0, 7]", "ladder_falls"),
        ("decline = [0, 3, 7, 15, 30]", "decline = []", "none_said"),
        ('eve_at = "18:00"', 'eve_at = "06:00"', "eve_before_work"),
        ("age_from = 45, age_to = 59", "age_from = 59, age_to = 45", "ages_order"),
        ("customers = 250 ", "customers = 5 ", "entries_high"),
        ("window = 0.3", "window = 0.0", "out_of_range"),
        ("\nentries = 10", "\nentries = 99999999999999999999", "out_of_range"),
        ("month_end_days = 2", "month_end_days = 40", "out_of_range"),
        ("high = 3\n", "high = 400\n", "out_of_range"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(old: str, new: str, key: str) -> None:
    assert old in BUILT
    found = problems(BUILT.replace(old, new, 1))
    assert f"playbook.{key}" in [one.key for one in found]
    assert all(one.line > 0 for one in found)


def test_two_campaigns_of_one_name_are_named_by_the_second_ones_line() -> None:
    one = '[[campaign.running]]\nname = "开门红"\nfrom = 2027-01-04\nuntil = 2027-01-29\n'
    assert said(f"[campaign]\nwithin_days = 7\n{one}{one}") == [(8, "playbook.campaign_twice")]


@pytest.mark.parametrize("value", ["[]", "{}", "true", '"text"', "2026-01-01"])
def test_whatever_stands_where_a_number_should_is_refused(value: str) -> None:
    found = problems(f"[data]\nstale_after_working_days = {value}\n")
    assert [one.key for one in found] == ["playbook.wrong_type"]


def test_a_section_that_is_no_section_is_refused() -> None:
    assert said("data = 3\ntiers = 4\n") == [(1, "playbook.wrong_type"), (2, "playbook.wrong_type")]


def entitled(second: str) -> str:
    """Two entitlements, the second one on line 5."""
    first = '{ name = "a", tiers = [], times = 1 }'
    return f"[entitlement]\nhead_from = 500\nknown = [\n    {first},\n    {second},\n]\n"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('[profile]\ncheck_days = 180\nfrom_tier = "gold"\n', 3, "no_such_tier"),
        ('[statement]\ntiers = ["gold"]\nmonths = [1]\nstays_days = 3\n', 2, "no_such_tier"),
        ("[statement]\ntiers = []\nmonths = [13]\nstays_days = 3\n", 3, "out_of_range"),
        ("[payout]\nfrom = 5\nhead_from = 1\nstays_days = 3\n", 3, "head_from_low"),
        ("[value_moved]\nshare = 5\nstays_days = 3\n", 2, "out_of_range"),
        ("[service_request]\nworking_days = 0\n", 2, "out_of_range"),
        ("[board]\npromises_most = 30\n", 1, "missing"),
        (entitled('{ name = "a", tiers = [], times = 1 }'), 5, "entitlement_twice"),
        (entitled('{ name = "b", tiers = ["gold"], times = 1 }'), 5, "no_such_tier"),
        (entitled('{ name = "b", tiers = [], times = 0 }'), 5, "out_of_range"),
    ],
)
def test_a_mistake_in_what_serves_customers_is_named_by_its_line(text: str, line: int, key: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(text)
    assert [(each.line, each.key) for each in refused.value.problems] == [(line, f"playbook.{key}")]


def test_a_tier_from_which_only_two_ways_count_must_exist_and_may_be_left_out() -> None:
    section = BUILT_IN.read_text("utf-8").split("[cadence]", 1)[1].split("[cadence.gaps]", 1)
    gaps = section[1].split("# The longest days between visits", 1)[0]
    whole = f"[cadence]{section[0]}[cadence.gaps]{gaps}"
    assert Playbook.parse(whole.replace('two_way_from = "high"', "")).cadence.two_way_from == ""
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(whole.replace('two_way_from = "high"', 'two_way_from = "gold"'))
    assert [each.key for each in refused.value.problems] == ["playbook.no_such_tier"]
