"""Days that come from elsewhere in the report: "since the coup", and statements that go on from a dated one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.model.codes import Precision
from dragoman.model.reading import Reading, TimeMention
from dragoman.model.reason import Reason
from dragoman.model.record import Event
from dragoman.resolve.dates import When

__all__ = ["anchored", "with_inherited_days", "with_inherited_recipients"]

SINCE_EVENT = "event.since"
BESIDE = 30
VERBAL = (1, 3)
CONFLICT = 3
REACH = 2


def anchored(text: str, times: Sequence[TimeMention], whens: Mapping[int, When]) -> dict[int, When]:
    """Return the days of expressions like "since the coup": those of the dated mention of that happening.

    The same noun must stand right beside a dated expression somewhere in the report ("the 2021 coup",
    "the coup last year"); with none, or with several that differ, the expression stays without a day.
    """
    found: dict[int, When] = {}
    for time in times:
        if time.rule != SINCE_EVENT:
            continue
        noun = time.text.split()[-1].lower()
        dated = {
            (when.start, when.precision): when
            for other in times
            if other.rule != SINCE_EVENT
            and (when := whens[other.id]).start is not None
            and _beside(text, other, noun)
        }
        if len(dated) == 1:
            when = next(iter(dated.values()))
            found[time.id] = replace(when, end=None, because=f"{time.text!r}: {when.because}")
    return found


def _beside(text: str, time: TimeMention, noun: str) -> bool:
    near = text[max(0, time.start - BESIDE) : time.end + BESIDE].lower()
    return re.search(rf"\b{re.escape(noun)}\b", near) is not None


def with_inherited_days(events: Sequence[Event], reading: Reading) -> list[Event]:
    """Return the events, undated words of a speaker taking the day of his dated ones just before.

    Only statements inherit (verbal co-operation or conflict), from an event of the same actor in the same
    sentence or the two before it, and only a day.
    """
    places = {span.start: k for k, span in enumerate(reading.sentences)}
    done: list[Event] = []
    for event in events:
        at = places.get(event.evidence[0].start, 0)
        if event.start is None and event.quad in VERBAL and event.precision is Precision.UNKNOWN:
            names = {p.name for p in event.actors if p.name}
            for other in reversed(done):
                if at - places.get(other.evidence[0].start, 0) > REACH:
                    break
                theirs = {p.name for p in (*other.actors, *(other.recipients if other.reciprocal else ())) if p.name}
                if other.precision is Precision.DAY and other.quad in VERBAL and names & theirs:
                    event = _dated_like(event, other)
                    break
        done.append(event)
    return done


def with_inherited_recipients(events: Sequence[Event], reading: Reading) -> list[Event]:
    """Return the events, statements without a recipient going on to the one that their speaker just addressed.

    Only in the same sentence or the two before it, and only between statements of conflict.
    """
    places = {span.start: k for k, span in enumerate(reading.sentences)}
    done: list[Event] = []
    for event in events:
        at = places.get(event.evidence[0].start, 0)
        if not event.recipients and event.actors and event.quad == CONFLICT:
            names = {p.name for p in event.actors if p.name}
            for other in reversed(done):
                if at - places.get(other.evidence[0].start, 0) > REACH:
                    break
                if other.quad == CONFLICT and other.recipients and names & {p.name for p in other.actors}:
                    detail = f"goes on from {other.evidence[0].trigger!r}"
                    why = Reason(field="recipient", rule="recipient.inherited", detail=detail)
                    event = replace(event, recipients=other.recipients, because=(*event.because, why))
                    break
        done.append(event)
    return done


def _dated_like(event: Event, other: Event) -> Event:
    because = tuple(r for r in event.because if r.field != "start")
    detail = f"goes on from {other.evidence[0].trigger!r}, {other.start}"
    return replace(
        event,
        start=other.start,
        end=other.end,
        precision=other.precision,
        place=event.place or other.place,
        because=(*because, Reason(field="start", rule="time.inherited", detail=detail)),
    )
