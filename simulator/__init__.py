"""A Telegram on your own machine: the Bot API over HTTP and a chat page in the browser."""

from simulator.accounts import Impossible
from simulator.acting import Pressed
from simulator.clock import Clock
from simulator.faults import Fault, Trouble
from simulator.simulator import Simulator
from simulator.stage import Stage
from simulator.views import Button, ChatView, Seen

__all__ = [
    "Button",
    "ChatView",
    "Clock",
    "Fault",
    "Impossible",
    "Pressed",
    "Seen",
    "Simulator",
    "Stage",
    "Trouble",
]
