"""While nothing can be kept, whoever writes hears so, once; afterwards nothing was lost or is done twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.unkept import QUIET
from tests.world import HEAD, MANAGER, OPERATOR, OTHER, STRANGER, World, world

CALL = "刚给何丽打过电话，打通了，聊了孩子"
NOT_YET, CANNOT = "还没收下", "存不进去"


@asynccontextmanager
async def nothing_kept(it: World) -> AsyncIterator[None]:
    """The inbox takes nothing in, as on a full disk; everything that is there can be read."""
    no = "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'no room'); END"
    await it.store._access.write(lambda c: c.command(no))
    try:
        yield
    finally:
        await it.store._access.write(lambda c: c.command("DROP TRIGGER full"))


async def hears(it: World, user: int, words: str) -> None:
    """The user sees such words, now or soon."""
    await has(it, user, words, 1)


async def has(it: World, user: int, words: str, count: int) -> None:
    """So many messages with such words are there, now or soon."""
    if len(it.told(user, words)) < count:
        await it.simulator.wait(user, lambda _chat: len(it.told(user, words)) >= count, within=20)


async def test_who_writes_while_nothing_can_be_kept_hears_so_once_and_is_answered_later(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OTHER, OPERATOR)) as it:
        async with nothing_kept(it):
            it.simulator.send_text(MANAGER, CALL)
            await hears(it, MANAGER, NOT_YET)
            it.simulator.send_text(MANAGER, "陈桂英 没接")
            it.simulator.send_text(OTHER, "钱国强 没接")
            await hears(it, OTHER, NOT_YET)
            await hears(it, OPERATOR, CANNOT)
        await hears(it, MANAGER, "没接")
        await hears(it, OTHER, "没接")
        await it.house.lanes.idle.wait()
        assert len((await it.book("李晓")).contacts) == 2
        assert len((await it.book("王海燕")).contacts) == 1
        assert [len(it.told(user, NOT_YET)) for user in (MANAGER, OTHER, OPERATOR, HEAD)] == [1, 1, 0, 0]
        assert len(it.told(OPERATOR, CANNOT)) == 1


async def test_a_stranger_hears_nothing_of_it(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        before = len(it.simulator.messages(STRANGER))
        async with nothing_kept(it):
            it.simulator.send_text(STRANGER, "你好")
            it.simulator.send_text(MANAGER, CALL)
            await hears(it, MANAGER, NOT_YET)
            assert len([each for each in it.simulator.messages(STRANGER)[before:] if not each.mine]) == 0


async def test_a_disk_that_fills_up_again_is_told_again_but_not_at_once(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        for number, told in enumerate((1, 1, 2)):
            if number == 2:
                it.clock.step(timedelta(seconds=QUIET + 1))
                await it.says(MANAGER, "今天")
            async with nothing_kept(it):
                it.simulator.send_text(MANAGER, f"{CALL}，第{number}回")
                it.simulator.send_text(OTHER, f"钱国强 没接，第{number}回")
                await has(it, MANAGER, NOT_YET, told)
            await has(it, MANAGER, "记好了", number + 1)
            await it.house.lanes.idle.wait()
            assert len(it.told(MANAGER, NOT_YET)) == told
