"""What every section of the playbook is made of: the numbers that it may say."""

from typing import Annotated

import msgspec

# Ten years of days are more than any rule means; what is longer is a slip, and no calendar holds it.
MOST = 3_650
Positive = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
Yuan = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000_000)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section of the playbook; every field without a default must be written."""
