"""The words understanding is made of: readable tables of alternatives, one topic a file."""

import re
import tomllib
from functools import cache
from importlib import resources

from desk.understanding.lexicon.firsts import firsts

__all__ = ["alternatives", "pattern"]

_SHARED = re.compile(r"\{([a-z]{3,})\}")


@cache
def _table(topic: str) -> dict[str, str]:
    written = resources.files(__name__).joinpath(f"{topic}.toml").read_text("utf-8")
    return {key: str(lines) for key, lines in tomllib.loads(written).items()}


def alternatives(topic: str, key: str) -> str:
    """All alternatives of a table as one piece of a regular expression, in the order they stand.

    A list of `shared.toml` stands in a row by its name in braces. A name (a run of 某) is looked at from
    its first character only: a line of nothing but names is cheap.
    """
    joined = "|".join(line.strip() for line in _table(topic)[key].splitlines() if line.strip())
    joined = _SHARED.sub(lambda found: f"(?:{alternatives('shared', found[1])})", joined)
    return joined.replace("某+", "(?:(?<!某)某+)")


def pattern(topic: str, key: str) -> re.Pattern[str]:
    """A table as a compiled expression.

    A word of Latin letters ends where a Chinese one begins: 「meet了张伟」. Only where a table speaks of
    what is no letter at all do Chinese characters count as letters.
    """
    told = alternatives(topic, key)
    begin = firsts(told)
    tried = told if begin is None else f"(?=[{begin}])(?:{told})"
    return re.compile(tried, 0 if r"\W" in told else re.ASCII)
