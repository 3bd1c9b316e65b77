"""Reading a bank's customer lists: files to rows, rows to a plan, a plan to the books."""

from desk.importing.lists import Lists, NamedFile, Problem
from desk.importing.rows import read_lists

__all__ = ["Lists", "NamedFile", "Problem", "read_lists"]
