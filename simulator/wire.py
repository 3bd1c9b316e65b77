"""Small words of the /simulator/ addresses: JSON in, JSON out."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def reply(body: Any, *, status: int = 200) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")


async def json_body(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; raises msgspec.MsgspecError where there is none."""
    return msgspec.json.decode(await request.read() or b"{}", type=dict[str, Any])


def integer(request: web.Request, name: str, default: int = 0) -> int:
    """A number of the query string."""
    return int(request.query.get(name, default))
