"""Days that come from elsewhere in the report: "since the coup", "the next day", and what goes on from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.time_words import load_time_words
from dragoman.model.codes import VERBAL, Category, Precision
from dragoman.model.reading import Reading, TimeMention
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Party
from dragoman.resolve.intervals import When, count_in, day_of, shifted_by

__all__ = ["anchored", "with_inherited_days", "with_inherited_recipients"]

EVENTS = ("event.since", "event.within")
RELATED = ("anchor.day", "anchor.offset", "anchor.unit", "anchor.weekday")
BESIDE = 30
BETWEEN = r"(?:[\w '’-]|\n(?!\n))*"
CONFLICT = 3
REACH = 2
ANCHOR_REACH = 6
WEEK = 7
DATES = ("date.mdy", "date.md", "year.event")
MEETING = Category.CONSULT
FINE_ENOUGH = {
    "day": (Precision.DAY,),
    "week": (Precision.DAY, Precision.WEEK),
    "fortnight": (Precision.DAY, Precision.WEEK),
    "month": (Precision.DAY, Precision.WEEK, Precision.MONTH),
    "year": (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR),
    "decade": (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR),
}

VISIT = "visit"


def anchored(text: str, times: Sequence[TimeMention], whens: Mapping[int, When]) -> dict[int, When]:
    """Return the days of expressions that lean on another: "since the coup", "the next day", "a year later".

    Args:
        text: the stored text of the report.
        times: its time expressions, in text order.
        whens: what each of them means by itself.
    """
    known = dict(whens)
    found: dict[int, When] = {}
    for k, time in enumerate(times):
        when: When | None = None
        if time.rule in RELATED:
            when = _related(time, times[:k], known)
        elif time.rule in EVENTS:
            when = _of_happening(text, time, times, known)
        if when is not None:
            found[time.id] = known[time.id] = when
    return found


def _of_happening(
    text: str, time: TimeMention, times: Sequence[TimeMention], whens: Mapping[int, When]
) -> When | None:
    """Return the day of a happening that is dated elsewhere in the report, as by "the 2021 coup".

    The same noun must stand right beside a dated expression; with none, or with several that differ, there
    is no day.
    """
    noun = time.text.split()[-1].lower()
    dated = {
        (when.start, when.precision): when
        for other in times
        if other.rule not in EVENTS
        and (when := whens[other.id]).start is not None
        and _beside(text, other, noun)
    }
    if len(dated) != 1:
        return None
    when = next(iter(dated.values()))
    end = when.end if time.rule == "event.within" else None
    return replace(when, end=end, because=f"{time.text!r}: {when.because}")


def _beside(text: str, time: TimeMention, noun: str) -> bool:
    """Whether a noun stands close to an expression, with nothing but words between them."""
    before = text[max(0, time.start - BESIDE) : time.start].lower()
    after = text[time.end : time.end + BESIDE].lower()
    word = rf"\b{re.escape(noun)}\b"
    return bool(
        re.search(word, time.text.lower())
        or re.search(rf"{word}{BETWEEN}$", before)
        or re.match(rf"{BETWEEN}{word}", after)
    )


def _related(time: TimeMention, before: Sequence[TimeMention], whens: Mapping[int, When]) -> When | None:
    """Return the day of "the next day" or "two years later", counted from the last date before it."""
    unit, count = _step(time)
    if unit is None:
        return None
    for other in reversed(before):
        if time.sentence - other.sentence > ANCHOR_REACH:
            return None
        if other.ahead > time.ahead or _names_a_thing(other):
            continue
        when = whens[other.id]
        if when.start is not None and when.precision in FINE_ENOUGH[unit]:
            return _counted_from(time, when.start, unit, count, other.text)
    return None


def _names_a_thing(time: TimeMention) -> bool:
    """Whether an expression only tells things apart: "the November 27 agreement"."""
    return time.text.split()[0].lower() in load_time_words().values["determiner"] and time.rule in DATES


def _step(time: TimeMention) -> tuple[str | None, int]:
    """Return the unit and how many of them an expression goes on or back."""
    words, text = load_time_words(), time.text.lower()
    if time.rule == "anchor.day":
        return "day", int(words.first_in("anchored_day", text) or 0)
    if time.rule == "anchor.weekday":
        return "day", int(words.first_in("anchored", text) or 0)
    unit = words.first_in("unit", text) or words.first_in("long_unit", text)
    if time.rule == "anchor.unit":
        return unit, int(words.first_in("anchored", text) or words.first_in("anchored_side", text) or 0)
    sign = int(words.first_in("anchored_side", text) or 0)
    count = count_in(text, dict(load_lexicon().numbers))
    return unit, sign * (count or 0)


def _counted_from(time: TimeMention, day: date, unit: str, count: int, anchor: str) -> When | None:
    weekday = load_time_words().first_in("weekday", time.text) if time.rule == "anchor.weekday" else None
    when = shifted_by(day, unit, count) if weekday is None else day_of(_weekday_by(day, int(weekday), count))
    return replace(when, because=f"{time.text!r}: from {anchor!r}") if when else None


def _weekday_by(day: date, weekday: int, step: int) -> date:
    """Return the weekday that follows a day or goes before it; with no step that of its week."""
    if step > 0:
        return day + timedelta(days=(weekday - day.weekday() - 1) % WEEK + 1)
    if step < 0:
        return day - timedelta(days=(day.weekday() - weekday - 1) % WEEK + 1)
    return day + timedelta(days=weekday - day.weekday())


def with_inherited_days(events: Sequence[Event], reading: Reading) -> list[Event]:
    """Return the events, undated words of a speaker taking the day of his dated ones just before.

    Only statements inherit (verbal co-operation or conflict, but not meetings), from an event of the same
    actor in the same sentence or the two before it, and only a day.
    """
    places = _places(reading)
    done: list[Event] = []
    for event in events:
        if event.start is None and event.quad in VERBAL and event.category is not MEETING:
            other = next((o for o in _just_before(event, done, places) if _dates(o, event)), None)
            event = _dated_like(event, other) if other else event
        done.append(event)
    return done


def with_inherited_recipients(events: Sequence[Event], reading: Reading) -> list[Event]:
    """Return the events, statements without a recipient taking the one that their speaker just addressed.

    Only in the same sentence or the two before it, and only between statements of conflict.
    """
    places = _places(reading)
    done: list[Event] = []
    for event in events:
        if not event.recipients and event.actors and event.quad == CONFLICT:
            other = next((o for o in _just_before(event, done, places) if _addresses(o, event)), None)
            event = _addressed_like(event, other) if other else event
        done.append(event)
    return done


def _places(reading: Reading) -> dict[int, int]:
    return {span.start: k for k, span in enumerate(reading.sentences)}


def _just_before(event: Event, done: Sequence[Event], places: Mapping[int, int]) -> Iterator[Event]:
    """Yield the events told in the same sentence or the two before it, the last first."""
    at = places.get(event.evidence[0].start, 0)
    for other in reversed(done):
        if at - places.get(other.evidence[0].start, 0) > REACH:
            return
        yield other


def _dates(other: Event, event: Event) -> bool:
    """Whether an event is a dated statement of one of the actors of another, or told in his name."""
    theirs = _names(other.actors) | (_names(other.recipients) if other.reciprocal else set())
    theirs |= {voice.name for voice in other.attribution}
    return other.precision is Precision.DAY and other.quad in VERBAL and bool(_names(event.actors) & theirs)


def _addresses(other: Event, event: Event) -> bool:
    shared = _names(event.actors) & _names(other.actors)
    return other.quad == CONFLICT and bool(other.recipients) and bool(shared)


def _names(parties: Sequence[Party]) -> set[str]:
    return {p.name for p in parties if p.name}


def _addressed_like(event: Event, other: Event) -> Event:
    why = Reason(
        field="recipient", rule="recipient.inherited", detail=f"goes on from {other.evidence[0].trigger!r}"
    )
    return replace(event, recipients=other.recipients, because=(*event.because, why))


def _dated_like(event: Event, other: Event) -> Event:
    because = tuple(r for r in event.because if r.field != "start")
    detail = f"goes on from {other.evidence[0].trigger!r}, {other.start}"
    return replace(
        event,
        start=other.start,
        end=other.end,
        precision=other.precision,
        because=(*because, Reason(field="start", rule="time.inherited", detail=detail)),
    )


def with_visit_frames(events: Sequence[Event]) -> list[Event]:
    """Return the events, a meeting told in one sentence with a visit of the same person at its place and time."""
    visits = [e for e in events if e.mode == VISIT]
    return [_framed(event, visits) if event.category is Category.CONSULT else event for event in events]


def _framed(event: Event, visits: Sequence[Event]) -> Event:
    names = {p.name for p in (*event.actors, *event.recipients) if p.name}
    for visit in visits:
        if visit is event or visit.evidence[0].start != event.evidence[0].start:
            continue
        if not names & {p.name for p in visit.actors} or event.place is not None:
            continue
        why = [Reason(field="place", rule="place.visit", detail=visit.evidence[0].trigger)]
        event = replace(event, place=visit.place, because=(*event.because, *why))
        if event.start is None and visit.start is not None and visit.status is event.status:
            event = _dated_like(event, visit)
    return event
