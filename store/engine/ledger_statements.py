"""The statements of the ledger: its states change in one statement each, so that no two runs do it twice."""

from sqlalchemy import Dialect, and_, case, func, null, or_, select, update

from store.engine.schema import ledger
from store.engine.terms import NONE, ONE, Compiling, number, text, word


class LedgerStatements(Compiling):
    """What is written to the ledger and looked up there; parameters are named as the callers bind them."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._ledger_writes()
        self._ledger_reads()

    def _ledger_writes(self) -> None:
        key = ledger.c.key == text("at_key")
        columns = [column for column in ledger.c if column.name != "derived"]
        doubted = case((ledger.c.state == word("uncertain"), ONE), else_=ledger.c.repeat)
        sending = ledger.c.state.in_([word("sending"), word("uncertain"), word("held")])
        arm = self._insert(ledger)
        self.insert_alarm = self._sql(arm.on_conflict_do_nothing())
        elsewhere = ledger.c.book != arm.excluded.book
        ended = or_(
            ledger.c.state == word("snoozed"),
            and_(ledger.c.state == word("superseded"), ledger.c.sent_at.is_(None)),
        )
        anew = or_(
            # What the deliverer took back when it was due stays so, or it would come back at each commit.
            and_(ended, arm.excluded.due > ledger.c.ended_at),
            and_(ledger.c.state.in_([word("armed"), word("held")]), elsewhere),
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
            update(ledger).where(key).values(due=number("new_due"), wake=number("new_wake"))
        )
        self.claim = self._sql(
            update(ledger)
            .where(key, ledger.c.wake <= number("now"))
            .values(
                state=word("sending"),
                run=text("new_run"),
                attempt=ledger.c.attempt + ONE,
                sending_at=number("now"),
                wake=null(),
                late=number("new_late"),
                repeat=doubted,
            )
            .returning(*columns)
        )
        self.sent = self._sql(
            update(ledger)
            .where(key)
            .values(
                chat=number("new_chat"),
                message=number("new_message"),
                sent_at=number("now"),
                wake=null(),
                state=case((sending, word("sent")), else_=ledger.c.state),
            )
        )
        self.defer = self._sql(
            update(ledger)
            .where(key, ledger.c.state == word("sending"))
            .values(state=word("armed"), not_before=number("new_not_before"), wake=number("new_wake"))
        )
        self.uncertain = self._sql(
            update(ledger)
            .where(key, ledger.c.state == word("sending"))
            .values(
                state=word("uncertain"),
                # A second doubt is never answered with a third copy.
                wake=case((ledger.c.repeat == NONE, number("again")), else_=null()),
            )
        )
        self.set_held = self._sql(
            update(ledger).where(key).values(state=word("held"), wake=null(), repeat=doubted)
        )
        self.set_released = self._sql(
            update(ledger)
            .where(key, ledger.c.state == word("held"))
            .values(state=word("armed"), wake=ledger.c.due, not_before=null())
        )
        self.set_state = self._sql(
            update(ledger)
            .where(key)
            .values(
                state=text("new_state"),
                wake=null(),
                seen_at=number("new_seen_at"),
                ended_at=number("new_ended_at"),
            )
        )

    def _ledger_reads(self) -> None:
        row = select(*(column for column in ledger.c if column.name != "derived"))
        one = row.where(ledger.c.key == text("key"))
        self.get_ledger = self._sql(one)
        self.lock_ledger = self._locked(one)
        self.claimable = self._locked(one.where(ledger.c.wake <= number("now")), skip=True)
        self.due = self._sql(
            row.where(ledger.c.wake <= number("now"))
            .order_by(ledger.c.wake, ledger.c.key)
            .limit(number("count"))
            .offset(NONE)
        )
        self.waiting = self._sql(
            select(ledger.c["key"], ledger.c.book, ledger.c.due)
            .where(ledger.c.wake <= number("now"))
            .order_by(ledger.c.wake, ledger.c["key"])
            .limit(number("count"))
            .offset(NONE)
        )
        # Said for the index that holds the waking rows only; without it the whole ledger is read.
        self.next_due = self._sql(select(func.min(ledger.c.wake)).where(ledger.c.wake.is_not(None)))
        self.armed_of_book = self._locked(
            select(ledger.c.key, ledger.c.due, ledger.c.not_before, ledger.c.state).where(
                ledger.c.book == text("book"),
                ledger.c.state.in_([word("armed"), word("held")]),
                ledger.c.derived == ONE,
            )
        )
        of_book = row.where(ledger.c.book == text("book"), ledger.c.day >= text("since"))
        self.ledger_of_book = self._sql(of_book.order_by(ledger.c.day))
        self.lock_ledger_of_book = self._locked(of_book.order_by(ledger.c.day))
        under_way = [word("sending"), word("uncertain")]
        self.ledger_under_way = self._sql(row.where(ledger.c.state.in_(under_way)).order_by(ledger.c.due))
        self.ledger_states = self._sql(
            select(ledger.c["key"], ledger.c.state, ledger.c.wake, ledger.c.repeat)
        )
        self.ledger_of_message = self._sql(
            row.where(ledger.c.chat == number("chat"), ledger.c.message == number("message"))
        )
