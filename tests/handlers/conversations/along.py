"""A row of taps, each on the message that the one before left behind."""

from simulator import Seen
from tests.world import World


async def along(bank: World, user: int, message: Seen, *buttons: str) -> Seen:
    """What stands there after the last tap."""
    for button in buttons:
        message = await bank.taps(user, button, on=message)
    return message


def buttons_of(message: Seen) -> list[str]:
    """The texts of all its buttons."""
    return [text for row in message.button_texts() for text in row]


async def forges(bank: World, user: int, message: Seen, data: str) -> str:
    """What a tap answers whose data the chat does not show (any more); each tap is answered."""
    count = len(bank.simulator.toasts(user))
    bank.simulator.press_data(user, message.message_id, data)
    await bank.simulator.wait(user, lambda _: len(bank.simulator.toasts(user)) > count)
    await bank.simulator.wait(user)
    return bank.simulator.toasts(user)[-1].text


async def brings(bank: World, user: int, message: Seen, button: str) -> Seen:
    """The new message that a tap brings below the one it was made on."""
    newest = bank.simulator.messages(user)[-1].message_id
    await bank.taps(user, button, on=message)
    chat = await bank.simulator.wait(user, lambda chat: chat[-1].message_id > newest)
    return chat[-1]


def texts(bank: World, user: int) -> list[str]:
    """What the bot has said to somebody, as it stands now."""
    return [each.text for each in bank.told(user)]
