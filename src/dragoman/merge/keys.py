"""Keys under which tellings are kept, so that those of one happening are found without looking at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.merge.telling import Told, proper
from dragoman.model.codes import Precision
from dragoman.model.record import Party
from dragoman.store.names import fold

__all__ = ["filed_under", "looked_up"]

WEEK = timedelta(days=7)


def filed_under(told: Told) -> frozenset[int]:
    """Return the keys under which a telling is filed: each of those it concerns, and its week, month or year."""
    when = _when(told)
    return frozenset(_key(when, whom) for whom in _whom(told))


def looked_up(told: Told) -> frozenset[int]:
    """Return the keys under which tellings of the same happening may be filed; likewise for the other way round."""
    return frozenset(_key(when, whom) for when in _whens(told) for whom in _whom(told))


def _when(told: Told) -> str:
    if told.near is None:
        return "never"
    match told.event.precision:
        case Precision.MONTH:
            return _month(told.near)
        case Precision.YEAR:
            return _year(told.near)
        case _:
            return _week(told.near)


def _whens(told: Told) -> Iterator[str]:
    """Yield the week, month and year of a telling with the weeks beside it; all weeks of a month or year."""
    near = told.near
    if near is None:
        yield "never"
        return
    low, high = near - WEEK, near + WEEK
    match told.event.precision:
        case Precision.MONTH:
            high = (near.replace(day=28) + timedelta(days=4)).replace(day=1) + WEEK
        case Precision.YEAR:
            high = near.replace(month=12, day=31) + WEEK
    day = low
    while day <= high + WEEK:
        yield _week(day)
        day += WEEK
    yield from {_month(low), _month(near), _month(high), _year(low), _year(near), _year(high)}


def _whom(told: Told) -> set[str]:
    """Return whom a telling concerns: the states of its parties, else their names, else the state of its place."""
    event = told.event
    parties = (*event.actors, *event.recipients)
    found = {party.country or _name(party) for party in parties}
    if event.place is not None and event.place.country:
        found.add(event.place.country)
    return found or {""}


def _name(party: Party) -> str:
    name = fold(party.name or party.mention)
    return name if proper(party) else name.split()[-1] if name else ""


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"W{year}-{week}"


def _month(day: date) -> str:
    return f"M{day.year}-{day.month}"


def _year(day: date) -> str:
    return f"Y{day.year}"


def _key(when: str, whom: str) -> int:
    digest = hashlib.blake2b(f"{when}|{whom}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # 63 bits: what an INTEGER of SQLite holds
