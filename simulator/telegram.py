"""All parts of one Telegram, as its methods and its people find them."""

import msgspec

from simulator.activity import Activity
from simulator.faults import Faults
from simulator.files import Files
from simulator.flood import Flood
from simulator.objects import WebhookInfo
from simulator.updates import Updates
from simulator.webhooks import Webhooks
from simulator.world import World


class Telegram:
    """The parts; built once by the simulator."""

    def __init__(
        self,
        *,
        world: World,
        updates: Updates,
        files: Files,
        flood: Flood,
        faults: Faults,
        webhooks: Webhooks,
        activity: Activity,
    ) -> None:
        self.world = world
        self.updates = updates
        self.files = files
        self.flood = flood
        self.faults = faults
        self.webhooks = webhooks
        self.activity = activity

    def tell_bot(self, kind: str, chat_id: int, content: msgspec.Struct) -> None:
        """An update for the bot."""
        self.updates.add(kind, chat_id, content)

    def webhook_info(self) -> WebhookInfo:
        return self.webhooks.info(pending=len(self.updates), allowed=self.updates.allowed)
