"""A map of the world on which countries are coloured by the number of their events."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analyse import Land
from dragoman.codebook.tables import read_table

__all__ = ["Shade", "Shape", "WorldPicture", "world_picture"]

WIDTH, HEIGHT = 2000, 862
SHADES = 5
SMALL = 5.0  # radius of a country without an outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A country: its outline, "" for a circle at x and y; `shade` 0 for no event up to 5 for most."""

    name: str
    path: str
    x: float
    y: float
    shade: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """How many events a shade stands for, from `least` to `most`."""

    shade: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldPicture:
    """The map: countries without events as one outline, those with events one by one."""

    width: int
    height: int
    ground: str
    shapes: tuple[Shape, ...]
    shades: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    path: str
    x: float
    y: float


def world_picture(lands: Sequence[Land]) -> WorldPicture:
    """Return the map of these countries."""
    most = max((land.events for land in lands), default=0)
    outlines = _outlines()
    shapes = [
        Shape(
            name=land.name,
            path=outlines[land.iso3].path,
            x=outlines[land.iso3].x,
            y=outlines[land.iso3].y,
            shade=_shade(land.events, most),
            events=land.events,
        )
        for land in lands
        if land.iso3 in outlines
    ]
    shown = {land.iso3 for land in lands}
    shades = []
    for shade in range(1, SHADES + 1):
        counts = [land.events for land in lands if _shade(land.events, most) == shade]
        if counts:
            shades.append(Shade(shade=shade, least=min(counts), most=max(counts)))
    return WorldPicture(
        width=WIDTH,
        height=HEIGHT,
        ground="".join(outline.path for iso3, outline in outlines.items() if iso3 not in shown),
        shapes=tuple(sorted(shapes, key=lambda shape: not shape.path)),
        shades=tuple(shades),
    )


def _shade(events: int, most: int) -> int:
    """Return the shade for a number of events: steps of equal ratio, as few countries have most of the events."""
    if events < 1:
        return 0
    if most <= 1:
        return SHADES
    return 1 + min(SHADES - 1, int(math.log(events) / math.log(most) * SHADES))


@functools.cache
def _outlines() -> dict[str, _Outline]:
    return {
        row["id"]: _Outline(row["path"], float(row["x"]), float(row["y"]))
        for row in read_table("places/outlines.tsv")
    }
