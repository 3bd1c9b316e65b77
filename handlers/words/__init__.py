"""Everything people read: the catalogues of sentences and how numbers, days and names are said.

Words that keep amounts back lie beside it (`handlers.words.discreet`): they need the whole understanding of
lines, which no command should load only to speak.
"""

from handlers.words.words import Words, languages, surname_of

__all__ = ["Words", "languages", "surname_of"]
