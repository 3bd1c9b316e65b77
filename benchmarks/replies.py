"""Replies a second to one line that is written at once, beside a bare echo bot on the same library."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.apart import BOT, TELEGRAM, Apart, apart
from benchmarks.bank import NAMES, account, build
from benchmarks.row import Row

CHATS = 50
ACCOUNTS = [account(manager) for manager in range(CHATS)]
ROUND_TRIP = 0.05
"""Seconds that the simulator adds to each call."""
A_SECOND = 20
"""Lines a second from all chats together when single answers are timed; Telegram itself takes 30 answers."""
LATEST = 3 * ROUND_TRIP + 0.1
SENDS_ALONE = 1_000


def rows(quick: bool) -> Iterator[Row]:
    """The simulator alone, replies beside the echo without and with a round trip, the slowest, the order."""
    rounds, lines = (3, 3) if quick else (7, 8)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bank.db"
        build(store, CHATS)
        with chat("echo") as echo, chat("guanjia", "--store", str(store)) as product:
            yield alone(echo)
            race = Race(echo, product)
            race.round(lines)  # warms both up
            for delay in (0.0, ROUND_TRIP):
                ratio, rates = race.run(rounds, lines, delay)
                title = f"replies / a bare echo's, {CHATS} chats, round trip {delay * 1000:.0f} ms ({rates})"
                yield Row(title, f"{ratio:.2f}", "≥ 0.6", ratio >= 0.6)
            yield slowest(echo, product, *((1, 100) if quick else (5, 200)))
            wrong = f"{product.disorder} of {product.answers:,}"
            yield Row("answers out of the order of their chat's lines", wrong, "0", not product.disorder)


class Chat:
    """A bot, a Telegram of its own, and fifty people who each write one line after another."""

    def __init__(self, telegram: Apart, bot: Apart) -> None:
        self._telegram = telegram
        self._bot = bot
        self.spent: list[float] = []
        self._names = count()
        self.disorder = self.answers = 0

    def rate(self, lines: int) -> float:
        """So many lines of each chat wait at once; answers a second."""
        said = self._lines(lines)
        before = self._bot.used()
        answer = self._telegram.asked(do="backlog", lines=said)
        self.spent.append((self._bot.used() - before) / (lines * CHATS))
        for chat_, texts in answer["said"].items():
            self.answers += lines
            self.disorder += sum(
                _name(line) not in text for line, text in zip(said[int(chat_)], texts, strict=True)
            )
        return lines * CHATS / float(answer["seconds"])

    def slowest(self, lines: int) -> tuple[float, float]:
        """At a steady stream of so many lines in all: the seconds in which 99 % of them are answered, and the
        share of the time for which the bot had work and no core.
        """
        told = self._lines(-(-lines // CHATS))
        waited, began = self._bot.kept_waiting(), perf_counter()
        took = sorted(self._telegram.asked(do="open", lines=told, rate=A_SECOND)["took"])
        share = (self._bot.kept_waiting() - waited) / (perf_counter() - began)
        return float(took[int(len(took) * 0.99)]), share

    def delay(self, seconds: float) -> None:
        self._telegram.asked(do="set", delay=seconds)
        self._telegram.asked(do="forget")

    @property
    def address(self) -> str:
        return str(self._telegram.began["url"])

    def _lines(self, many: int) -> dict[int, list[str]]:
        # Another customer each time: the same one twice would be one more word on the first contact.
        names = [NAMES[next(self._names) % len(NAMES)] for _ in range(many)]
        return {each: [f"刚拜访{name}，聊了理财" for name in names] for each in ACCOUNTS}


def _name(line: str) -> str:
    return line[3:].partition("，")[0]


@contextmanager
def chat(bot: str, *words: str) -> Iterator[Chat]:
    """A bot and its Telegram, each on a core of its own; the bots share theirs and work in turn."""
    with apart("telegram_apart", core=TELEGRAM) as telegram:
        telegram.asked(do="people", accounts=ACCOUNTS)
        with apart("bots", bot, "--api", telegram.began["url"], *words, core=BOT) as running:
            yield Chat(telegram, running)


class Race:
    """The echo and the product in turn, round by round, so that a busy machine slows both alike."""

    def __init__(self, echo: Chat, product: Chat) -> None:
        self._echo = echo
        self._product = product

    def round(self, lines: int) -> tuple[float, float]:
        return self._product.rate(lines), self._echo.rate(lines)

    def run(self, rounds: int, lines: int, delay: float) -> tuple[float, str]:
        """The median ratio, and the median rates in words."""
        for each in (self._echo, self._product):
            each.delay(delay)
        found = [self.round(lines) for _ in range(rounds)]
        ratio = median(product / echo for product, echo in found)
        product, echo = (median(each) for each in zip(*found, strict=True))
        spent = " / ".join(
            f"{median(each.spent[-rounds:]) * 1000:.1f}" for each in (self._product, self._echo)
        )
        return ratio, f"{product:.0f} / {echo:.0f} a second, {spent} ms of processor"


def slowest(echo: Chat, product: Chat, rounds: int, lines: int) -> Row:
    """The median of several streams, the echo's in turn: what a busy machine does to it, it does to both."""
    found = [(product.slowest(lines), echo.slowest(lines)) for _ in range(rounds)]
    late, bare = (median(each[side][0] for each in found) for side in (0, 1))
    waited = median(each[0][1] for each in found)
    title = f"99 % of {A_SECOND} replies a second within, round trip {ROUND_TRIP * 1000:.0f} ms"
    title += f" (a bare echo: {bare * 1000:.0f} ms; kept waiting for a core {waited:.0%} of the time)"
    return Row(title, f"{late * 1000:.0f} ms", f"≤ {LATEST * 1000:.0f} ms", late <= LATEST)


def alone(echo: Chat) -> Row:
    """What the simulator takes from a client that does nothing else: no bot may be held up by it."""
    many = 2_000
    words = ("--api", echo.address, "--first", str(ACCOUNTS[0]), "--many", str(many))
    with apart("bots", "bare", *words, core=BOT) as client:
        rate = many / median(float(client.asked(go=1)["seconds"]) for _ in range(3))
    return Row(
        "the simulator alone", f"{rate:,.0f} sends a second", f"≥ {SENDS_ALONE:,}", rate >= SENDS_ALONE
    )
