"""等客户: the next move is the customer's, and the promise waits until then."""

from desk.sitting import Sitting
from store.records import FollowUp, Refused, replace


def waits(at: Sitting, customer: str) -> FollowUp:
    """The next open promise to a customer waits for them; its day stays, so that nothing is forgotten."""
    promised = (
        one
        for one in at.book.follow_ups.values()
        if one.customer == customer and one.open and not one.waiting
    )
    promise = min(promised, key=lambda one: (one.day, str(one.at)), default=None)
    if promise is None:
        raise Refused("follow_up.gone")
    waiting = replace(promise, waiting=True)
    at.put(waiting)
    at.audit("waits", customer)
    return waiting
