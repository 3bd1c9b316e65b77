"""Free words as they are kept: in one line, numbers that are nobody's business masked, of a length."""

from desk.understanding import mask_numbers

LONGEST = 120


def as_kept(said: str) -> str:
    """The words in one line of at most `LONGEST` characters, without anybody's ID, card or password."""
    return mask_numbers(" ".join(said.split()))[:LONGEST]
