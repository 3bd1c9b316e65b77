"""How the engine keeps an instant: whole microseconds since 1970, which every dialect compares alike."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """An aware instant as microseconds; a naive one raises."""
    if instant.tzinfo is None:
        raise ValueError(f"a naive datetime cannot be kept: {instant}")
    return (instant - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The UTC instant of what `to_micros` made."""
    return _EPOCH + timedelta(microseconds=micros)


def maybe_micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def maybe_instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
