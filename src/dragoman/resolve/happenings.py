"""One event for one happening of a report: a later sentence that only repeats it is not a second event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model.reading import Reading
from dragoman.model.record import Event, Party

__all__ = ["distinct"]


def distinct(events: Sequence[Event], reading: Reading, states: Mapping[str, str]) -> tuple[Event, ...]:
    """Return the events with repetitions dropped; what tells most of them is kept, in text order.

    `states` gives the common name of each country, to tell "Russia" and "Government of Russia" from persons.
    """
    triggers = {(e.start, e.end): e for e in reading.events}
    kept: list[Event] = []
    for event in events:
        told = triggers[(event.evidence[0].trigger_start, event.evidence[0].trigger_end)]
        same = next(
            (k for k, other in enumerate(kept) if _repeats(event, other, states, bare=told.nominal)), None
        )
        if same is None:
            kept.append(event)
        elif _telling(event) > _telling(kept[same]):
            kept[same] = event
    return tuple(sorted(kept, key=lambda e: (e.evidence[0].start, e.evidence[0].trigger_start)))


def _repeats(event: Event, other: Event, states: Mapping[str, str], *, bare: bool) -> bool:
    """Whether an event may be the other told again: one category, no party, day or status against it."""
    if event.category is not other.category or event.status is not other.status:
        return False
    if event.mode and other.mode and event.mode != other.mode:
        return False
    if not _overlap(event, other):
        return False
    mine, theirs = event.actors, other.actors
    to_mine, to_theirs = event.recipients, other.recipients
    if event.reciprocal or other.reciprocal:
        mine, theirs = mine + to_mine, theirs + to_theirs
        to_mine = to_theirs = ()
    if not (_fit(mine, theirs, states) and _fit(to_mine, to_theirs, states)):
        return False
    full = _names(mine) == _names(theirs) and _names(to_mine) == _names(to_theirs)
    return bare or (full and event.evidence[0].trigger.lower() == other.evidence[0].trigger.lower())


def _names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.name or p.mention for p in parties)


def _fit(some: Sequence[Party], others: Sequence[Party], states: Mapping[str, str]) -> bool:
    """Whether two sides may be the same: one is empty, or each party of the shorter fits one of the longer."""
    shorter, longer = sorted((some, others), key=len)
    return all(any(_same(p, q, states) for q in longer) for p in shorter)


def _same(one: Party, other: Party, states: Mapping[str, str]) -> bool:
    if one.name is not None and one.name == other.name:
        return True
    if one.country is None or one.country != other.country:
        return False
    state = states.get(one.country, "")
    return any(state and state in (p.name or "") for p in (one, other))


def _overlap(event: Event, other: Event) -> bool:
    """Whether the days of two dated events overlap; an open end ends with its beginning."""
    if event.start is None or other.start is None:
        return True
    return event.start <= (other.end or other.start) and other.start <= (event.end or event.start)


def _telling(event: Event) -> int:
    """How much an event tells: parties on both sides, a day, a place."""
    return 2 * bool(event.actors) + 2 * bool(event.recipients) + bool(event.start) + bool(event.place)
