"""A whole Telegram on this machine: started, used, stopped."""

import asyncio
from datetime import datetime

from aiohttp import web

from simulator.activity import SETTLED_SECONDS, Activity
from simulator.clock import Clock, SystemClock, ticks_of
from simulator.faults import Fault, Faults
from simulator.files import Files
from simulator.flood import Flood
from simulator.objects import BotUser
from simulator.pages import page_routes
from simulator.remote import Remote
from simulator.server import BotApi, largest_body
from simulator.stage import Stage
from simulator.telegram import Telegram
from simulator.updates import Updates
from simulator.watching import Watching
from simulator.webhooks import Webhooks
from simulator.world import World

SECONDS_TO_CLOSE = 0.5


class Simulator(Watching):
    """The Bot API for one bot, the people who talk with it, and the chat page."""

    def __init__(
        self,
        *,
        token: str,
        clock: Clock | None = None,
        stage: Stage | None = None,
        flood: bool = True,
        reads_groups: bool = False,
        bot_name: str = "管家",
        bot_username: str = "guanjia_bot",
        timezone: str = "Asia/Shanghai",
        webhook_pause: float = 1.0,
        settle: float = SETTLED_SECONDS,
    ) -> None:
        """Time is the clock's, else the stage's, else the machine's; ages are measured on a clock handed in,
        else on monotonic time. A bot that reads groups has its privacy mode off. The page shows times in
        this zone; webhook_pause is the first pause before an update is pushed again, settle how long
        nothing may happen before the bot counts as quiet (both in seconds).
        """
        shown: Clock = clock or stage or SystemClock()
        ticks = ticks_of(clock)
        world = World(
            bot=BotUser(
                id=int(token.partition(":")[0]),
                is_bot=True,
                first_name=bot_name,
                username=bot_username,
                can_read_all_group_messages=reads_groups or None,
            ),
            now=shown.now,
            ticks=ticks,
        )
        updates = Updates(seconds=ticks, changed=self._updates_changed)
        super().__init__(
            Telegram(
                world=world,
                updates=updates,
                files=Files(),
                flood=Flood(ticks=ticks_of(None), on=flood),
                faults=Faults(changed=world.changes.note),
                webhooks=Webhooks(updates=updates, date=world.date, first_pause=webhook_pause),
                activity=Activity(settle=settle),
            )
        )
        self.token = token
        self._stage = stage
        self._base = ""
        self._api = BotApi(telegram=self.telegram, token=token)
        self._remote = Remote(simulator=self, stage=stage, timezone=timezone)
        self._runner: web.AppRunner | None = None
        self._pushing: asyncio.Task[None] | None = None

    def _updates_changed(self) -> None:
        self.telegram.activity.beats.note()
        self.telegram.webhooks.wake()

    @property
    def url(self) -> str:
        """The base address, without /bot<token>; empty before the start."""
        return self._base

    @property
    def api_url(self) -> str:
        """What python-telegram-bot wants as base_url; the token is added by it."""
        return f"{self._base}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot wants as base_file_url."""
        return f"{self._base}/file/bot"

    @property
    def page_url(self) -> str:
        return f"{self._base}/"

    def now(self) -> datetime:
        """The present instant of this Telegram, in UTC."""
        return self.telegram.world.now()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen (port 0: any free one); answers with the base address. Raises OSError for a taken port."""
        app = web.Application(client_max_size=largest_body())
        app.add_routes([*self._api.routes(), *self._remote.routes(), *page_routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SECONDS_TO_CLOSE)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        bound = int(self._runner.addresses[0][1])
        self._base = f"http://{host}:{bound}"
        # The one task of the program; stop() ends it.
        self._pushing = asyncio.get_running_loop().create_task(self.telegram.webhooks.run())
        return self._base

    async def stop(self) -> None:
        """End every poll, page and push, then close the port."""
        self._api.closing.set()
        self._remote.closing.set()
        self.telegram.updates.release()
        self.telegram.world.changes.note()
        if self._pushing is not None:
            self._pushing.cancel()
            await asyncio.wait([self._pushing])
            if not self._pushing.cancelled():
                self._pushing.result()
            self._pushing = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fault(self, fault: Fault) -> None:
        """Trouble for the next calls that match."""
        self.telegram.faults.add(fault)

    @property
    def faults(self) -> Faults:
        return self.telegram.faults

    @property
    def updates(self) -> Updates:
        """The bot's queue: add_raw puts anything into it; repeat and reverse spoil the next batches."""
        return self.telegram.updates
