"""流水: what came and went, row by row, added up to one sum a customer and day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desk.importing.cells import Bad, said
from desk.importing.lists import Cell, MovementRow
from store.records import Flow, replace

# So many single sums each way tell of a day what is large in it.
_SINGLES = 5

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
    days: dict[str, dict[date, list[int]]] = {}
    for row in rows:
        days.setdefault(row.customer, {}).setdefault(row.on, []).append(row.fen)
    return {who: tuple(_flow(on, sums[on]) for on in sorted(sums)) for who, sums in days.items()}


def _flow(on: date, sums: Sequence[int]) -> Flow:
    came = sorted((fen for fen in sums if fen > 0), reverse=True)
    went = sorted(fen for fen in sums if fen < 0)
    flow = Flow(
        on=on,
        came=sum(came),
        went=-sum(went),
        largest_in=max(came, default=0),
        largest_out=-min(went, default=0),
    )
    return _ordered(flow, sorted((*came[:_SINGLES], *went[:_SINGLES]), key=abs, reverse=True))


def known_first(flow: Flow, before: Flow) -> Flow:
    """The day as the newest list has it; single sums that were known before it come first, as they did."""
    known, new = list[int](), list(flow.moves)
    for fen in before.moves:
        if fen in new:
            new.remove(fen)
            known.append(fen)
    return _ordered(flow, [*known, *new])


def _ordered(flow: Flow, moves: Sequence[int]) -> Flow:
    """The day with its single sums in this order, of which no more is kept than the largest do not tell."""
    plain = replace(flow, singles=())
    return plain if plain.moves == tuple(moves) else replace(flow, singles=tuple(moves))
