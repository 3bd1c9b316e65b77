"""What lists have said of a customer's money: earlier assets, prices, and what came and went on a day."""

from datetime import date

import msgspec


class Balance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the list said before it changed on the day `until`: assets in whole fen, and the tier it named."""

    until: date
    fen: int
    tier: str = ""


class Price(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one share of a product was worth on the lists before the day `until`."""

    until: date
    price: float


class Flow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What came and went on a day by the bank's movements, in whole fen, with the largest single ones.

    `singles` are the largest single sums each way, negative where money went, in the order in which they
    became known; none where that is the larger and then the smaller of `largest_in` and `largest_out`.
    """

    on: date
    came: int = 0
    went: int = 0
    largest_in: int = 0
    largest_out: int = 0
    singles: tuple[int, ...] = ()

    @property
    def moves(self) -> tuple[int, ...]:
        """The largest single sums of the day in the order in which they became known."""
        if self.singles:
            return self.singles
        both = (fen for fen in (self.largest_in, -self.largest_out) if fen)
        return tuple(sorted(both, key=abs, reverse=True))
