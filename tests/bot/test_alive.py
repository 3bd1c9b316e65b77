"""A start knows how long the program was away, and says so only of what fell into that time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alive import Alive

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def alive(folder: Path, now: datetime) -> Alive:
    return Alive(f"sqlite:///{folder / 'bank.db'}", lambda: now)


def test_a_pause_is_known_by_what_fell_into_it(tmp_path: Path) -> None:
    alive(tmp_path, NOON).beat()
    later = alive(tmp_path, NOON + timedelta(days=2, hours=3))
    later.begin()
    assert later.off(NOON + timedelta(hours=1)) == timedelta(days=2, hours=3)
    assert later.off(NOON - timedelta(hours=1)) is None
    assert later.off(NOON + timedelta(days=3)) is None


def test_a_quick_restart_is_not_worth_a_word(tmp_path: Path) -> None:
    alive(tmp_path, NOON).beat()
    later = alive(tmp_path, NOON + timedelta(seconds=90))
    later.begin()
    assert later.off(NOON + timedelta(seconds=1)) is None


def test_the_first_start_was_never_away(tmp_path: Path) -> None:
    first = alive(tmp_path, NOON)
    first.begin()
    assert first.off(NOON) is None
    assert (tmp_path / "bank.db-alive").read_text("ascii") == NOON.isoformat()


@pytest.mark.parametrize("body", ["", "nonsense", "2026-11-24T12:00:00", "\x00"])
def test_a_mark_that_is_broken_only_costs_a_sentence(tmp_path: Path, body: str) -> None:
    (tmp_path / "bank.db-alive").write_text(body)
    it = alive(tmp_path, NOON)
    it.begin()
    assert it.off(NOON) is None


def test_a_folder_that_went_away_stops_nothing(tmp_path: Path) -> None:
    alive(tmp_path / "nowhere", NOON).beat()


def test_a_store_in_memory_leaves_no_mark(tmp_path: Path) -> None:
    it = Alive("sqlite://", lambda: NOON)
    it.begin()
    it.paused(NOON - timedelta(hours=1), NOON)
    assert it.off(NOON) == timedelta(hours=1)
    assert not list(tmp_path.iterdir())
