"""The tables of the store; instants are microseconds since 1970 (see store.instants)."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, TextClause, text
from sqlalchemy import Text as AnyText

SCHEMA = 1
"""Goes up with each change of these tables; a store with a higher one is refused."""

# In the order of its characters on every engine; a server's own order may change with its libraries.
Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

partition = Table(
    "partition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("branch", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    # The last version that dropped a document: who read an older one reads the partition anew.
    Column("dropped", BigInteger, nullable=False),
    Index("partition_of_branch", "branch"),
    sqlite_with_rowid=False,
)

document = Table(
    "document",
    metadata,
    Column("partition", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # Clustered by its key, so that a book is one range of pages however many there are.
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("partition", Text, nullable=False),
    sqlite_with_rowid=False,
)

ledger = Table(
    "ledger",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("book", Text, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("not_before", BigInteger),
    # When the row is to be looked at; null as long as nothing may be sent, so one index finds what is due.
    Column("wake", BigInteger),
    Column("state", Text, nullable=False),
    Column("run", Text),
    Column("attempt", Integer, nullable=False, default=0),
    Column("chat", BigInteger),
    Column("message", BigInteger),
    Column("armed_at", BigInteger, nullable=False),
    Column("sending_at", BigInteger),
    Column("sent_at", BigInteger),
    Column("seen_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("late", Integer, nullable=False, default=0),
    Column("repeat", Integer, nullable=False, default=0),
    # 1 if its book derives it and may take it back, 0 if somebody put it there.
    Column("derived", Integer, nullable=False, default=1),
    Index("ledger_book", "book", "day"),
)


def _some(name: str, *columns: str, where: str) -> None:
    # Indexes over a few rows only: a reminder on its way through the states touches few and small pages.
    found = (ledger.c[column] for column in columns)
    partial[Index(name, *found, sqlite_where=text(where))] = text(where)


partial: dict[Index, TextClause] = {}
"""The indexes over some rows only, and which; to name an engine here loads it, so each adds its own."""


_some("ledger_wake", "wake", where="wake IS NOT NULL")
_some("ledger_armed", "book", where="state IN ('armed', 'held')")
_some("ledger_under_way", "state", where="state IN ('sending', 'uncertain')")
_some("ledger_message", "chat", "message", where="message IS NOT NULL")

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("body", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    Column("why", Text, nullable=False, default=""),
    Index("inbox_state", "state", "update_id"),
)

message = Table(
    "message",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("book", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("holds_customer_data", Integer, nullable=False),
    Column("state", Text, nullable=False),
    # Holds `sent_at` while there is something to fold, else null: the index finds what can be forgotten.
    Column("foldable", BigInteger),
    Index("message_foldable", "foldable"),
    Index("message_book", "book", "state"),
    sqlite_with_rowid=False,
)

summary = Table(
    "summary",
    metadata,
    Column("book", Text, primary_key=True),
    Column("branch", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("summary_branch", "branch"),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("partition", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
    # What the chain covers: actor, action, and a salted commitment for each value.
    Column("sealed", LargeBinary, nullable=False),
    # Salts and values; emptied by an erasure, which the chain does not notice.
    Column("opened", LargeBinary),
    Column("mac", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
