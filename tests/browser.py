"""A real Chromium for the tests that look at a page, where there is one."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    f"--{name}"
    for name in (
        *("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run"),
        *("disable-background-networking", "disable-component-update", "disable-sync"),
    )
]


def chromium() -> str:
    """Where the browser is; skips the test with a clear word where there is none."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    pytest.skip("there is no Chromium on this machine")


@asynccontextmanager
async def browsing(address: str, *, width: int = 1180, height: int = 860) -> AsyncIterator[Page]:
    """A page at an address; the test fails when its console has an error."""
    problems: list[str] = []
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        page = await browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        yield page
        await browser.close()
    assert problems == []
