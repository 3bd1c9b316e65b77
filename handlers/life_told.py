"""「张伟 儿子高考 6月7日」: what a line tells of a customer's life is kept in its place."""

from desk.learning import learn, travel
from desk.life_said import BirthdaySaid, DaysSaid, LifeSaid, StageSaid, WishSaid, life_said
from desk.occasions import add_occasion
from desk.staging import move_stage
from desk.understanding import Understanding
from handlers.conversation import Screen, Turn
from handlers.profile_lines import occasion_line
from handlers.walk import card_of, stayed


def life_told(turn: Turn, heard: Understanding, beside: str) -> Screen | None:
    """The customer's card after it was kept; None for a line that tells nothing of the kind of just one.

    `beside` is the customer whose card the line was said to, or who was chosen of several that it may mean;
    whoever is named goes before.
    """
    number = next(iter(heard.customers), beside)
    meant = [*heard.customers, *(each.id for each in heard.candidates)] or [beside]
    stranger = heard.name_said and not meant[0]
    if len(heard.customers) > 1 or number not in meant or stranger or number not in turn.desk.book.customers:
        return None
    named = [each.text for each in heard.mentions if each.role == "customer"]
    said = life_said(heard, next(iter(named), ""), turn.desk)
    return None if said is None else _kept(turn, card_of(number), said)


def _kept(turn: Turn, card: Screen, said: LifeSaid) -> Screen:
    desk, words, number = turn.desk, turn.words, card.subject
    if isinstance(said, StageSaid):
        if not said.reason and said.stage != desk.customer(number).stage:
            return card.to("sg", "why", stage=said.stage.value).waiting()
        move_stage(desk, number, said.stage, said.reason)
        return stayed(card, "just.stage", desk.changes, stage=words(f"stage.{said.stage}"))
    if isinstance(said, BirthdaySaid):
        learn(desk, number, "birthday", said.words)
        _beside(turn, number, said.rest)
        return stayed(card, "just.learned", desk.changes, what=words("fact.birthday"))
    if isinstance(said, WishSaid):
        learn(desk, number, "preference", said.words)
        return stayed(card, "just.learned", desk.changes, what=words("fact.preference"))
    if isinstance(said, DaysSaid):
        for each in said.occasions:
            add_occasion(desk, number, each)
        _beside(turn, number, said.rest)
        what = words.listed(occasion_line(turn, each) for each in said.occasions)
        return stayed(card, "just.occasion", desk.changes, what=what)
    travel(desk, number, said.back)
    _beside(turn, number, said.rest)
    return stayed(card, "just.trip", desk.changes, day=words.day(said.back))


def _beside(turn: Turn, number: str, rest: str) -> None:
    """What else the line told is worth a line of the life story."""
    if rest:
        learn(turn.desk, number, "story", rest)
