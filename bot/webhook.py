"""The webhook: Telegram pushes each update, and hears 200 only when it lies in the inbox."""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.taking_in import ALLOWED, TakingIn
from store.errors import StoreError
from store.records import Refused

log = logging.getLogger(__name__)

PORT = 8443
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
# How often it is made sure that Telegram still knows the address and the token, in seconds.
LOOKS = 60.0
_LARGEST = 2**20
_CLOSING = 2.0


class Webhook:
    """One address that takes updates; anything else there is not found."""

    def __init__(self, *, bot: Bot, take_in: TakingIn, url: str, host: str = "0.0.0.0") -> None:  # noqa: S104  # a proxy or Telegram itself comes from outside
        self._bot = bot
        self._take_in = take_in
        self._url = url
        self._host = host
        # The same for all runs of this bot, which Telegram takes for one; nobody finds the token by it.
        self._secret = hmac.new(bot.token.encode(), url.encode(), "sha256").hexdigest()

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator[None]:
        """Listen, and tell Telegram where."""
        parts = urlsplit(self._url)
        rooms = web.Application(client_max_size=_LARGEST)
        rooms.add_routes([web.post(parts.path or "/", self._taken)])
        runner = web.AppRunner(rooms, access_log=None, shutdown_timeout=_CLOSING)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, self._host, parts.port or PORT).start()
            except OSError as error:
                raise Refused("cli.port", port=parts.port or PORT) from error
            await self._told()
            yield
        finally:
            await runner.cleanup()

    async def _told(self) -> None:
        try:
            await self.begin()
        except BadRequest as error:
            raise Refused("cli.webhook_refused", url=self._url, why=error.message) from error

    async def begin(self) -> None:
        """Tell Telegram the address and the bot's secret; what waits there is not dropped."""
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )

    async def run(self) -> None:
        """Make sure from time to time that Telegram still pushes to us; a refused token ends it."""
        while True:
            await asyncio.sleep(LOOKS)
            try:
                known = await self._bot.get_webhook_info()
                if known.url != self._url:
                    log.warning("Telegram pushes to %r; it is told our address again", known.url)
                    await self.begin()
                elif known.last_error_message:
                    log.warning("Telegram could not push: %s", known.last_error_message)
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("could not ask about the webhook: %s", error.message)

    async def _taken(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode(), self._secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        try:
            await self._take_in([update])
        except StoreError as refused:  # Telegram keeps it and comes again
            log.warning("could not keep an update: %s", refused.key)
            return web.Response(status=503)
        except Exception:
            log.exception("could not keep an update")
            return web.Response(status=503)
        self._take_in.date([update])
        return web.Response()
