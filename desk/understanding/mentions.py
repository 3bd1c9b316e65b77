"""The people a line speaks of: which sightings stand, whom each means, and in what role."""

import re
from dataclasses import replace
from datetime import date
from typing import Literal

import msgspec

from desk.understanding.forms import Hints, choose, offer
from desk.understanding.hints import hints
from desk.understanding.latin import sight_letters, sight_numbers
from desk.understanding.lexicon import alternatives
from desk.understanding.line import MOST_READ
from desk.understanding.names import ENGLISH_RELATIONS, RELATIONS
from desk.understanding.people import People
from desk.understanding.script import simplified, small
from desk.understanding.sighting import Sighting
from desk.understanding.sightings import sight
from desk.understanding.strangers import latin_strangers
from desk.understanding.taken_back import taken_back
from desk.understanding.understood import Mention

__all__ = ["mentions"]

Role = Literal["customer", "company", "referrer", "relative", "other"]

_RELATION = re.compile(f"(?:的|他|她|家|家里的|他们家)?({RELATIONS})|'s ({ENGLISH_RELATIONS})")
# Nobody tells of more people in one breath.
_MOST = 40
# So far before a name stands what tells its role.
_REACH = 32
# One message of several lines asks about each of them three times.
_SOUGHT = 16
_TOGETHER = re.compile(
    r"^(?:(?:一起|一块儿?|一道|一同|陪同)(?:去|拜访|走访|上门|见|看|登门|陪|跟进|接待|到|出访|调研|尽调)|陪同|陪着?我|也在场|together)"
)
_STAFF = (
    "客户经理|理专|襄理|专员|协理|经办|行员|理财专员|同事|主任|行长|产品经理|理财经理|大堂经理|大堂|柜员|柜台|窗口|保安|客服|前台|厅堂"
    "|柜面|高柜|低柜|对公柜|综合柜员|会计主管|营业主管|运营主管|运营|风控|风险经理|审批|信审|评审|后台|中台|内勤|外勤|保洁|保洁阿姨|门卫"
    "|支局长|支行长|网点负责人|网点主任|副主任|组长|团队长|搭档|师兄|师姐|师弟|师妹|A角|B角|a角|b角|B岗|b岗|值班的?|大厅|副管户|财富顾问|投顾|私行顾问|零售部|个金部|公司部"
    "|领导|专家|经理|副行长|分行"
)
_WITH = re.compile(rf"(?:和|跟|同|与|带着?|带上|叫上|拉上|由|在|with)(?:{_STAFF})?\s?$")
_COLLEAGUE = re.compile(
    rf"(?:{_STAFF}|实习生|新来的|新人|新员工|徒弟|学徒|师傅|助理|管培生|intern|trainee)\s?$"
)
# 「工行刘经理」 is none of ours and no customer.
_OF_ANOTHER_BANK = re.compile(
    rf"(?:{alternatives('others', 'banks')})(?:[^,，。;；\s]{{0,3}}(?:支行|分行|网点))?的?(?:{_STAFF})?$"
)
# Whoever is called so is no customer, even where nobody else is named.
_NO_CUSTOMER = re.compile(
    r"(?:同事|保安|门卫|保洁|押运|实习生|徒弟|柜员|管培生|搭档|师兄|师姐|带我的|我们行的?|咱们?行的?)\s?$"
)
# 「表扬小陈服务好」: whom a customer praises or scolds in the branch is one of ours.
_PRAISED = re.compile(
    r"(?:表扬|夸奖?|称赞|点赞|感谢|多亏|投诉|批评|点名|抱怨|吐槽|指名要?找?|换掉?)(?:了)?(?:一下|我们|咱们?|你们|行里|网点|大堂|柜台)?的?$"
)
_OUR_WORK = re.compile(
    r"^(?:同志|师傅|姑娘|经理)?(?:的)?(?:服务|态度|业务|办事|工作|耐心|热情|专业|细心|贴心|办得|做得|帮(?:了|过)?(?:他|她)|给(?:他|她))"
)
_STAFF_TITLE = re.compile(r"(?:经理|主任|行长|总监)$|^小.$")
# Between a form of address and the name that says who is meant.
_SAME = re.compile(
    r"[\s,，(（]*(?:(?:也|就|我)?就?(?:是|叫)|即|也就是|名(?:字|叫)?(?:叫|是)?|全名(?:叫|是)?|我?(?:是)?(?:说|指)的?(?:是)?)?\s?"
    r"(?:(?:那个|那位)?(?:[一二三四五六七八九\d十]{1,3}[多几来]?岁?|年纪大|年长|岁数大|年轻|年纪轻|上了?年纪|住\S{1,5}|做\S{1,4}|开\S{1,4})的"
    r"(?:那个|那位|这个)?)?\s?"
)
_KIN_BEFORE = re.compile(rf"(?<!介绍的)(?<!推荐的)(?<!介绍)(?:{RELATIONS})(?:叫|是)?$")
# 「张伟跟他表弟张磊都来了」 tells of two customers.
_BOTH = re.compile(r"(?:也|两个?人?|俩人?)?(?:都|全都?|一起|一块儿?|一同|双双)(?!没|不)")
# 「陈主任和张伟聊了」, 「小王帮张伟办了卡」: one of ours, with or for the customer.
_OF_OURS = re.compile(r"(?:主任|行长|经理|总监)$|^小.$")
_LEADS_TO = re.compile(
    r"(?:值班|当班|顶班|休息时|路过时)?(?:帮|替|代|接待|接了|陪同|转告|转达|打给|联系(?:上)?了|回访了|上门)(?!他|她|我说)|(?:和|跟|与|陪)(?=.{1,3}(?:聊|谈|见|拜|去|吃|看|办|来|签|做))"
)
# 「柜面小刘给她办的」, 「大堂小吴接待的」: behind the customer, one of ours.
_SERVED = re.compile(
    r"(?:给|帮|替|为)(?:他|她)(?:办|弄|处理|签|打|换|开|取|存|讲|做)|(?:接待|经手|处理|办|受理|招呼)的"
)
# 「让小张周三帮我打个电话」 is a colleague.
_SENT = re.compile(r"(?:让|叫|请|麻烦|托|安排|派|喊|拜托)(?:同事|网点|柜员|大堂)?的?\s?$")
_FOR_ME = re.compile(r"^[^,，。;；]{0,8}(?:帮我|替我|代我|帮忙(?:给|打|跑|送|去|盯|联系)|替班|顶班|顶一?下)")
_REFERS = re.compile(r"^(?:介绍|推荐|转介|引荐|带)(?:来|过来)?的|^'s referral")
_REFERRED_BY = re.compile(r"(?:介绍人|推荐人|referred by)(?:是)?\s?$")


def mentions(text: str, people: People, today: date | None = None) -> tuple[Mention, ...]:
    """All mentions of a line in the order they stand; of two that overlap the stronger one stands."""
    known = people.sought.get((text, today))
    if known is None:
        if len(people.sought) >= _SOUGHT:
            people.sought.clear()
        known = people.sought[text, today] = _found(text, people, today)
    return known


def _found(text: str, people: People, today: date | None) -> tuple[Mention, ...]:
    cased = simplified(text[:MOST_READ])
    plain = small(cased)
    standing = _standing(
        [
            *sight(plain, people),
            *sight_letters(plain, people, cased),
            *sight_numbers(plain, people),
            *(Sighting(start=start, end=end, how="unknown", rank=6) for start, end in latin_strangers(cased)),
        ]
    )
    standing = _without_hints(_joined(plain, standing))
    found = tuple(_mention(plain, one, people, standing, today) for one in standing)
    found = _corrected(plain, found)
    return found or _by_firm(plain, people, today)


def _standing(sightings: list[Sighting]) -> list[Sighting]:
    kept: list[Sighting] = []
    covered = bytearray(MOST_READ)
    for one in sorted(sightings, key=lambda one: (one.rank, one.start - one.end, not one.entries, one.start)):
        if not any(covered[one.start : one.end]):
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)[:_MOST]


def _joined(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """「陈桂英陈阿姨」 and 「陈阿姨，就是陈桂英」 are one person; the title tells namesakes apart."""
    joined: list[Sighting] = []
    for one in sightings:
        last = joined[-1] if joined else None
        same = last and last.how in {"name", "sound"} and last.end == one.start
        told = (
            last and last.how == "title" and one.how == "name" and _SAME.fullmatch(text, last.end, one.start)
        )
        if last and told and set(last.entries) & set(one.entries):
            joined[-1] = replace(one, start=last.start, title=last.title)
        elif last and same and one.how == "title" and set(last.entries) & set(one.entries):
            joined[-1] = replace(last, end=one.end, title=one.title)
        else:
            joined.append(one)
    return joined


def _without_hints(sightings: list[Sighting]) -> list[Sighting]:
    """A number's end beside a name only tells namesakes apart; it is no second person."""
    numbers = frozenset({"tail", "phone", "number"})
    named = [one for one in sightings if one.how not in numbers]
    return [
        one
        for one in sightings
        if one.how not in numbers
        or (
            not any(other.end <= one.start + 4 and one.start - other.end < 10 for other in named)
            and not any(0 <= other.start - one.end < 6 for other in named)
        )
    ]


def _mention(text: str, one: Sighting, people: People, others: list[Sighting], today: date | None) -> Mention:
    beside = hints(text, one, people, today, alone=len(others) == 1)
    if one.sure:
        found = choose(one.entries, one.how, beside, guessed=one.guessed)
    else:
        found = offer(one.entries, one.how, beside)
    related = _RELATION.match(text, one.end)
    end, relation = (related.end(), related[1] or related[2]) if related else (one.end, "")
    role: Role = (
        "company"
        if one.title.staff and len(others) > 1
        else _role(text, one.start, end, others, related=bool(relation))
    )
    return Mention(
        start=one.start, end=end, text=text[one.start : one.end], found=found, relation=relation, role=role
    )


def _corrected(text: str, said: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of 「张磊，不对，是张伟」 the speaker means the second alone."""
    wrong = taken_back(text, [(one.start, one.end) for one in said])
    return tuple(
        msgspec.structs.replace(one, role="other") if row in wrong else one for row, one in enumerate(said)
    )


def _role(text: str, start: int, end: int, others: list[Sighting], *, related: bool) -> Role:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    to_them = before.rstrip().endswith(("给", "帮", "替", "向", "为"))
    if (_REFERS.match(after) and not to_them) or _REFERRED_BY.search(before):
        return "referrer" if len(others) > 1 or _REFERS.match(after) else "customer"
    said = text[start:end]
    if len(others) > 1 and _OF_OURS.search(said) and _LEADS_TO.match(after):
        return "company"
    earlier = any(other.end <= start for other in others)
    if earlier and _OF_OURS.search(said) and _SERVED.match(after):
        return "company"
    if earlier and _KIN_BEFORE.search(before) and not _BOTH.match(after):
        return "relative"
    if len(others) > 1 and _WITH.search(before) and text[:end].endswith(("经理", "主任", "行长", "总监")):
        return "company"
    if _OF_ANOTHER_BANK.search(before) and _STAFF_TITLE.search(said):
        return "other"
    if len(others) > 1 and _SENT.search(before) and _FOR_ME.match(after):
        return "company"
    if (len(others) > 1 and _COLLEAGUE.search(before)) or _NO_CUSTOMER.search(before):
        return "company"
    if len(others) > 1 and _WITH.search(before) and _TOGETHER.match(after):
        return "company"
    if earlier and _STAFF_TITLE.search(said) and _PRAISED.search(before) and _OUR_WORK.match(after):
        return "company"
    apposed = related and any(
        0 <= start - other.end <= 2 and not text[other.end : start].strip(" ,，、是(（") for other in others
    )
    return "referrer" if apposed else "customer"


def _by_firm(text: str, people: People, today: date | None) -> tuple[Mention, ...]:
    """Nobody is named, but the employer of one or a few customers is."""
    for firm in sorted(people.firms, key=len, reverse=True):
        start = text.find(firm)
        if start >= 0:
            found = choose(people.firms[firm], "firm", Hints(order=people.order, today=today), guessed=True)
            return (Mention(start=start, end=start + len(firm), text=firm, found=found),)
    return ()
