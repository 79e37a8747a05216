"""Turns values of the model into cells of tables and back."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import msgspec

from dragoman.model.codes import Precision
from dragoman.model.reason import Reason
from dragoman.model.record import Dispute, Event, Evidence, Figure, Party, Voice
from dragoman.model.report import Block

__all__ = [
    "as_day",
    "as_json",
    "blocks",
    "covered",
    "day",
    "disputes",
    "event",
    "evidence",
    "figures",
    "parties",
    "reasons",
    "voices",
    "words",
]

NO_END = date.max

blocks = msgspec.json.Decoder(tuple[Block, ...]).decode
evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode
parties = msgspec.json.Decoder(tuple[Party, ...]).decode
disputes = msgspec.json.Decoder(tuple[Dispute, ...]).decode
event = msgspec.json.Decoder(Event).decode
figures = msgspec.json.Decoder(tuple[Figure, ...]).decode
reasons = msgspec.json.Decoder(tuple[Reason, ...]).decode
voices = msgspec.json.Decoder(tuple[Voice, ...]).decode
words = msgspec.json.Decoder(tuple[str, ...]).decode

_encode = msgspec.json.Encoder().encode


def as_json(values: Collection[Any] | Event) -> str:
    """Return some values of the model, or an event, as one JSON cell."""
    return _encode(values).decode()


def as_day(value: date | None) -> str | None:
    """Return a day as the cell that holds it."""
    return value.isoformat() if value else None


def day(cell: str | None) -> date | None:
    """Return the day in a cell."""
    return date.fromisoformat(cell) if cell else None


def covered(start: date | None, end: date | None, precision: Precision) -> tuple[date | None, date | None]:
    """Return the first and last day that an event may cover, None for both if it has no date.

    July 2024, kept as 2024-07-01 with precision month, reaches to 2024-07-31.
    """
    if start is None and end is None:
        return None, None
    last = NO_END if end is None else _last_day(end, precision)
    return start or end, last


def _last_day(value: date, precision: Precision) -> date:
    match precision:
        case Precision.WEEK:
            return value + timedelta(days=6 - value.weekday())
        case Precision.MONTH:
            return value.replace(day=calendar.monthrange(value.year, value.month)[1])
        case Precision.YEAR:
            return value.replace(month=12, day=31)
        case _:
            return value
