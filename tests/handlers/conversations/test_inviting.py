"""Invitations: for one person, once, for seven days; a stranger learns nothing."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import brings, buttons_of
from tests.world import HEAD, MANAGER, OTHER, STRANGER, world

NO = "这里只给受邀的同事用。请向网点主任要一条新的邀请链接。"


async def test_a_head_gives_a_new_code_and_the_old_one_is_dead(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        ask = await bank.says(HEAD, "/invite")
        assert [text for text in buttons_of(ask) if "王海燕" in text] == ["王海燕 · 还没加入"]
        said = await brings(bank, HEAD, ask, "王海燕")
        code = said.text.split("/start ")[1].split()[0]
        assert not said.protected
        assert (await bank.says(OTHER, f"/start {bank.codes[OTHER]}")).text == NO
        assert "王经理，您好" in (await bank.says(OTHER, f"/start {code}")).text
        # Used twice, by the same and by another account.
        assert "王经理，您好" in (await bank.says(OTHER, f"/start {code}")).text
        assert (await bank.says(STRANGER, f"/start {code}")).text == NO


async def test_a_code_is_over_after_seven_days(tmp_path: Path) -> None:
    async with world(tmp_path, joined=()) as bank:
        await bank.passes(timedelta(days=7, minutes=1))
        assert (await bank.says(MANAGER, f"/start {bank.codes[MANAGER]}")).text == NO


async def test_a_second_account_takes_over_with_a_new_code_and_the_first_is_out(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        said = await brings(bank, HEAD, await bank.says(HEAD, "邀请"), "李晓")
        code = said.text.split("/start ")[1].split()[0]
        assert "李经理，您好" in (await bank.says(STRANGER, f"/start {code}")).text
        assert (await bank.says(MANAGER, "今天")).text == NO
        assert "3 位" in (await bank.says(STRANGER, "今天")).text


async def test_whoever_has_joined_gains_nothing_by_the_code_of_another(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        assert "李经理，您好" in (await bank.says(MANAGER, f"/start {bank.codes[OTHER]}")).text
        assert "王经理，您好" in (await bank.says(OTHER, f"/start {bank.codes[OTHER]}")).text


async def test_a_stranger_hears_the_same_whatever_they_send(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        code = bank.codes[MANAGER]
        nearly = [code[:-1], code[:-1] + ("2" if code[-1] != "2" else "3"), code.upper(), code[::-1], ""]
        said = [f"/start {each}" for each in nearly] + [
            code,
            "/today",
            "今天",
            "张伟",
            "/team",
            "/invite",
            "/looks",
        ]
        said += [
            "/start " + "x" * 64,
            "/start a b",
            "/help",
            "帮助",
            "取消",
            "/settings",
            "😀",
            "/start@guanjia",
        ]
        for each in said:
            assert (await bank.says(STRANGER, each)).text == NO, each
        for send in (bank.simulator.send_sticker, bank.simulator.send_voice, bank.simulator.send_contact):
            count = len(bank.simulator.messages(STRANGER))
            send(STRANGER)
            chat = await bank.simulator.wait(STRANGER, lambda chat: len(chat) > count + 1)  # noqa: B023  # awaited here
            assert chat[-1].text == NO
        await bank.says(STRANGER, "hallo")
        mine = max(each.message_id for each in bank.simulator.messages(STRANGER) if each.mine)
        count = len(bank.simulator.messages(STRANGER))
        bank.simulator.edit(STRANGER, mine, f"/start {code}")
        await bank.simulator.wait(STRANGER, lambda chat: len(chat) > count)
        assert bank.simulator.last(STRANGER).text == NO
        head = await bank.says(HEAD, "/team")
        toasts = len(bank.simulator.toasts(STRANGER))
        for data in [*(b.value for row in head.buttons for b in row), "", "x", "tm.0.team", "....", "a.b.c"]:
            if data:
                bank.simulator.press_data(STRANGER, mine, data)
                toasts += 1
        await bank.simulator.wait(STRANGER, lambda _: len(bank.simulator.toasts(STRANGER)) >= toasts)
        assert {each.text for each in bank.simulator.toasts(STRANGER)} == {NO}
        assert (await bank.book("李晓")).owner.telegram is None


async def test_a_stranger_who_writes_english_is_answered_in_english(tmp_path: Path) -> None:
    async with world(tmp_path, joined=()) as bank:
        bank.simulator.add_user(77, "Stranger", language_code="de")
        assert "invited staff only" in (await bank.says(77, "hello")).text
        assert "invited staff only" in (await bank.says(77, f"/start {bank.codes[MANAGER][:-1]}")).text
