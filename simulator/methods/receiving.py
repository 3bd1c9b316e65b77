"""getUpdates and the webhook: the two ways a bot hears."""

import re

import msgspec

from simulator.calls import Call, as_array
from simulator.errors import WEBHOOK_ACTIVE, bad_request, conflict
from simulator.objects import WebhookInfo
from simulator.telegram import Telegram
from simulator.webhooks import Target, checked_url

LONGEST_POLL = 50
SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")


def _take_allowed(telegram: Telegram, call: Call) -> None:
    """Which kinds the bot wants; kept until said otherwise, an empty list is the default set."""
    kinds = as_array(call.json("allowed_updates", "can't parse allowed updates JSON object"))
    if kinds is not None:
        telegram.updates.allowed = [str(kind) for kind in kinds]


async def get_updates(telegram: Telegram, call: Call) -> list[msgspec.Raw]:
    if telegram.webhooks.active:
        raise conflict(WEBHOOK_ACTIVE)
    _take_allowed(telegram, call)
    bodies = await telegram.updates.poll(
        offset=call.integer("offset"),
        limit=call.integer("limit", 100, least=1, most=100),
        wait=call.integer("timeout", 0, least=0, most=LONGEST_POLL),
    )
    return [msgspec.Raw(body) for body in bodies]


def set_webhook(telegram: Telegram, call: Call) -> bool:
    """An empty address ends the webhook."""
    url = call.text("url")
    if not url:
        return delete_webhook(telegram, call)
    secret = call.text("secret_token")
    if secret and SECRET.fullmatch(secret) is None:
        raise bad_request("secret token contains illegal characters")
    target = Target(
        url=checked_url(url),
        secret=secret,
        connections=call.integer("max_connections", 40, least=1, most=100),
    )
    _take_allowed(telegram, call)
    if call.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.updates.interrupt(by_webhook=True)
    telegram.webhooks.point_to(target)
    return True


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.webhooks.point_to(None)
    return True


def get_webhook_info(telegram: Telegram, _: Call) -> WebhookInfo:
    return telegram.webhook_info()
