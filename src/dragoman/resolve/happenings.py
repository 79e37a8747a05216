"""One event for one happening of a report: a later sentence that only repeats it is not a second event."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model.reading import Reading
from dragoman.model.record import Event, Party
from dragoman.model.report import Report

__all__ = ["distinct"]


def distinct(events: Sequence[Event], reading: Reading, report: Report) -> tuple[Event, ...]:
    """Return the events with repetitions dropped; what tells most of them is kept, in text order."""
    triggers = {(e.start, e.end): e for e in reading.events}
    kept: list[Event] = []
    for event in events:
        told = triggers[(event.evidence[0].trigger_start, event.evidence[0].trigger_end)]
        same = next((k for k, other in enumerate(kept) if _repeats(event, other, bare=told.nominal)), None)
        if same is None:
            kept.append(event)
        elif _telling(event) > _telling(kept[same]):
            kept[same] = event
    return tuple(sorted(kept, key=lambda e: (e.evidence[0].start, e.evidence[0].trigger_start)))


def _repeats(event: Event, other: Event, *, bare: bool) -> bool:
    """Whether an event may be the other told again: one category, no party, day or status against it."""
    if event.category is not other.category or event.status is not other.status:
        return False
    if event.mode and other.mode and event.mode != other.mode:
        return False
    if event.start and other.start and not _overlap(event, other):
        return False
    mine, theirs = _names(event.actors), _names(other.actors)
    to_mine, to_theirs = _names(event.recipients), _names(other.recipients)
    if event.reciprocal or other.reciprocal:
        mine, theirs = mine | to_mine, theirs | to_theirs
        to_mine = to_theirs = frozenset()
    fits = _within(mine, theirs) and _within(to_mine, to_theirs)
    return fits and (bare or (mine == theirs and to_mine == to_theirs and event.evidence[0].trigger.lower() == other.evidence[0].trigger.lower()))


def _within(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some or not others or some <= others or others <= some


def _overlap(event: Event, other: Event) -> bool:
    last = event.end or event.start
    other_last = other.end or other.start
    assert event.start and other.start and last and other_last
    return event.start <= other_last and other.start <= last


def _names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.country or p.name or p.mention for p in parties)


def _telling(event: Event) -> int:
    """How much an event tells: parties on both sides, a day, a place."""
    return 2 * bool(event.actors) + 2 * bool(event.recipients) + bool(event.start) + bool(event.place)


