"""What somebody prefers: language, hours, days, how much messages may show."""

from typing import Any

from desk.sitting import Sitting
from store.records import replace


def prefer(at: Sitting, **choices: Any) -> None:
    """Change the actor's own settings, in their own book."""
    own = at.books[f"book:{at.actor.id}"]
    own.put(replace(own.owner, **choices))
    at.audit("prefer", at.actor.id, **{name: str(value) for name, value in choices.items()})
