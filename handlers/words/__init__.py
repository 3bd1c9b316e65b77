"""Everything people read: the catalogues of sentences and how numbers, days and names are said."""

from handlers.words.discreet import discreet
from handlers.words.words import Words, languages, surname_of

__all__ = ["Words", "discreet", "languages", "surname_of"]
