"""关怀占比: so large a share of the contacts of a plan asks how the customer is, and sells nothing."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Reason
from scheduling.rules import Rules

# A contact that is due, or one that will be if those before it go as planned, and the same as care.
_AS_CARE = {"cadence.due": "cadence.caring", "cadence.again": "cadence.caring_again"}
CARE = frozenset({"cadence.care", *_AS_CARE.values()})


def with_care(contacts: Iterable[Occurrence], rules: Rules) -> Iterator[Occurrence]:
    """The planned occurrences of one day, with the playbook's share of contacts as care.

    Those who are due for care anyhow count. Mostly it follows from the contact alone whether it is one, so
    that it is still one when it moves; where that makes too few of a day, the next ones are care too.
    """
    share = rules.playbook.touches.care_share
    seen = cared = 0
    for one in contacts:
        if one.kind != "cadence":
            yield one
            continue
        seen += 1
        behind = cared + 1 <= share * seen
        as_care = _AS_CARE.get(one.reason.key)
        if as_care is not None and (behind or _is_chosen(one, share)):
            yield replace(one, reason=Reason(key=as_care, facts=one.reason.facts))
            cared += 1
        else:
            yield one
            cared += one.reason.key in CARE


def _is_chosen(one: Occurrence, share: float) -> bool:
    return blake2b(one.key.encode(), digest_size=1, person=b"care").digest()[0] < share * 256
