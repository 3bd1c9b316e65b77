"""The grammar of English time."""

from scheduling.when.english.reader import read, recognises

__all__ = ["read", "recognises"]
