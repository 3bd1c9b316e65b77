"""answerCallbackQuery: once, in time, with at most 200 characters."""

import msgspec

from simulator.calls import Call
from simulator.errors import QUERY_TOO_OLD, bad_request
from simulator.telegram import Telegram
from simulator.world import Toast

SECONDS_TO_ANSWER = 15.0
LONGEST_ANSWER = 200


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    world = telegram.world
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or query.answered or world.ticks() - query.asked > SECONDS_TO_ANSWER:
        raise bad_request(QUERY_TOO_OLD)
    text = call.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and not url.startswith((f"https://t.me/{world.bot.username}", "tg://")):
        raise bad_request("URL_INVALID")
    world.queries[query.id] = msgspec.structs.replace(query, answered=True)
    world.rooms[query.chat_id].toasts.append(
        Toast(
            query_id=query.id,
            user_id=query.user_id,
            message_id=query.message_id,
            text=text,
            alert=call.flag("show_alert"),
            url=url,
            changed=world.changes.count + 1,
        )
    )
    world.changes.note(query.chat_id)
    return True
