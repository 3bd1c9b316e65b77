"""The chat page: files of the page folder, and nothing from elsewhere."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
POLICY = "default-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Referrer-Policy": "no-referrer"}


async def _index(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(FOLDER / "index.html", headers=HEADERS)


async def _icon(_: web.Request) -> web.StreamResponse:
    return web.Response(status=204)


def page_routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/", _index),
        web.get("/favicon.ico", _icon),
        web.static("/page", FOLDER),
    ]
