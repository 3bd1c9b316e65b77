"""What a customer has told: stage, days, trips, risk profile, and the one thing to ask next."""

from datetime import date, timedelta
from pathlib import Path

from simulator import Seen
from store.records import Birthday, Customer, Occasion, Stage
from tests.handlers.conversations.along import along, buttons_of
from tests.world import LIST, MANAGER, World, world


async def profile(bank: World, name: str, *further: str) -> Seen:
    """The profile of a customer, and whatever is tapped there."""
    card = await bank.says(MANAGER, name)
    return await along(bank, MANAGER, card, "更多", "资料", *further)


async def kept(bank: World, number: str) -> Customer:
    return (await bank.book("李晓")).customers[number]


async def test_a_stage_is_changed_with_a_reason_and_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await profile(bank, "张伟")
        assert "建立期：见一面" in said.text
        assert len(buttons_of(said)) <= 8
        card = await along(bank, MANAGER, said, "改阶段", "强化期", "办了第一笔")
        assert "记好了：张先生 0001 到强化期" in card.text
        customer = await kept(bank, "1001")
        assert (customer.stage, customer.stages[0].reason) == (Stage.STRENGTHEN, "办了第一笔")
        assert customer.stage_since == date(2026, 11, 23)
        await along(bank, MANAGER, card, "撤销")
        customer = await kept(bank, "1001")
        assert (customer.stage, customer.stages) == (Stage.ESTABLISH, ())


async def test_a_reason_may_be_typed_and_an_old_button_changes_nothing_twice(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await profile(bank, "张伟", "改阶段", "衰退期")
        assert "为什么" in asked.text
        said = await bank.says(MANAGER, "基金亏了，有怨气")
        assert "到衰退期" in said.text
        customer = await kept(bank, "1001")
        assert (customer.stage, customer.stages[0].reason) == (Stage.DECLINE, "基金亏了，有怨气")
        again = await bank.taps(MANAGER, "赎回或转走了", on=asked)
        assert "强化期" not in again.text
        assert len((await kept(bank, "1001")).stages) == 1


async def test_a_day_of_the_family_is_one_typed_line_and_comes_on_its_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "家人和日子")
        said = await bank.says(MANAGER, "太太生日 12月1日")
        assert "记好了：张先生 0001 生日 太太 12月1日" in said.text
        await profile(bank, "张伟", "家人和日子")
        said = await bank.says(MANAGER, "儿子高考 明年6月7日")
        assert "考试 儿子高考" in said.text
        assert "2027年6月7日 周一" in said.text
        assert (await kept(bank, "1001")).occasions == (
            Occasion(kind="birthday", day=Birthday(month=12, day=1), whose="太太"),
            Occasion(kind="exam", day=Birthday(year=2027, month=6, day=7), whose="儿子高考", once=True),
        )
        await bank.passes(timedelta(days=8))
        today = await bank.says(MANAGER, "今天")
        card = await bank.taps(MANAGER, "张伟", on=today)
        assert "家人生日 太太" in card.text


async def test_a_lunar_day_is_kept_as_one(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "陈桂英", "家人和日子")
        said = await bank.says(MANAGER, "先生生日 腊月三十")
        assert "农历" in said.text
        (day,) = (await kept(bank, "1002")).occasions
        assert (day.day.calendar, day.day.month, day.day.day) == ("lunar", 12, 30)


async def test_a_day_that_is_none_or_over_is_said_so_and_nothing_is_kept(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "家人和日子")
        for line, answer in (
            ("儿子高考", "没听出是哪天"),
            ("儿子高考 2月30日", "没有2月30日这一天"),
            ("儿子高考 2020年6月7日", "已经过了"),
        ):
            # The question still stands after words that were no answer to it.
            assert answer in (await bank.says(MANAGER, line)).text
        assert (await kept(bank, "1001")).occasions == ()


async def test_a_day_is_taken_out_again(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "家人和日子")
        await bank.says(MANAGER, "结婚纪念日 10月1日")
        listed = await profile(bank, "张伟", "家人和日子")
        card = await bank.taps(MANAGER, "去掉：结婚纪念日", on=listed)
        assert "去掉了" in card.text
        assert (await kept(bank, "1001")).occasions == ()


async def test_who_is_away_is_not_called_and_greeted_on_return(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "陈丽华", "出行")
        said = await bank.says(MANAGER, "12月2日回来")
        assert "记好了：陈女士 0005" in said.text
        assert (await kept(bank, "1005")).back_on == date(2026, 12, 2)
        shown = await profile(bank, "陈丽华")
        assert "先不打扰" in shown.text
        await bank.passes(timedelta(days=9))
        card = await bank.says(MANAGER, "陈丽华")
        assert "回来了，问候一声" in card.text
        shown = await profile(bank, "陈丽华", "出行")
        assert "已经回来了" not in buttons_of(shown)


async def test_a_risk_profile_comes_back_before_it_runs_out(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "风险测评")
        said = await bank.says(MANAGER, "稳健型 到2027年1月15日")
        assert "稳健型，2027年1月15日" in said.text
        customer = await kept(bank, "1001")
        assert (customer.risk, customer.risk_until) == ("C2", date(2027, 1, 15))
        await bank.passes(timedelta(days=24))
        assert "风险测评" in (await bank.says(MANAGER, "张伟")).text
        said = await profile(bank, "张伟", "风险测评", "平衡型", "一年")
        assert "平衡型" in said.text
        assert (await kept(bank, "1001")).risk_until == date(2027, 12, 17)


async def test_the_one_next_question_is_answered_by_a_button_or_a_line(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await profile(bank, "马超", "补一项")
        assert "电话是多少" in asked.text
        assert "不像电话号码" in (await bank.says(MANAGER, "不知道")).text
        said = await bank.says(MANAGER, "13900010004")
        assert "马先生 0004 的电话" in said.text
        said = await profile(bank, "马超", "补一项", "上午")
        assert "联系偏好" in said.text
        customer = await kept(bank, "1004")
        assert customer.phones[0].number == "13900010004"
        assert customer.preference == "上午方便"
        asked = await profile(bank, "马超", "补一项")
        assert "在哪儿工作" in asked.text
        await bank.says(MANAGER, "城东小学")
        assert (await kept(bank, "1004")).employer == "城东小学"


async def test_a_name_typed_at_a_question_opens_that_customer(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "何丽", "补一项")
        assert "张先生 0001" in (await bank.says(MANAGER, "张伟")).text
        assert (await kept(bank, "1003")).preference == ""


async def test_satisfaction_is_kept_over_time(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "其他", "满意度", "3")
        await bank.passes(timedelta(days=7))
        said = await profile(bank, "张伟", "其他", "满意度", "5")
        assert "满意度 5" in said.text
        assert "满意度 3→5" in (await profile(bank, "张伟")).text
        await profile(bank, "张伟", "其他", "满意度", "4")
        assert [each.score for each in (await kept(bank, "1001")).satisfaction] == [3, 4]


async def test_a_risk_result_is_typed_alone_or_with_its_end_and_no_day_that_cannot_be(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "风险测评")
        asked = await bank.says(MANAGER, "稳健")
        assert "稳健型\n哪天到期" in asked.text
        assert "没有2027-02-30这一天" in (await bank.says(MANAGER, "2027-02-30")).text
        said = await bank.says(MANAGER, "2027-03-01")
        assert "稳健型，2027年3月1日" in said.text
        await profile(bank, "张伟", "风险测评")
        assert "没有2027-02-30这一天" in (await bank.says(MANAGER, "R3 到 2027-02-30")).text
        assert (await kept(bank, "1001")).risk == "C2", "what can't be changes nothing"
        assert "平衡型，2027年2月28日" in (await bank.says(MANAGER, "R3 到 2027-02-28")).text


async def test_of_twelve_days_each_one_can_be_taken_out(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for month in range(1, 13):
            await profile(bank, "张伟", "家人和日子")
            await bank.says(MANAGER, f"亲戚{month} 生日 {month}月3日")
        page = await profile(bank, "张伟", "家人和日子")
        assert len(buttons_of(page)) <= 8
        last = await along(bank, MANAGER, page, "下一页", "下一页")
        assert "下一页" not in buttons_of(last)
        await along(bank, MANAGER, last, "亲戚12")
        left = [each.whose for each in (await kept(bank, "1001")).occasions]
        assert left == [f"亲戚{month}" for month in range(1, 12)]


async def test_a_thirtieth_that_this_year_does_not_have_says_so_as_it_was_told(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        born = LIST.replace("农历1958年十月十五", "农历1958年腊月三十")
        await bank.brings(("客户.csv", born))
        card = await bank.says(MANAGER, "陈桂英")
        assert "（农历腊月三十，今年无三十，按廿九）" in card.text
        assert not any(line != line.rstrip() for line in card.text.splitlines()), "no line ends in a blank"
        week = await bank.says(MANAGER, "/preview 90")
        said = "陈女士 0002：2027年2月5日 周五农历生日 68 岁 （农历腊月三十，今年无三十，按廿九）"
        assert said in week.text.splitlines()


async def test_a_day_said_with_the_customers_own_name_is_the_same_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for line in ("儿子高考 6月7日", "张伟 儿子高考 6月7日", "儿子高考 儿子高考 6月7日"):
            await profile(bank, "张伟", "家人和日子")
            await bank.says(MANAGER, line)
        assert [each.whose for each in (await kept(bank, "1001")).occasions] == ["儿子高考"]


async def test_a_phone_beside_a_day_is_not_kept_with_it(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "家人和日子")
        await bank.says(MANAGER, "搬家 12月2日 手机13812345678")
        (one,) = (await kept(bank, "1001")).occasions
        assert "13812345678" not in one.whose
        assert "…5678" in one.whose


async def test_the_profile_says_why_a_stage_was_left(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await profile(bank, "张伟", "改阶段", "强化期", "办了第一笔")
        await profile(bank, "张伟", "改阶段", "衰退期")
        await bank.says(MANAGER, "基金亏了，有怨气")
        lines = (await profile(bank, "张伟")).text.splitlines()
        at = next(place for place, line in enumerate(lines) if "从强化期到衰退期：基金亏了，有怨气" in line)
        assert "从建立期到强化期：办了第一笔" in lines[at + 1]
