"""Works off the inbox: one lane a chat, so that order holds, and some sixteen at once.

`lanes` keeps the order and the turns, `applying` applies one update once, `saying` performs its answer at
Telegram's pace, and `keeping` writes down what became of it.
"""

from bot.lanes.applying import Applying
from bot.lanes.lanes import Lanes
from bot.lanes.saying import AT_ONCE, Saying

__all__ = ["AT_ONCE", "Applying", "Lanes", "Saying"]
