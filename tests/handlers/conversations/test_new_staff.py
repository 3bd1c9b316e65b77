"""An operator brings a list with managers nobody knows: they are made, and their codes shown once."""

from pathlib import Path

from tests.handlers.conversations.along import brings
from tests.handlers.conversations.test_lists_in_chat import sends
from tests.world import LIST, OPERATOR, world


async def test_codes_of_new_managers_are_shown_and_not_kept(tmp_path: Path) -> None:
    fresh = LIST + "4001,林夏,女,1990-01-25,,城东支行,郑新,90000,2026-11-22\n"
    async with world(tmp_path, joined=(OPERATOR,)) as bank:
        trial = await sends(bank, OPERATOR, "a.csv", fresh.encode())
        assert "新经理 1 位" in trial.text
        said = await brings(bank, OPERATOR, trial, "确认导入")
        code = said.text.split("/start ")[1].split()[0]
        kept = (await bank.book("赵工")).dialogues.values()
        assert not any(code in str(each.draft) for each in kept)
        bank.simulator.add_user(55, "郑新", language_code="zh-hans")
        assert "郑经理，您好" in (await bank.says(55, f"/start {code}")).text
