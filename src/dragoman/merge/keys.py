"""Keys under which tellings are kept, so that those of one happening are found without looking at all.

Two who are concerned together are filed by week, month or year; each of them alone by the day, since there are many
events of one state in a week. Of two tellings each is found by the other, or neither.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.codebook.tables import read_table
from dragoman.merge.telling import Told, proper
from dragoman.model.codes import Precision
from dragoman.store.names import fold

__all__ = ["filed_under", "looked_up"]

DAY, WEEK = timedelta(days=1), timedelta(days=7)
ALONE, BETWEEN = "alone:", "between:"
NEAR = 3  # days beside its own in which a telling is looked for by one party alone


def filed_under(told: Told) -> frozenset[int]:
    """Return the keys under which a telling is filed: kind of act, whom it concerns, and when."""
    kind = told.event.category.value
    pairs = {_key(kind, pair, _when(told)) for pair in _pairs(told)}
    side = _side(told)
    return frozenset(pairs | {_key(kind, f"{side}{one}", _exactly(told)) for one in _whom(told)})


def looked_up(told: Told) -> frozenset[int]:
    """Return the keys under which tellings of the same happening may be filed."""
    found = set()
    for kind in _kinds(told.event.category.value):
        found |= {_key(kind, pair, when) for pair in _pairs(told) for when in _whens(told)}
        found |= {
            _key(kind, f"{side}{one}", when)
            for one in _whom(told)
            for when in _days(told)
            for side in ((ALONE, BETWEEN) if _side(told) == ALONE else (ALONE,))
        }
    return frozenset(found)


def _side(told: Told) -> str:
    """Return whether a telling concerns several states: two such are found by a pair of states, if at all."""
    return BETWEEN if len(_states(told)) > 1 else ALONE


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


def _exactly(told: Told) -> str:
    coarse = told.near is None or told.event.precision in (Precision.MONTH, Precision.YEAR)
    return _when(told) if coarse else f"{told.near}"


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


def _days(told: Told) -> Iterator[str]:
    """Yield the day of a telling with those beside it; of a coarser one its month or year alone."""
    yield _exactly(told)
    if told.near is not None and told.event.precision not in (Precision.MONTH, Precision.YEAR):
        for days in range(1, NEAR + 1):
            yield from (f"{told.near - days * DAY}", f"{told.near + days * DAY}")


def _pairs(told: Told) -> set[str]:
    """Return each state that a telling concerns together with each other state, name and town."""
    states, names = _states(told), _names(told)
    pairs = {"|".join(pair) for pair in itertools.combinations(sorted(states), 2)}
    return pairs | {f"{state}|{name}" for state in states for name in names}


def _whom(told: Told) -> set[str]:
    """Return whom a telling concerns: states, else names."""
    return _states(told) or _names(told) or {""}


def _states(told: Told) -> set[str]:
    event = told.event
    found = {party.country for party in (*event.actors, *event.recipients) if party.country}
    if event.place is not None and event.place.country:
        found.add(event.place.country)
    return found


def _names(told: Told) -> set[str]:
    """Return the names of parties, the last word of those only described, and the name of the place."""
    event = told.event
    found = set()
    for party in (*event.actors, *event.recipients):
        name = fold(party.name or party.mention)
        found.add(name if proper(party) else name.split()[-1] if name else "")
    if event.place is not None and event.place.name:
        found.add(fold(event.place.name))
    return found


@functools.cache
def _kinds(kind: str) -> frozenset[str]:
    """Return a kind of act with those it is told for."""
    rows = [(row["one"], row["other"]) for row in read_table("merging/mistaken.tsv")]
    return frozenset({kind, *(b for a, b in rows if a == kind), *(a for a, b in rows if b == kind)})


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"W{year}-{week}"


def _month(day: date) -> str:
    return f"M{day.year}-{day.month}"


def _year(day: date) -> str:
    return f"Y{day.year}"


@functools.lru_cache(maxsize=1 << 15)
def _key(kind: str, whom: str, when: str) -> int:
    digest = hashlib.blake2b(f"{kind}|{whom}|{when}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # 63 bits: what an INTEGER of SQLite holds
