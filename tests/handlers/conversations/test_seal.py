"""Each working day the operator gets the ends of all audit chains, and can compare them with later ones."""

from datetime import timedelta
from pathlib import Path

from desk.seals import read
from simulator import Seen
from tests.handlers.conversations.test_lists_in_chat import sends
from tests.world import HEAD, MANAGER, OPERATOR, World, world


def body_of(bank: World, message: Seen) -> bytes:
    assert message.attachment is not None
    kept = bank.simulator.telegram.files.at(message.attachment.path)
    assert kept is not None
    return kept.content


async def of_today(bank: World) -> Seen:
    """The file that came to the operator at the end of the working day."""
    await bank.passes(timedelta(hours=9))
    (told,) = [each for each in bank.simulator.messages(OPERATOR) if each.attachment]
    return told


async def test_the_ends_of_all_chains_come_at_the_end_of_the_day_and_prove_that_nothing_was_cut(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as bank:
        await bank.says(MANAGER, "张伟 没接")
        told = await of_today(bank)
        body = body_of(bank, told)
        heads = read(body)
        assert heads is not None
        assert len(heads) == len(await bank.store.audit.heads())
        assert f"{len(heads)} 条链" in told.text
        assert "张伟" not in body.decode()

        await bank.says(MANAGER, "何丽打通了")
        name = "audit-2026-11-23 (1).txt"
        assert f"{len(heads)} 条链都对得上" in (await sends(bank, OPERATOR, name, body)).text
        await bank.store._access.write(
            lambda connection: connection.command(
                "DELETE FROM audit WHERE partition LIKE 'book:%' AND seq > 1"
            )
        )
        said = await sends(bank, OPERATOR, name, body)
        assert "对不上" in said.text
        assert "book:" in said.text


async def test_a_file_that_is_none_of_them_gets_one_sentence(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, OPERATOR)) as bank:
        said = await sends(
            bank, OPERATOR, "audit-2026-11-23.txt", b"guanjia audit heads 2026-11-23\nhalf a li"
        )
        assert said.text == "audit-2026-11-23.txt 读不出来，请发原来的那个文件。"
        # For a head it is a list like any other, and none.
        assert "链" not in (await sends(bank, HEAD, "audit-2026-11-23.txt", b"x")).text
