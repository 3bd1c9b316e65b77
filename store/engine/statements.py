"""The statements of the store, written in Core and compiled once for the dialect at hand."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    LargeBinary,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from store.engine.schema import audit, document, inbox, ledger, message, meta, partition, place, summary


def compiled(statement: ClauseElement, dialect: Dialect) -> str:
    """The statement in the driver's own words, with named parameters."""
    return str(statement.compile(dialect=dialect))


# Said, because SQLite's dialect binds an offset of its own where none is.
_NONE: ColumnElement[Any] = literal_column("0", BigInteger)
_ONE: ColumnElement[Any] = literal_column("1", BigInteger)


def _word(value: str) -> ColumnElement[str]:
    # A constant of ours inside the text, so that no call has to bind it.
    return literal_column(f"'{value}'", Text)


def _number(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=BigInteger)


def _text(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=Text)


def _bytes(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=LargeBinary)


class Statements:
    """Every statement the store runs, as text; parameters are named as the callers bind them."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._books()
        self._places()
        self._ledger_writes()
        self._ledger_reads()
        self._inbox()
        self._messages()
        self._rest()

    def _sql(self, statement: ClauseElement) -> str:
        return compiled(statement, self._dialect)

    def _insert(self, table: Table) -> Any:
        # The two dialects have their own insert for ON CONFLICT, with the same methods.
        return (postgresql if self._dialect.name == "postgresql" else sqlite).insert(table)

    def _books(self) -> None:
        columns = (partition.c.branch, partition.c.version, partition.c.dropped)
        one = select(*columns).where(partition.c.id == _text("id"))
        self.get_partition = self._sql(one)
        # SQLite holds the whole store inside BEGIN IMMEDIATE and has no words for locking a row.
        self.lock_partition = self._sql(one if self._dialect.name == "sqlite" else one.with_for_update())
        self.add_partition = self._sql(self._insert(partition))
        self.bump_partition = self._sql(
            update(partition)
            .where(partition.c.id == _text("at_id"), partition.c.version == _number("was"))
            .values(version=_number("new"), dropped=_number("new_dropped"), branch=_text("new_branch"))
        )
        self.all_partitions = self._sql(select(partition.c.id, partition.c.branch).order_by(partition.c.id))
        self.partitions_of_branch = self._sql(
            select(partition.c.id).where(partition.c.branch == _text("branch")).order_by(partition.c.id)
        )
        self.newer_documents = self._sql(
            select(document.c.kind, document.c.id, document.c.body).where(
                document.c.partition == _text("partition"), document.c.version > _number("version")
            )
        )
        self.get_document = self._sql(
            select(document.c.version).where(
                document.c.partition == _text("partition"),
                document.c.kind == _text("kind"),
                document.c.id == _text("id"),
            )
        )
        put = self._insert(document)
        self.put_document = self._sql(
            put.on_conflict_do_update(
                index_elements=["partition", "kind", "id"],
                set_={"version": put.excluded.version, "body": put.excluded.body},
            )
        )
        self.drop_document = self._sql(
            delete(document).where(
                document.c.partition == _text("partition"),
                document.c.kind == _text("kind"),
                document.c.id == _text("id"),
            )
        )

    def _places(self) -> None:
        here = and_(place.c.kind == _text("kind"), place.c.key == _text("key"))
        self.get_place = self._sql(select(place.c.partition).where(here))
        self.add_place = self._sql(self._insert(place).on_conflict_do_nothing())
        self.drop_place = self._sql(delete(place).where(here))
        self.drop_place_at = self._sql(delete(place).where(here, place.c.partition == _text("partition")))
        self.all_places = self._sql(
            select(place.c.key, place.c.partition).where(place.c.kind == _text("kind"))
        )

    def _ledger_writes(self) -> None:
        key = ledger.c.key == _text("at_key")
        columns = [column for column in ledger.c if column.name != "derived"]
        doubted = case((ledger.c.state == _word("uncertain"), _ONE), else_=ledger.c.repeat)
        sending = ledger.c.state.in_([_word("sending"), _word("uncertain"), _word("held")])
        arm = self._insert(ledger)
        self.insert_alarm = self._sql(arm.on_conflict_do_nothing())
        elsewhere = ledger.c.book != arm.excluded.book
        ended = or_(
            ledger.c.state == _word("snoozed"),
            and_(ledger.c.state == _word("superseded"), ledger.c.sent_at.is_(None)),
        )
        anew = or_(
            # What the deliverer took back when it was due stays so, or it would come back at each commit.
            and_(ended, arm.excluded.due > ledger.c.ended_at),
            and_(ledger.c.state.in_([_word("armed"), _word("held")]), elsewhere),
        )
        renewed = {
            name: case((anew, arm.excluded[name]), else_=ledger.c[name])
            for name in ("due", "wake", "state", "armed_at", "not_before", "ended_at")
        }
        self.arm = self._sql(
            arm.on_conflict_do_update(
                index_elements=["key"],
                set_={"book": arm.excluded.book, **renewed},
                where=or_(anew, elsewhere),
            )
        )
        self.move = self._sql(
            update(ledger).where(key).values(due=_number("new_due"), wake=_number("new_wake"))
        )
        self.claim = self._sql(
            update(ledger)
            .where(key, ledger.c.wake <= _number("now"))
            .values(
                state=_word("sending"),
                run=_text("new_run"),
                attempt=ledger.c.attempt + _ONE,
                sending_at=_number("now"),
                wake=null(),
                late=_number("new_late"),
                repeat=doubted,
            )
            .returning(*columns)
        )
        self.sent = self._sql(
            update(ledger)
            .where(key)
            .values(
                chat=_number("new_chat"),
                message=_number("new_message"),
                sent_at=_number("now"),
                wake=null(),
                state=case((sending, _word("sent")), else_=ledger.c.state),
            )
        )
        self.defer = self._sql(
            update(ledger)
            .where(key, ledger.c.state == _word("sending"))
            .values(state=_word("armed"), not_before=_number("new_not_before"), wake=_number("new_wake"))
        )
        self.uncertain = self._sql(
            update(ledger)
            .where(key, ledger.c.state == _word("sending"))
            .values(
                state=_word("uncertain"),
                # A second doubt is never answered with a third copy.
                wake=case((ledger.c.repeat == _NONE, _number("again")), else_=null()),
            )
        )
        self.set_held = self._sql(
            update(ledger).where(key).values(state=_word("held"), wake=null(), repeat=doubted)
        )
        self.set_released = self._sql(
            update(ledger)
            .where(key, ledger.c.state == _word("held"))
            .values(state=_word("armed"), wake=ledger.c.due, not_before=null())
        )
        self.set_state = self._sql(
            update(ledger)
            .where(key)
            .values(
                state=_text("new_state"),
                wake=null(),
                seen_at=_number("new_seen_at"),
                ended_at=_number("new_ended_at"),
            )
        )

    def _ledger_reads(self) -> None:
        row = select(*(column for column in ledger.c if column.name != "derived"))
        self.get_ledger = self._sql(row.where(ledger.c.key == _text("key")))
        self.due = self._sql(
            row.where(ledger.c.wake <= _number("now"))
            .order_by(ledger.c.wake, ledger.c.key)
            .limit(_number("count"))
            .offset(_NONE)
        )
        self.waiting = self._sql(
            select(ledger.c["key"], ledger.c.book, ledger.c.due)
            .where(ledger.c.wake <= _number("now"))
            .order_by(ledger.c.wake, ledger.c["key"])
            .limit(_number("count"))
            .offset(_NONE)
        )
        # Said for the index that holds the waking rows only; without it the whole ledger is read.
        self.next_due = self._sql(select(func.min(ledger.c.wake)).where(ledger.c.wake.is_not(None)))
        self.armed_of_book = self._sql(
            select(ledger.c.key, ledger.c.due, ledger.c.not_before, ledger.c.state).where(
                ledger.c.book == _text("book"),
                ledger.c.state.in_([_word("armed"), _word("held")]),
                ledger.c.derived == _ONE,
            )
        )
        self.ledger_of_book = self._sql(
            row.where(ledger.c.book == _text("book"), ledger.c.day >= _text("since")).order_by(ledger.c.day)
        )
        under_way = [_word("sending"), _word("uncertain")]
        self.ledger_under_way = self._sql(row.where(ledger.c.state.in_(under_way)).order_by(ledger.c.due))
        self.ledger_states = self._sql(
            select(ledger.c["key"], ledger.c.state, ledger.c.wake, ledger.c.repeat)
        )
        self.ledger_of_message = self._sql(
            row.where(ledger.c.chat == _number("chat"), ledger.c.message == _number("message"))
        )

    def _inbox(self) -> None:
        here = inbox.c.update_id == _number("at")
        columns = (
            inbox.c.update_id,
            inbox.c.chat,
            inbox.c.at,
            inbox.c.state,
            inbox.c.failures,
            inbox.c.body,
            inbox.c.answer,
            inbox.c.why,
        )
        self.take_update = self._sql(self._insert(inbox).on_conflict_do_nothing())
        self.get_update = self._sql(select(*columns).where(here))
        self.updates_in_state = self._sql(
            select(*columns).where(inbox.c.state == _text("state")).order_by(inbox.c.update_id)
        )
        self.apply_update = self._sql(
            update(inbox)
            .where(here, inbox.c.state == _word("new"))
            .values(state=_word("applied"), answer=_bytes("new_answer"))
        )
        self.empty_update = self._sql(
            update(inbox).where(here).values(state=_word("answered"), body=_bytes("nothing"), answer=null())
        )
        self.fail_update = self._sql(
            update(inbox).where(here).values(failures=inbox.c.failures + _ONE, why=_text("new_why"))
        )
        self.quarantine_update = self._sql(
            update(inbox).where(here).values(state=_word("quarantined"), why=_text("new_why"))
        )
        self.trim_inbox = self._sql(
            delete(inbox).where(inbox.c.state == _word("answered"), inbox.c.at < _number("before"))
        )

    def _messages(self) -> None:
        here = and_(message.c.chat == _number("at_chat"), message.c.message == _number("at_message"))
        put = self._insert(message)
        columns = [column.name for column in message.c if column.name not in {"chat", "message"}]
        self.put_message = self._sql(
            put.on_conflict_do_update(
                index_elements=["chat", "message"], set_={name: put.excluded[name] for name in columns}
            )
        )
        self.get_message = self._sql(select(*message.c).where(here))
        self.messages_to_fold = self._sql(
            select(*message.c)
            .where(message.c.foldable <= _number("before"))
            .order_by(message.c.foldable)
            .limit(_number("count"))
            .offset(_NONE)
        )
        self.open_messages_of_book = self._sql(
            select(*message.c)
            .where(message.c.book == _text("book"), message.c.state == _word("open"))
            .order_by(message.c.sent_at)
        )
        self.set_message = self._sql(
            update(message).where(here).values(state=_text("new_state"), foldable=null())
        )
        self.trim_messages = self._sql(
            delete(message).where(message.c.foldable.is_(None), message.c.sent_at < _number("before"))
        )

    def _rest(self) -> None:
        put = self._insert(summary)
        self.put_summary = self._sql(
            put.on_conflict_do_update(
                index_elements=["book"], set_={"branch": put.excluded.branch, "body": put.excluded.body}
            )
        )
        self.summary_of_book = self._sql(select(summary.c.body).where(summary.c.book == _text("book")))
        self.summaries_of_branch = self._sql(
            select(summary.c.body).where(summary.c.branch == _text("branch")).order_by(summary.c.book)
        )
        self.all_summaries = self._sql(select(summary.c.body).order_by(summary.c.book))
        self.add_audit = self._sql(self._insert(audit))
        self.last_audit = self._sql(
            select(audit.c.seq, audit.c.mac)
            .where(audit.c.partition == _text("partition"))
            .order_by(audit.c.seq.desc())
            .limit(_ONE)
            .offset(_NONE)
        )
        self.audit_of = self._sql(
            select(audit.c.seq, audit.c.at, audit.c.sealed, audit.c.opened, audit.c.mac)
            .where(audit.c.partition == _text("partition"))
            .order_by(audit.c.seq)
        )
        self.close_audit = self._sql(
            update(audit)
            .where(audit.c.partition == _text("at_partition"), audit.c.seq == _number("at_seq"))
            .values(opened=null())
        )
        self.next_chain = self._sql(
            select(func.min(audit.c.partition)).where(audit.c.partition > _text("after"))
        )
        self.get_meta = self._sql(select(meta.c.value).where(meta.c.name == _text("name")))
        self.add_meta = self._sql(self._insert(meta))
        put_meta = self._insert(meta)
        self.put_meta = self._sql(
            put_meta.on_conflict_do_update(
                index_elements=[meta.c.name], set_={"value": put_meta.excluded.value}
            )
        )


_known: dict[str, Statements] = {}


def statements_of(dialect: Dialect) -> Statements:
    """The dialect's statements, compiled once a process: that takes longer than to open a store."""
    if dialect.name not in _known:
        _known[dialect.name] = Statements(dialect)
    return _known[dialect.name]
