"""The daily file is taken once it lies still, and put aside with a word on what it did."""

from pathlib import Path

import pytest

from bot.rulebook import Rulebook
from bot.storing import new_id, open_store
from bot.watching import Watching, read_file
from desk.importing.limits import FILE_BYTES
from desk.office import Office
from handlers.words import Words
from scheduling.clock import SteppedClock
from store.records import Refused, Rendering
from store.scope import Scope
from tests.world import LIST, MONDAY, World, world


def watching(it: World, folder: Path) -> Watching:
    words = Words(language="zh-Hans", rendering=Rendering.FULL, now=MONDAY)
    return Watching(it.house.office, folder, words)


async def test_a_file_is_taken_when_it_lies_still(tmp_path: Path) -> None:
    async with world(tmp_path, joined=()) as it:
        folder = tmp_path / "daily"
        folder.mkdir()
        looks = watching(it, folder)
        file = folder / "客户.csv"
        file.write_text(LIST.replace("860000", "990000").replace("2026-11-22", "2026-11-23"), "utf-8")
        await looks.look()
        assert file.exists()
        await looks.look()
        assert (folder / "taken" / "客户.csv").exists()
        assert "1" in (folder / "taken" / "客户.csv.txt").read_text("utf-8")
        assert (await it.book("李晓")).customers["1001"].assets == 99_000_000


async def test_a_bad_file_is_put_aside_with_its_problems_and_changes_nothing(tmp_path: Path) -> None:
    async with world(tmp_path, joined=()) as it:
        folder = tmp_path / "daily"
        folder.mkdir()
        looks = watching(it, folder)
        before = (await it.book("李晓")).customers
        (folder / "bad.csv").write_text(LIST.replace("1976-05-04", "1976-13-44"), "utf-8")
        (folder / "no.xlsx").write_bytes(b"not a spreadsheet")
        (folder / "~$lock.xlsx").write_bytes(b"of an open program")
        (folder / "notes.txt").write_text("x")
        for _ in range(3):
            await looks.look()
        aside = {each.name for each in (folder / "refused").iterdir()}
        assert aside == {"bad.csv", "bad.csv.txt", "no.xlsx", "no.xlsx.txt"}
        assert {each.name for each in folder.iterdir()} == {"refused", "~$lock.xlsx", "notes.txt"}
        assert (await it.book("李晓")).customers == before


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_file"):
        read_file(tmp_path / "nowhere.csv")
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    with pytest.raises(Refused, match="too_large"):
        read_file(large)


async def test_a_folder_that_goes_away_is_an_error_of_that_round_only(tmp_path: Path) -> None:
    rules = Rulebook(None)
    store = open_store("sqlite://", b"k", rules)
    try:
        clock = SteppedClock(MONDAY, running=False)
        office = Office(store=store, rules=rules, clock=clock, new_id=new_id)
        words = Words(language="zh-Hans", rendering=Rendering.FULL, now=MONDAY)
        with pytest.raises(FileNotFoundError):
            await Watching(office, tmp_path / "nowhere", words).look()
        assert await store.partitions(Scope.bank(), "book") == []
    finally:
        await store.close()
