"""Which events a person should look at first: those most in doubt, and of these the weightiest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.errors import RecordError
from dragoman.judgements import parsed
from dragoman.model.judgement import Judgement, JudgementKind
from dragoman.model.record import Event
from dragoman.store import Database, views
from dragoman.store import review as store
from dragoman.store.review import MANY_REPORTS, UNSURE, Doubted

__all__ = ["Doubt", "DoubtKind", "Review", "judgements_on", "last_judgement", "review"]

SAMPLE = 1_000  # events looked at for each reason to doubt
LOOKED_BACK = 200  # judgements among which the last one of a person is looked for
TAKEN_BACK = frozenset(kind.value for kind in JudgementKind if kind is not JudgementKind.UNDO)
# How much each reason counts. What the model found counts for the more, the less sure it was.
DISPUTED, OPEN, NOBODY, UNDATED, MODEL, REPORTS = 3.0, 1.5, 1.0, 1.0, 4.0, 0.5


class DoubtKind(StrEnum):
    """Why an event should be looked at."""

    DISPUTED = "disputed"
    MODEL = "model"
    PARTY = "party"
    DATE = "date"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason to look at an event, for programs and in words."""

    kind: DoubtKind
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The event that is to be judged next, None if all are judged or passed over.

    Attributes:
        event: the event.
        doubts: why it should be looked at.
        points: its doubt and weight as one number; the queue is in the order of these.
        left: how many events wait, this one among them.
        more: whether there are more than these.
        passed: how many of them come before this one and were passed over.
    """

    event: Event | None
    doubts: tuple[Doubt, ...]
    points: float
    left: int
    more: bool
    passed: int


def review(database: Database, *, after: str = "", first: str = "") -> Review:
    """Return the event to be judged next.

    Args:
        database: the record.
        after: the id of an event that is passed over with all before it.
        first: the id of an event that is shown whatever its place is, as one whose judgement was taken back.
    """
    found, more = store.doubted(database, SAMPLE)
    queue = sorted(found, key=lambda one: (-points(one), one.id))
    passed = next((place for place, one in enumerate(queue, 1) if one.id == after), 0)
    one = _chosen(database, first) or (queue[passed] if passed < len(queue) else None)
    return Review(
        event=views.event(database, one.id) if one else None,
        doubts=tuple(_doubts(one)) if one else (),
        points=points(one) if one else 0.0,
        left=len(queue),
        more=more,
        passed=passed,
    )


def points(one: Doubted) -> float:
    """Return doubt and weight of an event as one number: a point for an unknown date, three for a contradiction."""
    doubt = (
        DISPUTED * one.disputed
        + OPEN * one.party_open
        + NOBODY * one.nobody_acts
        + UNDATED * one.undated
        + (MODEL * (1 - one.found_with) if _unsure(one) and one.found_with is not None else 0)
    )
    return round(doubt + REPORTS * math.log2(max(one.reports, 1)), 2)


def judgements_on(database: Database, identity: str) -> list[Judgement]:
    """Return the judgements that bear on the event with this id, in order."""
    return [parsed(line) for line in store.lines_on(database, identity)]


def last_judgement(database: Database, by: str) -> Judgement | None:
    """Return the last judgement of a person that is not taken back and is none to undo, None if there is none."""
    lines = store.lines_last_made(database, TAKEN_BACK, LOOKED_BACK)
    return next((made for made in map(parsed, lines) if made.by == by), None)


def _chosen(database: Database, identity: str) -> Doubted | None:
    if not identity:
        return None
    try:
        event = views.event(database, identity)
    except RecordError:  # it has left the record, or is rejected
        return None
    return store.doubted_event(database, event.id)


def _doubts(one: Doubted) -> Iterator[Doubt]:
    if one.disputed:
        yield Doubt(kind=DoubtKind.DISPUTED, told="reports contradict one another")
    if _unsure(one):
        yield Doubt(kind=DoubtKind.MODEL, told=f"found by the model, {one.found_with:.0%} sure")
    if one.party_open:
        yield Doubt(kind=DoubtKind.PARTY, told="it is open who a party is")
    if one.nobody_acts:
        yield Doubt(kind=DoubtKind.PARTY, told="nobody acts")
    if one.undated:
        yield Doubt(kind=DoubtKind.DATE, told="undated")
    if one.reports >= MANY_REPORTS:
        yield Doubt(kind=DoubtKind.REPORTS, told=f"told {one.reports} times")


def _unsure(one: Doubted) -> bool:
    return one.found_with is not None and one.found_with < UNSURE
