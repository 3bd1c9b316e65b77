"""The one door of SQLAlchemy and of the drivers behind it."""

from store.engine.connection import Connection, Database, Row, Values, file_of, is_made
from store.engine.statements import Statements

__all__ = ["Connection", "Database", "Row", "Statements", "Values", "file_of", "is_made"]
