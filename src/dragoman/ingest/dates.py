"""Finds explicit calendar dates in short strings: fields, header lines, URLs and file names.

Dates that could be read in two ways are never guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.codebook.tables import cells, read_table

__all__ = [
    "DateWords",
    "date_in",
    "date_in_name",
    "date_in_url",
    "date_of_value",
    "dates_in",
    "month_pattern",
]

_EARLIEST = 1800
_LATEST = 2199
_LARGEST_EPOCH = 7_258_118_400  # 1 January 2200, in seconds
_SMALLEST_EPOCH = 100_000_000
_MILLISECONDS = 1000
_EIGHT_DIGITS = re.compile(r"(?:1[89]|2[01])\d{6}")

_URL_PATH = re.compile(
    r"(?:^|[/=._\s-])((?:19|20)\d\d)[/._-]?(0[1-9]|1[0-2])[/._-]?(0[1-9]|[12]\d|3[01])(?=$|\D)"
)
_URL_LOOSE = re.compile(r"/((?:19|20)\d\d)/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])(?=$|[/_-])")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A stretch `[start, end)` of a string that writes a date.

    `value` is None if the date is impossible or could be read in two ways; `problem` then says which.
    `yearless` gives month and day where the year is not written.
    """

    start: int
    end: int
    words: str
    value: date | None = None
    yearless: tuple[int, int] | None = None
    problem: str = ""


@functools.cache
def _months() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in read_table("ingest/months.tsv"):
        for name in (row["name"], *cells(row["short"])):
            numbers[name] = int(row["number"])
    return numbers


@functools.cache
def month_pattern() -> str:
    """Return a pattern for the name of a month or its short form."""
    names = sorted(_months(), key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(names)})\b\.?"


@functools.cache
def _pattern() -> re.Pattern[str]:
    month, day = month_pattern(), r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:1[89]|2[01])\d\d"
    return re.compile(
        rf"(?<![\d/.-])(?:"
        rf"(?P<iso>(?P<iy>{year})(?P<sep>[-/.])(?P<im>\d\d?)(?P=sep)(?P<id>\d\d?))(?=$|[^\d]|t\d)"
        rf"|(?P<num>(?P<n1>\d\d?)(?P<nsep>[-/.])(?P<n2>\d\d?)(?P=nsep)(?P<ny>{year}))(?!\d)"
        rf"|(?P<dmy>(?P<dd>{day})(?:\s+of)?[\s-]+(?P<dm>{month})[\s,-]*(?P<dy>{year})?)(?!\d)"
        rf"|(?P<mdy>(?P<mm>{month})\s*(?P<md>{day})(?!\d)(?:[\s,]*(?P<my>{year})(?!\d))?)"
        rf"|(?P<ymd>(?P<yy>{year})[\s,]+(?P<ym>{month})\s+(?P<yd>{day}))(?!\d)"
        rf")",
        re.IGNORECASE,
    )


def dates_in(text: str) -> Iterator[DateWords]:
    """Yield the dates that `text` writes, in order, the unreadable ones with their problem."""
    for match in _pattern().finditer(text):
        words = match.group().rstrip(" ,-")
        end = match.start() + len(words)
        yield _read(match, words, end)


def date_in(text: str) -> DateWords | None:
    """Return the first full date in `text`, else the first that has a problem, else None."""
    troubled: DateWords | None = None
    for found in dates_in(text):
        if found.value is not None:
            return found
        if found.problem and troubled is None:
            troubled = found
    return troubled


def _read(match: re.Match[str], words: str, end: int) -> DateWords:
    group = match.groupdict()
    start = match.start()
    if group["iso"]:
        return _dated(start, end, words, (int(group["iy"]), int(group["im"]), int(group["id"])))
    if group["num"]:
        return _numeric(start, end, words, (int(group["n1"]), int(group["n2"]), int(group["ny"])))
    day, month, year = next(
        (group[d], group[m], group[y])
        for d, m, y in (("dd", "dm", "dy"), ("md", "mm", "my"), ("yd", "ym", "yy"))
        if group[m]
    )
    number = _months()[month.lower().rstrip(".")]
    day_number = int(re.sub(r"\D", "", day))
    if year is None:
        if _day(2000, number, day_number) is None:
            return DateWords(start, end, words, problem="impossible")
        return DateWords(start, end, words, yearless=(number, day_number))
    return _dated(start, end, words, (int(year), number, day_number))


def _numeric(start: int, end: int, words: str, parts: tuple[int, int, int]) -> DateWords:
    """Return a date in digits with the year last: read only if the order of day and month is plain."""
    first, second, year = parts
    month_first, day_first = _day(year, first, second), _day(year, second, first)
    if month_first and day_first and month_first != day_first:
        return DateWords(start, end, words, problem="ambiguous")
    found = month_first or day_first
    return DateWords(start, end, words, value=found, problem="" if found else "impossible")


def _dated(start: int, end: int, words: str, parts: tuple[int, int, int]) -> DateWords:
    value = _day(*parts)
    return DateWords(start, end, words, value=value, problem="" if value else "impossible")


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, None if there is no such day or it is out of all likelihood."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_in_url(url: str) -> date | None:
    """Return the date in the path of a URL such as `/2022/08/03/` or `-2022-08-03`, if it has one."""
    for pattern in (_URL_PATH, _URL_LOOSE):
        for match in pattern.finditer(url):
            found = _day(int(match[1]), int(match[2]), int(match[3]))
            if found is not None:
                return found
    return _month_named(url)


def _month_named(url: str) -> date | None:
    match = re.search(rf"/((?:19|20)\d\d)/({month_pattern()})/(\d\d?)(?=/|$)", url, re.IGNORECASE)
    if match is None:
        return None
    return _day(int(match[1]), _months()[match[2].lower().rstrip(".")], int(match[3]))


def date_in_name(name: str) -> date | None:
    """Return the date in a file name such as `2022-08-03-visit.txt` or `visit_20220803.pdf`, if any."""
    found = date_in_url(name)
    if found is not None:
        return found
    words = date_in(re.sub(r"[_\s-]+", " ", name))
    return words.value if words else None


def date_of_value(value: object) -> DateWords | None:
    """Return the date that a field of a table or feed gives: text, a date, or seconds since 1970."""
    if isinstance(value, datetime):
        return DateWords(0, 0, value.isoformat(), value=value.date())
    if isinstance(value, date):
        return DateWords(0, 0, value.isoformat(), value=value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    if not isinstance(value, str) or not value.strip():
        return None
    words = value.strip()
    if words.replace(".", "", 1).isdigit():
        return _from_number(float(words))
    return date_in(words) or DateWords(0, len(words), words, problem="unreadable")


def _from_number(value: float) -> DateWords | None:
    """Return the date of `20220803` or of a number of seconds or milliseconds since 1970 (UTC)."""
    words = f"{value:.0f}" if value == value and abs(value) < 1e18 else str(value)
    if _EIGHT_DIGITS.fullmatch(words):
        found = _day(int(words[:4]), int(words[4:6]), int(words[6:]))
        if found is not None:
            return DateWords(0, len(words), words, value=found)
    seconds = value / _MILLISECONDS if value > _LARGEST_EPOCH else value
    if not _SMALLEST_EPOCH <= seconds <= _LARGEST_EPOCH:
        return DateWords(0, len(words), words, problem="unreadable")
    return DateWords(0, len(words), words, value=datetime.fromtimestamp(seconds, tz=UTC).date())
