"""What we know: records, books, ledger, inbox, audit; TinyDB and SQL have their doors here."""

from store.books import Book, Books
from store.errors import NotThere, StoreError, Taken
from store.inbox import InboxRow, InboxState
from store.ledger import Alarm, LedgerRow, State
from store.messages import Message, MessageState
from store.records import Record, Refused, replace
from store.scope import Scope
from store.store import Store
from store.summaries import Summary

__all__ = [
    "Alarm",
    "Book",
    "Books",
    "InboxRow",
    "InboxState",
    "LedgerRow",
    "Message",
    "MessageState",
    "NotThere",
    "Record",
    "Refused",
    "Scope",
    "State",
    "Store",
    "StoreError",
    "Summary",
    "Taken",
    "replace",
]
