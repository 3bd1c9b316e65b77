"""What is true of a customer, line by line, as a card says it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desk.promises import promised_to
from desk.remarks import said_of
from desk.satisfaction import unrated
from handlers.bringing import bring_lines
from handlers.conversation import Screen, Turn
from handlers.profile_lines import household_line, satisfaction_line, shared_line, trip_line
from handlers.reasons import reason, reason_line, rule_clause
from scheduling.agenda import agenda
from scheduling.calendar import LunarDate, lunar_text
from scheduling.call_hours import wishes_of
from scheduling.kept_days import coming_rule
from scheduling.kinds.maturity import asks, matured
from scheduling.kinds.service_request import reason_of
from scheduling.occurrence import Occurrence
from scheduling.profile import profile_of
from scheduling.segment import age_of
from scheduling.tier import tier_of
from store.records import Contact, Customer, FollowUp, Holding, MaturityOutcome

_CONTACTS = 8
# So many holdings are said at once.
HOLDINGS = 12
_PROMISES = 3
# For so long a card says what became of money; so many of the latest.
_TOLD_FOR = timedelta(days=60)
_MATURED = 2
# So long, and so many, words of the head are called to mind.
_REMARKED_FOR = timedelta(days=31)
_REMARKS = 2
# What is to be done is named by why it is, not by how.
_NAMED = frozenset({"retry", "welcome"})


def occurrences_of(turn: Turn, customer: str) -> Sequence[Occurrence]:
    """Everything that is open about a customer today; nothing is for one whom nobody keeps."""
    desk = turn.desk
    if desk.book.id.startswith("pool:"):
        return ()
    for entry in agenda(desk.book, desk.rules, desk.today, desk.now):
        if entry.customer.id == customer:
            return entry.occurrences
    return ()


def card_lines(turn: Turn, customer: Customer, today: Sequence[Occurrence]) -> list[str]:
    """Who it is, why `today`, what was last said, what is open, the one thing to ask; about ten lines."""
    words, book = turn.words, turn.desk.book
    lines = [_head(turn, customer)]
    # A promise is said below with its time, and a birthday that is a reason needs no line of its own.
    lines += [reason(words, each) for each in today if each.reason.key != "follow_up.promise"]
    lines.append(preference_line(turn, customer))
    lines += money_lines(turn, customer, today)
    lines.append(_assets(turn, customer))
    if all(each.kind != "birthday" for each in today):
        lines.append(birthday_line(turn, customer))
    lines += [contact_line(turn, each) for each in contacts_of(turn, customer)[-2:]]
    lines += [follow_up_line(turn, each) for each in promised_to(book, customer.id)[:_PROMISES]]
    lines += _remark_lines(turn, customer)
    lines += bring_lines(turn, customer)
    lines += _errand_lines(turn, customer, today)
    lines += [
        words("card.complaint", said=words.note(each.said))
        for each in book.complaints.values()
        if each.customer == customer.id and each.open
    ]
    if unrated(book, customer.id, turn.desk.now) is not None:
        lines.append(words("card.unrated"))
    lines += [
        words(f"card.{name}") for name in ("refused_contact", "wrong_number") if getattr(customer, name)
    ]
    lines.append(words("card.second", name=customer.second) if customer.second else "")
    lines += [trip_line(turn, customer), household_line(turn, customer), shared_line(turn, customer)]
    lines += [satisfaction_line(turn, customer)]
    asked = profile_of(customer).next
    lines.append(words(f"card.ask_{asked}") if asked else "")
    return [line for line in lines if line]


def preference_line(turn: Turn, customer: Customer) -> str:
    """How the customer wants to be reached, and that this is no hour for a call where it is none."""
    if not customer.preference:
        return ""
    welcome = wishes_of(customer.preference).may_call(turn.desk.local.time())
    said = turn.words.note(customer.preference)
    return turn.words("card.preference" if welcome else "card.not_now", what=said).rstrip("：: ")


def _remark_lines(turn: Turn, customer: Customer) -> list[str]:
    """What the head has said of the customer lately."""
    said = said_of(turn.desk.book, customer.id, turn.desk.now - _REMARKED_FOR)
    words, zone = turn.words, turn.words.now.tzinfo
    return [
        words("card.remark", by=each.by_name, day=each.at.astimezone(zone).date(), said=words.note(each.text))
        for each in said[-_REMARKS:]
    ]


def _errand_lines(turn: Turn, customer: Customer, today: Sequence[Occurrence]) -> list[str]:
    """What the customer waits for, as far as it is no reason of today's; the first few."""
    said = {each.subject for each in today}
    mine = (each for each in turn.desk.book.requests.values() if each.customer == customer.id and each.open)
    coming = sorted((each for each in mine if each.id not in said), key=lambda each: (each.due, each.made_at))
    return [reason_line(turn.words, reason_of(each)) for each in coming[:_PROMISES]]


def just_lines(turn: Turn, screen: Screen) -> list[str]:
    """What the last tap did, said on the card that follows it."""
    just, about = screen.draft.get("just"), screen.draft.get("about")
    if not just or not about:
        return []
    facts: dict[str, object] = dict(screen.draft.get("facts", {}))
    if "moment" in facts:
        facts["moment"] = datetime.fromisoformat(str(facts["moment"]))
    if "kept" in facts:
        # What was said just now is said back whole, the rest waits for a tap.
        rest = facts.get("rest")
        facts["kept"] = turn.words.aloud.money(int(str(facts["kept"])))
        facts["rest"] = turn.words.money(rest) if isinstance(rest, int) else ""
    if "to" in facts:
        facts["to"] = turn.words.note(str(facts["to"]))
    said = turn.words(just, customer=turn.desk.customer(about), **facts)
    still = _still_to_come(turn, about) if just in ("just.reached", "just.visited") else ()
    return [" ".join(said.split(" ")).rstrip(), *still, ""]


def _still_to_come(turn: Turn, customer: str) -> Iterator[str]:
    """A contact before its minute does not keep a promise of today: nobody should think that it did."""
    now = turn.desk.local
    for each in promised_to(turn.desk.book, customer):
        if each.day == now.date() and each.at is not None and each.at > now.time():
            yield turn.words("just.still", at=each.at)


def contacts_of(turn: Turn, customer: Customer) -> list[Contact]:
    """The contacts kept in the book, oldest first."""
    mine = (each for each in turn.desk.book.contacts.values() if each.customer == customer.id)
    return sorted(mine, key=lambda each: each.at)


def contact_line(turn: Turn, contact: Contact) -> str:
    words = turn.words
    return words(
        "card.contact",
        when=words.day(contact.at.astimezone(words.now.tzinfo).date()),
        kind=words(f"kind.{contact.kind}"),
        outcome=words(f"outcome.{contact.outcome}"),
        note=words.note(words.listed(each for each in (contact.note, *contact.additions) if each)),
    ).rstrip("：: ")


def follow_up_line(turn: Turn, promise: FollowUp) -> str:
    """When and how the customer hears from us next."""
    return turn.words(
        "card.follow_up",
        when=when_line(turn, promise),
        how=turn.words(f"promise.{promise.because if promise.because in _NAMED else promise.how}"),
        text=turn.words.note(promise.text),
    ).rstrip() + _along(turn, promise)


def _along(turn: Turn, promise: FollowUp) -> str:
    """Who comes along on a visit."""
    return turn.words("card.along", name=promise.joined_name) if promise.joined_by else ""


def when_line(turn: Turn, promise: FollowUp) -> str:
    if promise.snoozed_to is not None:
        return turn.words.moment(promise.snoozed_to)
    day = turn.words.day(promise.day)
    said = f"{day} {promise.at:%H:%M}" if promise.at else day
    return turn.words("card.by", when=said) if promise.deadline else said


def birthday_line(turn: Turn, customer: Customer) -> str:
    born, words = customer.birthday, turn.words
    if born is None:
        return ""
    if born.calendar == "solar":
        day = words.month_day(born.month, born.day)
        return words("card.born", day=day, age=_age(turn, customer)).rstrip()
    lunar = LunarDate(year=None, month=born.month, day=born.day, leap=born.leap)
    day = lunar_text(lunar, words.language)
    rule = rule_clause(words, coming_rule(born, turn.desk.rules, turn.desk.today), day)
    return f"{words('card.born_lunar', day=day, age=_age(turn, customer)).rstrip()}{rule}"


def _age(turn: Turn, customer: Customer) -> str:
    years = age_of(customer, turn.desk.today)
    return "" if years is None else turn.words("card.age_now", years=years)


def contact_lines(turn: Turn, customer: Customer) -> list[str]:
    """The last contacts, newest first."""
    last = contacts_of(turn, customer)[-_CONTACTS:][::-1]
    lines = [contact_line(turn, each) for each in last] or [turn.words("card.no_contacts")]
    return [_head(turn, customer), *money_lines(turn, customer, ()), *lines]


def money_lines(turn: Turn, customer: Customer, said: Sequence[Occurrence]) -> list[str]:
    """What became of money lately and where it went, and what is asked still but is no reason of today."""
    rules, today = turn.desk.rules, turn.desk.today
    asked = {each.subject for each in said if each.kind == "maturity"}
    lines: list[str] = []
    for holding in sorted(customer.holdings, key=lambda each: str(each.maturity), reverse=True):
        if holding.maturity is None or holding.maturity > today or not matured(holding, rules):
            continue
        known = holding.outcome is not None and today - (holding.outcome_on or today) <= _TOLD_FOR
        open_still = f"{customer.id}/{holding.number}" not in asked and asks(customer, holding, rules)
        if known or open_still:
            lines.append(_matured(turn, holding))
    return lines[:_MATURED]


def _matured(turn: Turn, holding: Holding) -> str:
    """「11月23日 周一到期 62万：转走了 → 招行」."""
    words = turn.words
    what = "untold" if holding.outcome is None else str(holding.outcome)
    amount = words.money(holding.amount, holding.currency)
    kept = words.money(holding.kept, holding.currency) if holding.kept else ""
    parts = [words(f"card.money_{what}", kept=kept)]
    if holding.outcome is MaturityOutcome.PARTLY:
        parts.append(words(f"card.rest_{holding.rest or 'untold'}"))
    to = words.note(holding.outcome_to)
    what = words.listed(part.strip() for part in parts) + (f" → {to}" if to else "")
    said = " ".join(words("card.matured", day=holding.maturity, amount=amount, what=what).split())
    return said.replace(" ：", "：").replace(" :", ":")


def holding_lines(turn: Turn, customer: Customer) -> list[str]:
    """What the customer holds, what ends soonest first."""
    held = held_by(customer)
    lines = [_holding(turn, each) for each in held[:HOLDINGS]]
    if len(held) > HOLDINGS:
        lines.append(turn.words("card.more", count=len(held) - HOLDINGS))
    return [_head(turn, customer), *(lines or [turn.words("card.no_holdings")])]


def held_by(customer: Customer) -> list[Holding]:
    """What the customer holds still, what ends soonest first."""
    held = (each for each in customer.holdings if not each.ended)
    return sorted(held, key=lambda each: (each.maturity is None, str(each.maturity), each.number))


def _holding(turn: Turn, holding: Holding) -> str:
    words = turn.words
    amount = words.money(holding.amount, holding.currency) if holding.amount is not None else ""
    ends = words("card.matures", day=holding.maturity) if holding.maturity else ""
    known = words(f"money.{holding.outcome}") if holding.outcome else ""
    to = words.note(holding.outcome_to)
    return " ".join(part for part in (product(turn, holding), amount, ends, known, to) if part)


def product(turn: Turn, holding: Holding) -> str:
    """The product as the list names it, or in words where it gives a code."""
    return turn.words.called("product", holding.product)


def _head(turn: Turn, customer: Customer) -> str:
    words = turn.words
    tier = tier_of(customer, turn.desk.rules.playbook)
    parts = [words.name(customer), words.called("tier", tier)]
    if customer.data_date:
        parts.append(words("card.data_date", day=customer.data_date))
    return " · ".join(part for part in parts if part)


def _assets(turn: Turn, customer: Customer) -> str:
    said = turn.words.money(customer.assets) if customer.assets is not None else ""
    return turn.words("card.assets", assets=said) if said else ""
