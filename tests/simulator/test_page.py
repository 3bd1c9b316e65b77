"""The chat page in a real browser, with a real bot behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from simulator import Simulator
from tests.browser import browsing
from tests.simulator.conftest import LI, WANG
from tests.simulator.echo import echo_bot

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(simulator: Simulator) -> AsyncIterator[Page]:
    """The page with nothing wrong in its console."""
    async with echo_bot(simulator), browsing(simulator.page_url) as page:
        yield page


async def test_a_person_talks_with_the_bot_on_the_page(
    simulator: Simulator, page: Page, tmp_path: Path
) -> None:
    at = page.get_by_test_id
    keys, messages = at("key"), at("messages")
    await at("start-button").click()
    await expect(messages).to_contain_text("早上好，今天 9 位 <&>")
    await expect(messages.locator("strong")).to_have_text("早上好")

    await keys.filter(has_text="打开").click()
    await expect(at("toast")).to_have_text("打开了")
    await expect(messages).to_contain_text("张伟 高端")

    await keys.filter(has_text="过时").click()
    await expect(at("alert")).to_contain_text("这张卡片过时了")
    await at("alert-close").click()

    await keys.filter(has_text="复制话术").click()
    await expect(at("toast")).to_have_text("已复制")
    assert simulator.copied(LI) == ["张先生您好"]

    card = simulator.last(LI).message_id
    await messages.locator(f'[data-id="{card}"]').hover()
    await messages.locator(f'[data-id="{card}"]').get_by_test_id("reply").click()
    await expect(at("context")).to_contain_text("张伟 高端")
    await at("text").fill("<img src=x onerror=alert(1)>")
    await page.keyboard.press("Enter")
    await expect(messages).to_contain_text(f"听到：<img src=x onerror=alert(1)>（回复 {card}）")

    (tmp_path / "名单.csv").write_text("姓名")
    await at("file").set_input_files(tmp_path / "名单.csv")
    await expect(messages).to_contain_text("听到：名单.csv")

    await at("menu-button").click()
    await at("command").filter(has_text="从头来").click()
    await expect(messages).to_contain_text("早上好")


async def test_a_person_reads_the_lock_screen_and_becomes_another(simulator: Simulator, page: Page) -> None:
    at = page.get_by_test_id
    simulator.add_user(WANG, "主任")
    await at("start-button").click()
    await at("view-toggle").click()
    await expect(at("notice")).to_contain_text("早上好，今天 9 位 <&>")
    await at("unlock").click()
    await at("person").filter(has_text="主任").click()
    await expect(at("start-button")).to_be_visible()
    await at("start-code").fill("CODE")
    await at("start-button").click()
    await expect(at("messages")).to_contain_text("早上好")
    assert simulator.messages(WANG)[0].text == "/start CODE"
    await simulator.ask(LI, "在吗")
    await expect(at("unread")).to_have_text("1")
    await at("block-toggle").click()
    await at("restart").click()
    await expect(at("text")).to_be_visible()


async def test_somebody_new_joins_on_the_page(simulator: Simulator, page: Page) -> None:
    at = page.get_by_test_id
    await at("new-name").fill("周大堂")
    await at("add-person").click()
    await expect(at("person").filter(has_text="周大堂")).to_have_attribute("aria-current", "true")
    await at("start-button").click()
    await expect(at("messages")).to_contain_text("早上好")
    assert simulator.messages(LI + 1)[0].text == "/start"


async def test_the_page_fits_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await page.get_by_test_id("start-button").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("早上好")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
