"""Tier and segment by hand, in taps: what, which, why, and back."""

from pathlib import Path

from tests.handlers.conversations.along import along
from tests.world import MANAGER, world


async def test_a_tier_is_set_by_hand_with_a_reason_and_given_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "资料", "阶段")
        card = await along(bank, MANAGER, card, "改层级", "私")
        assert "为什么" in card.text
        said = await bank.says(MANAGER, "他行还有八百万")
        assert "张先生 0001 → 私" in said.text
        assert (await bank.book("李晓")).customers["1001"].own_tier == "private"
        card = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "资料")
        assert "手工定的" in card.text
        assert "他行还有八百万" in card.text
        card = await along(bank, MANAGER, card, "阶段", "改层级", "按名单和资产")
        assert (await bank.book("李晓")).customers["1001"].own_tier == ""
        card = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "更多", "资料", "阶段", "改客群")
        card = await along(bank, MANAGER, card, "企业主", "客户自己说的", "撤销")
        assert (await bank.book("李晓")).customers["1001"].own_segment == ""
