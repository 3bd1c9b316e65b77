"""A second manager who comes along: one typed line keeps it, and the card says who it is and when."""

from pathlib import Path

from tests.world import LIST, MANAGER, world


async def test_a_visit_together_with_the_second_manager_is_kept_and_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        heads, first, *others = LIST.splitlines()
        listed = "\n".join([f"{heads},副管户", f"{first},王海燕", *(f"{each}," for each in others)])
        assert (await bank.brings(("list.csv", listed))).applied
        kept = await bank.says(MANAGER, "和王海燕一起拜访了张伟，聊得很好")
        zhang = next(each for each in (await bank.book("李晓")).customers.values() if each.name == "张伟")
        assert zhang.second_met is not None
        assert zhang.second_met.who == "王海燕"
        await bank.taps(MANAGER, "撤销", on=kept)
        zhang = (await bank.book("李晓")).customers[zhang.id]
        assert zhang.second_met is None
