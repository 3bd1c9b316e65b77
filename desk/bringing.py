"""What to have at hand when a customer comes or is visited: said once, called to mind with the reminder."""

from desk.promises import promised_to
from desk.sitting import Sitting
from desk.understanding import mask_numbers
from store.records import FollowUp, Kind, Refused, replace

VISITS = frozenset({Kind.VISIT, Kind.BRANCH_VISIT, Kind.EVENT})
_LONGEST = 120


def next_visit(at: Sitting, customer: str) -> FollowUp | None:
    """The next open promise to meet the customer."""
    return next((one for one in promised_to(at.book, customer) if one.how in VISITS), None)


def bring(at: Sitting, customer: str, what: str) -> FollowUp:
    """Write down what to bring to the next visit, in place of what was written before."""
    visit = next_visit(at, customer)
    if visit is None:
        raise Refused("bring.no_visit")
    noted = replace(visit, bring=mask_numbers(" ".join(what.split()))[:_LONGEST])
    at.put(noted)
    at.audit("bring", customer)
    return noted
