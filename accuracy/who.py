"""Who: mentions made from the real list, book by book, and whether the right customer is found."""

import csv
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from opencc import OpenCC
from pypinyin import lazy_pinyin

from desk.understanding import People, find
from store.records import Birthday, Customer, Sex
from tests.desk.understanding.scoring import NOW

TODAY = NOW.date()
LINES = (
    "{}",
    "刚拜访{}，聊了理财",
    "给{}打电话没接",
    "{}说下周三过来",
    "今天上午{}来网点存了五万",
    "{}想续50万",
    "跟{}约了周五下午三点",
    "联系{}，没人接",
)
NOT_NAMES = (
    "写完周总结了",
    "今天很高兴",
    "明天再说",
    "去周大福买了金条",
    "上周文件已归档",
    "本周平均每天打十个",
    "高考快到了",
    "如何安排下周工作",
    "黄金又涨了",
    "提高安全意识",
    "马上开会",
    "林业贷款材料",
    "现金总额对上了",
    "高收益产品卖完了",
    "胡同口修路",
    "平安夜加班",
    "何时发工资",
    "方案改好了",
    "周一开会",
    "一张存单",
)
TITLES: dict[str, tuple[str | None, int, int]] = {
    "总": (None, 0, 200),
    "先生": ("M", 0, 200),
    "女士": ("F", 0, 200),
    "阿姨": ("F", 45, 200),
    "大爷": ("M", 60, 200),
    "哥": ("M", 20, 60),
    "姐": ("F", 20, 60),
}


@dataclass
class Tally:
    """Mentions of one form: how many, right, wrongly taken, and so without a word of doubt; times in ms."""

    count: int = 0
    right: int = 0
    wrong: int = 0
    certain_and_wrong: int = 0
    spent: list[float] = field(default_factory=list[float])


def books(path: Path) -> dict[str, list[Customer]]:
    """The customers of each manager of the real list."""
    found: dict[str, list[Customer]] = {}
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            born = date.fromisoformat(row["birth_date"])
            customer = Customer(
                id=row["client_id"],
                name=row["name"],
                sex=Sex(row["gender"]),
                birthday=Birthday(year=born.year, month=born.month, day=born.day),
            )
            found.setdefault(row["manager_id"] or "pool", []).append(customer)
    return found


def big_book(all_books: dict[str, list[Customer]], count: int = 250) -> list[Customer]:
    """A book of the largest size, made of several."""
    joined = [one for customers in all_books.values() for one in customers]
    return random.Random(7).sample(joined, count)


def age(customer: Customer) -> int:
    born = customer.birthday
    if born is None or born.year is None:
        return 0
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


_traditional = OpenCC("s2t")
_same_sound: dict[str, list[str]] = {}


def homophone(char: str, rng: random.Random) -> str:
    if not _same_sound:
        common = (
            "微维薇威魏文闻雯安按案平萍屏评宁凝柠晨辰陈臣尘凡帆番烦桐童同彤铜雨语羽宇玉涵含韩"
            "寒函禾和何河合清青轻倾卿山珊杉删衫远院元园圆言颜严岩研行星形姓型瑾锦紧谨怀淮槐景"
            "警静境敬若弱水睡乐勒月悦越知之支芝书舒淑以一宜怡仪立丽力利明名铭鸣思斯丝司嘉家佳"
            "加子紫梓姿"
        )
        for one in common:
            _same_sound.setdefault(lazy_pinyin(one)[0], []).append(one)
    others = [one for one in _same_sound.get(lazy_pinyin(char)[0], []) if one != char]
    return rng.choice(others) if others else char


def unique(book: list[Customer], key: Callable[[Customer], str], one: Customer) -> bool:
    return sum(key(other) == key(one) for other in book) == 1


def spelled(customer: Customer) -> str:
    return "".join(lazy_pinyin(customer.name))


def first_letters(customer: Customer) -> str:
    return "".join(part[0] for part in lazy_pinyin(customer.name))


def mentions_of(book: list[Customer], one: Customer, rng: random.Random) -> Iterator[tuple[str, str]]:
    """(form, words) of all unambiguous mentions of a customer in a book."""
    if unique(book, lambda other: other.name, one):
        yield "name", one.name
        yield "traditional", str(_traditional.convert(one.name))
        place = rng.randrange(1, len(one.name))
        heard = one.name[:place] + homophone(one.name[place], rng) + one.name[place + 1 :]
        if heard != one.name and unique(book, spelled, one) and all(heard != other.name for other in book):
            yield "homophone", heard
    if unique(book, spelled, one):
        yield "pinyin", spelled(one)
    if len(one.name) > 2 and unique(book, first_letters, one):
        yield "initials", first_letters(one)
    if len(one.name) > 2 and unique(book, lambda other: other.name[1:], one):
        yield "given", one.name[1:]
    for title, (sex, low, high) in TITLES.items():
        fits = [
            other
            for other in book
            if other.name[0] == one.name[0] and sex in {None, other.sex} and low <= age(other) <= high
        ]
        near = [other for other in book if other.name[0] == one.name[0] and sex in {None, other.sex}]
        if fits == [one] and all(
            not low - 12 <= age(other) <= high + 12 for other in near if other is not one
        ):
            yield "title", one.name[0] + title
    for title, sex in (("先生", "M"), ("女士", "F")):
        same = [other for other in book if other.name == one.name]
        if one.sex == sex and len(same) > 1 and sum(other.sex == sex for other in same) == 1:
            yield "namesake", one.name + title
    yield "number", f"客户号{one.id}"


def judge_who(all_books: dict[str, list[Customer]], wrong: list[str]) -> dict[str, Tally]:
    """Every customer of every book mentioned in every unambiguous form, and strangers and words too."""
    rng = random.Random(11)
    tallies: dict[str, Tally] = {}
    names = sorted({one.name for book in all_books.values() for one in book})
    for book in all_books.values():
        people = People.among(book)
        for one in book:
            for form, words in mentions_of(book, one, rng):
                _ask(people, form, rng.choice(LINES).format(words), one.id, tallies, wrong)
        here = {one.name for one in book}
        for name in rng.sample([name for name in names if name not in here], 20):
            _ask(people, "stranger", rng.choice(LINES).format(name), None, tallies, wrong)
        for line in NOT_NAMES:
            _ask(people, "no name", line, None, tallies, wrong)
    return tallies


def _ask(
    people: People, form: str, line: str, meant: str | None, tallies: dict[str, Tally], wrong: list[str]
) -> None:
    tally = tallies.setdefault(form, Tally())
    begin = time.perf_counter()
    found = find(line, people, TODAY)
    taken = found.taken
    tally.spent.append((time.perf_counter() - begin) * 1000)
    tally.count += 1
    tally.right += taken == meant
    if taken is not None and taken != meant:
        tally.wrong += 1
        tally.certain_and_wrong += not found.guessed
    if taken != meant:
        wrong.append(f"{form}: {line} → {taken or 'asked'} (meant {meant or 'nobody'})")


def report(path: Path, *, listing: bool) -> None:
    """Print the table for the customers of a file; `listing` names each wrong answer."""
    all_books = books(path)
    wrong: list[str] = []
    tallies = judge_who(all_books, wrong)
    print("who, on the real list (books by manager)")
    for form, tally in tallies.items():
        print(
            f"  {form:12} {tally.count:6}  right {100 * tally.right / tally.count:6.2f} %"
            f"  wrong pick {100 * tally.wrong / tally.count:5.2f} %"
            f"  certain and wrong {100 * tally.certain_and_wrong / tally.count:5.2f} %"
        )
    meant = [tally for form, tally in tallies.items() if form not in {"stranger", "no name"}]
    count = sum(tally.count for tally in meant)
    every = sum(tally.count for tally in tallies.values())
    picked = 100 * sum(tally.wrong for tally in tallies.values()) / every
    print(f"  {'all meant':12} {count:6}  right {100 * sum(tally.right for tally in meant) / count:6.2f} %")
    print(f"  {'all asked':12} {every:6}  wrong pick {picked:5.2f} %")
    if listing:
        print("\n".join(wrong))
