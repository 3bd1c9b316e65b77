"""/settings: one card, a tap changes one thing and the card shows it."""

from datetime import time
from pathlib import Path

from store.records import Rendering
from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, world


async def test_every_setting_is_changed_by_a_tap_and_shown_at_once(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "/settings")
        said = await along(bank, MANAGER, card, "改早上时间", "08:30")
        assert "早上 08:30" in said.text
        said = await along(bank, MANAGER, said, "改收工时间", "18:00")
        assert "收工 18:00" in said.text
        said = await along(bank, MANAGER, said, "改客户显示", "只有客户号")
        assert "只有客户号" in said.text
        assert "客户 1001" in str(buttons_of(await bank.says(MANAGER, "今天")))
        said = await bank.says(MANAGER, "设置")
        said = await along(bank, MANAGER, said, "改上班日", "周二到周六")
        assert "周二到周六" in said.text
        person = (await bank.book("李晓")).owner
        assert (person.digest_at, person.wrap_at, person.rendering) == (
            time(8, 30),
            time(18),
            Rendering.REFERENCE,
        )
        assert person.weekdays == (1, 2, 3, 4, 5)


async def test_any_days_of_the_week_can_be_worked_but_not_none(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "设置"), "改上班日", "自己选哪几天")
        assert buttons_of(said)[4:7] == ["周五 上班", "周六", "周日"]
        said = await along(bank, MANAGER, said, "周日", "周三", "返回")
        assert "周一，周二，周四，周五，周日" in said.text
        assert (await bank.book("李晓")).owner.weekdays == (0, 1, 3, 4, 6)
        said = await along(
            bank, MANAGER, said, "改上班日", "自己选哪几天", "周一", "周二", "周四", "周五", "周日"
        )
        assert "至少留一天" in bank.simulator.toasts(MANAGER)[-1].text
        assert (await bank.book("李晓")).owner.weekdays == (6,)


async def test_the_language_changes_with_the_tap(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "设置"), "改语言", "繁體中文")
        assert "語言：繁體中文" in said.text
        assert "還有 3 位" in (await bank.says(MANAGER, "今天")).text
        assert "記好了：張" in (await bank.says(MANAGER, "張偉 打通了")).text.replace("张", "張")
        said = await along(bank, MANAGER, said, "改語言", "English")
        assert said.text.startswith("Language: English")
