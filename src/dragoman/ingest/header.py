"""Reads the lines above a report: dates, bylines, fields such as "Title: …" and a date glued to the text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dragoman.codebook.tables import read_table
from dragoman.ingest.dates import DateWords, dates_in
from dragoman.ingest.outlets import agency_named, agency_shaped
from dragoman.ingest.words import any_of, word_list

__all__ = [
    "Byline",
    "DateLine",
    "byline_of",
    "date_line",
    "field_line",
    "full_date",
    "glued_date",
    "only_date_words",
    "without_dates",
]

_LONGEST_DATE_LINE = 140
_LONGEST_BYLINE = 120
_CLOCK = (
    r"\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|hrs|h)?"
    r"|t\d\d:\d\d\S*|[+-]\d\d:?\d\d|\d{1,2}\s*[ap]\.?m\.?"
)
_GLUED = re.compile(
    r"\s*(date|published|dated)[\s:]+((?:1[89]|2[01])\d\d-\d\d?-\d\d?)(?=\s|$)", re.IGNORECASE
)
_TITLE_WORD = re.compile(r"[^\W\d_]['’.\w-]*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that consists of dates: the one of publication and whether it only says when it was updated."""

    words: DateWords
    updated: bool


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says who wrote the report, with the agency if it names one."""

    words: str
    agency: str | None


@functools.cache
def _updated() -> re.Pattern[str]:
    return re.compile(any_of(word_list("updated")), re.IGNORECASE)


@functools.cache
def _date_words() -> str:
    """Return a pattern for the words that stand beside dates, days of the week among them."""
    return any_of(word_list("filler") | word_list("updated") | word_list("weekday"))


@functools.cache
def _no_words() -> re.Pattern[str]:
    return re.compile(rf"{_CLOCK}|{_date_words()}|[^\w]+|\b\d+\b", re.IGNORECASE)


@functools.cache
def _byline_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word_list('byline'))})\s*:?\s+(?=\S)", re.IGNORECASE)


@functools.cache
def _fields() -> dict[str, str]:
    return {row["name"].replace("_", " "): row["field"] for row in read_table("ingest/columns.tsv")}


def glued_date(text: str) -> tuple[int, int, str] | None:
    """Return start, end and date words of a header such as ` date 2024-07-30 ` glued before the text."""
    match = _GLUED.match(text)
    if match is None:
        return None
    return match.start(1), match.end(), match[2]


def full_date(line: str) -> DateLine | None:
    """Return the first full date that stands anywhere in a line above the text."""
    found = next((words for words in dates_in(line) if words.yearless is None), None)
    return DateLine(found, updated=bool(_updated().search(line, 0, found.start))) if found else None


def only_date_words(line: str) -> bool:
    """Return whether a line is nothing but such words as "Published" or "Last updated"."""
    return line[:1].isupper() and not _no_words().sub("", line)


def without_dates(line: str) -> tuple[str, list[DateWords]]:
    """Return the line with its dates taken out, and the dates."""
    found = list(dates_in(line))
    rest = line
    for words in reversed(found):
        rest = rest[: words.start] + " " + rest[words.end :]
    return rest, found


def date_line(line: str) -> DateLine | None:
    """Return the date of a line that holds nothing but dates and times of publication."""
    if len(line) > _LONGEST_DATE_LINE or not any(char.isdigit() for char in line):
        return None
    rest, found = without_dates(line)
    full = [words for words in found if words.yearless is None]
    if not full or _no_words().sub("", rest):
        return None
    marks = [bool(_updated().search(line, 0, words.start)) for words in full]
    for words, updated in zip(full, marks, strict=True):
        if not updated:
            return DateLine(words, updated=False)
    return DateLine(full[0], updated=True)


def byline_of(line: str) -> Byline | None:
    """Return the byline that a line above the report is: "By Ko Ko Aung", "By AFP", or an agency alone."""
    if len(line) > _LONGEST_BYLINE:
        return None
    agency = agency_named(line)
    bare = line.strip(" ()[]—–-|")
    if agency is not None and len(bare.split()) <= 6 and not _byline_start().match(line):
        return Byline(bare, agency) if _capitalised(without_dates(bare)[0]) else None
    start = _byline_start().match(line)
    if start is None:
        return Byline(bare, None) if _of_staff(bare) else None
    who = _author(line[start.end() :])
    if not who or not _capitalised(who):
        return None
    return Byline(who, agency_named(who) or (who if agency_shaped(who) else None))


def _of_staff(words: str) -> bool:
    """Return whether the words are such as "Sample Staff" or "Our Regional Correspondent"."""
    parts = words.split()
    return 1 < len(parts) <= 5 and parts[-1].casefold() in word_list("staff") and _capitalised(words)


def _author(words: str) -> str:
    """Return the names after "By" without date, time and what is set off by a bar."""
    rest, found = without_dates(words)
    if found:
        rest = words[: found[0].start]
        rest = re.sub(rf"(?:{_date_words()}|[\s,:|•·–—-])+$", "", rest, flags=re.IGNORECASE)
    return re.split(r"\s[|•·–—]\s", rest)[0].strip(" ,|•·–—-")


def _capitalised(words: str) -> bool:
    """Return whether every word but small ones begins with a capital, as in names."""
    names = [word for word in _TITLE_WORD.findall(words) if word.lower() not in word_list("byline_small")]
    staff = word_list("staff")
    return bool(names) and all(word[0].isupper() or not word.isascii() or word in staff for word in names)


def field_line(line: str) -> tuple[str, int] | None:
    """Return the field that a line such as "Title: …" gives, and where its value starts in the line."""
    name, colon, value = line.partition(":")
    if not colon or not value.strip() or len(name) > 24:
        return None
    field = _fields().get(name.strip(" *_-").replace("_", " ").casefold())
    if field is None or field == "text":
        return None
    return field, len(line) - len(value.lstrip(" *_\t\"'"))
