"""What goes wrong on the command line is one clear sentence on standard error, never a traceback."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator import Fault, Simulator, Trouble
from tests.bot.process import ROOT, Stable, stable
from tests.bot.test_hearing import free_port

TOKEN = "1000000001:tests"


@dataclass(frozen=True, kw_only=True)
class Machine:
    """A folder on a machine with nothing set."""

    bots: Stable
    folder: Path

    async def guanjia(self, *words: str, **settings: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command."""
        pid = await self.begins(*words, **settings)
        return await self.ends(pid)

    async def begins(self, *words: str, **settings: str) -> int:
        return await asyncio.to_thread(self.bots.launch, self.folder, *words, **settings)

    async def ends(self, pid: int, *, told: bool = False) -> tuple[int, str, str]:
        code = await asyncio.to_thread(self.bots.stop if told else self.bots.wait, pid)
        out, err = ((self.folder / name).read_text("utf-8") for name in ("out", "err"))
        assert "Traceback" not in err, err
        return code, out, err


@pytest.fixture(scope="module")
def bots() -> Iterator[Stable]:
    with stable() as it:
        yield it


@pytest.fixture
def machine(bots: Stable, tmp_path: Path) -> Machine:
    return Machine(bots=bots, folder=tmp_path)


def test_the_program_itself_starts_and_says_what_it_takes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.main"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: guanjia")


def sentences(err: str) -> list[str]:
    """What stands on standard error, without the log of the running bot."""
    return [line for line in err.splitlines() if not line[:4].isdigit()]


@pytest.fixture
async def telegram() -> AsyncIterator[Simulator]:
    simulator = Simulator(token=TOKEN, flood=False)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("run", "--nonsense"),
        ("preview", "--days", "many"),
        ("demo", "--port", "99999"),
        ("simulator", "--port", "-1"),
    ],
)
async def test_wrong_usage_ends_with_two(machine: Machine, words: tuple[str, ...]) -> None:
    code, out, err = await machine.guanjia(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: guanjia")


async def test_run_without_a_token_says_where_to_put_it(machine: Machine) -> None:
    code, _, err = await machine.guanjia("run")
    assert (code, len(sentences(err))) == (1, 1)
    assert "GUANJIA_TOKEN" in err


async def test_everything_wrong_with_the_settings_is_told_at_once(machine: Machine) -> None:
    code, _, err = await machine.guanjia(
        "run", TOKEN="nonsense", TIMEZONE="Nowhere", LANGUAGE="fr", API_URL="telegram", PLAYBOOK="x.toml"
    )  # fmt: skip
    assert (code, len(sentences(err))) == (1, 5)
    assert "GUANJIA_TIMEZONE 写的是 Nowhere，不是时区" in err


async def test_what_is_wrong_with_the_settings_is_said_in_their_language(machine: Machine) -> None:
    (machine.folder / ".env").write_text("GUANJIA_LANGUAGE=en\n\n\nnot a setting\nGUANJIA_TIMEZONE=Nowhere\n")
    code, _, err = await machine.guanjia("preview", "--all")
    assert (code, err.splitlines()) == (
        1,
        [
            ".env, line 4, makes no sense; please write NAME=value.",
            "GUANJIA_TIMEZONE is Nowhere, which is no time zone; write one such as Asia/Shanghai.",
        ],
    )


@pytest.mark.parametrize(
    "body",
    [
        b"GUANJIA_TOKEN\n",
        b"\xff\xfe\x00broken",
        b"GUANJIA_STORE=nonsense\n",
        b"GUANJIA_STORE=sqlite:///\n",
        b"GUANJIA_STORE=sqlite:///.\n",
        b"GUANJIA_PRIVCY=full\n",
        b"GUANJIA_TEMPLATES=nowhere\n",
    ],
    ids=["no =", "no text", "no url", "no file", "a folder", "misspelt", "no folder"],
)
async def test_a_broken_env_file_is_named(machine: Machine, body: bytes) -> None:
    (machine.folder / ".env").write_bytes(body)
    code, _, err = await machine.guanjia("preview", "--all")
    assert (code, len(sentences(err))) == (1, 1)


async def test_a_token_that_telegram_refuses(machine: Machine, telegram: Simulator) -> None:
    code, out, err = await machine.guanjia("run", TOKEN="1000000001:wrong", API_URL=telegram.url)
    assert (code, len(sentences(err))) == (1, 1)
    assert out == ""
    assert "Unclosed" not in err
    assert "GUANJIA_TOKEN" in err


async def test_a_telegram_that_is_not_there(machine: Machine) -> None:
    code, _, err = await machine.guanjia("run", TOKEN=TOKEN, API_URL="http://127.0.0.1:9")
    assert (code, len(sentences(err))) == (1, 1)
    assert "127.0.0.1:9" in err


async def test_a_store_in_a_folder_that_is_not_there(machine: Machine) -> None:
    code, _, err = await machine.guanjia(
        "run", TOKEN=TOKEN, STORE=f"sqlite:///{machine.folder}/nowhere/bank.db"
    )
    assert (code, len(sentences(err))) == (1, 1)
    assert "nowhere" in err


async def test_a_store_that_is_something_else(machine: Machine) -> None:
    (machine.folder / "bank.db").write_text("not a database, " * 500)
    code, _, err = await machine.guanjia("preview", "--all", STORE=f"sqlite:///{machine.folder}/bank.db")
    assert (code, len(sentences(err))) == (1, 1)


LOOKS = [
    ("preview", "--all"),
    ("export", "--customer", "1001"),
    ("erase", "--customer", "1001"),
    ("backup", "copy.db"),
    ("check",),
    ("understand", "张姐没接", "--manager", "李梅"),
]


@pytest.mark.parametrize("words", LOOKS, ids=[words[0] for words in LOOKS])
async def test_a_mistyped_store_is_said_to_be_absent_and_none_is_made(
    machine: Machine, words: tuple[str, ...]
) -> None:
    code, _, err = await machine.guanjia(*words, STORE="sqlite:///bnak.db")
    assert code == 1
    assert "bnak.db 不存在" in err
    assert [each.name for each in machine.folder.iterdir() if each.name not in {"out", "err"}] == []


@pytest.mark.parametrize("words", [("preview", "--all"), ("setup", "--branch", "城东支行")])
async def test_no_key_is_left_beside_a_file_that_is_no_store(
    machine: Machine, words: tuple[str, ...]
) -> None:
    (machine.folder / "bank.db").write_text("not a database, " * 500)
    code, _, err = await machine.guanjia(*words, STORE="sqlite:///bank.db")
    assert (code, len(sentences(err))) == (1, 1)
    assert "不是管家的数据文件" in err
    assert not (machine.folder / "bank.db.key").exists()


async def test_setup_makes_a_store_and_a_preview_with_nothing_in_it_says_so(machine: Machine) -> None:
    code, out, _ = await machine.guanjia("setup", "--branch", "城东支行", "--manager", "李梅")
    assert (code, out.split()[:2]) == (0, ["manager", "李梅"])
    code, out, err = await machine.guanjia("preview", "--all", "--days", "3")
    assert (code, out) == (0, "")
    assert "3 天里没有提醒" in err


async def test_setup_prints_role_name_and_code_also_where_the_branch_is_there(machine: Machine) -> None:
    await machine.guanjia("setup", "--branch", "城东支行", "--head", "周敏")
    code, out, err = await machine.guanjia(
        "setup", "--branch", "城东支行", "--manager", "李晓", "--operator", "赵工"
    )
    assert (code, sentences(err)) == (0, [])
    assert [line.split()[:2] for line in out.splitlines()] == [["manager", "李晓"], ["operator", "赵工"]]
    assert all(len(line.split()) == 3 for line in out.splitlines())


async def test_a_store_without_its_key_is_not_looked_at_with_a_new_one(machine: Machine) -> None:
    await machine.guanjia("setup", "--branch", "城东支行")
    (machine.folder / "guanjia.db.key").unlink()
    code, _, err = await machine.guanjia("preview", "--all")
    assert (code, len(sentences(err))) == (1, 1)
    assert "guanjia.db.key" in err
    assert not (machine.folder / "guanjia.db.key").exists()


async def test_restoring_what_is_no_backup_is_refused(machine: Machine) -> None:
    (machine.folder / "junk.db").write_text("not a database, " * 500)
    code, _, err = await machine.guanjia("restore", "junk.db")
    assert (code, sentences(err)) == (1, ["junk.db 不是管家的备份，请核对路径。"])
    assert not (machine.folder / "guanjia.db").exists()


LIST = "客户号,姓名,网点,客户经理,总余额,余额日期\n1001,张伟,城东支行,RM01-01,{amount},2026-11-2{day}\n"


async def test_a_trial_where_there_is_no_store_leaves_none_behind(machine: Machine) -> None:
    (machine.folder / "list.csv").write_text(LIST.format(amount=620000, day=1), "utf-8")
    code, out, _ = await machine.guanjia("import", "list.csv", "--add-staff", "--dry-run")
    assert code == 0
    assert "新客户 1 位" in out
    left = {each.name for each in machine.folder.iterdir()}
    assert {name for name in left if "guanjia" in name} == set()


async def test_a_trial_beside_a_folder_that_is_not_there_is_refused(machine: Machine) -> None:
    (machine.folder / "list.csv").write_text(LIST.format(amount=620000, day=1), "utf-8")
    code, _, err = await machine.guanjia(
        "import", "list.csv", "--add-staff", "--dry-run", STORE="sqlite:///nowhere/bank.db"
    )
    assert (code, len(sentences(err))) == (1, 1)


async def test_a_customer_is_erased_only_where_that_is_meant(machine: Machine) -> None:
    (machine.folder / "list.csv").write_text(LIST.format(amount=620000, day=1), "utf-8")
    await machine.guanjia("import", "list.csv", "--add-staff")
    code, out, _ = await machine.guanjia("erase", "--customer", "1001")
    assert code == 0
    assert "将删去张伟（1001）" in out
    assert "--sure" in out
    code, out, _ = await machine.guanjia("erase", "--customer", "1001", "--sure")
    assert (code, out) == (0, "客户 1001 的资料已删去：记录 1 条，卡片 0 张，涉及 1 本名册。\n")
    code, _, err = await machine.guanjia("export", "--customer", "1001")
    assert (code, len(sentences(err))) == (1, 1)


async def test_a_newer_list_says_what_it_changes(machine: Machine) -> None:
    file = machine.folder / "list.csv"
    file.write_text(LIST.format(amount=620000, day=1), "utf-8")
    code, out, _ = await machine.guanjia("import", "list.csv", "--add-staff", "--dry-run", "--json")
    said = json.loads(out)
    assert (code, said["applied"], said["data_date"]) == (0, False, "2026-11-21")
    assert said["new_branches"] == ["城东支行"]
    assert [list(each) for each in said["invitations"]] == [["role", "name", "staff_code"]]
    assert said["mapping"][0]["columns"][0] == {
        "column": "A",
        "heading": "客户号",
        "field": "customer.number",
    }
    await machine.guanjia("import", "list.csv", "--add-staff")
    file.write_text(LIST.format(amount=500000, day=2), "utf-8")
    code, out, _ = await machine.guanjia("import", "list.csv", "--dry-run", "--json")
    (changed,) = json.loads(out)["changed"]
    assert changed["changes"][0] == {"field": "customer.assets", "before": 620000.0, "after": 500000.0}
    code, out, _ = await machine.guanjia("import", "list.csv")
    assert code == 0
    assert "张伟（1001）：资产 62万 → 50万" in out


async def test_the_problems_of_a_list_are_told_to_other_programs_place_by_place(machine: Machine) -> None:
    (machine.folder / "list.csv").write_text(LIST.format(amount="很多", day=1), "utf-8")
    code, out, _ = await machine.guanjia("import", "list.csv", "--add-staff", "--json")
    (problem,) = json.loads(out)["problems"]
    assert code == 1
    assert {name: problem[name] for name in ("file", "row", "column", "heading", "key")} == {
        "file": "list.csv",
        "row": 2,
        "column": "E",
        "heading": "总余额",
        "key": "import.not_an_amount",
    }
    assert "很多" in problem["sentence"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "tomorrow"), "--from 写的是 tomorrow，请写日期，如 2026-11-24。"),
        (("--days", "many"), "--days 请写 1 到 800。"),
        (("--days", "801"), "--days 请写 1 到 800。"),
        (("--days", "-1"), "--days 请写 1 到 800。"),
    ],
)
async def test_a_preview_of_no_such_days_names_the_limits(
    machine: Machine, words: tuple[str, ...], said: str
) -> None:
    code, out, err = await machine.guanjia("preview", "--all", *words)
    assert (code, out, err.splitlines()) == (2, "", [said])


async def test_a_preview_of_all_books_goes_by_day_minute_and_manager(machine: Machine) -> None:
    rows = "".join(f"{n},客户{n},城东支行,RM01-0{1 + n % 2},620000,2026-11-21\n" for n in range(1001, 1041))
    (machine.folder / "list.csv").write_text(LIST.partition("\n")[0] + "\n" + rows, "utf-8")
    await machine.guanjia("import", "list.csv", "--add-staff")
    code, out, _ = await machine.guanjia("preview", "--all", "--days", "40", "--json")
    order = [(row["date"], row["time"] or "", row["manager"]) for row in json.loads(out)]
    assert code == 0
    assert len({manager for _, _, manager in order}) == 2
    assert order == sorted(order)


async def test_a_broken_playbook_names_every_line(machine: Machine) -> None:
    (machine.folder / "rules.toml").write_text('[digest]\nmorning_at = "25:00"\nnonsense = 1\n')
    code, _, err = await machine.guanjia("preview", "--all", PLAYBOOK="rules.toml")
    assert code == 1
    assert len(sentences(err)) >= 2


async def test_a_watched_folder_that_is_not_there(machine: Machine) -> None:
    code, _, err = await machine.guanjia("run", "--watch", "nowhere", TOKEN=TOKEN)
    assert (code, len(sentences(err))) == (1, 1)
    assert "nowhere" in err


async def test_a_webhook_on_a_port_that_is_taken(machine: Machine, telegram: Simulator) -> None:
    port = telegram.url.rpartition(":")[2]
    code, _, err = await machine.guanjia(
        "run", TOKEN=TOKEN, API_URL=telegram.url, WEBHOOK_URL=f"http://127.0.0.1:{port}/hook"
    )  # fmt: skip
    assert (code, len(sentences(err))) == (1, 1)
    assert port in err


async def test_a_webhook_address_that_telegram_does_not_take(machine: Machine, telegram: Simulator) -> None:
    url = f"https://bank.invalid:{free_port()}/hook"
    code, _, err = await machine.guanjia("run", TOKEN=TOKEN, API_URL=telegram.url, WEBHOOK_URL=url)
    (said,) = sentences(err)
    assert code == 1
    assert said.startswith(f"Telegram 不接受 GUANJIA_WEBHOOK_URL 的地址 {url}")
    assert "连不上" not in said


async def test_a_second_copy_is_refused_and_the_first_ends_when_told(
    machine: Machine, telegram: Simulator
) -> None:
    first = await machine.begins("run", TOKEN=TOKEN, API_URL=telegram.url)
    await polled(telegram)
    code, _, err = await machine.guanjia("run", TOKEN=TOKEN, API_URL=telegram.url)
    assert (code, len(sentences(err))) == (1, 1)
    code, _, _ = await machine.ends(first, told=True)
    assert code == 0


async def test_a_token_that_is_taken_back_while_we_run(machine: Machine, telegram: Simulator) -> None:
    running = await machine.begins("run", TOKEN=TOKEN, API_URL=telegram.url)
    await polled(telegram)
    telegram.fault(Fault(trouble=Trouble.UNAUTHORIZED, times=1000))
    telegram.updates.release()
    code, _, err = await machine.ends(running)
    assert (code, len(sentences(err))) == (1, 1)


async def polled(telegram: Simulator) -> None:
    """Wait until the bot asks for updates."""
    beats = telegram.telegram.activity.beats
    async with asyncio.timeout(60):
        while not telegram.updates.polled:
            await beats.beyond(beats.count)
