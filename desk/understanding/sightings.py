"""Places of a line that may speak of a customer, each found in one way; `mentions` settles which stand."""

import re
from collections.abc import Iterator

from desk.understanding.names import COMPOUND, LEFT, SURNAMES
from desk.understanding.people import Entry, People
from desk.understanding.rows import common, in_a_row
from desk.understanding.sighting import HAN, Sighting, crosses, stands_after, stands_before
from desk.understanding.sounds import blurred, reads, word
from desk.understanding.strangers import introduces, strangers
from desk.understanding.titles import PREFIXES, TITLES, Title, after_title, titles_pattern
from desk.understanding.words import NOT_NAMES, STOP

__all__ = ["sight"]


_TITLE = re.compile(titles_pattern())
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_TITLED = re.compile(f"(老|小|阿)?({_SURNAME})({titles_pattern()})")
_PREFIXED = re.compile(f"(老|小|阿)({_SURNAME})(?!{HAN}?(?:行|区|时))")
_SURNAMED = re.compile(
    f"姓({_SURNAME})的?(?:那(?:个|位))?(先生|女士|小姐|阿姨|老板|老太太|大爷|大姐|大哥|老先生)?(?:客户|人)?"
)
# A surname of two characters is said alone.
_COMPOUND_ALONE = re.compile("|".join(COMPOUND))
_NICKED = re.compile(f"(?:(小|阿)({HAN})|({HAN})({HAN})?(哥|姐|姨|叔|总)|({HAN})\\6)")
# A clock time, or the mark of something done behind its verb.
_ENDS_A_WORD = re.compile(
    r"[零一二两三四五六七八九十\d]{1,3}点(?:多钟?|钟|半|[一三]刻|[零一二三四五]?十?[一二三四五六七八九]?分)?|(?<=[见访打找陪聊谈约问去到])[过了]"
)
_TIME_AFTER = re.compile("(?:[明后今昨前]天|明[早晚日年]|今[早晚日年]|明后天|后[年日])")


def sight(text: str, people: People) -> Iterator[Sighting]:
    """All sightings in a simplified, small-letter line, overlapping as they come."""
    text = _set_apart(text, people)
    barred = [match.span() for match in NOT_NAMES.finditer(text)]
    yield from _full_names(text, people, barred)
    yield from _titled(text, people, barred)
    yield from _given_names(text, people, barred)
    yield from _nicknames(text, people, barred)
    yield from _homophones(text, people, barred)
    for spans in strangers(text):
        free = [span for span in spans if not crosses(*span, barred) and not _part_of_word(text, span[0])]
        yield from (Sighting(start=start, end=end, how="unknown", rank=6) for start, end in free[:1])


def _set_apart(text: str, people: People) -> str:
    """「见过程雪」 and 「八点多万里来了」: what ends before a known name is no part of a word with it."""
    for match in _ENDS_A_WORD.finditer(text):
        end = match.end()
        if any(text[end : end + length] in people.names for length in people.lengths):
            text = text[: match.start()] + "，" * len(match[0]) + text[end:]
    return text


def _part_of_word(text: str, start: int) -> bool:
    """Whether the surname belongs to the word before it: the 周 of 上周, the 高 of 提高."""
    before = text[start - 1 : start]
    return bool(before) and before in LEFT.get(text[start], "")


def _full_names(text: str, people: People, barred: list[tuple[int, int]]) -> Iterator[Sighting]:
    for start in range(len(text) - 1):
        if text[start] < "一":
            continue
        for length in people.lengths:
            end = start + length
            entries = people.names.get(text[start:end])
            if entries and len(text) >= end:
                yield from _full_name(text, people, tuple(entries), (start, end), barred)


def _full_name(
    text: str, people: People, entries: tuple[Entry, ...], at: tuple[int, int], barred: list[tuple[int, int]]
) -> Iterator[Sighting]:
    start, end = at
    cut = _TIME_AFTER.match(text, end - 1) if end - start > 2 else None
    if cut:
        # 「张伟明天来」 is 张伟, even where a 张伟明 is kept.
        if text[start : end - 1] not in people.names:
            yield Sighting(start=start, end=end - 1, how="name", rank=2, entries=entries, sure=False)
        return
    if end - start == 2:
        before, after = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
        idiom = any(begin == start and stop > end for begin, stop in barred)
        inside = idiom or (
            crosses(start, end, barred)
            and not stands_after(text, end)
            and not in_a_row(text, people, (start, end))
        )
        if inside or _part_of_word(text, start) or (word(before) and word(after)):
            return
    if common(text[start:end]) and not (_alone(text, start, end) or in_a_row(text, people, (start, end))):
        return
    if end - start == 3 and (
        (_part_of_word(text, start) and not stands_before(text, start))
        or any(begin <= start and end < stop for begin, stop in barred)
    ):
        return
    titled = _TITLE.match(text, end)
    if titled and after_title(titled[0], text[titled.end() :]):
        title = TITLES[titled[0]]
        # 方志远太太 is not a lady called 方志远: her husband is.
        if any(title.sex in {None, entry.customer.sex} for entry in entries):
            yield Sighting(start=start, end=titled.end(), how="name", rank=0, entries=entries, title=title)
            return
    yield Sighting(start=start, end=end, how="name", rank=0, entries=entries)


def _titled(text: str, people: People, barred: list[tuple[int, int]]) -> Iterator[Sighting]:
    for match in _TITLED.finditer(text):
        prefix, surname, titled = match.groups()
        start = match.start() if prefix else match.start(2)
        if not after_title(titled, text[match.end() :]) or crosses(match.start(2), match.end(), barred):
            continue
        if not prefix and _part_of_word(text, match.start(2)):
            continue
        entries = tuple(people.surnames.get(surname, ()))
        rank = 1 if entries else 5
        yield Sighting(
            start=start, end=match.end(), how="title", rank=rank, entries=entries, title=TITLES[titled]
        )
        if not entries:
            yield from _sounding_surname(surname, people, (start, match.end()), TITLES[titled])
    for match in _PREFIXED.finditer(text):
        around = text[match.start() - 1 : match.start() + 1] if match.start() else ""
        if (
            crosses(*match.span(), barred)
            or word(around)
            or word(match[0] + text[match.end() : match.end() + 1])
        ):
            continue
        entries = tuple(people.surnames.get(match[2], ()))
        if entries or introduces(text, match.start()):
            title = PREFIXES[match[1]]
            yield Sighting(
                start=match.start(), end=match.end(), how="title", rank=3, entries=entries, title=title
            )
    for match in _COMPOUND_ALONE.finditer(text):
        entries = tuple(people.surnames.get(match[0], ()))
        if entries and stands_before(text, match.start()) and stands_after(text, match.end()):
            yield Sighting(start=match.start(), end=match.end(), how="title", rank=3, entries=entries)
    for match in _SURNAMED.finditer(text):
        entries = tuple(people.surnames.get(match[1], ()))
        title = TITLES[match[2]] if match[2] else Title()
        yield Sighting(
            start=match.start(), end=match.end(), how="title", rank=1, entries=entries, title=title
        )


def _sounding_surname(surname: str, people: People, at: tuple[int, int], title: Title) -> Iterator[Sighting]:
    heard = reads(surname)[:1]
    alike = tuple(
        entry for other, all_ in people.surnames.items() if reads(other)[:1] == heard for entry in all_
    )
    if alike:
        yield Sighting(start=at[0], end=at[1], how="sound", rank=1, entries=alike, title=title, sure=False)


def _given_names(text: str, people: People, barred: list[tuple[int, int]]) -> Iterator[Sighting]:
    for start in range(len(text) - 1):
        given = text[start : start + 2]
        entries = people.givens.get(given)
        if not entries or crosses(start, start + 2, barred) or not stands_before(text, start):
            continue
        end = start + 2
        titled = _TITLE.match(text, end)
        if titled and after_title(titled[0], text[titled.end() :]):
            title, end = TITLES[titled[0]], titled.end()
        elif not stands_after(text, end) or (common(given) and not _addressed(text, start, end)):
            continue
        else:
            title = Title()
        yield Sighting(start=start, end=end, how="given", rank=2, entries=tuple(entries), title=title)


_ADDRESSED = re.compile(r"(?:^|[\s,，。;；]|给|跟|和|陪|拜访|联系|约|找|见了|回访|打给|客户|见|帮)$")
_ANSWERS = re.compile(
    r"(?:$|[\s,，]|说|想|要|没接|不接|问|电话|来|接|答应|约|打|聊|今天|明天|下周|上午|下午|刚|已|嫌|抱怨|的)"
)


def _addressed(text: str, start: int, end: int) -> bool:
    """Stricter than `stands_*`, for given names that are daily words too."""
    return (
        _ADDRESSED.search(text, max(0, start - 4), start) is not None
        and _ANSWERS.match(text, end) is not None
    )


def _alone(text: str, start: int, end: int) -> bool:
    """For full names that are daily words too: around them stands what stands around a name."""
    return stands_before(text, start) and text[end : end + 1] not in {"过", "了", "地", "得", "路"}


def _nicknames(text: str, people: People, barred: list[tuple[int, int]]) -> Iterator[Sighting]:
    for match in _NICKED.finditer(text):
        prefix, small, first, second, called, twice = match.groups()
        start, end = match.span()
        if crosses(start, end, barred) or not stands_before(text, start):
            continue
        if small:
            title, chars = PREFIXES[prefix], small
        elif called:
            title, chars = TITLES[called], first + (second or "")
            if not after_title(called, text[end:]):
                continue
        else:
            title, chars = Title(), twice
            if not stands_after(text, end):
                continue
        if word(match[0]) and not _addressed(text, start, end):
            continue
        entries = tuple(one for one in people.entries if _nick(one, chars))
        if entries and chars not in people.surnames:
            yield Sighting(start=start, end=end, how="nickname", rank=4, entries=entries, title=title)


def _nick(entry: Entry, chars: str) -> bool:
    return bool(entry.given) and (entry.given == chars or (len(chars) == 1 and entry.given[-1] == chars))


def _homophones(text: str, people: People, barred: list[tuple[int, int]]) -> Iterator[Sighting]:
    for start in range(len(text) - 1):
        if text[start] < "一" or text[start] > "鿿":
            continue
        for length in people.lengths:
            said = text[start : start + length]
            if len(said) < length or said in people.names:
                continue
            entries = [entry for sound in reads(said) for entry in people.sounding(sound)] or _nearly(
                said, people
            )
            if entries and _heard_as_name(text, start, start + length, barred):
                found = tuple(dict.fromkeys(entries))
                end = start + length
                titled = _TITLE.match(text, end)
                title = TITLES[titled[0]] if titled else Title()
                end = titled.end() if titled else end
                yield Sighting(
                    start=start, end=end, how="sound", rank=5, entries=found, title=title, guessed=True
                )


def _nearly(said: str, people: People) -> list[Entry]:
    """林子强 for 林志强: three characters, the surname right, the rest as dictation blurs it."""
    if len(said) != 3 or said[0] not in people.surnames:
        return []
    alike = (entry for sound in reads(said) for entry in people.blurs.get(blurred(sound), ()))
    return [entry for entry in alike if entry.name[0] == said[0]]


_DOES = re.compile(
    r"来(?:网点|了|电|行里|柜台|支行)|没接|接了|(?:给我)?打(?:来)?电话|电话|回(?:了|电|微信)|微信|说|到网点|到店|过来"
)
# Of the characters that make no names of strangers, those that a name is often written with by mistake.
_NAMING = frozenset("微为年兰明回理财利")


def _heard_as_name(text: str, start: int, end: int, barred: list[tuple[int, int]]) -> bool:
    said = text[start:end]
    if word(said) or _part_of_word(text, start):
        return False
    surname = said[0] in SURNAMES or said[:2] in COMPOUND
    before, after = stands_before(text, start), stands_after(text, end) or _TITLE.match(text, end) is not None
    if len(said) == 2 and start == 0 and not surname:
        # 「合丽来网点了」: what no name begins with, where a line begins and somebody does something.
        return _DOES.match(text, end) is not None and not crosses(start, end, barred)
    if len(said) == 2:
        # 微 begins 微信, but 「张微打通了」 is somebody.
        name = said[1] not in STOP or (said[1] in _NAMING and not word(text[end - 1 : end + 1]))
        return surname and before and after and name and not crosses(start, end, barred)
    if crosses(start, end, barred):
        # 「孙子韩来了」 begins with 孙子 and is a name all the same.
        return (
            surname
            and before
            and after
            and all(start <= one and two <= end for one, two in _near(barred, start, end))
        )
    return (before or after) if surname else (before and after and not word(said[:2]) and not word(said[1:]))


def _near(barred: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(begin, stop) for begin, stop in barred if start < stop and begin < end]
