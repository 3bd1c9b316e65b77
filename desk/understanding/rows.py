"""Names that are daily words too, and how names in a row tell that they are names."""

from desk.understanding.people import People
from desk.understanding.sounds import word
from desk.understanding.words import NOT_GIVEN

__all__ = ["common", "in_a_row"]


def common(name: str) -> bool:
    """Whether a name is a daily word too: 安然, 许诺, 建国."""
    return name in NOT_GIVEN or word(name)


def in_a_row(text: str, people: People, at: tuple[int, int]) -> bool:
    """「给程雪许诺安然发了邀请」: daily words in a row with a name that is nothing else are names too."""
    for forward in (False, True):
        place = at[1] if forward else at[0]
        while (beside := _name_beside(text, people, place, forward=forward)) is not None:
            if not common(beside):
                return True
            place += len(beside) if forward else -len(beside)
    return False


def _name_beside(text: str, people: People, place: int, *, forward: bool) -> str | None:
    for length in people.lengths:
        start = place if forward else place - length
        said = text[start : start + length] if start >= 0 else ""
        if said in people.names:
            return said
    return None
