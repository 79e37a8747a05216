"""The figures that the tellings of an event give: one line for each unit, ranges by voice, disputes told."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Sequence

from dragoman.codebook.tables import read_table
from dragoman.merge.telling import Told
from dragoman.model.record import Figure, FigureValue

__all__ = ["figures"]

Bounds = tuple[float, float]


def figures(tellings: Iterable[Told]) -> tuple[Figure, ...]:
    """Return the figures of an event, by unit in the order in which they were first told.

    A voice that tells a new figure corrects its old one; a report without a named voice speaks for its text.
    Two voices dispute a figure if what they last said cannot both be true.
    """
    units: dict[str, list[FigureValue]] = {}
    for t in tellings:
        for claim in t.telling.claims:
            if claim.count is None or not claim.unit:
                continue
            value = FigureValue(
                claim=claim.id,
                count=claim.count,
                qualifier=claim.qualifier,
                voice=claim.by[0].name if claim.by else None,
                document=t.telling.document,
                family=t.telling.family,
                published=t.telling.published,
            )
            units.setdefault(claim.unit, []).append(value)
    return tuple(_figure(unit, values) for unit, values in units.items())


def _figure(unit: str, values: Sequence[FigureValue]) -> Figure:
    last = {value.voice or value.family: value for value in values}.values()
    bounds = [_bounds(value) for value in last]
    return Figure(
        unit=unit,
        values=tuple(values),
        low=min(value.count for value in last),
        high=max(value.count for value in last),
        disputed=any(
            max(one[0], other[0]) > min(one[1], other[1]) for one, other in itertools.combinations(bounds, 2)
        ),
    )


def _bounds(value: FigureValue) -> Bounds:
    """Return between which numbers a figure lies, given its qualifier ("at least", "about", "nearly")."""
    low, high = _reaches().get(value.qualifier or "", (1.0, 1.0))
    return value.count * low, value.count * high


@functools.cache
def _reaches() -> dict[str, Bounds]:
    return {
        row["qualifier"]: (float(row["low"]), float(row["high"] or math.inf))
        for row in read_table("merging/qualifiers.tsv")
    }
