"""An index of one book's customers: by name, sound, letters, number and employer."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from desk.understanding.names import COMPOUND
from desk.understanding.script import simplified, small
from desk.understanding.sounds import blurred, initials, reads
from desk.understanding.understood import Mention
from store.records import Customer

__all__ = ["Entry", "HasCustomers", "People"]

_FIRM = re.compile(
    r"有限责任公司|股份有限公司|有限公司|集团|公司|\(.*?\)|（.*?）|个体户|工作室|事务所|厂$|店$|行$"
)
_PLACE = re.compile(
    r"^(?:中国|北京|上海|天津|重庆|广东|广州|深圳|浙江|杭州|江苏|南京|苏州|福建|四川|成都|湖北|武汉)(?:省|市)?"
)


class HasCustomers(Protocol):
    """A book, as far as understanding needs one."""

    @property
    def customers(self) -> Mapping[str, Customer]: ...


# Compared by identity: an entry is looked at thousands of times a line.
@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """A customer as they may be called; `sounds` are all ways to read the name, the usual one first.

    `customer` is their record of the day when the index was made: who they are, not how they stand.
    """

    customer: Customer
    name: str
    surname: str
    given: str
    sounds: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.customer.id

    def age(self, today: date | None) -> int | None:
        birthday = self.customer.birthday
        if today is None or birthday is None or birthday.year is None:
            return None
        return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))


def _table() -> dict[str, list[Entry]]:
    return defaultdict(list)


def _nothing_sought() -> dict[tuple[str, date | None], tuple[Mention, ...]]:
    return {}


@dataclass(frozen=True)
class People:
    """The customers of a book, looked up in every way a manager may name them; built once a book version."""

    entries: tuple[Entry, ...]
    customers: Mapping[str, Customer]
    names: dict[str, list[Entry]] = field(default_factory=_table)
    surnames: dict[str, list[Entry]] = field(default_factory=_table)
    givens: dict[str, list[Entry]] = field(default_factory=_table)
    sounds: dict[str, list[Entry]] = field(default_factory=_table)
    blurs: dict[str, list[Entry]] = field(default_factory=_table)
    letters: dict[str, list[Entry]] = field(default_factory=_table)
    first_letters: dict[str, list[Entry]] = field(default_factory=_table)
    surname_letters: dict[str, list[Entry]] = field(default_factory=_table)
    given_letters: dict[str, list[Entry]] = field(default_factory=_table)
    firms: dict[str, list[Entry]] = field(default_factory=_table)
    numbers: dict[str, Entry] = field(default_factory=dict[str, Entry])
    lengths: tuple[int, ...] = ()
    sought: dict[tuple[str, date | None], tuple[Mention, ...]] = field(default_factory=_nothing_sought)
    """Whom the lines mention that were asked about last, and on which day: a line is asked about often."""

    @classmethod
    def of(cls, book: HasCustomers) -> "People":
        """The index of a book's customers (at most 250: about 5 ms)."""
        return cls.among(book.customers.values())

    @classmethod
    def among(cls, customers: Iterable[Customer]) -> "People":
        found = {customer.id: customer for customer in customers}
        entries = tuple(map(_entry, found.values()))
        lengths = tuple(sorted({len(entry.name) for entry in entries if entry.surname}, reverse=True))
        people = cls(entries, found, lengths=lengths)
        tables = people.tables
        for entry in entries:
            people.numbers[entry.id] = entry
            for table, key in _ways(entry):
                tables[table][key].append(entry)
        return people

    def after(self, customers: Mapping[str, Customer]) -> "People":
        """The index once some customers are others: each log touches one, and most stay who they are."""
        if len(customers) != len(self.customers):
            return People.among(customers.values())
        both = zip(self.customers.values(), customers.values(), strict=True)
        if any(_is(old) != _is(new) for old, new in both if old is not new):
            return People.among(customers.values())
        return replace(self, customers=customers, sought={})

    def order(self, entry: Entry) -> float:
        """Likelier before less likely: spoken with lately, then worth more; between 0 and 1."""
        customer = self.customers[entry.id]
        last = max(filter(None, (customer.reached_at, customer.tried_at, customer.visited_at)), default=None)
        recent = last.timestamp() / 4e9 if last else 0.0
        return recent + min((customer.assets or 0) / 1e12, 0.1)

    @property
    def tables(self) -> dict[str, dict[str, list[Entry]]]:
        return {
            "names": self.names,
            "surnames": self.surnames,
            "givens": self.givens,
            "sounds": self.sounds,
            "blurs": self.blurs,
            "letters": self.letters,
            "first_letters": self.first_letters,
            "surname_letters": self.surname_letters,
            "given_letters": self.given_letters,
            "firms": self.firms,
        }

    def sounding(self, sound: str) -> tuple[Entry, ...]:
        """Those whose name sounds so; the usual reading goes before a rare one."""
        return _usual(self.sounds.get(sound, []), lambda usual: usual == sound)

    def spelled(self, letters: str) -> tuple[Entry, ...]:
        """Those whose name is spelled so in pinyin, in either order."""
        return _usual(self.letters.get(letters, []), lambda usual: _either(usual, letters))

    def initialled(self, letters: str) -> tuple[Entry, ...]:
        """Those whose initials these are."""
        return _usual(self.first_letters.get(letters, []), lambda usual: initials(usual) == letters)


Way = tuple[str, str]
"""A table of the index, and what stands in it."""


def _is(customer: Customer) -> tuple[object, ...]:
    """All that an entry's places in the index depend on, and what tells it from those beside it."""
    return (
        customer.id,
        customer.name,
        customer.employer,
        customer.sex,
        customer.birthday,
        customer.phones,
    )


def _ways(entry: Entry) -> tuple[Way, ...]:
    """Every way to name an entry, each once."""
    if not entry.surname:
        named = _latin_ways(entry.name)
    else:
        named = (("surnames", entry.surname), ("givens", entry.given), *_sound_ways(entry))
    firms = (("firms", firm) for firm in _firms(entry.customer.employer))
    return tuple(dict.fromkeys((("names", entry.name), *named, *firms)))


def _sound_ways(entry: Entry) -> Iterator[Way]:
    split = len(entry.surname)
    for sound in entry.sounds:
        parts = sound.split()
        family, given = "".join(parts[:split]), "".join(parts[split:])
        yield "sounds", sound
        yield "blurs", blurred(sound)
        yield "letters", family + given
        yield "letters", given + family
        yield "first_letters", initials(sound)
        yield "surname_letters", family
        yield "given_letters", given


def _latin_ways(name: str) -> tuple[Way, ...]:
    parts = name.split()
    if len(parts) > 1:
        return ("letters", "".join(parts)), ("surname_letters", parts[-1]), ("given_letters", parts[0])
    return (("letters", parts[0]),) if parts and parts[0].isascii() else ()


def _usual(entries: list[Entry], fits: Callable[[str], bool]) -> tuple[Entry, ...]:
    usual = tuple(entry for entry in entries if not entry.sounds or fits(entry.sounds[0]))
    return usual or tuple(entries)


def _either(sound: str, letters: str) -> bool:
    parts = sound.split()
    return letters in {"".join(parts), "".join([*parts[1:], parts[0]]), "".join([*parts[2:], *parts[:2]])}


def _entry(customer: Customer) -> Entry:
    name = small(simplified(customer.name).strip())
    surname, given = _parts(name)
    return Entry(
        customer=customer,
        name=name,
        surname=surname,
        given=given,
        sounds=reads(name) if surname else (),
    )


def _parts(name: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name; two empty strings for any other."""
    if not 2 <= len(name) <= 5 or not all("一" <= char <= "鿿" for char in name):
        return "", ""
    cut = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:cut], name[cut:]


def _firms(employer: str) -> tuple[str, ...]:
    if not employer:
        return ()
    plain = small(simplified(employer).strip())
    short = _PLACE.sub("", _FIRM.sub("", plain))
    found = [one for one in (plain, short) if len(one) >= 2]
    if len(short) >= 4 and not short.isascii():
        found.append(short[:2])
    return tuple(dict.fromkeys(found))
