"""What a time expression means on the day of the report: first and last day, and how finely it is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.time_words import TimeWords, load_time_words
from dragoman.model.codes import Precision
from dragoman.model.reading import TimeMention
from dragoman.resolve.intervals import When, count_in, day_of, days_of, month_of, shifted_by, year_of

__all__ = ["When", "when_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One expression in lower case, the day of its report, and whether it lies ahead."""

    text: str
    published: date | None
    ahead: bool
    numbers: dict[str, float]
    words: TimeWords

    def value(self, kind: str) -> int | None:
        """Return the value of the first word of a kind, if the expression holds one."""
        found = self.words.first_in(kind, self.text)
        return int(found) if found else None

    def values(self, kind: str) -> list[int]:
        """Return the values of all words of a kind."""
        return [int(value) for value in self.words.all_in(kind, self.text)]

    def years(self) -> list[int]:
        """Return the years in figures."""
        return [int(year) for year in YEAR.findall(self.text)]

    def days(self) -> list[int]:
        """Return the days of the month in figures."""
        return [int(day) for day in DAY.findall(YEAR.sub("", self.text))]


YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ISO = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)")
SHORT_RANGE = re.compile(r"(\d{4})[-–—/](\d\d)\b")
RECENT_DAYS = 45
SEASON_MONTHS = 3
QUARTER_MONTHS = 3
WEEKEND = 5


def when_of(time: TimeMention, published: date | None, lexicon: Lexicon) -> When:
    """Return the days that an expression means; without a publication date relative ones stay unknown."""
    words = load_time_words()
    text = time.text.lower().replace("’", "'")
    scene = _Scene(
        text=_bare(text, words),
        published=published,
        ahead=time.ahead,
        numbers=dict(lexicon.numbers),
        words=words,
    )
    rule = RULES.get(time.rule)
    found = _read(rule, scene) if rule else None
    if found is None:
        why = "no publication date" if published is None else "no date in it"
        return When(start=None, end=None, precision=Precision.UNKNOWN, because=f"{time.text!r}: {why}")
    if words.all_in("open", text):
        found = replace(found, end=None)
    return replace(found, because=f"{time.text!r} ({time.rule})")


def _bare(text: str, words: TimeWords) -> str:
    """Return an expression without the words that lead it in ("as late as"), unless they tell a length."""
    lead = words.patterns["lead"].match(text)
    return text[lead.end() :] if lead and lead.group() not in words.values["lasting"] else text


def _read(rule: Callable[[_Scene], When | None], scene: _Scene) -> When | None:
    """Return what a rule makes of an expression; None for a day that no calendar has."""
    try:
        return rule(scene)
    except (ValueError, OverflowError):
        return None


def _iso(scene: _Scene) -> When | None:
    found = ISO.search(scene.text)
    return day_of(date(*map(int, found.groups()))) if found else None


def _numeric(scene: _Scene) -> When | None:
    """Return the day of "25/12/2023"; where both figures could be the month, None."""
    found = NUMERIC.search(scene.text)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    if first <= 12 and second <= 12 and first != second:
        return None
    return day_of(date(year, second, first) if second <= 12 else date(year, first, second))


def _deictic_year(scene: _Scene) -> int | None:
    """Return the year of "last year", "next year" after a month or season."""
    step = scene.value("deictic")
    if step is None or scene.published is None or "year" not in scene.words.all_in("unit", scene.text):
        return None
    return scene.published.year + step


def _year_of(scene: _Scene, month: int, day: int = 1) -> int | None:
    """Return the year of a month: as stated, else the nearest before the report, or after if ahead."""
    stated = next(iter(scene.years()), None) or _deictic_year(scene)
    if stated is not None or scene.published is None:
        return stated
    return _nearest_year(scene, scene.published, month, day)


def _nearest_year(scene: _Scene, published: date, month: int, day: int) -> int:
    step = scene.value("deictic")
    passed = (published.month - month) * 31 + published.day - day
    this_month = day == 1 and month == published.month
    if step == -1:
        return published.year if passed > 0 and not this_month else published.year - 1
    if step == 1 or (scene.ahead and not 0 <= passed <= RECENT_DAYS):
        return published.year if passed <= 0 or (this_month and step is None) else published.year + 1
    return published.year if passed >= 0 or step == 0 else published.year - 1


def _date(scene: _Scene) -> When | None:
    months, days = scene.values("month"), scene.days()
    if not months or not days:
        return None
    year = _year_of(scene, months[0], days[0])
    return None if year is None else day_of(date(year, months[0], days[0]))


def _feast(scene: _Scene) -> When | None:
    found = scene.words.first_in("feast", scene.text)
    if found is None:
        return None
    month, day = (int(part) for part in found.split("-"))
    year = _year_of(scene, month, day)
    return None if year is None else day_of(date(year, month, day))


def _ordinal(scene: _Scene) -> When | None:
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


def _month_only(scene: _Scene) -> When | None:
    month = scene.value("month")
    if month is None:
        return None
    year = _year_of(scene, month)
    return None if year is None else month_of(year, month, first=scene.value("part_of_month") or 1)


def _day_range(scene: _Scene) -> When | None:
    months, days = scene.values("month"), scene.days()
    if not months or len(days) < 2:
        return None
    year = _year_of(scene, months[0], days[0])
    if year is None:
        return None
    first, last = date(year, months[0], days[0]), date(year, months[-1], days[1])
    if last < first:
        stated = bool(scene.years())
        first, last = (first.replace(year=year - 1), last) if stated else (first, last.replace(year=year + 1))
    return days_of(first, last)


def _month_range(scene: _Scene) -> When | None:
    months, years = scene.values("month"), scene.years()
    if len(months) < 2:
        return None
    last_year = years[-1] if years else _year_of(scene, months[-1])
    if last_year is None:
        return None
    first_year = years[0] if len(years) > 1 else last_year - (months[0] > months[-1])
    end = month_of(last_year, months[-1]).end
    return replace(month_of(first_year, months[0], first=scene.value("part_of_month") or 1), end=end)


def _year_range(scene: _Scene) -> When | None:
    years, short = scene.years(), SHORT_RANGE.search(scene.text)
    if short and len(years) == 1:
        years.append(years[0] // 100 * 100 + int(short.group(2)))
    if len(years) < 2 or years[1] < years[0]:
        return None
    return replace(year_of(years[0]), end=date(years[1], 12, 31))


def _year_only(scene: _Scene) -> When | None:
    years = scene.years()
    return year_of(years[0], scene.value("part_of_year") or 1) if years else None


def _quarter(scene: _Scene) -> When | None:
    month, years = scene.value("quarter"), scene.years()
    step = scene.value("deictic") if scene.values("deictic") else 0
    year = years[0] if years else scene.published.year + (step or 0) if scene.published else None
    return None if month is None or year is None else month_of(year, month, length=QUARTER_MONTHS)


def _weekday(scene: _Scene) -> When | None:
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


def _weekday_of_week(scene: _Scene) -> When | None:
    weekday, step = scene.value("weekday"), scene.value("deictic")
    if weekday is None or step is None or scene.published is None:
        return None
    monday = scene.published - timedelta(days=scene.published.weekday())
    return day_of(monday + timedelta(days=weekday + 7 * step))


def _weekday_range(scene: _Scene) -> When | None:
    weekdays = scene.values("weekday")
    if len(weekdays) < 2 or scene.published is None:
        return None
    length = (weekdays[1] - weekdays[0]) % 7
    back = (scene.published.weekday() - weekdays[0]) % 7
    first = scene.published + timedelta(days=7 - back if scene.ahead and back else -back)
    return days_of(first, first + timedelta(days=length))


def _ago(scene: _Scene) -> When | None:
    return _counted(scene, -1)


def _in_units(scene: _Scene) -> When | None:
    return _counted(scene, 1) if scene.ahead else None


def _counted(scene: _Scene, sign: int) -> When | None:
    count, unit = count_in(scene.text, scene.numbers), scene.words.first_in("unit", scene.text)
    if count is None or unit is None or scene.published is None:
        return None
    return shifted_by(scene.published, unit, sign * count)


def _span_past(scene: _Scene) -> When | None:
    """Return "over the last four years": from then to the report, open where it says for how long."""
    count, unit = count_in(scene.text, scene.numbers) or 1, scene.words.first_in("unit", scene.text)
    if unit is None or scene.published is None:
        return None
    found = shifted_by(scene.published, unit, -count)
    lasting = scene.words.all_in("lasting", scene.text)
    return replace(found, end=None if lasting else scene.published) if found else None


def _span_coming(scene: _Scene) -> When | None:
    count, unit = count_in(scene.text, scene.numbers), scene.words.first_in("unit", scene.text)
    if count is None or unit is None or scene.published is None:
        return None
    found = shifted_by(scene.published, unit, count)
    return replace(found, start=scene.published) if found else None


def _relative_unit(scene: _Scene) -> When | None:
    if scene.published is None:
        return None
    if scene.words.all_in("weekend", scene.text):
        return _weekend(scene, scene.published)
    unit = scene.words.first_in("unit", scene.text)
    found = shifted_by(scene.published, unit, scene.value("deictic") or 0) if unit else None
    return _part_of(found, scene) if found else None


def _part_of(found: When, scene: _Scene) -> When:
    """Return the early, middle or late part of a month or year; "earlier" and "later" leave it whole."""
    if found.start is None:
        return found
    day, month = scene.value("part_of_month"), scene.value("part_of_year")
    if day and found.precision is Precision.MONTH:
        return replace(found, start=found.start.replace(day=day))
    if month and found.precision is Precision.YEAR:
        return replace(found, start=found.start.replace(month=month))
    return found


def _weekend(scene: _Scene, published: date) -> When:
    """Return Saturday and Sunday: those of this week or the last, or those to come."""
    step = scene.value("deictic")
    saturday = published - timedelta(days=(published.weekday() - WEEKEND) % 7)
    running = published.weekday() >= WEEKEND
    if step == 1 or (scene.ahead and not running and step != -1):
        saturday += timedelta(days=7)
    elif step == -1 and running:
        saturday -= timedelta(days=7)
    return days_of(saturday, saturday + timedelta(days=1))


def _earlier_in(scene: _Scene) -> When | None:
    unit = scene.words.first_in("unit", scene.text)
    if scene.published is None or unit is None:
        return None
    found = shifted_by(scene.published, unit, 0)
    return _part_of(found, scene) if found else None


def _season(scene: _Scene) -> When | None:
    month = scene.value("season")
    if month is None:
        return None
    year = next(iter(scene.years()), None) or _deictic_year(scene)
    if year is None and scene.published is not None:
        year = _season_year(scene, scene.published, month)
    return None if year is None else month_of(year, month, length=SEASON_MONTHS)


def _season_year(scene: _Scene, published: date, month: int) -> int:
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


def _day_word(scene: _Scene) -> When | None:
    step = scene.value("day_word")
    if scene.published is None or step is None:
        return None
    return day_of(scene.published + timedelta(days=step))


RULES: dict[str, Callable[[_Scene], When | None]] = {
    "date.iso": _iso,
    "date.numeric": _numeric,
    "date.range": _day_range,
    "date.range_dm": _day_range,
    "month.range": _month_range,
    "year.range": _year_range,
    "weekday.range": _weekday_range,
    "date.mdy": _date,
    "date.dmy": _date,
    "date.md": _date,
    "date.dm": _date,
    "date.feast": _feast,
    "date.ordinal": _ordinal,
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
    "span.past": _span_past,
    "span.coming": _span_coming,
    "ago": _ago,
    "in_units": _in_units,
    "weekday.week": _weekday_of_week,
    "relative.weekday": _weekday,
    "weekday.part": _weekday,
    "relative.part": _relative_unit,
    "relative.unit": _relative_unit,
    "weekend.bare": _relative_unit,
    "earlier_in": _earlier_in,
    "day.relative": _day_word,
}
