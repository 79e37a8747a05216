"""Events that may be the same as one: between the same actors, at about the same time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dragoman.api import Record
from dragoman.errors import QueryError
from dragoman.model.record import Event
from dragoman.store.paging import Turn

__all__ = ["similar"]

NEAR = timedelta(days=7)
LOOKED_AT, MOST = 40, 6


def similar(record: Record, event: Event) -> tuple[Event, ...]:
    """Return a few events that `event` may be merged with, the likeliest first."""
    sides = [[one.name for one in side if one.name] for side in (event.actors, event.recipients)]
    asked: dict[str, Any] = {}
    if sides[0] and sides[1] and sides[0][0] != sides[1][0]:
        asked["between"] = (sides[0][0], sides[1][0])
    elif sides[0]:
        asked["actor"] = sides[0][0]
    else:
        return ()
    first, last = event.start or event.end, event.end or event.start
    if first is not None and last is not None:
        asked.update(since=_moved(first, -NEAR), until=_moved(last, NEAR))
    try:
        found = record.event_page(turn=Turn(limit=LOOKED_AT), latest=first is None, **asked).events
    except QueryError:  # a name that is no question
        return ()
    others = [one for one in found if one.id != event.id]
    return tuple(sorted(others, key=lambda one: _unlike(one, event))[:MOST])


def _unlike(one: Event, event: Event) -> tuple[bool, bool, int]:
    apart = abs((one.start - event.start).days) if one.start and event.start else NEAR.days
    return (one.category is not event.category, one.mode != event.mode, apart)


def _moved(day: date, by: timedelta) -> date:
    """Return a day some days on, or the last or first there is."""
    try:
        return day + by
    except OverflowError:
        return day
