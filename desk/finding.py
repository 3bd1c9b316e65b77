"""Looking a customer up by name, letters or part of a number: how sure what was found is."""

import re

from desk.understanding import People, find

_HAN = re.compile("[一-鿿]")


def only_alike(said: str, people: People) -> bool:
    """Whether whom these words find only sounds alike; letters are meant to sound like the name."""
    if not _HAN.search(said):
        return False
    found = find(said, people)
    return found.guessed or (found.how == "alike" and bool(found.candidates))
