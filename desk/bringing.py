"""What to have at hand when a customer comes or is visited: said once, called to mind with the reminder."""

from desk.notes import as_kept
from desk.promises import promised_to
from desk.sitting import Sitting
from scheduling.joining import MEETINGS
from store.records import FollowUp, Refused, replace


def next_visit(at: Sitting, customer: str) -> FollowUp | None:
    """The next open promise to meet the customer."""
    return next((one for one in promised_to(at.book, customer) if one.how in MEETINGS), None)


def bring(at: Sitting, customer: str, what: str) -> FollowUp:
    """Write down what to bring to the next visit, in place of what was written before."""
    visit = next_visit(at, customer)
    if visit is None:
        raise Refused("bring.no_visit")
    noted = replace(visit, bring=as_kept(what))
    at.put(noted)
    at.audit("bring", customer)
    return noted
