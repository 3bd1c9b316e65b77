"""`guanjia demo` as a newcomer meets it: one command, a page, a morning."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser import browsing, chromium


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address of the chat page while the demo runs; it ends when asked to, without a word of trouble."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.main", "demo", "--no-browser", "--port", "0"),
        cwd=Path(__file__).parents[1],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            found = None
            while found is None:
                line = (await process.stdout.readline()).decode()
                assert line, (await process.stderr.read()).decode()
                found = re.search(r"http://[\d.]+:\d+/", line)
        yield found.group()
        process.terminate()
        async with asyncio.timeout(10):
            assert await process.wait() == 0
        assert "Traceback" not in (await process.stderr.read()).decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.browser
async def test_a_newcomer_plays_a_morning_in_the_browser() -> None:
    chromium()
    async with demo() as address, browsing(address) as page:
        at = page.get_by_test_id
        await expect(at("person")).to_have_count(4)
        await at("person").filter(has_text="李晓").click()
        messages, keys = at("messages"), at("key")
        await expect(messages).to_contain_text("您好")
        for choice in ("好，开始设置", "08:00", "按行里的工作日", "姓氏和尾号", "先不试"):
            await keys.filter(has_text=choice).click()

        await at("clock-next").click()
        await at("clock-next").click()
        await expect(at("clock-time")).to_contain_text("08:00")
        await expect(messages).to_contain_text("早上好，李经理")

        await keys.filter(has_text="约好").first.click()
        await expect(messages).to_contain_text("数据截至")
        await keys.filter(has_text="打通了").last.click()
        await expect(messages).to_contain_text("打通了")

        await at("text").fill("/team")
        await at("text").press("Enter")
        await expect(messages).to_contain_text("主任")

        await at("person").filter(has_text="周敏").click()
        await at("text").fill("团队")
        await at("text").press("Enter")
        await expect(messages).to_contain_text("城东支行")
        await keys.filter(has_text="李晓").last.click()
        await expect(messages).to_contain_text("96 位客户")
