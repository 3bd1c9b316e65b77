"""The statements of the store, written in Core and compiled once for the dialect at hand."""

from sqlalchemy import Dialect, and_, delete, func, null, select, update

from store.engine.ledger_statements import LedgerStatements
from store.engine.schema import audit, document, inbox, message, meta, partition, place, summary
from store.engine.terms import NONE, ONE, number, raw, text, word


class Statements(LedgerStatements):
    """Every statement the store runs, as text; parameters are named as the callers bind them."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._books()
        self._places()
        self._inbox()
        self._messages()
        self._rest()

    def _books(self) -> None:
        columns = (partition.c.branch, partition.c.version, partition.c.dropped)
        one = select(*columns).where(partition.c.id == text("id"))
        self.get_partition = self._sql(one)
        self.lock_partition = self._locked(one)
        self.add_partition = self._sql(self._insert(partition))
        self.bump_partition = self._sql(
            update(partition)
            .where(partition.c.id == text("at_id"), partition.c.version == number("was"))
            .values(version=number("new"), dropped=number("new_dropped"), branch=text("new_branch"))
        )
        self.all_partitions = self._sql(select(partition.c.id, partition.c.branch).order_by(partition.c.id))
        self.partitions_of_branch = self._sql(
            select(partition.c.id).where(partition.c.branch == text("branch")).order_by(partition.c.id)
        )
        self.newer_documents = self._sql(
            select(document.c.kind, document.c.id, document.c.body).where(
                document.c.partition == text("partition"), document.c.version > number("version")
            )
        )
        self.get_document = self._sql(
            select(document.c.version).where(
                document.c.partition == text("partition"),
                document.c.kind == text("kind"),
                document.c.id == text("id"),
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
                document.c.partition == text("partition"),
                document.c.kind == text("kind"),
                document.c.id == text("id"),
            )
        )

    def _places(self) -> None:
        here = and_(place.c.kind == text("kind"), place.c.key == text("key"))
        self.get_place = self._sql(select(place.c.partition).where(here))
        self.add_place = self._sql(self._insert(place).on_conflict_do_nothing())
        self.drop_place = self._sql(delete(place).where(here))
        self.drop_place_at = self._sql(delete(place).where(here, place.c.partition == text("partition")))
        self.all_places = self._sql(
            select(place.c.key, place.c.partition).where(place.c.kind == text("kind"))
        )

    def _inbox(self) -> None:
        here = inbox.c.update_id == number("at")
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
            select(*columns).where(inbox.c.state == text("state")).order_by(inbox.c.update_id)
        )
        self.apply_update = self._sql(
            update(inbox)
            .where(here, inbox.c.state == word("new"))
            .values(state=word("applied"), answer=raw("new_answer"))
        )
        self.empty_update = self._sql(
            update(inbox).where(here).values(state=word("answered"), body=raw("nothing"), answer=null())
        )
        self.fail_update = self._sql(
            update(inbox).where(here).values(failures=inbox.c.failures + ONE, why=text("new_why"))
        )
        self.quarantine_update = self._sql(
            update(inbox).where(here).values(state=word("quarantined"), why=text("new_why"))
        )
        self.trim_inbox = self._sql(
            delete(inbox).where(inbox.c.state == word("answered"), inbox.c.at < number("before"))
        )

    def _messages(self) -> None:
        here = and_(message.c.chat == number("at_chat"), message.c.message == number("at_message"))
        put = self._insert(message)
        columns = [column.name for column in message.c if column.name not in {"chat", "message"}]
        self.put_message = self._sql(
            put.on_conflict_do_update(
                index_elements=["chat", "message"], set_={name: put.excluded[name] for name in columns}
            )
        )
        self.get_message = self._sql(select(*message.c).where(here))
        self.open_messages_of_book = self._sql(
            select(*message.c)
            .where(message.c.book == text("book"), message.c.state == word("open"))
            .order_by(message.c.sent_at)
        )
        self.set_message = self._sql(
            update(message).where(here).values(state=text("new_state"), foldable=null())
        )
        self.trim_messages = self._sql(
            delete(message).where(message.c.foldable.is_(None), message.c.sent_at < number("before"))
        )

    def _rest(self) -> None:
        put = self._insert(summary)
        self.put_summary = self._sql(
            put.on_conflict_do_update(
                index_elements=["book"], set_={"branch": put.excluded.branch, "body": put.excluded.body}
            )
        )
        self.summary_of_book = self._sql(select(summary.c.body).where(summary.c.book == text("book")))
        self.summaries_of_branch = self._sql(
            select(summary.c.body).where(summary.c.branch == text("branch")).order_by(summary.c.book)
        )
        self.all_summaries = self._sql(select(summary.c.body).order_by(summary.c.book))
        self.add_audit = self._sql(self._insert(audit))
        self.last_audit = self._sql(
            select(audit.c.seq, audit.c.mac)
            .where(audit.c.partition == text("partition"))
            .order_by(audit.c.seq.desc())
            .limit(ONE)
            .offset(NONE)
        )
        self.audit_at = self._sql(
            select(audit.c.mac).where(audit.c.partition == text("partition"), audit.c.seq == number("seq"))
        )
        self.audit_of = self._sql(
            select(audit.c.seq, audit.c.at, audit.c.sealed, audit.c.opened, audit.c.mac)
            .where(audit.c.partition == text("partition"))
            .order_by(audit.c.seq)
        )
        self.close_audit = self._sql(
            update(audit)
            .where(audit.c.partition == text("at_partition"), audit.c.seq == number("at_seq"))
            .values(opened=null())
        )
        self.next_chain = self._sql(
            select(func.min(audit.c.partition)).where(audit.c.partition > text("after"))
        )
        self.get_meta = self._sql(select(meta.c.value).where(meta.c.name == text("name")))
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
