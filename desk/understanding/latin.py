"""Customers named in Latin letters (pinyin, initials, Mr Wong) and by the ends of numbers."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from desk.understanding.forms import ends_with
from desk.understanding.numerals import DIGITS
from desk.understanding.people import Entry, People
from desk.understanding.sighting import Sighting
from desk.understanding.titles import LETTERS, Title
from desk.understanding.words import NOT_LETTERS

__all__ = ["sight_letters", "sight_numbers"]

# Nobody tells so many numbers in one breath.
_MOST = 20
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+|'(?!s\b)[a-z]+)*")
_TITLE_SOUNDS = {
    "zong": "boss",
    "jie": "ms",
    "ge": "mr",
    "ayi": "auntie",
    "xiansheng": "mr",
    "nvshi": "ms",
    "laoshi": "teacher",
    "shu": "uncle",
    "taitai": "mrs",
}
# Hong Kong and southern spellings of common surnames.
_SOUTHERN = {
    "wong": "wang huang",
    "chan": "chen",
    "cheung": "zhang",
    "lee": "li",
    "lau": "liu",
    "leung": "liang",
    "ng": "wu",
    "ho": "he",
    "chow": "zhou",
    "lam": "lin",
    "tsang": "zeng",
    "kwok": "guo",
    "yeung": "yang",
    "chiu": "zhao",
    "ko": "gao",
    "law": "luo",
    "chu": "zhu",
    "tsui": "xu",
    "chui": "xu",
    "cheng": "zheng",
}
_NAMED = re.compile(
    r"(?:^|\b(?:met|called|call|with|to|visited|visit|saw|for|from|and|rang|emailed|texted|phoned|messaged"
    r"|reached|tried|client|customer|about|gave|sent)) $"
)
_TAIL = re.compile(
    r"(?:(?:手机|电话|客户)?(?:尾号|末四位|后四位|后4位|末4位)|ending(?: in| with)?|ends (?:in|with)|tail)"
    r"\s?(?:是|为|号)?[:：]?\s?(\d{3,6}|[零〇一二三四五六七八九幺两]{4})(?:的?(?:那位|那个)?(?:客户|先生|女士)?)"
)
# A terse line may begin with the number's end alone: 「4344 来电 问养老金」.
_OPENING = re.compile(
    r"(\d{4})(?=[\s,，]*(?:来电|来访|来店|到店|打来|打了?电话|电话|没接|未接|接了|关机|微信|短信|来网点|来了))"
)
_NUMBERED = re.compile(
    r"(?:客户号|客户编号|客户号码|户号|customer (?:no\.?|number)|client (?:no\.?|number|id)|id)"
    r"\s?(?:是|为)?[:：]?\s?(\d{1,12})(?!\d)"
)
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)")


def sight_letters(text: str, people: People, cased: str) -> Iterator[Sighting]:
    """Sightings of names in Latin letters; `cased` is the text before its letters were made small."""
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        said = token[0]
        if said in LETTERS and index + 1 < len(tokens):
            yield from _addressed(tokens[index + 1], token.start(), LETTERS[said], people)
        if index + 1 < len(tokens) and tokens[index + 1][0] in _TITLE_SOUNDS:
            title = LETTERS[_TITLE_SOUNDS[tokens[index + 1][0]]]
            entries = tuple(people.surname_letters.get(said, ()))
            if entries:
                end = tokens[index + 1].end()
                yield Sighting(
                    start=token.start(), end=end, how="pinyin", rank=1, entries=entries, title=title
                )
        yield from _spelled(text, tokens, index, people, cased)


def _addressed(token: re.Match[str], start: int, title: Title, people: People) -> Iterator[Sighting]:
    said = token[0]
    entries: list[Entry] = list(people.surname_letters.get(said, ()))
    for sound in _SOUTHERN.get(said, "").split():
        entries += people.surname_letters.get(sound, ())
    unique = tuple(dict.fromkeys(entries))
    if unique or (title.sex is not None and said not in NOT_LETTERS):
        yield Sighting(start=start, end=token.end(), how="title", rank=1, entries=unique, title=title)


def _spelled(
    text: str, tokens: list[re.Match[str]], index: int, people: People, cased: str
) -> Iterator[Sighting]:
    for count in (3, 2, 1):
        run = tokens[index : index + count]
        if len(run) < count or (count > 1 and not _adjoin(text, run)):
            continue
        letters = "".join(re.sub("['-]", "", token[0]) for token in run)
        entries = people.spelled(letters)
        common = all(token[0] in NOT_LETTERS and not cased[token.start()].isupper() for token in run)
        if entries and len(letters) >= 4 and not common:
            yield Sighting(start=run[0].start(), end=run[-1].end(), how="pinyin", rank=0, entries=entries)
            return
    said, at = tokens[index][0], tokens[index].span()
    if said in NOT_LETTERS:
        return
    given = tuple(people.given_letters.get(said, ()))
    if given and (len(said) >= 5 or _NAMED.search(text, max(0, at[0] - 24), at[0])):
        yield Sighting(start=at[0], end=at[1], how="given", rank=3, entries=given)
    first = people.initialled(said)
    if first and 2 <= len(said) <= 4 and _alone(text, *at):
        yield Sighting(start=at[0], end=at[1], how="initials", rank=4, entries=first, guessed=True)


def _adjoin(text: str, run: list[re.Match[str]]) -> bool:
    return all(text[one.end() : other.start()] in {" ", "", "-", "."} for one, other in pairwise(run))


def _alone(text: str, start: int, end: int) -> bool:
    return not text[max(0, start - 1) : start].isdigit() and not text[end : end + 1].isdigit()


def _digits(said: str) -> str:
    return "".join(str(DIGITS.get(char, char)) for char in said)


def sight_numbers(text: str, people: People) -> Iterator[Sighting]:
    """Sightings by whole phone numbers, ends of numbers after a cue, and customer numbers after a cue."""
    for match in islice(_PHONE.finditer(text), _MOST):
        number = "".join(match.groups())
        entries = tuple(
            one for one in people.entries if any(p.number.endswith(number) for p in one.customer.phones)
        )
        if entries:
            yield Sighting(start=match.start(), end=match.end(), how="phone", rank=0, entries=entries)
    for match in islice(_TAIL.finditer(text), _MOST):
        entries = tuple(one for one in people.entries if ends_with(one, _digits(match[1])))
        yield Sighting(start=match.start(), end=match.end(), how="tail", rank=1, entries=entries)
    opening = _OPENING.match(text)
    named = tuple(one for one in people.entries if ends_with(one, opening[1])) if opening else ()
    if opening and named:
        yield Sighting(
            start=opening.start(), end=opening.end(), how="tail", rank=1, entries=named, guessed=True
        )
    for match in _NUMBERED.finditer(text):
        entry = people.numbers.get(match[1])
        if entry:
            yield Sighting(start=match.start(), end=match.end(), how="number", rank=0, entries=(entry,))
