"""One line of the table that `make bench` prints."""

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, against what was promised; all figures are ratios or rates of one run."""

    name: str
    measured: str
    goal: str
    holds: bool
