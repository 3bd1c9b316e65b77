"""What is special about a server: it can be away, refuse us, cut the line, and serve several runs."""

import asyncio
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.key import store_key
from store import Alarm, Books, Store, StoreError
from store.backup import restore
from store.ledger import State
from store.lock import RunLock
from store.records import Refused
from tests.store.claimer import LATER
from tests.store.house import BANK, KEY, LI, NOW, WANG, alarm, change, customer, names, opened, settle_in
from tests.store.server import Server

ROOT = Path(__file__).parents[2]
EACH = 80


def refusal(url: str) -> str:
    with pytest.raises(StoreError) as refused:
        Store.open(url, key=b"k")
    assert "secret" not in repr(refused.value.facts)
    return refused.value.key


def test_a_server_that_is_away(tmp_path: Path) -> None:
    assert refusal(f"postgresql://reader:secret@/bank?host={tmp_path}") == "store.unreachable"
    assert refusal("postgresql://reader:secret@127.0.0.1:1/bank") == "store.unreachable"


def test_addresses_that_are_none() -> None:
    assert refusal("postgresql://reader:secret@127.0.0.1:port/bank") == "store.bad_address"
    assert refusal("postgresql://reader:secret@127.0.0.1:1/bank?colour=red") == "store.bad_server_address"


def test_a_database_that_is_not_there(server: Server) -> None:
    assert refusal(server.url(database="nowhere")) == "store.no_database"


def test_a_user_whom_the_server_does_not_let_in(server: Server) -> None:
    assert refusal(server.url(owner="stranger")) == "store.wrong_password"


def test_a_wrong_password(server: Server) -> None:
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    server.sql("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    rules.write_text(f"local all guarded scram-sha-256\n{before}")
    try:
        server.sql("SELECT pg_reload_conf()")
        address = f"postgresql://guarded:secret@/bank?host={server.folder}"
        # The server reads its rules again in its own time, and until then lets everybody in.
        while (key := refusal_of(address)) != "store.wrong_password":
            assert key in {"", "store.no_right"}
    finally:
        rules.write_text(before)
        server.sql("SELECT pg_reload_conf()")


def nothing_in(folder: Path) -> bool:
    return list(folder.iterdir()) == []


def refusal_of(url: str) -> str:
    try:
        RunLock.take(url, alone=False).release()
    except StoreError as refused:
        return refused.key
    return ""


def test_a_database_of_one_alphabet_only(server: Server) -> None:
    server.sql("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0", database="postgres")
    assert refusal(server.url(database="narrow")) == "store.encoding"


def test_somebody_elses_tables(server: Server) -> None:
    url = server.place()
    place = url.rpartition("%3D")[2]
    server.sql(f"CREATE TABLE {place}.recipes (name text)")
    assert refusal(url) == "store.not_a_store"


def test_a_driver_that_is_not_installed_is_named() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from store import Store, StoreError\n"
        "try: Store.open('postgresql://x@y/z', key=b'k')\n"
        "except StoreError as refused: print(refused.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "store.no_driver\n"


def test_whoever_keeps_a_file_waits_for_nothing_of_a_server() -> None:
    program = (
        "import sys\n"
        "from store import Store\n"
        "Store.open('sqlite://', key=b'k')\n"
        "print('sqlalchemy.dialects.postgresql' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "False\n"


async def test_whoever_works_goes_on_when_the_server_was_started_anew(
    server: Server, server_url: str
) -> None:
    async with opened(server_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        assert len(await names(store, LI)) == 3
        server.stop()
        with pytest.raises(StoreError) as refused:
            await change(store, [LI], lambda books: books[LI].put(customer("away")))
        assert refused.value.key == "store.unreachable"
        with pytest.raises(StoreError):
            await store.place("customer", "li-0")
        server.start()
        await change(store, [LI], lambda books: books[LI].put(customer("back")))
        assert await names(store, LI) == ["back", "li-0", "li-1", "li-2"]
        assert await store.check() == []


async def test_a_line_that_is_cut_within_a_change_undoes_it(server: Server, server_url: str) -> None:
    async with opened(server_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)

        def decide(books: Books) -> None:
            books[LI].put(customer("lost"))
            books.place("telegram", "7", LI)
            server.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in tr%'"
            )

        with pytest.raises(StoreError) as refused:
            await change(store, [LI], decide)
        assert refused.value.key == "store.unreachable"
        assert await names(store, LI) == ["li-0", "li-1", "li-2"]
        assert await store.place("telegram", "7") is None
        await change(store, [LI], lambda books: books[LI].put(customer("next")))
        assert "next" in await names(store, LI)


@pytest.mark.parametrize("reached", [True, False], ids=["the commit arrived", "the commit did not arrive"])
async def test_a_commit_whose_answer_is_lost_is_asked_for(server_url: str, *, reached: bool) -> None:
    async with opened(server_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        writer = store._access._writer
        assert writer._connection is not None
        line, commit = writer._connection, writer._connection.commit

        def cut() -> None:
            if reached:
                commit()
            line.close()
            raise StoreError("store.unreachable", why="cut")

        line.commit = cut  # type: ignore[method-assign]  # the wire is cut at this very place
        heard = await outcome(store)
        assert heard == ("" if reached else "store.unreachable")
        assert ("doubted" in await names(store, LI)) is reached


async def outcome(store: Store) -> str:
    try:
        await change(store, [LI], lambda books: books[LI].put(customer("doubted")))
    except StoreError as refused:
        return refused.key
    return ""


async def test_changes_of_two_books_in_both_orders_never_lock_each_other(server_url: str) -> None:
    async with opened(server_url) as one, opened(server_url) as other:
        await one.change(BANK, [], settle_in(), now=NOW)

        def decide(books: Books) -> None:
            for book in books.values():
                found = book.customers[f"{book.owner.id}-0"]
                book.put(type(found)(id=found.id, name=found.name, assets=(found.assets or 0) + 1))

        async def some(store: Store, *ids: str) -> None:
            await asyncio.gather(*(change(store, list(ids), decide) for _ in range(20)))

        await asyncio.gather(some(one, LI), some(one, WANG), some(other, WANG), some(other, LI, WANG))
        # Li is named in two of the four rows of changes, Wang in three.
        assert (await one.read(BANK, [LI], lambda books: books[LI].customers["li-0"])).assets == 40
        assert (await one.read(BANK, [WANG], lambda books: books[WANG].customers["wang-0"])).assets == 60
        assert await one.check() == []


async def test_one_partition_is_made_once_by_two_runs(server_url: str) -> None:
    async with opened(server_url) as one, opened(server_url) as other:
        await one.change(BANK, [], settle_in(), now=NOW)
        stores = [one, other] * 10

        def decide(books: Books) -> None:
            books.open("history:li-1")
            books.audit("li", "log", "li-1", partition="bank")

        await asyncio.gather(*(change(store, ["history:li-1"], decide) for store in stores))
        assert len(await one.audit.entries(BANK, "bank")) == 20
        assert await one.check() == []


async def test_a_backup_is_the_servers_own(server_url: str, tmp_path: Path) -> None:
    async with opened(server_url) as store:
        with pytest.raises(StoreError) as refused:
            await store.backup(tmp_path / "copy.db")
    assert refused.value.key == "store.backup_by_the_server"
    with pytest.raises(StoreError) as refused:
        restore(tmp_path / "copy.db", server_url, KEY)
    assert refused.value.key == "store.restore_needs_a_file"
    assert nothing_in(tmp_path)


async def test_an_empty_database_is_made_a_store_only_by_those_who_may(server_url: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store.open(server_url, key=KEY, make=False)
    assert refused.value.key == "store.absent"
    async with opened(server_url):
        pass
    await Store.open(server_url, key=KEY, make=False).close()


async def test_a_second_machine_needs_the_key_of_the_first(
    server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    key = store_key(server_url)
    await Store.open(server_url, key=key).close()
    assert store_key(server_url) == key
    (tmp_path / "guanjia.key").unlink()
    with pytest.raises(Refused) as refused:
        store_key(server_url)
    assert refused.value.key == "cli.no_key"
    assert nothing_in(tmp_path)


def test_one_run_asks_telegram_and_several_are_pushed_to(server_url: str) -> None:
    with RunLock.take(server_url) as alone:
        assert refusal_of(server_url) == "store.running"
        alone.renew()
    with RunLock.take(server_url, alone=False), RunLock.take(server_url, alone=False):
        with pytest.raises(StoreError) as refused:
            RunLock.take(server_url)
        assert refused.value.key == "store.running"


def test_a_run_that_lost_its_lock_takes_it_again_or_hears_who_has_it(server: Server, server_url: str) -> None:
    with RunLock.take(server_url) as first:
        server.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'guanjia'"
        )
        first.renew()
        assert refusal_of(server_url) == "store.running"
        server.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'guanjia'"
        )
        with RunLock.take(server_url), pytest.raises(StoreError) as refused:
            first.renew()
        assert refused.value.key == "store.running"


async def test_a_turn_is_one_runs_until_it_gives_it_back_or_dies(server_url: str) -> None:
    async with opened(server_url) as other:
        async with opened(server_url) as one:
            assert await one.turns.take("chat 7")
            assert not await other.turns.take("chat 7")
            assert await other.turns.take("chat 8")
            await one.turns.give_back("chat 7")
            assert await other.turns.take("chat 7")
            assert await one.turns.take("chat 9")
        taken = False
        while not taken:  # the server ends a session in its own time
            taken = await other.turns.take("chat 9")


@pytest.mark.crash
async def test_two_runs_claim_each_reminder_once_and_a_killed_one_is_known_to_be_dead(
    server_url: str,
) -> None:
    async with opened(server_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        for book in (LI, WANG):
            await asyncio.gather(*(store.ledger.insert(each, NOW) for each in many(book)))
        first, second = Run(server_url, "first", str(EACH // 2)), Run(server_url, "second")
        for each in (first, second):
            assert await asyncio.to_thread(each.line) == "ready"
        first.go()
        early = [await asyncio.to_thread(first.line) for _ in range(5)]
        second.go()
        beside = await asyncio.to_thread(second.line)
        first.program.kill()
        told = [*early, *await asyncio.to_thread(first.rest), beside, *await asyncio.to_thread(second.rest)]
        assert (first.program.returncode, second.program.returncode) == (-signal.SIGKILL, 0)
        told.remove("through")
        assert len(told) == len(set(told))
        rows = {row.key: row for row in await store.ledger.under_way()}
        assert len(rows) == 2 * EACH
        assert {row.attempt for row in rows.values()} == {1}
        assert {rows[key].run for key in told[:5]} == {"first"}
        # Both are dead by now; a run that lives is left alone.
        dead: set[str] = set()
        while dead != {"first", "second"}:  # the server ends a session in its own time
            dead |= {row.run for row in await store.ledger.lost("third", LATER)}
        async with opened(server_url) as fourth:
            [key, *_] = [row.key for row in await store.ledger.under_way() if not row.repeat]
            await change(store, [rows[key].book], lambda books: books.ledger.claim([key], "third", LATER))
            assert await fourth.ledger.lost("fourth", LATER) == []
            again = await fourth.ledger.get(key)
            assert again is not None
            assert again.state is State.SENDING


async def test_runs_that_live_are_counted_and_share_the_bots_pace(server_url: str) -> None:
    async with opened(server_url) as one:
        assert await one.turns.runs() == 1
        assert await one.ledger.lost("one", NOW) == []
        async with opened(server_url) as other:
            assert await one.turns.runs() == 1, "a command that looks something up is no run"
            assert await other.ledger.lost("other", NOW) == []
            assert (await one.turns.runs(), await other.turns.runs()) == (2, 2)
        while await one.turns.runs() != 1:  # the server ends a session in its own time
            pass


def many(book: str) -> list[Alarm]:
    return [alarm("greeting", f"{book}-{number}", NOW + timedelta(hours=1), book) for number in range(EACH)]


class Run:
    """A run of its own, spoken to over its input and output."""

    def __init__(self, url: str, *words: str) -> None:
        command = [sys.executable, "-m", "tests.store.claimer", url, *words]
        self.program = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def line(self) -> str:
        assert self.program.stdout is not None
        return self.program.stdout.readline().strip()

    def go(self) -> None:
        assert self.program.stdin is not None
        self.program.stdin.write("go\n")
        self.program.stdin.flush()

    def rest(self) -> list[str]:
        """What it still said, and its end."""
        said, _ = self.program.communicate()
        return said.split()
