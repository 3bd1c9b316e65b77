"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import logging
from inspect import isawaitable
from typing import Any

import msgspec
from aiohttp import web

from simulator.calls import Call, read_call
from simulator.errors import Refused, not_found, unauthorized
from simulator.faults import Fault, Trouble
from simulator.files import LARGEST_UPLOAD
from simulator.methods.registry import BY_LOWER_NAME, Method
from simulator.telegram import Telegram

log = logging.getLogger(__name__)
MULTIPART_EXTRA = 1 << 20
AFTER_THE_EFFECT = {Trouble.DROP_AFTER, Trouble.ERROR_AFTER}


class BotApi:
    """The bot's side of the wire."""

    def __init__(self, *, telegram: Telegram, token: str) -> None:
        self._telegram = telegram
        self._token = token
        self.closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self._serve),
            web.get("/file/bot{token}/{path:.+}", self._file),
        ]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
            call = await read_call(request, request.match_info["method"].lower())
            return await self._answer(request, call)
        except Refused as refused:
            return refusal(refused)
        except web.HTTPRequestEntityTooLarge:
            return refusal(Refused(413, "Request Entity Too Large"))

    def _check_token(self, token: str) -> None:
        number, colon, _ = token.partition(":")
        if not colon or not number.isdecimal():
            raise not_found()
        if token != self._token:
            raise unauthorized()

    async def _answer(self, request: web.Request, call: Call) -> web.StreamResponse:
        faults = self._telegram.faults
        if faults.delay:
            await self._pause(faults.delay)
        fault = faults.take(call)
        if fault is not None and fault.trouble not in AFTER_THE_EFFECT:
            return await self._befall(request, fault)
        answer = ok(await self._perform(call))
        if fault is None:
            return answer
        return cut(request) if fault.trouble is Trouble.DROP_AFTER else refusal(fault.refusal())

    async def _perform(self, call: Call) -> Any:
        method = BY_LOWER_NAME.get(call.method)
        if method is None:
            raise not_found("method not found")
        if call.method == "getupdates":
            return await self._called(method, call)
        with self._telegram.activity.call():
            return await self._called(method, call)

    async def _called(self, method: Method, call: Call) -> Any:
        result = method(self._telegram, call)
        return await result if isawaitable(result) else result

    async def _befall(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.trouble is Trouble.HANG:
            await self._pause(fault.seconds or None)
            return cut(request)
        if fault.trouble is Trouble.DROP_BEFORE:
            return cut(request)
        return refusal(fault.refusal())

    async def _pause(self, seconds: float | None) -> None:
        """Hold a call back, but never the simulator's own end."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
        except Refused as refused:
            return refusal(refused)
        kept = self._telegram.files.at(request.match_info["path"])
        if kept is None:
            return refusal(not_found())
        return web.Response(body=kept.content, content_type="application/octet-stream")


def ok(result: Any) -> web.Response:
    return web.Response(
        body=b'{"ok":true,"result":' + msgspec.json.encode(result) + b"}", content_type="application/json"
    )


def refusal(refused: Refused) -> web.Response:
    """The error as Telegram sends it."""
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    headers: dict[str, str] = {}
    if refused.retry_after:
        body["parameters"] = {"retry_after": refused.retry_after}
        headers["Retry-After"] = str(refused.retry_after)
    return web.Response(
        status=refused.code,
        body=msgspec.json.encode(body),
        content_type="application/json",
        headers=headers,
    )


def cut(request: web.Request) -> web.Response:
    """Cut the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def largest_body() -> int:
    """Bytes a request may have: the largest file and what surrounds it."""
    return LARGEST_UPLOAD + MULTIPART_EXTRA
