"""The whole bank against a plain dict: whatever is done to both, in whatever order, they say the same."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from proofs.against_a_dict.machine import Machine
from proofs.killing import can_trace
from proofs.row import Row

EXAMPLES, STEPS = 300, 60


def rows(scale: float = 1.0) -> Iterator[Row]:
    promise = "import, log, snooze, done, transfer, kill, restart, clock: as a plain dict says"
    if why := can_trace():
        yield Row(promise, 0, skipped=why)
        return
    examples = max(3, round(EXAMPLES * scale))
    failures: list[str] = []
    Machine.steps = 0
    try:
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:  # noqa: BLE001  # told as a row
        failures.append(_told(error))
    found = f"{examples} lives of up to {STEPS} steps"
    yield Row(
        promise,
        Machine.steps,
        failures,
        found=found,
    )


def _told(error: BaseException) -> str:
    """What was wrong, where, and the whole of the shortest life that shows it, on lines of its own."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    lines = (f"{type(error).__name__} {error}"[:400], f"{Path(at.filename).name}:{at.lineno} {at.line}")
    return "\n        ".join((*lines, *getattr(error, "__notes__", [])))
