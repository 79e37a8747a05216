"""The timeline of a dyad to scale: a lane for each quad class, a mark for each event, and the balance below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.analyse import Balance, Change, Dyad, Heap, Mark
from dragoman.analyse.steps import Step
from dragoman.model.codes import Precision, Status
from dragoman.store.codec import covered
from dragoman.web import wording
from dragoman.web.pictures.scale import Tick, TimeScale

__all__ = ["DyadPicture", "change_text", "dyad_picture", "signed", "step_text"]

WIDTH, LEFT, RIGHT, TOP = 1000.0, 14.0, 958.0, 34.0
LANES = (2, 1, 3, 4)  # from the closest co-operation down to the worst conflict
RADIUS, LARGEST, GAP = 5.5, 12.0, 2.5
LANE_HEAD, LEAST_LANE, MOST_LANE = 23.0, 44.0, 170.0
MOST_NEAR = 120  # so many of the marks before one can touch it
COUNTS, LEAST_COUNTS, LEVELS_HALF, BETWEEN = 100.0, 12.0, 62.0, 46.0
HALF_SCALE = 10.0
LEAST_BAR = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A strip of the picture for one quad class."""

    quad: int
    y: float
    height: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A mark: where, how large, in which form; `ring` is the radius for tellings that are copies, 0 for none."""

    x: float
    y: float
    radius: float
    ring: float
    quad: int
    status: Status
    event: str
    text: str
    strike: float
    begins: float | None
    ends: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """A circle for many events, or a bar: where, how large, which days it stands for."""

    x: float
    y: float
    width: float
    height: float
    quad: int
    text: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The balance of one step with its band."""

    x: float
    y: float
    low: float
    high: float
    width: float
    text: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of time with one balance."""

    begins: float
    ends: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A moment of change."""

    x: float
    number: int
    text: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPicture:
    """All places of the picture, in units of a drawing 1000 wide.

    `panels` tells whether there are counts and a balance to draw below the lanes; `foot` is where the grid ends.
    """

    width: float
    height: float
    panels: bool
    foot: float
    left: float
    right: float
    top: float
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    piles: tuple[Pile, ...]
    ticks: tuple[Tick, ...]
    axis: float
    counts_axis: float
    counts_up: int
    counts_down: int
    counts_begin: float
    counts_end: float
    bars: tuple[Pile, ...]
    levels_axis: float
    levels_half: float
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    flags: tuple[Flag, ...]


def dyad_picture(dyad: Dyad) -> DyadPicture | None:
    """Return the picture of what is dated in a dyad, None if nothing is."""
    if dyad.begins is None or dyad.ends is None or dyad.balance is None:
        return None
    scale = TimeScale.over(dyad.begins, dyad.ends, LEFT, RIGHT)
    lanes, dots, piles = _lanes(dyad, scale)
    axis = lanes[-1].y + lanes[-1].height
    most_up = max((_sides(level.quads)[0] for level in dyad.balance.levels), default=0)
    most_down = max((_sides(level.quads)[1] for level in dyad.balance.levels), default=0)
    unit = COUNTS / max(1, most_up + most_down)
    counts_axis = axis + BETWEEN + max(LEAST_COUNTS, most_up * unit)
    counts_end = counts_axis + max(LEAST_COUNTS, most_down * unit)
    levels_axis = counts_end + BETWEEN + LEVELS_HALF
    panels = dyad.balance.events > 0
    foot = levels_axis + LEVELS_HALF if panels else axis
    return DyadPicture(
        width=WIDTH,
        height=foot + 26,
        panels=panels,
        foot=foot,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        lanes=lanes,
        dots=dots,
        piles=piles,
        ticks=tuple(scale.ticks()),
        axis=axis,
        counts_axis=counts_axis,
        counts_up=most_up,
        counts_down=most_down,
        counts_begin=axis + BETWEEN,
        counts_end=counts_end,
        bars=_bars(dyad.balance, scale, counts_axis, unit),
        levels_axis=levels_axis,
        levels_half=LEVELS_HALF,
        bands=_bands(dyad.balance, scale, levels_axis),
        lines=tuple(
            Line(
                begins=scale.x(stretch.first), ends=scale.x(stretch.last), y=_level(stretch.mean, levels_axis)
            )
            for stretch in dyad.balance.stretches
        ),
        flags=tuple(
            Flag(x=scale.x(change.step.first), number=number, text=change_text(change), step=change.step)
            for number, change in enumerate(dyad.balance.changes, 1)
        ),
    )


def change_text(change: Change) -> str:
    """Return a moment of change in words."""
    return (
        f"{wording.day(change.step.first)}: from {signed(change.before)} to {signed(change.after)}"
        f" ({wording.counted(change.events_before, 'event')} before,"
        f" {wording.counted(change.events_after, 'event')} after)"
    )


def signed(value: float) -> str:
    """Return an intensity with its sign: +3.5, −2.0."""
    return f"{value:+.1f}".replace("-", "−")


def _lanes(dyad: Dyad, scale: TimeScale) -> tuple[tuple[Lane, ...], tuple[Dot, ...], tuple[Pile, ...]]:
    lanes: list[Lane] = []
    dots: list[Dot] = []
    piles: list[Pile] = []
    y = TOP
    for quad in LANES:
        marks = [mark for mark in dyad.marks if mark.quad == quad]
        placed = _swarm(marks, scale)
        height = LEAST_LANE
        if placed:
            height = max(LEAST_LANE, LANE_HEAD + max(dot.y + dot.radius for dot in placed) + 8)
        heaps = [heap for heap in dyad.heaps if heap.quad == quad]
        if heaps:
            height = 64.0
            middle = y + LANE_HEAD + (height - LANE_HEAD) / 2
            piles += _piles(heaps, max(heap.events for heap in dyad.heaps), scale, middle)
        dots += [_moved(dot, y + LANE_HEAD) for dot in placed]
        lanes.append(Lane(quad=quad, y=y, height=height, text=wording.QUAD_WORDS[quad]))
        y += height
    return tuple(lanes), tuple(dots), tuple(piles)


def _swarm(marks: Sequence[Mark], scale: TimeScale) -> list[Dot]:
    """Return marks at their days, each as high up as there is room for it; y counts from the lane's top."""
    dots: list[Dot] = []
    for mark in sorted(marks, key=lambda mark: (_place(mark), mark.id)):
        x, radius = scale.x(_place(mark)), min(LARGEST, RADIUS * math.sqrt(mark.families))
        near = [dot for dot in dots[-MOST_NEAR:] if abs(dot.x - x) < dot.radius + radius + GAP]
        dots.append(_dot(mark, scale, x, _free(near, x, radius), radius))
    return dots


def _free(near: Sequence[Dot], x: float, radius: float) -> float:
    """Return the height nearest to the top at which a mark touches none of those near it."""
    taken = sorted(
        (dot.y - reach, dot.y + reach)
        for dot in near
        for reach in (math.sqrt((dot.radius + radius + GAP) ** 2 - (dot.x - x) ** 2),)
    )
    y = radius
    for begins, ends in taken:
        if begins < y < ends:
            y = ends
    return y if y <= MOST_LANE else radius + (y - radius) % (MOST_LANE - radius)


def _dot(mark: Mark, scale: TimeScale, x: float, y: float, radius: float) -> Dot:
    first, last = covered(mark.start, mark.end, mark.precision)
    begins = scale.x(first) if first else None
    ends = scale.x(min(last, scale.last)) if last else None
    if begins is None or ends is None or ends - begins < LEAST_BAR:
        begins = ends = None
    return Dot(
        x=x,
        y=round(y, 1),
        radius=round(radius, 1),
        ring=round(radius + 3, 1) if mark.reports > mark.families else 0,
        quad=mark.quad,
        status=mark.status,
        event=mark.id,
        text=_text(mark),
        strike=round(radius + 3, 1),
        begins=begins,
        ends=ends,
    )


def _moved(dot: Dot, down: float) -> Dot:
    return replace(dot, y=round(dot.y + down, 1))


def _place(mark: Mark) -> date:
    """Return the day at which a mark stands: the middle of a month or year known no finer, else the first day."""
    first, last = covered(mark.start, mark.end, mark.precision)
    if first is None or last is None:
        raise ValueError("Only dated events are drawn.")
    if mark.precision in (Precision.DAY, Precision.UNKNOWN) or last == date.max:
        return mark.start or first
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)


def _text(mark: Mark) -> str:
    """Return what a mark says: when, who, what, and how well told."""
    when = wording.moment(mark.start or mark.end, mark.precision)
    arrow = " ↔ " if mark.reciprocal else " → "
    who = arrow.join(", ".join(side) for side in (mark.actors, mark.recipients) if side)
    what = wording.category(mark.category) + (f" · {mark.mode}" if mark.mode else "")
    told = wording.counted(mark.reports, "report")
    if mark.reports > 1:
        told += f", {mark.families} independent"
    return f"{when}: {who}: {what} ({wording.status(mark.status)}; {told})"


def _piles(heaps: Sequence[Heap], most: int, scale: TimeScale, middle: float) -> list[Pile]:
    found: list[Pile] = []
    for heap in heaps:
        begins, ends = scale.x(heap.step.first), scale.x(heap.step.last)
        radius = max(1.5, min(20.0, 20 * math.sqrt(heap.events / most)))
        text = f"{step_text(heap.step)}: {wording.counted(heap.events, 'event')}"
        found.append(
            Pile(
                x=round((begins + ends) / 2, 1),
                y=round(middle, 1),
                width=round(radius, 1),
                height=round(radius, 1),
                quad=heap.quad,
                text=f"{text} of {wording.QUAD_WORDS[heap.quad]}",
                step=heap.step,
            )
        )
    return found


def step_text(step: Step) -> str:
    """Return a step in words: "March 2021", "January to March 2021", "2021"."""
    months = (step.last.year - step.first.year) * 12 + step.last.month - step.first.month
    if months == 0:
        return wording.moment(step.first, Precision.MONTH)
    if months == 11:
        return str(step.first.year)
    begin = wording.moment(step.first, Precision.MONTH).split()[0]
    return f"{begin} to {wording.moment(step.last, Precision.MONTH)}"


def _sides(quads: tuple[int, int, int, int]) -> tuple[int, int]:
    return quads[0] + quads[1], quads[2] + quads[3]


def _bars(balance: Balance, scale: TimeScale, axis: float, unit: float) -> tuple[Pile, ...]:
    """Return the bars of a step: co-operation upwards, conflict downwards, words next to the axis."""
    found: list[Pile] = []
    for level in balance.levels:
        begins, ends = scale.x(level.step.first), scale.x(level.step.last)
        width = max(1.5, (ends - begins) * 0.8)
        left = (begins + ends - width) / 2
        up = down = axis
        for quad in (1, 2, 3, 4):
            height = level.quads[quad - 1] * unit
            if not height:
                continue
            if quad <= 2:
                up -= height
            y = up if quad <= 2 else down
            if quad > 2:
                down += height
            events = wording.counted(level.quads[quad - 1], "event")
            found.append(
                Pile(
                    x=round(left, 1),
                    y=round(y, 1),
                    width=round(width, 1),
                    height=round(height, 1),
                    quad=quad,
                    text=f"{step_text(level.step)}: {events} of {wording.QUAD_WORDS[quad]}",
                    step=level.step,
                )
            )
    return tuple(found)


def _bands(balance: Balance, scale: TimeScale, axis: float) -> tuple[Band, ...]:
    found: list[Band] = []
    for level in balance.levels:
        if level.mean is None or level.low is None or level.high is None:
            continue
        begins, ends = scale.x(level.step.first), scale.x(level.step.last)
        found.append(
            Band(
                x=round((begins + ends) / 2, 1),
                y=_level(level.mean, axis),
                low=_level(level.low, axis),
                high=_level(level.high, axis),
                width=round(max(2.0, (ends - begins) * 0.8), 1),
                text=(
                    f"{step_text(level.step)}: balance {signed(level.mean)}, 90 % between"
                    f" {signed(level.low)} and {signed(level.high)}; {wording.counted(level.events, 'event')}"
                ),
                step=level.step,
            )
        )
    return tuple(found)


def _level(value: float, axis: float) -> float:
    return round(axis - value / HALF_SCALE * LEVELS_HALF, 1)
