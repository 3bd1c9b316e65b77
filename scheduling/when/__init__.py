"""Words to instants: what a manager types or dictates, read against now."""

from scheduling.when.record import Precision, When, is_past
from scheduling.when.say import say, say_day
from scheduling.when.understand import parse, parse_all, promise

__all__ = ["Precision", "When", "is_past", "parse", "parse_all", "promise", "say", "say_day"]
