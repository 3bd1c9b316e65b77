"""An index of one book's customers: by name, sound, letters, number and employer."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from desk.understanding.names import COMPOUND
from desk.understanding.script import simplified, small
from desk.understanding.sounds import blurred, initials, reads
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
    """A customer as they may be called; `sounds` are all ways to read the name, the usual one first."""

    customer: Customer
    name: str
    surname: str
    given: str
    sounds: tuple[str, ...]
    order: float

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


@dataclass(frozen=True)
class People:
    """The customers of a book, looked up in every way a manager may name them; built once a book version."""

    entries: tuple[Entry, ...]
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

    @classmethod
    def of(cls, book: HasCustomers) -> "People":
        """The index of a book's customers (at most 250: about 5 ms)."""
        return cls.among(book.customers.values())

    @classmethod
    def among(cls, customers: Iterable[Customer]) -> "People":
        entries = tuple(_entry(customer) for customer in customers)
        lengths = tuple(sorted({len(entry.name) for entry in entries if entry.surname}, reverse=True))
        people = cls(entries, lengths=lengths)
        for entry in entries:
            people._file(entry)
        return people

    def _file(self, entry: Entry) -> None:
        self.numbers[entry.id] = entry
        self.names[entry.name].append(entry)
        if entry.surname:
            self.surnames[entry.surname].append(entry)
            self.givens[entry.given].append(entry)
            self._file_sounds(entry)
        else:
            self._file_latin(entry)
        for firm in _firms(entry.customer.employer):
            self.firms[firm].append(entry)

    def _file_sounds(self, entry: Entry) -> None:
        split = len(entry.surname)
        for sound in entry.sounds:
            _add(self.sounds, sound, entry)
            _add(self.blurs, blurred(sound), entry)
            parts = sound.split()
            family, given = "".join(parts[:split]), "".join(parts[split:])
            for written in {family + given, given + family}:
                _add(self.letters, written, entry)
            _add(self.first_letters, initials(sound), entry)
            _add(self.surname_letters, family, entry)
            _add(self.given_letters, given, entry)

    def sounding(self, sound: str) -> tuple[Entry, ...]:
        """Those whose name sounds so; the usual reading goes before a rare one."""
        return _usual(self.sounds.get(sound, []), lambda usual: usual == sound)

    def spelled(self, letters: str) -> tuple[Entry, ...]:
        """Those whose name is spelled so in pinyin, in either order."""
        return _usual(self.letters.get(letters, []), lambda usual: _either(usual, letters))

    def initialled(self, letters: str) -> tuple[Entry, ...]:
        """Those whose initials these are."""
        return _usual(self.first_letters.get(letters, []), lambda usual: initials(usual) == letters)

    def _file_latin(self, entry: Entry) -> None:
        parts = entry.name.split()
        if len(parts) > 1:
            _add(self.letters, "".join(parts), entry)
            _add(self.surname_letters, parts[-1], entry)
            _add(self.given_letters, parts[0], entry)
        elif parts and parts[0].isascii():
            _add(self.letters, parts[0], entry)


def _usual(entries: list[Entry], fits: Callable[[str], bool]) -> tuple[Entry, ...]:
    usual = tuple(entry for entry in entries if not entry.sounds or fits(entry.sounds[0]))
    return usual or tuple(entries)


def _either(sound: str, letters: str) -> bool:
    parts = sound.split()
    return letters in {"".join(parts), "".join([*parts[1:], parts[0]]), "".join([*parts[2:], *parts[:2]])}


def _add(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    if entry not in table[key]:
        table[key].append(entry)


def _entry(customer: Customer) -> Entry:
    name = small(simplified(customer.name).strip())
    surname, given = _parts(name)
    return Entry(
        customer=customer,
        name=name,
        surname=surname,
        given=given,
        sounds=reads(name) if surname else (),
        order=_order(customer),
    )


def _parts(name: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name; two empty strings for any other."""
    if not 2 <= len(name) <= 5 or not all("一" <= char <= "鿿" for char in name):
        return "", ""
    cut = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:cut], name[cut:]


def _order(customer: Customer) -> float:
    """Likelier before less likely: spoken with lately, then worth more; between 0 and 1."""
    last = max(filter(None, (customer.reached_at, customer.tried_at, customer.visited_at)), default=None)
    recent = last.timestamp() / 4e9 if last else 0.0
    return recent + min((customer.assets or 0) / 1e12, 0.1)


def _firms(employer: str) -> tuple[str, ...]:
    if not employer:
        return ()
    plain = small(simplified(employer).strip())
    short = _PLACE.sub("", _FIRM.sub("", plain))
    found = [one for one in (plain, short) if len(one) >= 2]
    if len(short) >= 4 and not short.isascii():
        found.append(short[:2])
    return tuple(dict.fromkeys(found))
