"""Plain words do what commands do, in both scripts and with whatever signs a keyboard adds."""

from pathlib import Path

from tests.world import HEAD, MANAGER, world

SAID = {
    "今天": "今天还有 3 位",
    "今日。": "今天还有 3 位",
    "　today ！": "今天还有 3 位",
    "本周": "6 件",
    "本週": "6 件",
    "設置": "语言",
    "下班": "没联系",
    "客戶名單": "5 位客户",
    "這週？": "6 件",
    "客户": "5 位客户",
    "客戶：": "5 位客户",
    "帮助": "发一句话就行",
    "幫助！": "发一句话就行",
    "？": "发一句话就行",
    "设置": "语言",
    "設定 ": "语言",
    "收工～": "没联系",
    "投訴": "没有要办的投诉",
    "草稿、": "没有草稿",
    "取消": "没有要取消的",
    "谁看过": "没有别人看过",
    "团队": "不在您的职责里",
}


async def test_plain_words_do_what_commands_do(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for said, wanted in SAID.items():
            assert wanted in (await bank.says(MANAGER, said)).text, said


async def test_a_full_width_slash_begins_a_command(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for said, wanted in {
            "／today": "今天还有 3 位",
            "、today": "今天还有 3 位",
            "／ｗｅｅｋ": "6 件",
            "／preview　14": "12月6日",
            "／find 张伟": "张先生 0001",
            "／nonsense": "没有这个命令",
        }.items():
            assert wanted in (await bank.says(MANAGER, said)).text, said


async def test_an_invitation_typed_with_a_full_width_slash_is_taken(tmp_path: Path) -> None:
    async with world(tmp_path, joined=()) as bank:
        said = await bank.says(MANAGER, f"／start {bank.codes[MANAGER]}")
        assert "李经理，您好" in said.text


async def test_commands_do_the_same(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER, HEAD)) as bank:
        commands = {
            "/today": "3 位",
            "/week": "6 件",
            "/customers": "5 位",
            "/help": "发一句话",
            "/settings": "语言",
        }
        commands |= {"/wrapup": "没联系", "/complaints": "投诉", "/drafts": "草稿", "/cancel": "取消"}
        for said, wanted in commands.items():
            assert wanted in (await bank.says(MANAGER, said)).text, said
        for said, wanted in {"團隊": "城东支行", "邀请": "邀请码", "导入": "名单文件"}.items():
            assert wanted in (await bank.says(HEAD, said)).text, said


async def test_the_same_day_in_english(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "设置")
        await bank.taps(MANAGER, "改语言")
        said = await bank.taps(MANAGER, "English")
        assert said.text.startswith("Language: English")
        said = await bank.says(MANAGER, "today")
        assert "3 customers" in said.text
        said = await bank.says(MANAGER, "Called Zhang Wei, wants 500k, call back Thursday 3pm")
        assert "Thu 26 Nov 15:00" in said.text
        assert "wants 500k" in said.text
        said = await bank.says(MANAGER, "make it Friday 10am")
        assert "Fri 27 Nov 10:00" in said.text
        said = await bank.says(MANAGER, "Zhang Wei")
        assert "4 May" in said.text
        said = await bank.says(MANAGER, "undo")
        assert not (await bank.book("李晓")).contacts
        said = await bank.says(MANAGER, "who matures this week")
        assert "1 maturity" in said.text


async def test_a_greeting_is_answered_as_one_and_never_kept(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for said, wanted in {
            "谢谢！": "不客气。",
            "好的": "好。",
            "您好，": "您好，我在",
            "Hello": "您好，我在",
        }.items():
            answer = await bank.says(MANAGER, said)
            assert wanted in answer.text, said
            assert not answer.buttons
        assert not (await bank.book("李晓")).drafts
