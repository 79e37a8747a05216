"""What expressions that name a day mean: dates in figures and words, feasts, weekdays, "yesterday"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from dragoman.resolve.intervals import When, day_of, days_of, shifted_by
from dragoman.resolve.scene import Rule, Scene

__all__ = ["DAY_RULES"]

NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
ISO = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)")


def _iso(scene: Scene) -> When | None:
    found = ISO.search(scene.text)
    return day_of(date(*map(int, found.groups()))) if found else None


def _numeric(scene: Scene) -> When | None:
    """Return the day of "25/12/2023"; where both figures could be the month, None."""
    found = NUMERIC.search(scene.text)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    if first <= 12 and second <= 12 and first != second:
        return None
    return day_of(date(year, second, first) if second <= 12 else date(year, first, second))


def _date(scene: Scene) -> When | None:
    months, days = scene.values("month"), scene.days()
    if not months or not days:
        return None
    year = scene.year_of(months[0], days[0])
    return None if year is None else day_of(date(year, months[0], days[0]))


def _feast(scene: Scene) -> When | None:
    found = scene.words.first_in("feast", scene.text)
    if found is None:
        return None
    month, day = (int(part) for part in found.split("-"))
    year = scene.year_of(month, day)
    return None if year is None else day_of(date(year, month, day))


def _ordinal(scene: Scene) -> When | None:
    """Return "the 15th": of the report's month, or of the one before or after it."""
    days = scene.days()
    if not days or scene.published is None:
        return None
    step = scene.value("deictic")
    if step is None:
        step = 1 if scene.ahead and days[0] < scene.published.day else 0
        step = -1 if not scene.ahead and days[0] > scene.published.day else step
    month = shifted_by(scene.published, "month", step)
    return day_of(month.start.replace(day=days[0])) if month and month.start else None


def _day_range(scene: Scene) -> When | None:
    months, days = scene.values("month"), scene.days()
    if not months or len(days) < 2:
        return None
    year, years = scene.year_of(months[0], days[0]), scene.years()
    if year is None:
        return None
    first, last = date(year, months[0], days[0]), date(years[-1] if years else year, months[-1], days[1])
    if last < first:
        stated = bool(years)
        first, last = (first.replace(year=year - 1), last) if stated else (first, last.replace(year=year + 1))
    return days_of(first, last)


def _day_word(scene: Scene) -> When | None:
    step = scene.value("day_word")
    if scene.published is None or step is None:
        return None
    return day_of(scene.published + timedelta(days=step))


def _weekday(scene: Scene) -> When | None:
    weekday = scene.value("weekday")
    if weekday is None or scene.published is None:
        return None
    back = (scene.published.weekday() - weekday) % 7
    step = scene.value("deictic") or scene.value("anchored")
    if step == 1 or (scene.ahead and back and step != -1):
        return day_of(scene.published + timedelta(days=7 - back if back else 7))
    if step == -1 and back == 0:
        back = 7
    return day_of(scene.published - timedelta(days=back))


def _weekday_of_week(scene: Scene) -> When | None:
    weekday, step = scene.value("weekday"), scene.value("deictic")
    if weekday is None or step is None or scene.published is None:
        return None
    monday = scene.published - timedelta(days=scene.published.weekday())
    return day_of(monday + timedelta(days=weekday + 7 * step))


def _weekday_range(scene: Scene) -> When | None:
    weekdays = scene.values("weekday")
    if len(weekdays) < 2 or scene.published is None:
        return None
    length = (weekdays[1] - weekdays[0]) % 7
    back = (scene.published.weekday() - weekdays[0]) % 7
    first = scene.published + timedelta(days=7 - back if scene.ahead and back else -back)
    return days_of(first, first + timedelta(days=length))


DAY_RULES: Mapping[str, Rule] = {
    "date.iso": _iso,
    "date.numeric": _numeric,
    "date.range": _day_range,
    "date.range_dm": _day_range,
    "weekday.range": _weekday_range,
    "date.mdy": _date,
    "date.dmy": _date,
    "date.md": _date,
    "date.dm": _date,
    "date.feast": _feast,
    "date.ordinal": _ordinal,
    "weekday.week": _weekday_of_week,
    "relative.weekday": _weekday,
    "weekday.part": _weekday,
    "day.relative": _day_word,
    "anchor.weekday": _weekday,
}
