"""家人、公司和一生一次的日子: days that a customer has told, kept and taken out again (DOMAIN 2, 3)."""

import re
from datetime import date

from desk.learning import told
from desk.said_days import said_day
from desk.sitting import Sitting
from desk.understanding import mask_phones
from scheduling.calendar import lunar_falls
from store.records import Birthday, Occasion, OccasionKind, Refused, replace

MOST = 12
_LONGEST = 20
# The first that is found names the kind.
_KINDS: tuple[tuple[OccasionKind, re.Pattern[str]], ...] = (
    ("exam", re.compile(r"高考|中考|考研|考试|考試|exams?", re.IGNORECASE)),
    ("surgery", re.compile(r"手术|手術|开刀|開刀|住院|surgery|operation", re.IGNORECASE)),
    ("abroad", re.compile(r"出国|出國|留学|留學|移民|(?:goes|going|moves?) abroad|abroad", re.IGNORECASE)),
    ("moving", re.compile(r"搬家|乔迁|喬遷|入住|moving|moves? house", re.IGNORECASE)),
    (
        "wedding",
        re.compile(r"结婚纪念日|結婚紀念日|结婚|結婚|婚礼|婚禮|wedding(?: day| anniversary)?", re.IGNORECASE),
    ),
    (
        "company",
        re.compile(r"公司(?:成立|周年|週年)?|开业|開業|厂庆|廠慶|company(?: anniversary)?", re.IGNORECASE),
    ),
    ("birthday", re.compile(r"生日|寿辰|壽辰|birthday", re.IGNORECASE)),
)
_ONCE: frozenset[OccasionKind] = frozenset({"exam", "surgery", "abroad", "moving"})
_WRITTEN_YEAR = re.compile(r"\d{4}|[〇零○一二三四五六七八九]{4}")
_EVERY_YEAR = re.compile(r"每年|年年|every year|yearly", re.IGNORECASE)
_FILLING = re.compile(r"^[的是在要]+|[的是在要]+$")
_SIGNS = re.compile(r"[\s,，.。;；:：、]+|(?<![A-Za-z])['’]+|['’]+(?![A-Za-z])")
_WHOSE = re.compile(r"(?<=[A-Za-z])['’]s$", re.IGNORECASE)
_YEARS_AHEAD = 3
_SHORTEST_NAME = 2


def occasion_said(text: str, at: Sitting, name: str = "") -> Occasion:
    """The day of a line such as 「儿子高考 6月7日」; Refused where no day is named, or one that is over.

    `name` is the customer's own, which says nothing beside their own days.
    """
    said = said_day(mask_phones(text.strip()), at.local, at.actor.language)
    if said is None:
        raise Refused("occasion.no_day")
    kind, words = _kind(_without_name(said.rest, name))
    once = kind in _ONCE or (kind == "other" and not _EVERY_YEAR.search(said.rest))
    whose = _tidy(_EVERY_YEAR.sub(" ", words))
    if not once:
        # 「下周二」 has a year only by the way; one that was written is the first time that it was kept.
        yearly = said.day if _WRITTEN_YEAR.search(text) else replace(said.day, year=None)
        return Occasion(kind=kind, day=yearly, whose=whose)
    day = _next(said.day, at.today)
    return Occasion(
        kind=kind, day=Birthday(year=day.year, month=day.month, day=day.day), whose=whose, once=True
    )


def add_occasion(at: Sitting, number: str, occasion: Occasion) -> None:
    """Keep a day of the customer's; the same one twice and one too many are refused."""
    customer = at.customer(number)
    if occasion in customer.occasions:
        raise Refused("occasion.known")
    if len(customer.occasions) >= MOST:
        raise Refused("occasion.too_many", most=MOST)
    dropped = tuple(one for one in customer.dropped if not _same(one, occasion))
    now = replace(customer, occasions=(*customer.occasions, occasion), dropped=dropped)
    at.put(told(now, occasion.named, at))
    at.audit("occasion", number, kind=occasion.kind)


def drop_occasion(at: Sitting, number: str, place: int) -> Occasion:
    """Take out the day at a place of the customer's; a list that still has it does not bring it back."""
    customer = at.customer(number)
    if not 0 <= place < len(customer.occasions):
        raise Refused("occasion.gone")
    dropped = customer.occasions[place]
    left = tuple(one for where, one in enumerate(customer.occasions) if where != place)
    out = (*(one for one in customer.dropped if not _same(one, dropped)), dropped)
    at.put(replace(customer, occasions=left, dropped=out[-MOST:]))
    at.audit("occasion_dropped", number, kind=dropped.kind)
    return dropped


def _same(one: Occasion, other: Occasion) -> bool:
    """Whether both are the same day of the same person, whatever date was told of it."""
    return one.named == other.named


def _kind(words: str) -> tuple[OccasionKind, str]:
    for kind, pattern in _KINDS:
        found = pattern.search(words)
        if found is not None:
            # 结婚 says it all, 高考 is worth keeping beside whose it is.
            kept = found[0] if kind in _ONCE else ""
            return kind, f"{words[: found.start()]}{kept}{words[found.end() :]}"
    return "other", words


def _tidy(words: str) -> str:
    """The words in one line, none of them twice."""
    plain = " ".join(dict.fromkeys(_SIGNS.sub(" ", words).split()))
    return _WHOSE.sub("", _FILLING.sub("", plain).strip())[:_LONGEST]


def _without_name(words: str, name: str) -> str:
    if len(name) < _SHORTEST_NAME:
        return words
    return re.sub(rf"{re.escape(name)}(?:先生|女士|小姐|太太)?的?", " ", words)


def _next(day: Birthday, today: date) -> date:
    """The day of something that comes once; without a year it is the next one."""
    if day.calendar == "lunar":
        falls = lunar_falls(
            day.month, day.day, day.leap, today, date(today.year + _YEARS_AHEAD, today.month, 1)
        )
        if day.year is None and falls:
            return falls[0].day
        raise Refused("occasion.solar")
    years = [day.year] if day.year is not None else range(today.year, today.year + 9)
    for year in years:
        try:
            found = date(year, day.month, day.day)
        except ValueError:
            continue  # 29 February of a year without one
        if found >= today:
            return found
    raise Refused("occasion.past")
