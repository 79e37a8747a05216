"""One time expression as the rules of `dates` read it: its words, its figures, and the day of its report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.time_words import TimeWords
from dragoman.resolve.intervals import When

__all__ = ["Rule", "Scene"]

YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
RECENT_DAYS = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
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

    def unit(self) -> str | None:
        """Return the unit that the expression counts in: "day", "week", "month", "year", "decade"."""
        return self.words.first_in("unit", self.text) or self.words.first_in("long_unit", self.text)

    def years(self) -> list[int]:
        """Return the years in figures."""
        return [int(year) for year in YEAR.findall(self.text)]

    def days(self) -> list[int]:
        """Return the days of the month in figures."""
        return [int(day) for day in DAY.findall(YEAR.sub("", self.text))]

    def deictic_year(self) -> int | None:
        """Return the year of "last year", "next year" after a month or season."""
        step = self.value("deictic")
        if step is None or self.published is None or "year" not in self.words.all_in("unit", self.text):
            return None
        return self.published.year + step

    def year_of(self, month: int, day: int = 1) -> int | None:
        """Return the year of a month: as stated, else the nearest before the report, or after if ahead."""
        stated = next(iter(self.years()), None) or self.deictic_year()
        if stated is not None or self.published is None:
            return stated
        return self._nearest_year(self.published, month, day)

    def _nearest_year(self, published: date, month: int, day: int) -> int:
        step = self.value("deictic")
        passed = (published.month - month) * 31 + published.day - day
        this_month = day == 1 and month == published.month
        if step == -1:
            return published.year if passed > 0 and not this_month else published.year - 1
        if step == 1 or (self.ahead and not 0 <= passed <= RECENT_DAYS):
            return published.year if passed <= 0 or (this_month and step is None) else published.year + 1
        return published.year if passed >= 0 or step == 0 else published.year - 1


Rule = Callable[[Scene], When | None]
