"""关怀占比: so large a share of the contacts of a plan asks how the customer is, and sells nothing."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Reason
from scheduling.rules import Rules

CARE = frozenset({"cadence.care", "cadence.caring"})


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
        if one.reason.key == "cadence.due" and (behind or _is_chosen(one, share)):
            yield replace(one, reason=Reason(key="cadence.caring", facts=one.reason.facts))
            cared += 1
        else:
            yield one
            cared += one.reason.key in CARE


def _is_chosen(one: Occurrence, share: float) -> bool:
    return blake2b(one.key.encode(), digest_size=1, person=b"care").digest()[0] < share * 256
