"""Nobody reads or changes what their role does not allow, whatever they send."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from desk.handle import handle
from handlers.conversation import discover
from simulator import Seen
from store.records import Record
from tests.handlers.conversations.along import buttons_of, forges
from tests.handlers.conversations.test_odd_input import snapshot
from tests.world import HEAD, MANAGER, OPERATOR, OTHER, World, world

# What tells that somebody has seen the other manager's only customer.
THEIRS = ("钱国强", "钱先生", "13900020001", "98万")
LINES = (
    "钱国强",
    "2001",
    "13900020001",
    "qianguoqiang",
    "钱国强 打通了 想续50万",
    "投诉 钱国强 排队太久",
    "钱国强电话多少",
    "钱国强什么时候到期",
    "谁超过90天没联系",
    "这周谁过生日",
    "/customers 钱国强",
    "/customers 2001",
    "/find 0001",
    "/preview 90",
    "/team",
    "/invite",
    "/import",
    "/looks",
    "/complaints",
    "/today",
    "/week",
    "/wrapup",
    "/log",
    "/settings",
)


def shows(chat: list[Seen]) -> list[str]:
    """What the bot's messages of a chat give away of the other manager's customer."""
    said = [each.text + str(each.buttons) for each in chat if not each.mine]
    # What people typed themselves may be said back to them: 「没找到…」「…是哪位？」
    return [
        text
        for text in said
        if any(word in text.replace("「钱国强」", "").replace("新客户钱国强", "") for word in THEIRS)
    ]


@pytest.mark.parametrize("user", [MANAGER, OPERATOR])
async def test_no_line_or_command_opens_the_customers_of_another(tmp_path: Path, user: int) -> None:
    async with world(tmp_path, joined=(MANAGER, OTHER, OPERATOR)) as bank:
        before = await snapshot(bank, "王海燕")
        for line in LINES:
            await bank.says(user, line)
        assert shows(bank.simulator.messages(user)) == []
        assert await snapshot(bank, "王海燕") == before


async def test_no_press_of_a_manager_reaches_another_book(tmp_path: Path) -> None:
    """Every action any conversation knows, tried on every kind of card with the other's names in it."""
    async with world(tmp_path) as bank:
        theirs = await bank.book("王海燕")
        short = handle(theirs, "2001")
        before = await snapshot(bank, "王海燕")
        cards = [await bank.says(MANAGER, said) for said in ("何丽", "/customers", "陈阿姨 没接")]
        actions = [
            f"open:{short}",
            f"who:{short}",
            f"book:{theirs.id}",
            theirs.id,
            f"for:{theirs.id}",
            "open:2001",
            "all",
            "left",
            "confirm",
            "number",
            "undo",
            "to:closed",
        ]
        for card in cards:
            token = card.buttons[0][0].value.partition(".")[0]
            for code in ("", "tm", "iv"):
                for action in actions if not code else actions[2:5]:
                    data = f"{code or token[:2]}{token[2:]}.0.{action}"
                    await forges(bank, MANAGER, card, data[:64])
        assert shows(bank.simulator.messages(MANAGER)) == []
        assert await snapshot(bank, "王海燕") == before
        assert theirs.owner == (await bank.book("王海燕")).owner


async def test_any_taps_on_whatever_is_there_stay_in_ones_own_book(tmp_path: Path) -> None:
    """Sixty taps at random, always on something that is shown; the other book never changes."""
    chance = random.Random(20261123)
    async with world(tmp_path) as bank:
        before: Mapping[str, Mapping[str, Record]] = await snapshot(bank, "王海燕")
        await bank.says(MANAGER, "/today")
        for step in range(60):
            if step % 10 == 9:
                await bank.says(
                    MANAGER, chance.choice(("/today", "客户", "何丽", "收工", "张伟 没接", "/log", "设置"))
                )
            await _taps_anything(bank, chance)
        assert shows(bank.simulator.messages(MANAGER)) == []
        assert await snapshot(bank, "王海燕") == before
        for message in bank.simulator.messages(MANAGER):
            assert "这条没处理成" not in message.text


async def _taps_anything(bank: World, chance: random.Random) -> None:
    newest = [each for each in bank.simulator.messages(MANAGER) if not each.mine and each.buttons][-3:]
    message = chance.choice(newest)
    values = [button.value for row in message.buttons for button in row if button.kind == "callback"]
    if values:
        await forges(bank, MANAGER, message, chance.choice(values))


async def test_what_a_role_may_not_do_is_said_in_one_sentence(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OPERATOR)) as bank:
        for user, role in ((HEAD, "head"), (MANAGER, "manager"), (OPERATOR, "operator")):
            closed = [
                each.commands[0] for each in discover().values() if each.commands and role not in each.roles
            ]
            for command in closed:
                said = await bank.says(user, f"/{command}")
                assert said.text == "这一项不在您的职责里，需要时请找网点主任。", (role, command)
        assert buttons_of(await bank.says(HEAD, "/team"))
