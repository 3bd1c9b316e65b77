"""One person's way of being spoken to: language, rendering and the minute it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from string import Formatter

from babel.dates import format_date

from handlers.words.catalogue import catalogue
from handlers.words.numbers import money
from store.records import Customer, Language, Rendering, Sex

languages: Mapping[Language, str] = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
_LOCALES: Mapping[Language, str] = {"zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "en": "en_GB"}
_formatter = Formatter()


@dataclass(frozen=True, kw_only=True)
class Words:
    """Says sentences of the catalogue; `now` is local to the person who reads them.

    `by_date` says every day by its date, where 今天 would be read from another day than it is meant from.
    """

    language: Language
    rendering: Rendering
    now: datetime
    by_date: bool = False

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of `key`, its facts said as people say them."""
        said = {name: self._said(fact) for name, fact in facts.items()}
        return _formatter.vformat(catalogue(self.language)[key], (), said)

    def knows(self, key: str) -> bool:
        return key in catalogue(self.language)

    def called(self, family: str, name: str) -> str:
        """The catalogue's word for one of a family, or the name as the bank itself wrote it."""
        key = f"{family}.{name}"
        return self(key) if self.knows(key) else name

    def many(self, key: str, count: int, /, **facts: object) -> str:
        """The sentence of `key` for a number of things; English tells one from several."""
        form = f"{key}.one" if count == 1 and self.knows(f"{key}.one") else key
        return self(form if self.knows(form) else f"{key}.other", count=count, **facts)

    def _said(self, fact: object) -> object:
        if isinstance(fact, Customer):
            return self.name(fact)
        if isinstance(fact, datetime):
            return self.moment(fact)
        if isinstance(fact, time):
            return f"{fact:%H:%M}"
        if isinstance(fact, date):
            return self.day(fact)
        return fact

    def moment(self, instant: datetime) -> str:
        """An instant on the reader's own clock: 12月2日 周三 15:00."""
        return _say(instant.astimezone(self.now.tzinfo), self.now, self.language)

    def day(self, day: date) -> str:
        return self.dated(day) if self.by_date else _say(day, self.now, self.language)

    def dated(self, day: date) -> str:
        """A day by its date, also when it is today: 11月23日 周一; in another year with its year."""
        chinese, other = self.language.startswith("zh"), day.year != self.now.year
        pattern = f"{'y年' if other else ''}M月d日 EEE" if chinese else f"EEE d MMM{' y' if other else ''}"
        return format_date(day, pattern, locale=_LOCALES[self.language])

    def month_day(self, month: int, day: int) -> str:
        """A day of every year: 5月4日. The year it is said in has a 29 February."""
        pattern = "M月d日" if self.language.startswith("zh") else "d MMM"
        return format_date(date(2000, month, day), pattern, locale=_LOCALES[self.language])

    def weekday(self, number: int) -> str:
        """周一 for 0, Mon."""
        return format_date(date(2001, 1, 1 + number), "EEE", locale=_LOCALES[self.language])

    @property
    def aloud(self) -> "Words":
        """The same words where amounts may stand even in a new message: on buttons and in texts to copy."""
        return self

    @property
    def shows_amounts(self) -> bool:
        """Whether the amounts of one customer may be said here."""
        return self.rendering is not Rendering.REFERENCE

    @property
    def kept_back(self) -> bool:
        """Whether an amount that was asked for was not said, because it waits for a tap."""
        return False

    def money(self, fen: int | None, currency: str = "CNY") -> str:
        """A short amount of a customer; nothing in the reference rendering, which lets no amount leave the
        bank, nor in a new message of the masked one.
        """
        return self.total(fen, currency)

    def total(self, fen: int | None, currency: str = "CNY") -> str:
        """A sum over many customers, which tells of none of them: neutral, but nothing in reference."""
        if self.rendering is Rendering.REFERENCE:
            return ""
        return self("number.unknown") if fen is None else money(fen, self.language, currency)

    def name(self, customer: Customer) -> str:
        """The customer in text, as much as the rendering shows (DOMAIN 11)."""
        if self.rendering is Rendering.REFERENCE:
            return self("customer.reference", id=customer.id)
        if self.rendering is Rendering.FULL:
            return customer.name
        return self(f"customer.{_title(customer)}", surname=surname_of(customer.name), tail=customer.tail)

    def salutation(self, customer: Customer) -> str:
        """How a letter addresses the customer: surname and title, no number; nobody in particular where
        the rendering lets no name leave the bank.
        """
        title = _title(customer)
        if self.rendering is Rendering.REFERENCE or title == "plain":
            return self("script.somebody")
        return self(f"script.{title}", surname=surname_of(customer.name))

    def button(self, customer: Customer) -> str:
        """The customer on a button, which a notification does not show."""
        if self.rendering is Rendering.REFERENCE:
            return self("customer.reference", id=customer.id)
        return customer.name

    def told_apart(self, customer: Customer) -> str:
        """The customer on a button with the tail that tells namesakes apart, where the rendering shows it."""
        name = self.button(customer)
        return name if self.rendering is Rendering.REFERENCE else f"{name} · {customer.tail}"

    def listed(self, things: Iterable[str]) -> str:
        """Things in a row, with the comma of the language; a question in their middle loses its mark."""
        row = list(things)
        return self("number.comma").join([*(each.rstrip("？?") for each in row[:-1]), *row[-1:]])

    def note(self, text: str) -> str:
        """Free words about a customer; they stay in the bank in the reference rendering."""
        return self("customer.note_kept") if self.rendering is Rendering.REFERENCE and text else text


_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯")


def surname_of(name: str) -> str:
    """欧阳 of 欧阳静, 李 of 李晓, Wei of Anna Wei."""
    if name[:2] in _COMPOUND:
        return name[:2]
    return name.rsplit(maxsplit=1)[-1] if name.isascii() and " " in name else name[:1]


def _title(customer: Customer) -> str:
    return {Sex.FEMALE: "madam", Sex.MALE: "sir"}.get(customer.sex, "plain") if customer.sex else "plain"


def _say(moment: datetime | date, now: datetime, language: Language) -> str:
    # With it comes the reading of dates in two languages, a tenth of what a command takes that says no date.
    from scheduling.when import say  # noqa: PLC0415

    return say(moment, now, language)
