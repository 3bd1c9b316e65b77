"""What several jobs do together: one BEGIN to COMMIT, in which each of them can be undone alone."""

from store.engine import Connection
from store.errors import StoreError
from store.snapshots import Shelf, Snapshot


class Transaction:
    """One BEGIN to COMMIT and the states it has made, not yet known to anybody else."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self._connection = connection
        self._shelf = shelf
        self._made: dict[str, Snapshot] = {}
        self._saved = False
        self._wrote = False
        self.wakes = False
        """Whether something was armed or moved, so that whoever waits for the next alarm looks again."""

    @property
    def connection(self) -> Connection:
        """For looks; where an error would end the transaction, with a savepoint before the job's first."""
        return self.writing() if self._connection.error_ends_all else self._connection

    def writing(self) -> Connection:
        """The connection, with a savepoint before the job's first write."""
        if not self._saved:
            self._connection.command("SAVEPOINT job")
            self._saved = True
        return self._connection

    def fetch(self, partition: str) -> Snapshot | None:
        """The partition as this transaction sees it, locked from here on."""
        return self._made.get(partition) or self._shelf.fetch_inside(self.connection, partition)

    def keep(self, snapshots: list[Snapshot]) -> None:
        self._made.update((each.id, each) for each in snapshots)

    @property
    def wrote(self) -> bool:
        """Whether any job has written something that was not undone."""
        return self._wrote

    def finish_job(self) -> None:
        if self._saved:
            self._release()
            self._wrote = True

    def undo_job(self, error: BaseException) -> None:
        if not self._connection.in_transaction:
            # The engine has given up the whole transaction (no space, a failing disk), not only this job.
            raise error if isinstance(error, StoreError) else StoreError("store.given_up")
        if self._saved:
            self._connection.command("ROLLBACK TO SAVEPOINT job")
            self._release()

    def _release(self) -> None:
        self._connection.command("RELEASE SAVEPOINT job")
        self._saved = False

    def publish(self) -> None:
        """After the commit: what was made is what everybody reads."""
        self._shelf.keep(list(self._made.values()))
