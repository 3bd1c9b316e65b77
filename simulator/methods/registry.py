"""Which function serves which method."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from simulator.calls import Call
from simulator.methods import (
    answering,
    chats,
    commands,
    deleting,
    editing,
    media,
    presentation,
    receiving,
    sending,
)
from simulator.telegram import Telegram

Method = Callable[[Telegram, Call], Any | Awaitable[Any]]

METHODS: Mapping[str, Method] = {
    "getMe": chats.get_me,
    "getChat": chats.get_chat,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "sendChatAction": chats.send_chat_action,
    "logOut": chats.log_out,
    "close": chats.close,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendDocument": media.send_document,
    "sendPhoto": media.send_photo,
    "getFile": media.get_file,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setMyDescription": presentation.set_my_description,
    "getMyDescription": presentation.get_my_description,
    "setMyShortDescription": presentation.set_my_short_description,
    "getMyShortDescription": presentation.get_my_short_description,
    "setMyName": presentation.set_my_name,
    "getMyName": presentation.get_my_name,
    "setChatMenuButton": presentation.set_chat_menu_button,
    "getChatMenuButton": presentation.get_chat_menu_button,
}

BY_LOWER_NAME: Mapping[str, Method] = {name.lower(): method for name, method in METHODS.items()}
