"""What an import does, decided from the list and from what is known; nothing is written here."""

from desk.importing.plan.known import Known
from desk.importing.plan.planner import plan

__all__ = ["Known", "plan"]
