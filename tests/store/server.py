"""A throwaway PostgreSQL server, once for the tests of a session, and a place of its own for each test."""

import contextlib
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

# What is tried here are kills of programs, not of the machine: memory is safe enough, and quick.
_ROOMS = ("/dev/shm", "/tmp")  # noqa: S108  # mkdtemp makes the folder itself
OWNER = "keeper"
DATABASE = "bank"
_places = itertools.count(1)


class NoServer(Exception):
    """There is none here, and why; tests that need one skip with this word."""


@dataclass(kw_only=True)
class Server:
    """Where it runs: a folder with its data, its log and its socket; `drop` runs what root may not."""

    folder: Path
    programs: Path
    drop: dict[str, Any]
    _line: Any = field(default=None, init=False)

    def url(self, place: str = "", *, database: str = DATABASE, owner: str = OWNER, host: str = "") -> str:
        """The address of a schema of its own, which is a whole store to whoever knows no other."""
        options = f"&options={quote(f'-csearch_path={place}', safe='')}" if place else ""
        return f"postgresql://{owner}@/{database}?host={quote(host or str(self.folder), safe='')}{options}"

    def run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *words],
            cwd=self.folder,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **self.drop,
        )
        if done.returncode:
            raise NoServer(f"{program} failed: {done.stderr.decode(errors='replace').strip()[-300:]}")

    def start(self) -> None:
        how = f"-k {self.folder} -c listen_addresses='' -c shared_buffers=16MB -c max_connections=60"
        # A log of its own: a server that inherited our output would keep it open.
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-w", "-t", "30", "-o", how, "start")

    def stop(self) -> None:
        """At once, as a power cut would."""
        if self._line is not None:
            self._line.close()
            self._line = None
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def sql(self, text: str, *, database: str = DATABASE) -> list[Any]:
        """The rows that a look or a command of the server's owner brings."""
        if database != DATABASE:
            with contextlib.closing(self._connected(database)) as line:
                return _rows(line.execute(text))
        if self._line is None:
            self._line = self._connected(database)
        return _rows(self._line.execute(text))

    def _connected(self, database: str) -> Any:
        driver: Any = importlib.import_module("psycopg")
        return driver.connect(host=str(self.folder), user=OWNER, dbname=database, autocommit=True)

    def place(self) -> str:
        """The address of an empty place that no other test knows."""
        name = f"place_{next(_places)}"
        self.sql(f"CREATE SCHEMA {name}")
        return self.url(name)


def _rows(cursor: Any) -> list[Any]:
    return list(cursor.fetchall()) if cursor.description else []


@contextlib.contextmanager
def a_server() -> Iterator[Server]:
    """Runs a server until the end; `NoServer` says why there can be none."""
    programs, drop = _programs(), _drop()
    # Not in the tests' folder, which only its owner may enter; short, for a socket's path must be.
    room = next(each for each in _ROOMS if Path(each).is_dir())
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=room))
    server = Server(folder=folder, programs=programs, drop=drop)
    try:
        if drop:
            os.chown(folder, drop["user"], drop["group"])
        words = ("-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
        server.run("initdb", "-D", str(folder / "data"), *words)
        server.start()
        try:
            server.sql(f"CREATE DATABASE {DATABASE}", database="postgres")
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Where initdb, pg_ctl and postgres lie: on the path, or where Debian keeps them, the newest first."""
    if importlib.util.find_spec("psycopg") is None:
        raise NoServer("PostgreSQL's driver is not installed")
    on_path = shutil.which("initdb")
    beside = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_number, reverse=True)
    for each in [*([Path(on_path)] if on_path else []), *beside]:
        if all((each.parent / name).exists() for name in ("pg_ctl", "postgres")):
            return each.parent
    raise NoServer("PostgreSQL is not installed on this machine")


def _number(program: Path) -> int:
    name = program.parent.parent.name
    return int(name) if name.isdecimal() else 0


def _drop() -> dict[str, Any]:
    """How to become somebody else: PostgreSQL refuses to run as root."""
    if sys.platform == "win32":
        raise NoServer("PostgreSQL is tested on systems with the users of Unix")
    if os.geteuid() != 0:
        return {}
    pwd: Any = importlib.import_module("pwd")
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL does not run as root, and there is nobody else here to run it as")
