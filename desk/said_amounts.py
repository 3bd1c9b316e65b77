"""An amount as a manager types it: 30万, 300000, 1.2亿."""

from desk.importing import cells
from desk.importing.cells import Bad


def said_fen(said: str) -> int | None:
    """The amount in whole fen; None where the words are none."""
    try:
        return cells.fen(said)
    except Bad:
        return None
