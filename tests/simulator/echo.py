"""A tiny real bot: greets, answers taps, repeats what it hears."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import BotCommand, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from simulator import Simulator

CARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("打开", callback_data="open"),
            InlineKeyboardButton("过时", callback_data="old"),
        ],
        [InlineKeyboardButton("复制话术", copy_text=CopyTextButton("张先生您好"))],
    ]
)
GREETING = "<b>早上好</b>，今天 9 位 &lt;&amp;&gt;\n数据截至昨天"


async def _greet(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(GREETING, parse_mode=ParseMode.HTML, reply_markup=CARD)


async def _tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    if query.data == "old":
        await query.answer("这张卡片过时了", show_alert=True)
        return
    await query.answer("打开了")
    await query.edit_message_text("张伟 高端", reply_markup=CARD)


async def _repeat(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    message = update.effective_message
    heard = message.text or (message.document.file_name if message.document else None) or "?"
    answered = message.reply_to_message
    await message.reply_text(f"听到：{heard}" + (f"（回复 {answered.message_id}）" if answered else ""))


@asynccontextmanager
async def echo_bot(simulator: Simulator) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """The bot, polling until the end of the block."""
    builder = Application.builder().token(simulator.token)
    app = builder.base_url(simulator.api_url).base_file_url(simulator.file_url).build()
    app.add_handler(CommandHandler("start", _greet))
    app.add_handler(CallbackQueryHandler(_tapped))
    app.add_handler(MessageHandler(filters.ALL, _repeat))
    async with app:
        await app.bot.set_my_commands([BotCommand("start", "从头来")])
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling()
        yield app
        await app.updater.stop()
        await app.stop()
