"""The plain dict: what must be in the store after all that was done."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk.promises import EARLY


@dataclass
class Promised:
    """A promise of the model: for whom, when, and whether it is still open."""

    customer: str
    due: datetime
    state: str = "open"
    snoozed: datetime | None = None


@dataclass
class Model:
    """What must be in the store."""

    homes: dict[str, str] = field(default_factory=dict[str, str])
    assets: dict[str, int] = field(default_factory=dict[str, int])
    contacts: dict[str, str] = field(default_factory=dict[str, str])
    promises: dict[str, Promised] = field(default_factory=dict[str, Promised])
    settled: dict[str, str] = field(default_factory=dict[str, str])

    def logs(self, customer: str, number: int, now: datetime) -> None:
        """A contact keeps every promise that was due within the hour, and makes a new one."""
        for each in self.promises.values():
            if each.customer == customer and each.state == "open" and each.due <= now + EARLY:
                each.state = "kept"
        self.contacts[f"c{number:06}"] = customer
        self.promises[f"p{number:06}"] = Promised(
            customer, (now + timedelta(hours=1)).replace(second=0, microsecond=0)
        )

    def talks(self) -> dict[str, tuple[str, str]]:
        """Each contact's customer, and who has it: what was said lies with whoever has the customer now."""
        return {key: (whom, self.homes[whom]) for key, whom in self.contacts.items()}

    def promised(self) -> dict[str, object]:
        """Each promise: for whom, its state, when it is due, until when it was put off."""
        return {
            key: (each.customer, each.state, each.due, each.snoozed) for key, each in self.promises.items()
        }

    def due(self) -> dict[str, datetime]:
        """When each open promise is to be spoken of."""
        return {key: each.snoozed or each.due for key, each in self.promises.items() if each.state == "open"}
