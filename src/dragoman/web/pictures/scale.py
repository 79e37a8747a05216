"""A scale from days to places on a line, with the marks that are written along it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["Tick", "TimeScale"]

DAYS_OF_MONTH, DAYS_OF_YEAR = 30.4, 365.25
LEAST_DAYS = 28
WIDE_MONTH = 280  # units from which days are written
STEPS_OF_DAYS = (1, 2, 7, 14, 28, 10_000)
STEPS_OF_MONTHS = (1, 2, 3, 6)
STEPS_OF_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the scale: where it is, what is written there, and whether a year begins."""

    x: float
    text: str
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, left: float, right: float) -> TimeScale:
        """Return the scale on which a span of days has some room on both sides."""
        days = max(LEAST_DAYS, (last - first).days)
        room = max(3, days // 60)
        return cls(
            first=_moved(first, -room),
            last=_moved(first, days + room),
            left=left,
            right=right,
        )

    def x(self, day: date) -> float:
        """Return where a day is; what lies outside is put at the edge."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)

    def ticks(self, apart: float = 70) -> Iterator[Tick]:
        """Yield marks about `apart` units from each other or wider."""
        per_day = (self.right - self.left) / max(1, (self.last - self.first).days)
        if DAYS_OF_MONTH * per_day >= WIDE_MONTH:
            yield from self._days(next(days for days in STEPS_OF_DAYS if days * per_day >= apart))
            return
        for months in STEPS_OF_MONTHS:
            if months * DAYS_OF_MONTH * per_day >= apart:
                yield from self._months(months)
                return
        for years in STEPS_OF_YEARS:
            if years * DAYS_OF_YEAR * per_day >= apart:
                break
        for year in range(self.first.year + 1, self.last.year + 1):
            if year % years == 0:
                yield Tick(x=self.x(date(year, 1, 1)), text=str(year), strong=True)

    def _days(self, step: int) -> Iterator[Tick]:
        for number in range(self.first.toordinal(), self.last.toordinal()):
            if number % step == 0:
                day = date.fromordinal(number)
                yield Tick(x=self.x(day), text=f"{day.day} {calendar.month_abbr[day.month]}", strong=False)

    def _months(self, step: int) -> Iterator[Tick]:
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            day = date(year, month, 1)
            if (month - 1) % step == 0 and day >= self.first:
                text = str(year) if month == 1 else calendar.month_abbr[month]
                yield Tick(x=self.x(day), text=text, strong=month == 1)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _moved(day: date, days: int) -> date:
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)
