"""Intervals of days, weeks, months and years, and how to count from one to another."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.time_words import load_time_words
from dragoman.model.codes import Precision

__all__ = ["When", "count_in", "day_of", "days_of", "month_of", "shifted_by", "week_of", "year_of"]

LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
YEARS = {"year": 1, "decade": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both inclusive; `end` is None where it is open."""

    start: date | None
    end: date | None
    precision: Precision
    because: str


def shifted_by(day: date, unit: str, count: int) -> When | None:
    """Return the day, week, month or year that lies `count` units from a day; None off the calendar."""
    try:
        return _shifted(day, unit, count)
    except (ValueError, OverflowError):
        return None


def _shifted(day: date, unit: str, count: int) -> When | None:
    if unit in LENGTHS:
        moved = day + timedelta(days=count * LENGTHS[unit])
        return day_of(moved) if unit == "day" else week_of(moved)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return month_of(months // 12, months % 12 + 1)
    return year_of(day.year + count * YEARS[unit]) if unit in YEARS else None


def day_of(day: date) -> When:
    """Return one day."""
    return When(start=day, end=day, precision=Precision.DAY, because="")


def days_of(first: date, last: date) -> When:
    """Return a run of days, both inclusive."""
    return When(start=first, end=last, precision=Precision.DAY, because="")


def month_of(year: int, month: int, *, first: int = 1, length: int = 1) -> When:
    """Return a month or several from the first day meant on, known to the month."""
    last = year * 12 + month - 1 + length - 1
    end = date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])
    return When(start=date(year, month, first), end=end, precision=Precision.MONTH, because="")


def year_of(year: int, month: int = 1) -> When:
    """Return a year from a month on, known to the year."""
    return When(start=date(year, month, 1), end=date(year, 12, 31), precision=Precision.YEAR, because="")


def week_of(day: date) -> When:
    """Return the week of a day, from its Monday."""
    monday = day - timedelta(days=day.weekday())
    return When(start=monday, end=monday + timedelta(days=6), precision=Precision.WEEK, because="")


def count_in(text: str, numbers: dict[str, float]) -> int | None:
    """Return the number that counts the units of an expression: "twenty-five years", "a couple of weeks"."""
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    phrases = [int(value) for value in load_time_words().all_in("count", text)]
    plain = [_number(word, numbers) for word in text.split()]
    return max((n for n in (*phrases, *plain) if n >= 1), default=None)


def _number(word: str, numbers: dict[str, float]) -> int:
    """Return the value of a number word or of a compound like "twenty-five", else 0."""
    parts = word.split("-")
    return int(sum(numbers[part] for part in parts)) if all(part in numbers for part in parts) else 0
