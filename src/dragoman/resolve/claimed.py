"""Ties the figures of a report to the events they belong to: the killed to the attack, the arrested to the arrests."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.tables import cells, read_table
from dragoman.model.codes import Category
from dragoman.model.reading import Reading
from dragoman.model.record import Claim, Event

__all__ = ["with_events"]

FAR = 4  # sentences after the one that tells the event, within which a figure may still belong to it


def with_events(claims: Sequence[Claim], events: Sequence[Event], reading: Reading) -> tuple[Claim, ...]:
    """Return the claims with the events that they give figures of.

    That is an event of the kind that such figures are told of, in the sentence of the claim or the last one
    told shortly before it.
    """
    numbers = {span.start: number for number, span in enumerate(reading.sentences)}
    return tuple(_with_event(claim, events, numbers) for claim in claims)


def _with_event(claim: Claim, events: Sequence[Event], numbers: dict[int, int]) -> Claim:
    kinds = _kinds().get(claim.unit or "")
    if claim.count is None or not kinds:
        return claim
    here = max((number for start, number in numbers.items() if start <= claim.start), default=0)
    gaps = {
        event.id: here - numbers.get(event.evidence[0].start, here + FAR + 1)
        for event in events
        if event.category in kinds
    }
    near = [(gap, name) for name, gap in gaps.items() if 0 <= gap <= FAR]
    if not near:
        return claim
    least = min(gap for gap, _ in near)
    beside = [event for event in events if gaps.get(event.id) == least]
    best = min(beside, key=lambda event: abs(event.evidence[0].trigger_start - claim.start))
    return replace(claim, event=best.id)


@functools.cache
def _kinds() -> dict[str, frozenset[Category]]:
    return {
        row["unit"]: frozenset(Category(code) for code in cells(row["categories"]))
        for row in read_table("merging/units.tsv")
    }
