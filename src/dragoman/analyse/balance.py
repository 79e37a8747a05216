"""The balance of co-operation and conflict over time, how sure it is, and the moments where it changes.

The balance of a step is the mean intensity of its events that happened or go on: PLOVER's scale from -10 (the worst
conflict) to +10 (the closest co-operation). Its band is the 90 % interval of that mean, by the spread of
the intensities within steps. The moments of change are those that explain the most: of all ways to cut the span into
stretches of equal balance, the one with the least squared error plus a fixed price for each cut (optimal
partitioning, Jackson et al. 2005; price 3 ln n, with n the number of events); no stretch has fewer than five events.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.analyse.steps import Grain, Step, grain_for, step_of, steps
from dragoman.model.codes import Status
from dragoman.store.aggregates import Sight

__all__ = ["Balance", "Change", "Level", "Stretch", "balance", "cuts"]

COUNTING = (Status.HAPPENED, Status.ONGOING)
NINETY = 1.645  # standard errors on either side of a mean that hold it in 90 of 100 cases
LEAST_EVENTS = 5
PRICE = 3.0
LEAST_VARIANCE = 1.0
LOWEST, HIGHEST = -10.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How things stood in one step: events that count by quad class 1 to 4, the mean intensity and its band.

    `mean`, `low` and `high` are None where no event counts.
    """

    step: Step
    quads: tuple[int, int, int, int]
    events: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time in which the balance stays at one level."""

    first: date
    last: date
    events: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A moment at which the balance changes: the step in which the new level begins, and the levels around it."""

    step: Step
    before: float
    after: float
    events_before: int
    events_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The balance over time. `events` counts what it rests on: dated events that happened or go on."""

    grain: Grain
    levels: tuple[Level, ...]
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]
    events: int
    mean: float | None


@dataclass(slots=True)
class _Sum:
    """Number, sum and sum of squares of intensities."""

    events: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, other: _Sum) -> None:
        self.events += other.events
        self.total += other.total
        self.squares += other.squares

    @property
    def error(self) -> float:
        """The squared error about the mean."""
        return self.squares - self.total**2 / self.events if self.events else 0.0


def balance(sights: Iterable[Sight], first: date, last: date) -> Balance:
    """Return the balance of the events between two days."""
    grain = grain_for(first, last)
    line = list(steps(first, last, grain))
    sums = {step: _Sum() for step in line}
    quads = {step: [0, 0, 0, 0] for step in line}
    for sight in sights:
        if sight.status not in COUNTING or sight.day is None or not first <= sight.day <= last:
            continue
        step = step_of(sight.day, grain)
        quads[step][sight.quad - 1] += 1
        if sight.intensity is not None:
            sums[step].add(_Sum(1, sight.intensity, sight.intensity**2))
    told = [(step, sums[step]) for step in line if sums[step].events]
    variance = _variance([found for _, found in told])
    stretches, changes = _stretches(told, variance, last)
    whole = _summed([found for _, found in told])
    return Balance(
        grain=grain,
        levels=tuple(_level(step, quads[step], sums[step], variance) for step in line),
        stretches=stretches,
        changes=changes,
        events=sum(map(sum, quads.values())),
        mean=whole.total / whole.events if whole.events else None,
    )


def cuts(sums: Sequence[tuple[int, float, float]], variance: float) -> list[int]:
    """Return where to cut a line of steps into stretches of equal balance, as numbers of the first steps after.

    `sums` are number, sum and sum of squares of each step, of which none is empty.
    """
    kept = [_Sum(*values) for values in sums]
    if sum(step.events for step in kept) < 2 * LEAST_EVENTS:
        return []
    price = PRICE * math.log(max(2, sum(step.events for step in kept)))
    best, back = [-price], [0]
    for end in range(1, len(kept) + 1):
        stretch, least, begun = _Sum(), math.inf, 0
        for begin in range(end - 1, -1, -1):
            stretch.add(kept[begin])
            if stretch.events >= LEAST_EVENTS:
                cost = best[begin] + stretch.error / variance + price
                if cost < least:
                    least, begun = cost, begin
        best.append(least)
        back.append(begun)
    found: list[int] = []
    at = len(kept)
    while at and back[at]:
        at = back[at]
        found.append(at)
    return found[::-1]


def _stretches(
    told: Sequence[tuple[Step, _Sum]], variance: float, last: date
) -> tuple[tuple[Stretch, ...], tuple[Change, ...]]:
    if not told:
        return (), ()
    places = cuts([(one.events, one.total, one.squares) for _, one in told], variance)
    bounds = [0, *places, len(told)]
    groups = [told[begin:end] for begin, end in itertools.pairwise(bounds)]
    found: list[Stretch] = []
    for number, group in enumerate(groups):
        whole = _summed([one for _, one in group])
        ends = groups[number + 1][0][0].first if number + 1 < len(groups) else min(last, group[-1][0].last)
        found.append(
            Stretch(first=group[0][0].first, last=ends, events=whole.events, mean=whole.total / whole.events)
        )
    changes = [
        Change(
            step=told[place][0],
            before=one.mean,
            after=other.mean,
            events_before=one.events,
            events_after=other.events,
        )
        for place, one, other in zip(places, found, found[1:], strict=False)
    ]
    return tuple(found), tuple(changes)


def _level(step: Step, quads: list[int], found: _Sum, variance: float) -> Level:
    mean = low = high = None
    if found.events:
        mean = found.total / found.events
        wide = NINETY * math.sqrt(variance / found.events)
        low, high = max(LOWEST, mean - wide), min(HIGHEST, mean + wide)
    one, two, three, four = quads
    return Level(step=step, quads=(one, two, three, four), events=sum(quads), mean=mean, low=low, high=high)


def _variance(sums: Sequence[_Sum]) -> float:
    """Return the variance of intensities within steps; over all if there are too few events for that."""
    free = sum(one.events - 1 for one in sums)
    if free >= 2 * LEAST_EVENTS:
        return max(LEAST_VARIANCE, sum(one.error for one in sums) / free)
    whole = _summed(sums)
    return max(LEAST_VARIANCE, whole.error / max(1, whole.events - 1))


def _summed(sums: Iterable[_Sum]) -> _Sum:
    whole = _Sum()
    for one in sums:
        whole.add(one)
    return whole
