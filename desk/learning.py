"""What a customer has told of themselves, written into the profile by hand (客户信息档案, DOMAIN 2)."""

from datetime import date

from desk.importing import cells
from desk.importing.cells import Bad
from desk.notes import as_kept
from desk.said_days import said_day
from desk.sitting import Sitting
from scheduling.calendar import LunarDate, lunar_of, solar_of
from scheduling.profile import Fact
from store.records import Birthday, Customer, FactTold, Masked, Refused, replace

_MOST_PHONES = 8
_MOST_NOTES = 60


def learn(at: Sitting, number: str, fact: Fact, said: str) -> Customer:
    """Keep one fact as it was said; Refused where the words are none of its kind."""
    customer = at.customer(number)
    words = as_kept(said)
    if fact == "phone":
        known = _with_phone(customer, said)
    elif fact == "birthday":
        known = replace(customer, birthday=_born(_birthday(at, words), customer.birthday))
    elif fact == "employer":
        known = replace(customer, employer=words)
    elif fact == "preference":
        known = replace(customer, preference=words)
    elif fact == "story":
        known = replace(customer, notes=(*customer.notes, words)[-_MOST_NOTES:])
    else:
        raise Refused("outdated")
    known = told(known, fact, at)
    at.put(known)
    at.audit("profile", number, fact=fact)
    return known


def told(customer: Customer, what: str, at: Sitting) -> Customer:
    """The customer, knowing that somebody wrote the fact down today."""
    others = (each for each in customer.told if each.what != what)
    return replace(customer, told=(*others, FactTold(what=what, on=at.today, by=at.actor.id)))


def _with_phone(customer: Customer, said: str) -> Customer:
    try:
        phones = cells.phones(said)
    except Bad as bad:
        raise Refused("profile.no_phone") from bad
    if not phones:
        raise Refused("profile.no_phone")
    fresh: tuple[Masked, ...] = tuple(phone for phone in phones if phone not in customer.phones)
    return replace(customer, phones=(*fresh, *customer.phones)[:_MOST_PHONES], wrong_number=False)


def _birthday(at: Sitting, said: str) -> Birthday:
    try:
        found = said_day(said, at.local, at.actor.language)
    except Refused as refused:
        raise Refused("profile.no_birthday") from refused
    if found is None:
        raise Refused("profile.no_birthday")
    day = found.day
    if day.year is not None and day.year >= at.today.year and str(day.year) not in said:
        # 「下周二生日」 says when it is kept, not when somebody was born.
        day = replace(day, year=None)
    if day.year is not None and not at.today.year - 120 <= day.year <= at.today.year:
        raise Refused("profile.no_birthday")
    return day


def _born(day: Birthday, known: Birthday | None) -> Birthday:
    """The day with the year of birth that is known: whoever names the day alone is as old as before."""
    if day.year is not None or known is None or known.year is None:
        return day
    try:
        was = _solar(known)
        if was is None:
            return day
        same = known.year if day.calendar == known.calendar else None
        born = replace(day, year=same or (lunar_of(was).year if day.calendar == "lunar" else was.year))
        return born if _solar(born) is not None else day
    except ValueError:  # a year that has no such day, or of which no lunar calendar is known
        return day


def _solar(day: Birthday) -> date | None:
    if day.calendar == "solar":
        return date(day.year or 0, day.month, day.day)
    return solar_of(LunarDate(year=day.year, month=day.month, day=day.day, leap=day.leap))


def check(at: Sitting, number: str) -> None:
    """The profile was gone through with the customer today, and holds."""
    at.put(replace(at.customer(number), checked_on=at.today))
    at.audit("profile_checked", number)


def travel(at: Sitting, number: str, back: date) -> None:
    """The customer is away until a day: nobody calls before it, and a greeting waits on it."""
    if back <= at.today:
        raise Refused("trip.past")
    at.put(replace(at.customer(number), back_on=back))
    at.audit("trip", number, back=str(back))


def returned(at: Sitting, number: str) -> None:
    """The customer is back already."""
    customer = at.customer(number)
    if customer.back_on is None or customer.back_on <= at.today:
        raise Refused("trip.none")
    at.put(replace(customer, back_on=at.today))
    at.audit("trip", number, back=str(at.today))


def assess(at: Sitting, number: str, risk: str, until: date) -> None:
    """The result of a risk profile (风险测评) and the day on which it runs out."""
    if not risk.strip():
        raise Refused("risk.no_result")
    if until <= at.today:
        raise Refused("risk.past")
    at.put(replace(at.customer(number), risk=risk.strip()[:20], risk_until=until))
    at.audit("risk_profile", number, risk=risk, until=str(until))
