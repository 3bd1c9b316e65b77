"""代办: taken on, done, and the customer told (DOMAIN 2)."""

from desk.notes import as_kept
from desk.sitting import Sitting
from store.records import Refused, Request, RequestState, replace

MOST = 60


def take_on(at: Sitting, customer: str, what: str) -> Request:
    """Something the customer asked for, due within the working days of the playbook."""
    words = as_kept(what)
    if not words:
        raise Refused("request.what")
    if sum(one.open for one in at.book.requests.values()) >= MOST:
        raise Refused("request.too_many", most=MOST)
    days = at.rules.playbook.service_request.working_days
    request = Request(
        id=at.new_id(),
        customer=at.customer(customer).id,
        what=words,
        due=at.rules.calendar.add_working_days(at.today, days),
        made_at=at.now,
        by=at.actor.id,
    )
    at.put(request)
    at.audit("request", customer)
    return request


def open_request(at: Sitting, number: str, whose: str = "") -> Request:
    """A request of this book of which the customer still waits for word.

    It goes along with a customer who moves: where `whose` is no longer here, that is what is said.
    """
    found = at.book.get(Request, number)
    if found is None and whose:
        at.customer(whose)
    if found is None or not found.open:
        raise Refused("request.gone")
    return found


def finish(at: Sitting, number: str) -> Request:
    """It is done; the customer does not know yet."""
    return _moved(at, number, RequestState.DONE)


def tell(at: Sitting, number: str) -> Request:
    """The customer was told: nothing is left of it."""
    return _moved(at, number, RequestState.TOLD)


def drop(at: Sitting, number: str) -> Request:
    """The customer does not want it any more."""
    return _moved(at, number, RequestState.DROPPED)


def _moved(at: Sitting, number: str, to: RequestState) -> Request:
    request = open_request(at, number)
    if request.state is to:
        raise Refused("request.gone")
    closes = to in (RequestState.TOLD, RequestState.DROPPED)
    moved = replace(
        request,
        state=to,
        done_at=request.done_at or (at.now if to is not RequestState.DROPPED else None),
        closed_at=at.now if closes else None,
    )
    at.put(moved)
    at.audit("request_state", request.customer, state=to.value)
    return moved
