"""What expressions that count from the day of the report mean: "last week", "two years ago"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dragoman.model.codes import Precision
from dragoman.resolve.intervals import When, count_in, days_of, shifted_by
from dragoman.resolve.scene import Rule, Scene

__all__ = ["SPAN_RULES"]

WEEK = 7
WEEKEND = 5
HALVES = {"week": ("day", 3), "month": ("day", 15), "year": ("month", 6)}


def _ago(scene: Scene) -> When | None:
    return _counted(scene, scene.value("side") or -1)


def _in_units(scene: Scene) -> When | None:
    return _counted(scene, 1) if scene.ahead else None


def _counted(scene: Scene, sign: int) -> When | None:
    count, unit = count_in(scene.text, scene.numbers), scene.unit()
    if count is None or unit is None or scene.published is None:
        return None
    half = scene.value("half")
    if half is None or unit not in HALVES:
        return shifted_by(scene.published, unit, sign * count)
    smaller, size = HALVES[unit]
    found = shifted_by(scene.published, smaller, sign * size * (2 * count + half))
    return shifted_by(found.start, unit, 0) if found and found.start else None


def _twice(scene: Scene) -> When | None:
    """Return "the week before last", "the weekend after next"."""
    steps, unit = scene.value("twice"), scene.unit()
    if steps is None or scene.published is None:
        return None
    if unit is not None:
        return shifted_by(scene.published, unit, steps)
    step = 1 if steps > 0 else -1
    near = replace(scene, text="", ahead=steps > 0)
    return _weekend(near, scene.published + timedelta(days=WEEK * step))


def _span_past(scene: Scene) -> When | None:
    """Return "over the last four years": from then to the report, open where it says for how long."""
    count, unit = count_in(scene.text, scene.numbers) or 1, scene.unit()
    if unit is None or scene.published is None:
        return None
    found = shifted_by(scene.published, unit, -count)
    lasting = scene.words.all_in("lasting", scene.text)
    return replace(found, end=None if lasting else scene.published) if found else None


def _span_coming(scene: Scene) -> When | None:
    count, unit = count_in(scene.text, scene.numbers), scene.unit()
    if count is None or unit is None or scene.published is None:
        return None
    found = shifted_by(scene.published, unit, count)
    return replace(found, start=scene.published) if found else None


def _relative_unit(scene: Scene) -> When | None:
    if scene.published is None:
        return None
    if scene.words.all_in("weekend", scene.text):
        return _weekend(scene, scene.published)
    unit = scene.unit()
    found = shifted_by(scene.published, unit, scene.value("deictic") or 0) if unit else None
    return _part_of(found, scene) if found else None


def _earlier_in(scene: Scene) -> When | None:
    unit = scene.unit()
    if scene.published is None or unit is None:
        return None
    found = shifted_by(scene.published, unit, 0)
    return _part_of(found, scene) if found else None


def _part_of(found: When, scene: Scene) -> When:
    """Return the early, middle or late part of a month or year; "earlier" and "later" leave it whole."""
    if found.start is None:
        return found
    day, month = scene.value("part_of_month"), scene.value("part_of_year")
    if day and found.precision is Precision.MONTH:
        return replace(found, start=found.start.replace(day=day))
    if month and found.precision is Precision.YEAR:
        return replace(found, start=found.start.replace(month=month))
    return found


def _weekend(scene: Scene, published: date) -> When:
    """Return Saturday and Sunday: those of this week or the last, or those to come."""
    step = scene.value("deictic")
    saturday = published - timedelta(days=(published.weekday() - WEEKEND) % 7)
    running = published.weekday() >= WEEKEND
    if step == 1 or (scene.ahead and not running and step != -1):
        saturday += timedelta(days=7)
    elif step == -1 and running:
        saturday -= timedelta(days=7)
    return days_of(saturday, saturday + timedelta(days=1))


SPAN_RULES: Mapping[str, Rule] = {
    "span.past": _span_past,
    "span.coming": _span_coming,
    "ago": _ago,
    "in_units": _in_units,
    "relative.part": _relative_unit,
    "relative.unit": _relative_unit,
    "weekend.bare": _relative_unit,
    "earlier_in": _earlier_in,
    "relative.end": _relative_unit,
    "relative.twice": _twice,
}
