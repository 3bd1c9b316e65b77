"""Words that look like names and are none, and what stands around a name in a line."""

import re

from desk.understanding.lexicon import alternatives, pattern

__all__ = ["AFTER", "BEFORE", "NOT_GIVEN", "NOT_LETTERS", "NOT_NAMES", "STOP"]

_SIGNS = r"[\s,，。.;；、:：!！?？()（）「」“”\"/+&—-]"

NOT_NAMES = pattern("names", "not_names")
NOT_GIVEN = frozenset(alternatives("names", "not_given").replace("|", " ").split())
NOT_LETTERS = frozenset(alternatives("names", "not_letters").replace("|", " ").split())
STOP = frozenset(alternatives("names", "not_in_names").replace("|", ""))
BEFORE = re.compile(f"(?:^|{_SIGNS}|{alternatives('names', 'before')})$")
AFTER = re.compile(f"(?:$|{_SIGNS}|{alternatives('names', 'after')})")
