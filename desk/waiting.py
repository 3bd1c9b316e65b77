"""等客户: the next move is the customer's, and the promise waits until then."""

from desk.promises import promised_to
from desk.sitting import Sitting
from store.records import FollowUp, Refused, replace


def waits(at: Sitting, customer: str) -> FollowUp:
    """The next open promise to a customer waits for them; its day stays, so that nothing is forgotten."""
    promise = next((one for one in promised_to(at.book, customer) if not one.waiting), None)
    if promise is None:
        raise Refused("follow_up.gone")
    waiting = replace(promise, waiting=True)
    at.put(waiting)
    at.audit("waits", customer)
    return waiting
