"""One typed line about a customer's life finds its place, and no other line is taken for one."""

from datetime import date

import pytest

from desk.life_said import BirthdaySaid, DaysSaid, LifeSaid, StageSaid, TripSaid, WishSaid, life_said
from desk.sitting import Sitting
from desk.understanding import People, understand
from store.records import Language, Refused, Stage, replace
from tests.desk.at_desk import at_desk
from tests.scheduling.made import MANAGER, customer

WHO = customer("1001", name="张伟")


async def said(line: str, language: Language = "zh-Hans") -> LifeSaid | None:
    def use(at: Sitting) -> LifeSaid | None:
        heard = understand(line, People.among((WHO,)), at.local, language)
        named = [each.text for each in heard.mentions if each.role == "customer"]
        return life_said(heard, named[0] if named else "", at)

    return await at_desk(WHO, use=use, owner=replace(MANAGER, language=language))


@pytest.mark.parametrize(
    ("line", "kind", "month", "day", "lunar", "whose"),
    [
        ("张伟 儿子高考 6月7日", "exam", 6, 7, False, "儿子高考"),
        ("张伟儿子6月7号高考", "exam", 6, 7, False, "儿子 高考"),
        ("张伟，儿子高考，6月7日", "exam", 6, 7, False, "儿子高考"),
        ("张伟的太太生日是农历八月十五", "birthday", 8, 15, True, "太太"),
        ("张伟 母亲腊月三十生日", "birthday", 12, 30, True, "母亲"),
        ("张伟 12月3日做手术", "surgery", 12, 3, False, "做手术"),
        ("张伟 下周三手术", "surgery", 12, 2, False, "手术"),
        ("张伟 下个月8号搬家", "moving", 12, 8, False, "搬家"),
        ("张伟 结婚纪念日10月1日", "wedding", 10, 1, False, ""),
        ("张伟 公司周年 5月8日", "company", 5, 8, False, ""),
        ("张伟下月3号出国留学", "abroad", 12, 3, False, "出国留学"),
    ],
)
async def test_a_day_of_the_family_or_the_life(
    line: str, kind: str, month: int, day: int, lunar: bool, whose: str
) -> None:
    told = await said(line)
    assert isinstance(told, DaysSaid)
    (one,) = told.occasions
    assert (one.kind, one.day.month, one.day.day, one.whose) == (kind, month, day, whose)
    assert (one.day.calendar == "lunar") is lunar
    assert told.rest == ""


async def test_two_days_on_one_line_are_two_and_the_rest_is_not_lost() -> None:
    told = await said("张伟 儿子明年6月7日高考，太太生日8月3日，都爱吃辣")
    assert isinstance(told, DaysSaid)
    assert [(one.kind, one.day.year) for one in told.occasions] == [("exam", 2027), ("birthday", None)]
    assert told.rest == "都爱吃辣"


@pytest.mark.parametrize(
    ("line", "kind", "month", "day", "year"),
    [
        ("Zhang Wei son's exam June 7", "exam", 6, 7, 2027),
        ("Zhang Wei wife's birthday March 8", "birthday", 3, 8, None),
        ("Zhang Wei wedding anniversary October 1", "wedding", 10, 1, None),
    ],
)
async def test_english_lines_are_heard_too(
    line: str, kind: str, month: int, day: int, year: int | None
) -> None:
    told = await said(line, "en")
    assert isinstance(told, DaysSaid)
    (one,) = told.occasions
    assert (one.kind, one.day.month, one.day.day, one.day.year) == (kind, month, day, year)
    assert one.whose == {"exam": "son's exam", "birthday": "wife", "wedding": ""}[kind]


@pytest.mark.parametrize(
    ("line", "words"), [("张伟 生日5月4日", "5月4日"), ("张伟 农历生日十月十五", "农历 十月十五")]
)
async def test_a_birthday_that_is_nobody_elses_is_the_customers(line: str, words: str) -> None:
    told = await said(line)
    assert isinstance(told, BirthdaySaid)
    assert " ".join(told.words.split()) == words


@pytest.mark.parametrize(
    ("line", "stage", "reason"),
    [
        ("张伟 升到信任期 全家资产都在我们这", Stage.TRUST, "全家资产都在我们这"),
        ("张伟可以升到强化期了，买了第一笔理财", Stage.STRENGTHEN, "买了第一笔理财"),
        ("张伟 衰退期，钱都转走了", Stage.DECLINE, "钱都转走了"),
        ("张伟 已经到信任期了", Stage.TRUST, ""),
        ("张伟 stage trust, family banks with us", Stage.TRUST, "family banks with us"),
    ],
)
async def test_another_stage_with_its_reason(line: str, stage: Stage, reason: str) -> None:
    assert await said(line) == StageSaid(stage=stage, reason=reason)


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("张伟 去日本旅游，12月5日回来", date(2026, 12, 5)),
        ("张伟12月1日去日本旅游，12月5日回来", date(2026, 12, 5)),
        ("张伟 出差到12月5日", date(2026, 12, 5)),
        ("张伟 出差，下周五回来", date(2026, 12, 4)),
        ("张伟 在三亚度假，12月20号返程", date(2026, 12, 20)),
    ],
)
async def test_a_trip_with_its_return(line: str, back: date) -> None:
    told = await said(line)
    assert isinstance(told, TripSaid)
    assert told.back == back


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("张伟 上午别打电话", "上午别打电话"),
        ("张伟 不要打电话，发微信", "不要打电话，发微信"),
        ("张伟说上班时间不方便接电话", "上班时间不方便接电话"),
        ("张伟 只能晚上打", "只能晚上打"),
    ],
)
async def test_when_and_how_somebody_wants_to_be_called(line: str, words: str) -> None:
    assert await said(line) == WishSaid(words=words)


@pytest.mark.parametrize(
    "line",
    [
        "张伟 今天上午不方便",
        "张伟 周三下午方便",
        "张伟 没接，说下午方便",
        "张伟不方便接听 让18:00再打",
        "张伟 不接电话",
        "张伟不接受电话推销",
        "张伟下周做手术 先不打扰",
        "张伟 儿子6月7日高考，考完回访",
        "刚给张伟打过电话，儿子6月7日高考",
        "张伟 下周三下午3点回访",
        "张伟 女儿12月1日结婚，送花篮",
        "张伟 6月7日 聊高考的事",
        "张伟 儿子11月20日考完试了",
        "张伟 公司 12月1日来贷款",
        "张伟 明年出国",
        "张伟 是信任期吗",
        "张伟 住院了",
        "张伟 老婆生日",
        "张伟 孩子国外留学，12月5日到账50万",
        "张伟 生日是下周二我准备了个小蛋糕",
        "张伟 12月5日回来",
        "信任期的客户有谁",
        "张伟",
    ],
)
async def test_whatever_tells_of_a_contact_or_of_no_day_goes_its_usual_way(line: str) -> None:
    assert await said(line) is None


@pytest.mark.parametrize(("line", "why"), [("2026年6月7日", "past"), ("2月30日", "no_such_day")])
async def test_a_day_that_is_over_or_that_no_calendar_has_is_refused(line: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        await said(f"张伟 儿子高考 {line}")
