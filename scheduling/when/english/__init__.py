"""The grammar of English time."""

from scheduling.when.english.reader import read

__all__ = ["read"]
