"""What a time expression means on the day of the report: first and last day, and how finely it is known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.codebook.lexicon import Lexicon
from dragoman.model.codes import Precision
from dragoman.model.reading import TimeMention

__all__ = ["When", "when_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both inclusive; `end` is None where it is open."""

    start: date | None
    end: date | None
    precision: Precision
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One expression in lower case, the day of its report, and whether it lies ahead."""

    text: str
    published: date | None
    ahead: bool
    numbers: dict[str, float]


MONTHS = {name.lower()[:3]: k for k, name in enumerate(calendar.month_name) if name}
WEEKDAYS = {name.lower(): k for k, name in enumerate(calendar.day_name)}
YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)")
MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r")[a-z]*\.?(?![a-z])")
OPEN = re.compile(r"^since\b")
NEXT = re.compile(r"\b(next|coming|following)\b")
LAST = re.compile(r"\b(last|past|previous)\b")
LATE_DAY = {"early": 1, "beginning": 1, "start": 1, "mid": 10, "middle": 10, "late": 20, "end": 20}
LATE_MONTH = {"early": 1, "beginning": 1, "start": 1, "mid": 5, "middle": 5, "late": 10, "end": 10}
RECENT_DAYS = 45
PART = re.compile(r"\b(" + "|".join(LATE_DAY) + r")\b")


def when_of(time: TimeMention, published: date | None, lexicon: Lexicon) -> When:
    """Return the days that an expression means; without a publication date relative ones stay unknown."""
    scene = _Scene(
        text=time.text.lower().replace("’", "'"),
        published=published,
        ahead=time.ahead,
        numbers=dict(lexicon.numbers),
    )
    rule = RULES.get(time.rule)
    found = rule(scene) if rule else None
    if found is None:
        why = "no publication date" if published is None else "no date in it"
        return When(start=None, end=None, precision=Precision.UNKNOWN, because=f"{time.text!r}: {why}")
    if OPEN.search(scene.text):
        found = replace(found, end=None)
    return replace(found, because=f"{time.text!r} ({time.rule})")


def _day(day: date) -> When:
    return When(start=day, end=day, precision=Precision.DAY, because="")


def _month(year: int, month: int, first: int = 1) -> When:
    last = calendar.monthrange(year, month)[1]
    return When(start=date(year, month, first), end=date(year, month, last), precision=Precision.MONTH, because="")


def _year(year: int, month: int = 1) -> When:
    return When(start=date(year, month, 1), end=date(year, 12, 31), precision=Precision.YEAR, because="")


def _week(day: date) -> When:
    monday = day - timedelta(days=day.weekday())
    return When(start=monday, end=monday + timedelta(days=6), precision=Precision.WEEK, because="")


def _month_number(text: str) -> int | None:
    found = MONTH.search(text)
    return MONTHS[found.group(1)] if found else None


def _iso(scene: _Scene) -> When | None:
    found = re.search(r"\d{4}-\d\d-\d\d", scene.text)
    try:
        return _day(date.fromisoformat(found.group())) if found else None
    except ValueError:
        return None


def _full(scene: _Scene) -> When | None:
    year, month = YEAR.search(scene.text), _month_number(scene.text)
    if year is None or month is None:
        return None
    day = DAY.search(YEAR.sub("", scene.text))
    return _safe(int(year.group()), month, int(day.group(1))) if day else _month(int(year.group()), month)


def _safe(year: int, month: int, day: int) -> When | None:
    try:
        return _day(date(year, month, day))
    except ValueError:
        return None


def _year_of_month(scene: _Scene, month: int, day: int = 1) -> int | None:
    """Return the year of a month without one: the nearest before the report, or after it if it lies ahead."""
    if scene.published is None:
        return None
    year = scene.published.year
    if "last year" in scene.text or re.search(r"\blast\b", scene.text) and month >= scene.published.month:
        return year - 1
    if "next year" in scene.text:
        return year + 1
    if "this year" in scene.text:
        return year
    passed = (scene.published.month - month) * 31 + scene.published.day - day
    if NEXT.search(scene.text) or (scene.ahead and not 0 <= passed <= RECENT_DAYS):
        return year if passed <= 0 or (day == 1 and month == scene.published.month) else year + 1
    return year if passed >= 0 else year - 1


def _month_day(scene: _Scene) -> When | None:
    month, day = _month_number(scene.text), DAY.search(scene.text)
    if month is None or day is None:
        return None
    year = _year_of_month(scene, month, int(day.group(1)))
    return None if year is None else _safe(year, month, int(day.group(1)))


def _month_only(scene: _Scene) -> When | None:
    month = _month_number(scene.text)
    if month is None:
        return None
    year = YEAR.search(scene.text)
    in_year = int(year.group()) if year else _year_of_month(scene, month)
    part = PART.search(scene.text)
    return None if in_year is None else _month(in_year, month, LATE_DAY[part.group(1)] if part else 1)


def _range(scene: _Scene) -> When | None:
    days = [int(d) for d in DAY.findall(YEAR.sub("", scene.text))]
    months = [MONTHS[m] for m in MONTH.findall(scene.text)]
    if len(days) < 2 or not months:
        return None
    year = YEAR.search(scene.text)
    in_year = int(year.group()) if year else _year_of_month(scene, months[0], days[0])
    if in_year is None:
        return None
    start, end = _safe(in_year, months[0], days[0]), _safe(in_year, months[-1], days[1])
    return replace(start, end=end.start) if start and end else None


def _year_only(scene: _Scene) -> When | None:
    year = YEAR.search(scene.text)
    if year is None:
        return None
    part = PART.search(scene.text)
    return _year(int(year.group()), LATE_MONTH[part.group(1)] if part else 1)


def _weekday(scene: _Scene) -> When | None:
    name = next((w for w in WEEKDAYS if w in scene.text), None)
    if name is None or scene.published is None:
        return None
    back = (scene.published.weekday() - WEEKDAYS[name]) % 7
    if (scene.ahead and back) or NEXT.search(scene.text):
        return _day(scene.published + timedelta(days=7 - back if back else 7))
    if re.search(r"\b(last|previous)\b", scene.text) and back == 0:
        back = 7
    return _day(scene.published - timedelta(days=back))


def _ago(scene: _Scene) -> When | None:
    count = _count(scene)
    if count is None or scene.published is None:
        return None
    return _shifted(scene.published, scene.text, -count)


def _in_units(scene: _Scene) -> When | None:
    count = _count(scene)
    if count is None or scene.published is None or not scene.ahead:
        return None
    return _shifted(scene.published, scene.text, count)


def _shifted(day: date, text: str, count: int) -> When | None:
    if "day" in text:
        return _day(day + timedelta(days=count))
    if "week" in text:
        return _week(day + timedelta(weeks=count))
    if "month" in text:
        months = day.year * 12 + day.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    if "year" in text and day.year + count > 0:
        return _year(day.year + count)
    return None


def _count(scene: _Scene) -> int | None:
    digits = re.search(r"\d+", scene.text)
    if digits:
        return int(digits.group())
    words = [scene.numbers[w] for w in scene.text.split() if w in scene.numbers]
    return int(words[-1]) if words and words[-1] >= 1 else None


def _relative_unit(scene: _Scene) -> When | None:
    if scene.published is None:
        return None
    step = 1 if NEXT.search(scene.text) else -1 if LAST.search(scene.text) else 0
    unit = next((u for u in ("weekend", "week", "month", "year") if u in scene.text), None)
    if unit == "weekend":
        return _day(scene.published - timedelta(days=(scene.published.weekday() - 5) % 7) + timedelta(weeks=max(step, 0)))
    found = _shifted(scene.published, unit, step) if unit else None
    part = PART.search(scene.text)
    if found is not None and found.start is not None and part and unit == "month":
        return replace(found, start=found.start.replace(day=LATE_DAY[part.group(1)]))
    if found is not None and found.start is not None and part and unit == "year":
        return replace(found, start=found.start.replace(month=LATE_MONTH[part.group(1)]))
    return found


def _earlier_in(scene: _Scene) -> When | None:
    if scene.published is None:
        return None
    unit = next((u for u in ("day", "week", "month", "year") if scene.text.endswith(u)), "")
    return _shifted(scene.published, unit, 0)


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(scene: _Scene) -> When | None:
    name = next((s for s in SEASONS if s in scene.text), None)
    if name is None or scene.published is None:
        return None
    month = SEASONS[name]
    year = scene.published.year
    if LAST.search(scene.text) and month >= scene.published.month:
        year -= 1
    if NEXT.search(scene.text) and month <= scene.published.month:
        year += 1
    return _month(year, month)


def _day_word(scene: _Scene) -> When | None:
    if scene.published is None:
        return None
    step = -1 if "yesterday" in scene.text or "overnight" in scene.text else 1 if "tomorrow" in scene.text else 0
    return _day(scene.published + timedelta(days=step))


RULES: dict[str, Callable[[_Scene], When | None]] = {
    "date.iso": _iso,
    "date.range": _range,
    "date.mdy": _full,
    "date.dmy": _full,
    "date.md": _month_day,
    "date.dm": _month_day,
    "month.part_year": _month_only,
    "month.year": _month_only,
    "month.relative_year": _month_only,
    "relative.month": _month_only,
    "since_month": _month_only,
    "month.possessive": _month_only,
    "year.part": _year_only,
    "year.since": _year_only,
    "year.event": _year_only,
    "year.bare": _year_only,
    "ago": _ago,
    "in_units": _in_units,
    "relative.weekday": _weekday,
    "weekday.part": _weekday,
    "relative.unit": _relative_unit,
    "relative.season": _season,
    "earlier_in": _earlier_in,
    "day.relative": _day_word,
}
