"""A household that two managers keep: each card names the colleague and tells nothing of the others."""

from pathlib import Path

from tests.world import LIST, MANAGER, OTHER, world


async def test_both_managers_see_whom_to_speak_with_and_nothing_of_the_other_customer(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER, OTHER)) as bank:
        heads, *rows = LIST.splitlines()
        homes = {"1001": "F7", "1002": "F7", "2001": "F7"}
        listed = "\n".join([f"{heads},家庭编号", *(f"{row},{homes.get(row[:4], '')}" for row in rows)])
        assert (await bank.brings(("list.csv", listed))).applied
        own = await bank.says(MANAGER, "张伟")
        assert "一户 2 位" in own.text
        assert "同户还有家人由王海燕管，联系前先通个气" in own.text
        assert "钱" not in own.text
        assert "2001" not in own.text
        other = await bank.says(OTHER, "钱国强")
        assert "同户还有家人由李晓管" in other.text
        assert "张" not in other.text
        assert "陈" not in other.text
        before = (await bank.book("李晓")).version
        assert (await bank.brings(("list.csv", listed))).applied
        assert (await bank.book("李晓")).version == before, "the same list again changes nothing"
