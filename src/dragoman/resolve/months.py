"""What expressions that name a month, a quarter, a season or a year mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dragoman.model.codes import Precision
from dragoman.resolve.intervals import When, day_of, days_of, month_of, year_of
from dragoman.resolve.scene import Rule, Scene

__all__ = ["MONTH_RULES"]

SHORT_RANGE = re.compile(r"(\d{4})[-–—/](\d\d)\b")
SEASON_MONTHS = 3
QUARTER_MONTHS = 3
WEEK = 7
WEEKEND = 5


def _month_only(scene: Scene) -> When | None:
    month = scene.value("month")
    if month is None:
        return None
    first = scene.value("part_of_month") or 1
    year = scene.year_of(month, first)
    return None if year is None else month_of(year, month, first=first)


def _month_range(scene: Scene) -> When | None:
    months, years = scene.values("month"), scene.years()
    if len(months) < 2:
        return None
    last_year = years[-1] if years else scene.year_of(months[-1])
    if last_year is None:
        return None
    first_year = years[0] if len(years) > 1 else last_year - (months[0] > months[-1])
    end = month_of(last_year, months[-1]).end
    return replace(month_of(first_year, months[0], first=scene.value("part_of_month") or 1), end=end)


def _year_range(scene: Scene) -> When | None:
    years, short = scene.years(), SHORT_RANGE.search(scene.text)
    if short and len(years) == 1:
        years.append(years[0] // 100 * 100 + int(short.group(2)))
    if len(years) < 2 or years[1] < years[0]:
        return None
    return replace(year_of(years[0]), end=date(years[1], 12, 31))


def _year_only(scene: Scene) -> When | None:
    years = scene.years()
    return year_of(years[0], scene.value("part_of_year") or 1) if years else None


def _quarter(scene: Scene) -> When | None:
    month, years = scene.value("quarter") or scene.value("quarter_name"), scene.years()
    year = years[0] if years else None
    if year is None and scene.published is not None:
        year = scene.published.year + (scene.value("deictic") or 0)
    return None if month is None or year is None else month_of(year, month, length=QUARTER_MONTHS)


def _relative_quarter(scene: Scene) -> When | None:
    """Return "last quarter", or "the third quarter" of this year or the nearest that fits."""
    if scene.published is None:
        return None
    month, year = scene.value("quarter_name"), scene.published.year
    if month is None:
        running = (scene.published.month - 1) // QUARTER_MONTHS
        quarters = year * 4 + running + (scene.value("deictic") or 0)
        return month_of(quarters // 4, quarters % 4 * QUARTER_MONTHS + 1, length=QUARTER_MONTHS)
    if scene.ahead and month + QUARTER_MONTHS <= scene.published.month:
        year += 1
    elif not scene.ahead and month > scene.published.month:
        year -= 1
    return month_of(year, month, length=QUARTER_MONTHS)


def _season(scene: Scene) -> When | None:
    month = scene.value("season")
    if month is None:
        return None
    year = next(iter(scene.years()), None) or scene.deictic_year()
    if year is None and scene.published is not None:
        year = _season_year(scene, scene.published, month)
    return None if year is None else month_of(year, month, length=SEASON_MONTHS)


def _season_year(scene: Scene, published: date, month: int) -> int:
    """Return the year in which the season meant begins; a winter goes on into the next."""
    months = (published.month - month) % 12
    year = published.year - (month > published.month)
    running = months < SEASON_MONTHS
    step = scene.value("deictic")
    if step == 1 or ((scene.ahead or step == 0) and not running):
        return year + 1
    if step == -1 and running:
        return year - 1
    return year


def _nth_in_month(scene: Scene) -> When | None:
    """Return "the first week of May", "the last Sunday in June": counted in the month, from its end if last."""
    nth, month = scene.value("nth"), scene.words.patterns["month"].search(scene.text)
    if nth is None or month is None:
        return None
    found = _month_only(replace(scene, text=scene.text[month.start() :]))
    if found is None or found.start is None or found.end is None:
        return None
    weekday = scene.value("weekday")
    if weekday is not None:
        return day_of(_nth_weekday(found.start, found.end, weekday, nth))
    if scene.words.all_in("weekend", scene.text):
        saturday = _nth_weekday(found.start, found.end, WEEKEND, nth)
        return days_of(saturday, saturday + timedelta(days=1))
    length = WEEK if scene.unit() == "week" else 1
    first = found.start if nth > 0 else found.end + timedelta(days=1)
    first += timedelta(days=length * (nth - 1 if nth > 0 else nth))
    if length == 1:
        return day_of(first)
    return replace(days_of(first, first + timedelta(days=WEEK - 1)), precision=Precision.WEEK)


def _nth_weekday(first: date, last: date, weekday: int, nth: int) -> date:
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % WEEK + WEEK * (nth - 1))
    return last - timedelta(days=(last.weekday() - weekday) % WEEK)


MONTH_RULES: Mapping[str, Rule] = {
    "month.range": _month_range,
    "year.range": _year_range,
    "month.part_year": _month_only,
    "month.year": _month_only,
    "month.relative_year": _month_only,
    "relative.month": _month_only,
    "since_month": _month_only,
    "month.possessive": _month_only,
    "year.quarter": _quarter,
    "year.part": _year_only,
    "year.since": _year_only,
    "year.event": _year_only,
    "year.bare": _year_only,
    "season.year": _season,
    "relative.season": _season,
    "month.named": _month_only,
    "relative.quarter": _relative_quarter,
    "month.nth": _nth_in_month,
}
