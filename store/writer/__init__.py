"""The one thread of a process that writes, what it does together, and what is asked of it."""

from store.writer.job import Copying
from store.writer.transaction import Transaction
from store.writer.writer import Writer

__all__ = ["Copying", "Transaction", "Writer"]
