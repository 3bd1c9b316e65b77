"""One small row a manager, kept in the commit that changes it, so that a head's look reads no books."""

from datetime import date
from typing import Any

import msgspec

from store.engine import Connection, Statements
from store.scope import Scope


class Summary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a head sees of a book or a pool; `counts` may be money too, in whole fen.

    The row of a pool has neither person nor role.
    """

    book: str
    branch: str
    person: str
    role: str
    day: date
    counts: dict[str, int] = {}  # msgspec copies an empty dict default for each struct
    body: dict[str, Any] = {}  # as above


_decoder = msgspec.json.Decoder(Summary)
_encoder = msgspec.json.Encoder()


def keep(connection: Connection, sql: Statements, summary: Summary) -> None:
    connection.run(sql.put_summary, book=summary.book, branch=summary.branch, body=_encoder.encode(summary))


def read(connection: Connection, sql: Statements, scope: Scope, branch: str | None) -> list[Summary]:
    """The summaries that the scope holds, of one branch if it is named, by book."""
    if scope.person_id:
        rows = connection.all(sql.summary_of_book, book=f"book:{scope.person_id}")
    elif scope.everything and branch is None:
        rows = connection.all(sql.all_summaries)
    else:
        wanted = scope.branch_id if branch is None else branch
        if not scope.everything and wanted != scope.branch_id:
            return []
        rows = connection.all(sql.summaries_of_branch, branch=wanted)
    found = (_decoder.decode(bytes(row[0])) for row in rows)
    return [each for each in found if branch is None or each.branch == branch]
