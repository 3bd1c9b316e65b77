"""The playbook is read anew when the bank changes it; a bad one is refused and the old one stays."""

import os
from datetime import time
from pathlib import Path

import pytest

from bot.rulebook import Rulebook
from scheduling.playbook import PlaybookError


def digest(at: str) -> str:
    return f'[digest]\nmorning_at = "{at}"\nhead_at = "07:45"\nwrap_up_at = "17:00"\nfirst_entries = 3\n'


def written(path: Path, body: str, at: int) -> None:
    path.write_text(body, "utf-8")
    os.utime(path, (at, at))


def test_a_changed_playbook_comes_into_force(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    written(path, digest("08:00"), 1)
    rules = Rulebook(path)
    assert not rules.refresh()
    written(path, digest("08:30"), 2)
    assert rules.refresh()
    assert rules().playbook.digest.morning_at == time(8, 30)
    assert not rules.refresh()


def test_a_bad_one_is_refused_once_and_the_old_one_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "rules.toml"
    written(path, digest("08:30"), 1)
    rules = Rulebook(path)
    for at, body in ((2, "nonsense"), (3, digest("29:00"))):
        written(path, body, at)
        assert not rules.refresh()
        assert rules().playbook.digest.morning_at == time(8, 30)
    path.unlink()
    assert not rules.refresh()
    assert len([each for each in caplog.messages if "refused" in each]) >= 2


def test_a_bad_one_at_the_start_is_refused_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("nonsense")
    with pytest.raises(PlaybookError):
        Rulebook(path)


def test_without_a_file_the_built_in_one_serves() -> None:
    rules = Rulebook(None)
    assert not rules.refresh()
    assert rules().playbook.digest.morning_at == time(8)
