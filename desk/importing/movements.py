"""流水: what came and went, row by row, added up to one sum a customer and day."""

from collections.abc import Iterable, Mapping

from desk.importing.cells import Bad, said
from desk.importing.lists import Cell, MovementRow
from store.records import Flow

_IN = frozenset(
    {
        "credit",
        "cr",
        "c",
        "in",
        "+",
        "贷",
        "貸",
        "贷方",
        "貸方",
        "收",
        "收入",
        "进",
        "進",
        "转入",
        "轉入",
        "存",
        "存入",
    }
)
_OUT = frozenset(
    {
        "debit",
        "dr",
        "d",
        "out",
        "-",
        "借",
        "借方",
        "付",
        "支",
        "支出",
        "出",
        "转出",
        "轉出",
        "取",
        "取出",
        "支取",
    }
)


def direction(cell: Cell) -> int:
    """1 for money that came to the customer, -1 for money that went, 0 where nothing is said."""
    found = said(cell).lower() if cell not in ("-", "+") else str(cell)
    if not found:
        return 0
    if found not in _IN | _OUT:
        raise Bad("import.direction_unknown", value=found[:40])
    return 1 if found in _IN else -1


def flows_of(rows: Iterable[MovementRow]) -> Mapping[str, tuple[Flow, ...]]:
    """The sums of each day by customer number, the days in order."""
    days: dict[str, dict[object, Flow]] = {}
    for row in rows:
        known = days.setdefault(row.customer, {})
        known[row.on] = _added(known.get(row.on, Flow(on=row.on)), row.fen)
    return {who: tuple(sorted(sums.values(), key=lambda one: one.on)) for who, sums in days.items()}


def _added(flow: Flow, fen: int) -> Flow:
    if fen >= 0:
        return Flow(
            on=flow.on,
            came=flow.came + fen,
            went=flow.went,
            largest_in=max(flow.largest_in, fen),
            largest_out=flow.largest_out,
        )
    return Flow(
        on=flow.on,
        came=flow.came,
        went=flow.went - fen,
        largest_in=flow.largest_in,
        largest_out=max(flow.largest_out, -fen),
    )
