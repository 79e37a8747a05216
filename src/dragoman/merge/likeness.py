"""How likely two tellings tell one happening: small judges, each with its weight, summed up."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.tables import read_table
from dragoman.merge.parties import RANK, Fit, fits
from dragoman.merge.telling import Told, apart
from dragoman.model.codes import Category, Precision
from dragoman.model.record import Event, Place

__all__ = ["LIKE", "NEVER", "Judgement", "likeness"]

LIKE = 0.0  # from here on two tellings may be of one event
NEVER = -math.inf
COPIED = 0.9  # share of the words of two sentences from which on one is a copy of the other
STORY_NAMES = 3  # names shared from which on two reports tell one story
STORY_SHARE = 0.4  # or such a share of the names of the report with fewer
ALIKE, UNLIKE = 0.4, 0.1  # shares of the telling words of two sentences
MOST_WORDS = 6  # of fewer telling words a share means little
VISIT = "visit"  # mode of CONSULT: who visits also meets, which is another event
FAR = 3  # days between two tellings that keep them apart
STALE = 12  # days between two reports from which on undated tellings are taken for different ones

Judgement = tuple[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The weights of the judges and the pairs of categories that are told for one another."""

    weights: Mapping[str, float]
    mistaken: frozenset[frozenset[str]]


def likeness(one: Told, other: Told, states: Mapping[str, str]) -> float:
    """Return how well two tellings go together; from `LIKE` on they may be one event, `NEVER`: they cannot."""
    return math.fsum(weight for _, weight in judgements(one, other, states))


def judgements(one: Told, other: Told, states: Mapping[str, str]) -> list[Judgement]:
    """Return what each judge says of two tellings, as (name, weight)."""
    scale = _scale()
    return [(name, scale.weights[name]) for name in ("base", *_verdicts(one, other, states, scale))]


def _verdicts(one: Told, other: Told, states: Mapping[str, str], scale: Scale) -> Iterator[str]:
    copied = _copied(one, other)
    if one.ahead != other.ahead:
        yield "ahead.other"
    if copied:
        yield "sentence.copied"
    yield from _kinds(one, other, scale)
    yield from _whos(one, other, states)
    yield from _whens(one, other)
    yield from _wheres(one, other, states)
    if not copied:
        yield from _abouts(one, other)


def _copied(one: Told, other: Told) -> bool:
    shared = len(one.sentence & other.sentence)
    least = min(len(one.sentence), len(other.sentence))
    return (
        one.telling.report_id != other.telling.report_id
        and shared >= COPIED * least
        and least > 5
        and bool(one.words & other.words)
        and one.located == other.located
    )


def _kinds(one: Told, other: Told, scale: Scale) -> Iterator[str]:
    mine, theirs = one.event, other.event
    if mine.category is not theirs.category:
        mixed = (
            one.telling.report_id != other.telling.report_id
            and frozenset((mine.category.value, theirs.category.value)) in scale.mistaken
        )
        yield "category.mistaken" if mixed else "category.other"
    else:
        yield f"category.{mine.category.value.lower()}"
        if mine.mode and theirs.mode:
            yield "mode.same" if mine.mode == theirs.mode else "mode.other"
        elif VISIT in (mine.mode, theirs.mode):
            yield "mode.visit"
    if one.words & other.words:
        yield "trigger.same"


def _whos(one: Told, other: Told, states: Mapping[str, str]) -> Iterator[str]:
    mine, theirs = one.event, other.event
    straight = (fits(mine.actors, theirs.actors, states), fits(mine.recipients, theirs.recipients, states))
    crossed = (fits(mine.actors, theirs.recipients, states), fits(mine.recipients, theirs.actors, states))
    if _worth(crossed) > _worth(straight):
        if not (mine.reciprocal or theirs.reciprocal):
            yield "sides.turned" if len(_states(mine)) > 1 and len(_states(theirs)) > 1 else "sides.crossed"
        straight = crossed
    spoken = "spoken" if one.spoken else "done"
    yield f"actor.{straight[0].value}"
    yield f"recipient.{straight[1].value}.{spoken}"
    few, many = sorted((_states(mine), _states(theirs)), key=len)
    if len(few) > 1:
        yield "states.same" if few == many else "states.more" if few < many else "states.other"
    if any(a and b and not a & b for a, b in zip(one.sizes, other.sizes, strict=True)):
        yield "sizes.other"
    if Fit.SAME not in straight and Fit.NEAR not in straight:
        yield "nobody.shared"


def _states(event: Event) -> frozenset[str]:
    return frozenset(p.country for p in (*event.actors, *event.recipients) if p.country)


def _worth(sides: tuple[Fit, Fit]) -> int:
    return sum(map(RANK.index, sides))


def _whens(one: Told, other: Told) -> Iterator[str]:
    gap = apart(one, other)
    if gap is None:
        yield from _undated(one, other)
    elif gap == 0:
        precise = (one.event.precision, other.event.precision)
        if one.first == other.first and precise == (Precision.DAY, Precision.DAY):
            yield "day.same"
        elif Precision.YEAR in precise:
            yield "day.coarse"
        else:
            yield "day.meets"
    elif gap == 1:
        yield "day.next"
    else:
        yield "day.near" if gap <= FAR else "day.other"


def _undated(one: Told, other: Told) -> Iterator[str]:
    """Yield what speaks for one day or several where a telling is not dated itself."""
    between = _days(one.telling.published, other.telling.published)
    if between is None or between > STALE:
        yield "report.far"
    else:
        yield "report.later" if between > FAR else "day.unknown"
    gap = _days(one.scene, other.scene)
    if gap is not None:
        yield "scene.same" if gap == 0 else "scene.next" if gap == 1 else "scene.other"
    dated = one if one.first else other
    if dated.last and dated.telling.published and (dated.telling.published - dated.last).days > STALE:
        yield "day.past"


def _days(one: date | None, other: date | None) -> int | None:
    return None if one is None or other is None else abs((one - other).days)


def _wheres(one: Told, other: Told, states: Mapping[str, str]) -> Iterator[str]:
    mine, theirs = one.event.place, other.event.place
    if mine is None or theirs is None:
        return
    if mine.country and theirs.country and mine.country != theirs.country:
        yield "place.other_country"
    elif mine.name == theirs.name:
        yield "place.same" if _exact(mine, states) else "place.same_country"
    elif _exact(mine, states) and _exact(theirs, states):
        yield "place.other"


def _exact(place: Place, states: Mapping[str, str]) -> bool:
    """Whether a place is a town or the like, and not a whole state."""
    return place.latitude is not None and place.name != states.get(place.country or "")


def _abouts(one: Told, other: Told) -> Iterator[str]:
    if one.telling.report_id == other.telling.report_id:
        same = one.event.evidence[0].start == other.event.evidence[0].start
        yield "report.same_sentence" if same else "report.same"
        return
    if one.telling.family == other.telling.family:
        yield "family.same"
    shared = len(one.names & other.names)
    if shared >= STORY_NAMES or shared >= max(1, STORY_SHARE * min(len(one.names), len(other.names))):
        yield "story.same"
    alike = len(one.content & other.content) / max(MOST_WORDS, min(len(one.content), len(other.content)))
    if alike >= ALIKE:
        yield "sentence.alike"
    elif alike < UNLIKE:
        yield "sentence.unlike"
    if one.located & other.located:
        yield "located.same"
    elif one.located and other.located:
        yield "located.other"
    if one.figures and other.figures:
        yield "figures.same" if one.figures & other.figures else "figures.other"


@functools.cache
def _scale() -> Scale:
    weights = {row["judge"]: float(row["weight"]) for row in read_table("merging/judges.tsv")}
    for category in Category:
        weights.setdefault(f"category.{category.value.lower()}", 0.0)
    weights["category.other"] = NEVER
    mistaken = frozenset(frozenset((row["one"], row["other"])) for row in read_table("merging/mistaken.tsv"))
    return Scale(weights=weights, mistaken=mistaken)
