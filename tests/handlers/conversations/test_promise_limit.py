"""More promises than one person keeps: said with the one that is too many, which is kept all the same."""

from datetime import date
from pathlib import Path

from store.books import Books
from store.records import FollowUp, Kind
from store.scope import Scope
from tests.world import MANAGER, MONDAY, world


async def test_the_promise_that_is_too_many_is_kept_and_said_to_be(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        home = (await bank.book("李晓")).id

        def promises(books: Books) -> None:
            for number in range(29):
                books[home].put(
                    FollowUp(
                        id=f"p{number}",
                        customer="1002",
                        how=Kind.CALL,
                        day=date(2026, 12, 1),
                        made_at=MONDAY,
                        by="li",
                    )
                )

        await bank.store.change(Scope.bank(), (home,), promises, now=MONDAY)
        assert "超过" not in (await bank.says(MANAGER, "张伟 下周三下午3点回访")).text
        said = await bank.says(MANAGER, "刚给何丽打电话，打通了，下周四上午10点回访")
        assert "约好的有 31 件，超过 30 件" in said.text
        assert len((await bank.book("李晓")).follow_ups) == 31
