"""A disk that gets full while people write to the bot."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from proofs.jumping import JumpingLoop, run
from proofs.killing import quick_folder
from proofs.lives import warm
from proofs.row import Row
from proofs.small_disk import DISK, fill, mounted
from proofs.town import FIRST as ACCOUNT
from proofs.town import MORNING, OPERATOR, names_of, town
from simulator import Seen

FULL = "磁盘满了"
NOT_YET = "还没收下"
CANNOT = "存不进去"
SAID = 6
"""Lines that a manager writes while the disk is full."""


def in_the_chat() -> Iterator[Row]:
    """The disk is full while people write: short lines, and lines that the inbox has no room for."""
    names = (
        "a full disk under the bot: each line is kept once, or refused in words; nothing falsely saved",
        "a full disk under the bot: whoever writes hears so while it is full, once, and the operator",
    )
    warm()
    failures: list[str] = []
    silent: list[str] = []
    for more in ("", "，很好" * 400):
        with quick_folder() as home, mounted(home / "disk", DISK) as disk:
            if disk is None:
                for name in names:
                    yield Row(name, 0, skipped="only root may mount a small disk")
                return
            wrong, unheard = run(partial(_chatting, disk, more))
        failures += wrong
        silent += [f"lines of {len(more) + 30} letters: {each}" for each in unheard]
    yield Row(names[0], 2 * SAID, failures)
    yield Row(names[1], 2 * SAID, silent)


async def _chatting(disk: Path, more: str, loop: JumpingLoop) -> tuple[list[str], list[str]]:
    failures: list[str] = []
    async with town(loop, disk) as it:
        before = len(it.texts(ACCOUNT))
        fill(disk, 0)
        for number in range(SAID):
            it.simulator.send_text(ACCOUNT, f"刚给{names_of(0)[number]}打过电话 聊了编号{number}号{more}")
        await it.until(MORNING.replace(hour=7, minute=10))
        while_full = it.texts(ACCOUNT)[before:]
        (disk / "filler").unlink()
        await it.until(MORNING.replace(hour=7, minute=20))
        answers = it.texts(ACCOUNT)[before:]
        notes = [contact.note for contact in await it.contacts()]
        kept = [sum(f"编号{number}号" in note for note in notes) for number in range(SAID)]
        refused = sum(FULL in each.text for each in answers)
        saved = sum("记好了" in each.text for each in answers)
        if max(kept) > 1 or sum(kept) + refused != SAID or saved != sum(kept):
            failures.append(f"kept {kept}, {saved} said to be saved, {refused} refused")
        return failures, _unheard(while_full, it.texts(OPERATOR))


def _unheard(manager: Sequence[Seen], operator: Sequence[Seen]) -> list[str]:
    """Who was not told while the disk was full, or more than once; answered lines speak for themselves."""
    answered = sum(FULL in each.text or "记好了" in each.text for each in manager)
    told = sum(NOT_YET in each.text for each in manager)
    alerted = sum(CANNOT in each.text for each in operator)
    due = answered < SAID
    found = [f"{SAID - answered} lines had no answer, and the manager was told {told} times"] * (told != due)
    return found + [f"the operator was told {alerted} times"] * (alerted != due)
