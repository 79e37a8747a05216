"""The timeline of a dyad: what passed between two actors, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model.codes import Precision
from dragoman.model.record import Event
from dragoman.store import Database, EventQuery, paging

__all__ = ["Moment", "timeline"]

_COARSE_FIRST = (Precision.YEAR, Precision.MONTH, Precision.WEEK, Precision.DAY, Precision.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The events of one date as finely as it is known: a day, a month, a year; `start` None for no date."""

    start: date | None
    precision: Precision
    events: tuple[Event, ...]


def timeline(database: Database, first: str, second: str, *, query: EventQuery | None = None) -> list[Moment]:
    """Return what passed between `first` and `second` in order of time, events without a date last.

    Where a month and one of its days begin together, the month comes first. `query` narrows the events.
    """
    asked = replace(query or EventQuery(), between=(first, second))
    return moments(paging.each_event(database, asked))


def moments(events: Iterable[Event]) -> list[Moment]:
    """Return the events grouped by date, in order of time, those without a date last."""
    groups: dict[tuple[date, int], list[Event]] = {}
    undated: list[Event] = []
    for event in events:
        if event.start is None:
            undated.append(event)
        else:
            groups.setdefault((event.start, _COARSE_FIRST.index(event.precision)), []).append(event)
    dated = [
        Moment(start=start, precision=_COARSE_FIRST[rank], events=tuple(group))
        for (start, rank), group in sorted(groups.items(), key=lambda item: item[0])
    ]
    if undated:
        dated.append(Moment(start=None, precision=Precision.UNKNOWN, events=tuple(undated)))
    return dated
