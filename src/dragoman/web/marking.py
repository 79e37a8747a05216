"""Cuts a text into stretches along marked spans that may overlap, so that it can be shown with all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Mark", "MarkKind", "Segment", "segments"]


class MarkKind(StrEnum):
    """What a marked stretch is; of several that overlap the first here gives the link."""

    EVENT = "event"
    CLAIM = "claim"
    ROLE = "role"
    ACTOR = "actor"
    PLACE = "place"
    DATE = "date"
    REPAIR = "repair"


RANK = {kind: rank for rank, kind in enumerate(MarkKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch `[start, end)` of a report's text that was understood as something.

    `told` says as what, `href` is where more about it stands; `about` is the id of the event, claim or role.
    """

    kind: MarkKind
    start: int
    end: int
    told: str
    href: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the text over which the same marks lie, the one that gives the link first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()


def segments(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return `text[start:end]` as its stretches, in order and without gaps; marks may overlap and reach beyond."""
    inside = sorted(
        (mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end),
        key=lambda mark: mark.start,
    )
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    found: list[Segment] = []
    lying: list[Mark] = []
    coming = 0
    ordered = sorted(edges)
    for left, right in itertools.pairwise(ordered):
        while coming < len(inside) and inside[coming].start <= left:
            lying.append(inside[coming])
            coming += 1
        lying = [mark for mark in lying if mark.end > left]
        found.append(Segment(start=left, end=right, text=text[left:right], marks=_ranked(lying)))
    return tuple(found)


def _ranked(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks by kind, of one kind the shortest first."""
    return tuple(
        sorted(marks, key=lambda mark: (RANK[mark.kind], mark.end - mark.start, mark.start, mark.told))
    )
