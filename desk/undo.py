"""Take back what one use case did, as long as nothing has been built on it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from desk.sitting import Change, Sitting
from store.records import Complaint, Contact, Customer, Draft, FollowUp, Record, Refused, Request, Settlement

_KINDS: dict[str, type[Record]] = {
    kind.table: kind for kind in (Customer, Contact, FollowUp, Complaint, Draft, Request, Settlement)
}


def undo(at: Sitting, changes: Sequence[Change]) -> None:
    """Put every document back as it was before; refused whole when one has changed since."""
    for change in reversed(changes):
        kind = _KINDS[change.table]
        stands = at.book.get(kind, change.id)
        if (None if stands is None else msgspec.to_builtins(stands)) != change.after:
            raise Refused("undo.too_late")
        if change.before is not None:
            at.put(msgspec.convert(change.before, kind))
        elif stands is not None:
            at.drop(stands)
    at.audit("undo", at.actor.id, changes=len(changes))


def undone(changes: Sequence[Change]) -> list[str]:
    """What was taken back, as keys of the catalogue: of a contact its kind and outcome."""
    made = {each.table: each.after for each in changes if each.after is not None}
    contact, promised = made.get(Contact.table), made.get(FollowUp.table)
    if contact is not None:
        return [f"kind.{contact['kind']}", f"outcome.{contact['outcome']}"]
    if Complaint.table in made:
        return ["gone.complaint"]
    if promised is not None:
        return [f"promise.{promised['how']}"]
    known = next((each for each in changes if each.table == Customer.table), None)
    if known is None or known.before is None or known.after is None:
        return []
    differs = {name for name in known.after if known.after[name] != known.before.get(name)}
    return ["gone.money"] if "holdings" in differs else ["gone.note"] if "notes" in differs else []


def remembered(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as plain values, for a dialogue's draft."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(list(changes))
    return plain


def recalled(plain: object) -> list[Change]:
    return msgspec.convert(plain, list[Change])
