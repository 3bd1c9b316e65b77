"""The profile of a customer: what is known, the one thing to ask next, and what is kept by hand."""

from collections.abc import Iterator, Mapping
from typing import get_args

from desk.bringing import bring, next_visit
from desk.learning import check, learn
from desk.satisfaction import BEST, judge, rate, unrated
from desk.undo import recalled, remembered
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.profile_lines import profile_lines
from handlers.walk import stayed
from scheduling.profile import Fact, profile_of
from store.records import Aspect, Refused

_ELSEWHERE: Mapping[str, str] = {
    "stage": "sg",
    "occasions": "oc",
    "trip": "tp",
    "risk": "rk",
}
# On the second page.
_FURTHER: Mapping[str, str] = {
    "requests": "rq",
    "entitlements": "en",
    "household": "hh",
    "papers": "pp",
}
# Those that take a typed line at once.
_TAKE_WORDS = frozenset({"oc", "tp", "rk", "rq", "hh"})
# Facts that have a conversation of their own.
_ASKED_THERE: Mapping[str, str] = {"family": "oc", "risk": "rk"}
_PREFERENCES = ("morning", "afternoon", "evening", "message")
_TYPED: tuple[Fact, ...] = ("phone", "birthday", "preference", "employer", "story")


class Profile(Conversation):
    """One page; each tap leads to one thing that is kept at once, and taken back on the card."""

    code = "pf"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "card":
            return Reply(screens=(screen.to("cu"),))
        if verb in ("main", "others", "rate"):
            return Reply(screens=(screen.at("" if verb == "main" else verb),))
        there = _ELSEWHERE.get(verb) or _FURTHER.get(verb)
        if there is not None:
            return Reply(screens=(_waiting_there(screen, there),))
        if verb == "bring":
            return Reply(screens=(screen.at("bring").waiting(),))
        if verb == "ask":
            return Reply(screens=(_asked(turn, screen),))
        if verb == "prefer" and value in _PREFERENCES and screen.step == "ask_preference":
            return Reply(screens=(_learned(turn, screen, "preference", turn.words(f"preference.{value}")),))
        if verb == "score" and value.isdecimal() and screen.step == "rate":
            return Reply(screens=(_rated(turn, screen, value),))
        if screen.step == "judge" and (value in get_args(Aspect) or verb == "judged"):
            return Reply(screens=(_judged(turn, screen, value),))
        if verb == "checked":
            check(turn.desk, screen.subject)
            return Reply(screens=(stayed(screen, "just.checked", turn.desk.changes),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """The answer to the one question, or what to bring."""
        if screen.step == "bring":
            noted = bring(turn.desk, screen.subject, said)
            return Reply(screens=(stayed(screen, "just.bring", turn.desk.changes, what=noted.bring),))
        asked: Iterator[Fact] = (each for each in _TYPED if screen.step == f"ask_{each}")
        fact = next(asked, None)
        if fact is None:
            raise Refused("unknown")
        return Reply(screens=(_learned(turn, screen, fact, said),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        customer, words = turn.desk.customer(screen.subject), turn.words
        if screen.step.startswith("ask_"):
            choices = (
                [button(words, f"prefer_{each}", f"prefer:{each}") for each in _PREFERENCES]
                if screen.step == "ask_preference"
                else []
            )
            text = words(f"profile.{screen.step}", customer=customer)
            later = button(words, "not_now", "main")
            return Card(text=text, rows=(*in_rows(choices, 2), (later,)), private=True)
        if screen.step == "bring":
            text = words("bring.ask", customer=customer)
            return Card(text=text, rows=((button(words, "back", "others"),),), private=True)
        if screen.step == "rate":
            scores = tuple(Button(text=str(each), action=f"score:{each}") for each in range(1, BEST + 1))
            settled = unrated(turn.desk.book, customer.id, turn.desk.now) is not None
            text = words("profile.ask_settled" if settled else "profile.ask_satisfaction", customer=customer)
            return Card(text=text, rows=(scores, (button(words, "back", "main"),)), private=True)
        if screen.step == "judge":
            return _judging(turn, screen)
        lines = profile_lines(turn, customer)
        return Card(text="\n".join(lines), rows=_rows(turn, screen), private=True)


def _rows(turn: Turn, screen: Screen) -> tuple[tuple[Button, ...], ...]:
    words = turn.words
    if screen.step == "others":
        others = [button(words, each, each) for each in _FURTHER]
        if next_visit(turn.desk, screen.subject) is not None:
            others.append(button(words, "bring", "bring"))
        others += [button(words, "checked", "checked"), button(words, "satisfaction", "rate")]
        return (*in_rows(others, 2), (button(words, "back", "main"),))
    asked = profile_of(turn.desk.customer(screen.subject)).next
    first = [button(words, "ask_next", "ask")] if asked else []
    return (
        *in_rows([*first, *(button(words, each, each) for each in _ELSEWHERE)], 2),
        *rows([button(words, "more_profile", "others"), button(words, "back", "card")]),
    )


def _rated(turn: Turn, screen: Screen, score: str) -> Screen:
    """The score is kept at once; after a complaint its handling is judged too."""
    complaint = rate(turn.desk, screen.subject, int(score))
    if complaint is None:
        return stayed(screen, "just.rated", turn.desk.changes, score=score)
    return screen.at("judge", complaint=complaint.id, score=score, rated=remembered(turn.desk.changes))


def _judged(turn: Turn, screen: Screen, aspect: str) -> Screen:
    """An aspect is marked as fallen short, or no longer; 「就这些」 ends it, with one way back for it all."""
    short: list[str] = screen.draft.get("short", [])
    if aspect:
        short = [each for each in short if each != aspect] if aspect in short else [*short, aspect]
        return screen.at("judge", short=short)
    judge(turn.desk, screen.draft["complaint"], short)
    changes = [*recalled(screen.draft["rated"]), *turn.desk.changes]
    return stayed(screen, "just.rated", changes, score=screen.draft["score"])


def _judging(turn: Turn, screen: Screen) -> Card:
    words, short = turn.words, screen.draft.get("short", [])
    aspects = [
        Button(text=words("profile.marked", what=said) if each in short else said, action=f"short:{each}")
        for each, said in ((each, words(f"short.{each}")) for each in get_args(Aspect))
    ]
    text = words("profile.ask_short", customer=turn.desk.customer(screen.subject))
    done = button(words, "that_is_all" if short else "all_well", "judged")
    return Card(text=text, rows=(*((each,) for each in aspects), (done,)), private=True)


def _waiting_there(screen: Screen, code: str) -> Screen:
    """The other conversation, which takes a typed line at once."""
    return screen.to(code).waiting(code in _TAKE_WORDS)


def _asked(turn: Turn, screen: Screen) -> Screen:
    fact = profile_of(turn.desk.customer(screen.subject)).next
    if fact is None:
        raise Refused("profile.complete")
    if fact in _ASKED_THERE:
        return _waiting_there(screen, _ASKED_THERE[fact])
    return screen.at(f"ask_{fact}").waiting()


def _learned(turn: Turn, screen: Screen, fact: Fact, said: str) -> Screen:
    if not said.strip():
        raise Refused("unknown")
    learn(turn.desk, screen.subject, fact, said)
    return stayed(screen, "just.learned", turn.desk.changes, what=turn.words(f"fact.{fact}"))
