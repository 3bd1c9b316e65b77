"""What is known of a customer beyond the card: stage, days, trips, risk, household, satisfaction."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.conversation import Turn
from handlers.reasons import risk_name
from scheduling.calendar import LunarDate, lunar_text
from scheduling.household import household_of
from scheduling.profile import Profile, by_part, profile_of
from scheduling.segment import lifecycle_of, segment_of, value_of
from store.records import Birthday, Customer, FactTold, Occasion

_DAYS_SHOWN = 5
_STAGES_SHOWN = 3
_FACTS_SHOWN = 3


def profile_lines(turn: Turn, customer: Customer) -> list[str]:
    """One thought a line, those with nothing to say left out."""
    words = turn.words
    profile = profile_of(customer)
    lines = [
        words("profile.head", customer=customer, share=round(profile.share * 100)),
        _stage(turn, customer),
        *_stages(turn, customer),
        words.listed(_kinds(turn, customer)),
        *_by_hand(turn, customer),
        *(occasion_line(turn, each) for each in customer.occasions[:_DAYS_SHOWN]),
        trip_line(turn, customer),
        _risk(turn, customer),
        household_line(turn, customer),
        shared_line(turn, customer),
        *_household_days(turn, customer),
        satisfaction_line(turn, customer),
        _introduced(turn, customer),
    ]
    if profile.missing:
        lines.append(words("profile.missing", what=words.listed(_missing(turn, profile))))
    if customer.told:
        facts = (each for each in customer.told if words.knows(f"fact.{each.what}"))
        lines.append(_written_down(turn, tuple(facts)))
    if customer.checked_on is not None:
        lines.append(words("profile.checked_on", day=customer.checked_on))
    return [line for line in lines if line]


def _missing(turn: Turn, profile: Profile) -> Iterator[str]:
    """What is not known yet, under the parts of the profile: 「基本（手机，单位）」."""
    words = turn.words
    for part, facts in by_part(profile).items():
        yield words(f"profile.part_{part}", what=words.listed(words(f"fact.{each}") for each in facts))


def _written_down(turn: Turn, facts: Sequence[FactTold]) -> str:
    """Which facts were written down by hand and when, the latest first; the others are the list's."""
    words = turn.words
    last = sorted(facts, key=lambda each: each.on, reverse=True)[:_FACTS_SHOWN]
    what = words.listed(
        words("profile.told_one", what=words(f"fact.{each.what}"), day=each.on) for each in last
    )
    return words("profile.told", what=what) if last else ""


def _stage(turn: Turn, customer: Customer) -> str:
    words = turn.words
    stage = words(f"stage.{customer.stage}")
    complaints = turn.desk.book.complaints.values()
    if any(each.open and each.customer == customer.id for each in complaints):
        return words("profile.stage_review", stage=stage)
    if customer.stage_since is None:
        return words("profile.stage", stage=stage, task=words(f"stage.task_{customer.stage}"))
    return words("profile.stage_since", stage=stage, day=customer.stage_since)


def _stages(turn: Turn, customer: Customer) -> Iterator[str]:
    """Which stage was left when, for which, and why; the latest first."""
    words, after = turn.words, customer.stage
    for left in customer.stages[: -_STAGES_SHOWN - 1 : -1]:
        before, to = words(f"stage.{left.stage}"), words(f"stage.{after}")
        said = words("profile.stage_left", day=left.until, before=before, to=to, why=words.note(left.reason))
        yield said.rstrip("：: ")
        after = left.stage


def _kinds(turn: Turn, customer: Customer) -> Iterator[str]:
    playbook, words = turn.desk.rules.playbook, turn.words
    segment = segment_of(customer, playbook, turn.desk.today)
    if segment:
        yield words.called("segment", segment)
    yield words(f"lifecycle.{lifecycle_of(customer)}")
    value = value_of(customer, playbook)
    if value:
        yield words(f"value.{value}")


def _by_hand(turn: Turn, customer: Customer) -> Iterator[str]:
    """Why somebody set the tier or the segment by hand, as long as it stands."""
    for what, own in (("tier", customer.own_tier), ("segment", customer.own_segment)):
        last = next((each for each in reversed(customer.reclassed) if each.what == what), None)
        if own and last is not None:
            said = turn.words.called(what, own)
            yield turn.words("profile.by_hand", now=said, day=last.on, why=turn.words.note(last.reason))


def occasion_line(turn: Turn, occasion: Occasion) -> str:
    """「生日 太太 农历八月十五」."""
    words = turn.words
    said = " ".join(part for part in (words(f"occasion.{occasion.kind}"), words.note(occasion.whose)) if part)
    return f"{said} {_day(turn, occasion)}"


def _day(turn: Turn, occasion: Occasion) -> str:
    day, words = occasion.day, turn.words
    if occasion.once:
        return words.dated(date(day.year or 1, day.month, day.day))
    return yearly(turn, day)


def yearly(turn: Turn, day: Birthday) -> str:
    """A day of every year: 5月4日, 农历八月十五."""
    if day.calendar == "lunar":
        lunar = LunarDate(year=None, month=day.month, day=day.day, leap=day.leap)
        return turn.words("profile.lunar", day=lunar_text(lunar, turn.words.language))
    return turn.words.month_day(day.month, day.day)


def trip_line(turn: Turn, customer: Customer) -> str:
    """Until when nobody calls; nothing for who is here."""
    back = customer.back_on
    return turn.words("profile.away", day=back) if back is not None and back > turn.desk.today else ""


def _risk(turn: Turn, customer: Customer) -> str:
    if not customer.risk:
        return ""
    risk = risk_name(turn.words, customer.risk)
    if customer.risk_until is None:
        return turn.words("profile.risk", risk=risk)
    over = customer.risk_until < turn.desk.today
    return turn.words(
        "profile.risk_over" if over else "profile.risk_until", risk=risk, day=customer.risk_until
    )


def household_line(turn: Turn, customer: Customer) -> str:
    """Who lives together, what they have together, and who decides; nothing for who is alone."""
    together = household_of(turn.desk.book, customer)
    if len(together) < 2:
        return ""
    words = turn.words
    total = words.money(sum(each.assets or 0 for each in together))
    others = words.listed(words.name(each) for each in together if each.id != customer.id)
    key = "profile.household" if total else "profile.household_plain"
    said = words(key, count=len(together), total=total, others=others)
    keeper = next((each for each in together if each.keeps_money), None)
    return words("profile.keeper", said=said, keeper=words.name(keeper)) if keeper else said


def shared_line(turn: Turn, customer: Customer) -> str:
    """Which colleagues keep others of the household: who to speak with first, and nothing of the others."""
    names = customer.household_with
    return turn.words("profile.shared", names=turn.words.listed(names)) if names else ""


def _household_days(turn: Turn, customer: Customer) -> Iterator[str]:
    """The birthdays of the others of a household, which a list seldom puts side by side."""
    for each in household_of(turn.desk.book, customer)[: _DAYS_SHOWN + 1]:
        if each.id != customer.id and each.birthday is not None:
            yield turn.words("profile.birthday_of", customer=each, day=yearly(turn, each.birthday))


def _introduced(turn: Turn, customer: Customer) -> str:
    """Who introduced them; a name that is nobody's in this book is said as it was told."""
    if not customer.introduced_by:
        return ""
    by = turn.desk.book.customers.get(customer.introduced_by)
    return turn.words("profile.introduced_by", who=by or turn.words.note(customer.introduced_by))


def satisfaction_line(turn: Turn, customer: Customer) -> str:
    """The last scores, oldest first, with the day of the newest."""
    last = customer.satisfaction[-4:]
    if not last:
        return ""
    scores = turn.words("profile.arrow").join(str(each.score) for each in last)
    return turn.words("profile.satisfied", scores=scores, day=last[-1].on)
