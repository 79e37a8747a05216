"""Equal steps of time that a view is counted by: months, quarters or years."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Grain", "Step", "grain_for", "step_of", "steps"]

MOST_STEPS = 72  # so many can still be told apart in a picture


class Grain(StrEnum):
    """How long a step is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Step:
    """A stretch of time, from its first to its last day."""

    first: date
    last: date


def grain_for(first: date, last: date) -> Grain:
    """Return the finest grain by which a span of time has not too many steps."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for grain, length in MONTHS.items():
        if months <= MOST_STEPS * length:
            return grain
    return Grain.YEAR


def step_of(day: date, grain: Grain) -> Step:
    """Return the step in which a day lies."""
    return _step(day.year, day.month, grain)


@functools.cache
def _step(year: int, month: int, grain: Grain) -> Step:
    length = MONTHS[grain]
    first = (month - 1) // length * length + 1
    last = first + length - 1
    return Step(first=date(year, first, 1), last=date(year, last, calendar.monthrange(year, last)[1]))


def steps(first: date, last: date, grain: Grain) -> Iterator[Step]:
    """Yield all steps from the one with the first day to the one with the last."""
    at = step_of(first, grain)
    while at.first <= last:
        yield at
        if at.last.year == date.max.year:
            return
        at = step_of(date.fromordinal(at.last.toordinal() + 1), grain)
