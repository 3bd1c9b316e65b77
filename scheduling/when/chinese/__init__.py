"""The grammar of Chinese time: simplified, traditional and the common Cantonese words."""

from scheduling.when.chinese.reader import read

__all__ = ["read"]
