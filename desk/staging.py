"""Move a customer to another stage of the relationship, with a reason; what it was stays known (DOMAIN 2)."""

from desk.sitting import Sitting
from store.records import Customer, Refused, Stage, StageChange, replace

# As many as a long relationship has; older ones stand in the audit.
REMEMBERED = 12


def move_stage(at: Sitting, number: str, stage: Stage, reason: str) -> Customer:
    """The customer in the new stage from today on; the same stage and an empty reason are refused."""
    customer = at.customer(number)
    if customer.stage is stage:
        raise Refused("stage.same")
    if not reason.strip():
        raise Refused("stage.reason")
    left = StageChange(stage=customer.stage, until=at.today, by=at.actor.id, reason=reason.strip())
    moved = replace(
        customer, stage=stage, stage_since=at.today, stages=(*customer.stages, left)[-REMEMBERED:]
    )
    at.put(moved)
    at.audit("stage", number, stage=stage.value, was=customer.stage.value, reason=reason.strip())
    return moved
