"""What `guanjia` writes when it is called: a setup, lists, copies and exports."""

from pathlib import Path

from proofs.bank import BANK, BRANCH, LI, book_of, brought, cli, customers, database, unsound, with_store
from proofs.errands.errand import MANY, Said, judged, nothing_else, said_if, settled_in
from proofs.killing import Say
from store.store import Store


def setting_up(folder: Path, say: Say) -> None:
    said_if(cli(folder, "setup", "--branch", BRANCH, "--manager", LI, "--head", "周敏"), say, "set up")


def set_up_whole(folder: Path, said: Said) -> list[str]:
    found = unsound(database(folder))
    if found:
        return found

    async def people(store: Store) -> int:
        return len(await store.partitions(BANK, "book"))

    there = with_store(database(folder), people)
    if there not in ((2,) if said else (0, 2)):
        found.append(f"{there} people after {said}")
    if cli(folder, "setup", "--branch", BRANCH, "--manager", LI, "--head", "周敏"):
        found.append("setup can't be run again")
    return found + unsound(database(folder))


def importing(folder: Path, say: Say) -> None:
    (folder / "list.csv").write_text(customers(MANY))
    said_if(cli(folder, "import", "list.csv", "--add-staff"), say, "imported")


async def imported_whole(store: Store, said: Said) -> list[str]:
    books = await store.partitions(BANK, "book")
    count = await store.read(BANK, books, lambda opened: sum(len(each.customers) for each in opened.values()))
    wrong = count not in ((MANY,) if said else (0, MANY))
    again = await brought(store, customers(MANY))
    left = {int(count == MANY) * MANY} != {again.unchanged} if count else len(again.new) != MANY
    return [f"{count} of {MANY} customers after {said}"] * wrong + ["the list can't be brought again"] * left


def newer_list(folder: Path, say: Say) -> None:
    (folder / "list.csv").write_text(customers(MANY, assets=900_000, day="2026-11-24"))
    said_if(cli(folder, "import", "list.csv"), say, "imported")


async def updated_whole(store: Store, said: Said) -> list[str]:
    books = await store.partitions(BANK, "book")
    many = await store.read(
        BANK,
        books,
        lambda opened: sum(
            (each.assets or 0) >= 90_000_000 for book in opened.values() for each in book.customers.values()
        ),
    )
    return [] if many in ((MANY,) if said else (0, MANY)) else [f"{many} of {MANY} are new after {said}"]


def backing_up(folder: Path, say: Say) -> None:
    said_if(cli(folder, "backup", "copy.db"), say, "backed up")


def backed_up(folder: Path, said: Said) -> list[str]:
    found = judged(nothing_else)(folder, said)
    copy = folder / "copy.db"
    if said and not copy.exists():
        found.append("the acknowledged backup is not there")
    if said:
        (folder / "elsewhere").mkdir()
        if cli(folder, "restore", "copy.db", store=folder / "elsewhere" / "bank.db"):
            found.append("the acknowledged backup can't be restored")
        else:
            found += judged(nothing_else)(folder / "elsewhere", said)
    elif cli(folder, "backup", "another.db"):
        found.append("a backup can't be made any more")
    return found


def with_a_backup(folder: Path, say: Say) -> None:
    settled_in(folder, say)
    said_if(cli(folder, "backup", "copy.db"), say, "")
    for each in folder.glob("bank.db*"):
        each.unlink()


def restoring(folder: Path, say: Say) -> None:
    said_if(cli(folder, "restore", "copy.db"), say, "restored")


def restored(folder: Path, said: Said) -> list[str]:
    path = database(folder)
    if said or (path.exists() and path.stat().st_size):
        return unsound(path) or judged(nothing_else)(folder, said)
    # Whoever sees that it did not end, does it again.
    if cli(folder, "restore", "copy.db"):
        return ["the backup can't be restored any more"]
    return judged(nothing_else)(folder, said)


def exporting(folder: Path, say: Say) -> None:
    said_if(cli(folder, "export", "--customer", "1000", "--to", "out.json"), say, "exported")


async def export_is_written_down(store: Store, said: Said) -> list[str]:
    entries = await store.audit.entries(BANK, await book_of(store, "1000"))
    there = any(each.action == "export" for each in entries)
    return ["the export is not in the audit trail"] * (bool(said) and not there)
