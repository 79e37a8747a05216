"""From which day on acts are counted: "since late 2019", "in 30 years", "since the coup"."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.analyse.statements import Window
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.tables import read_table
from dragoman.codebook.time_words import load_time_words
from dragoman.extract.times import time_spans
from dragoman.model.codes import Precision
from dragoman.model.reading import TimeMention
from dragoman.resolve.dates import when_of
from dragoman.resolve.intervals import When, month_of, week_of, year_of

__all__ = ["Since", "Texts", "since"]

BESIDE = 40  # letters between a happening and the date that tells when it was
BLANKS = str.maketrans("\n\u00a0\u202f", "   ")
DAY = timedelta(days=1)
FINEST = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)
ALWAYS = date.min
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "year": 12, "decade": 120}
SHORTEST = 28  # days of a month

Texts = Callable[[tuple[str, ...]], Iterable[tuple[str, date | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """From which day on a statement counts.

    Attributes:
        first: the first day that counts, `date.min` if all days do; None if that is not known.
        after: the first day after the happening or time that is named: from there on for what is "the first since".
        because: on what that rests, or why it is not known.
    """

    first: date | None
    after: date | None
    because: str


def since(window: Window | None, published: date | None, text: str, others: Texts) -> Since:
    """Return from which day on a window counts that a report of the day `published` names.

    `text` is the report's, where a happening may be dated; `others` gives the texts, with their days, of
    other reports that hold certain words.
    """
    if window is None:
        return Since(first=None, after=None, because="it does not say since when")
    if window.kind == "ever":
        return Since(first=ALWAYS, after=ALWAYS, because=f"{window.words!r}: of all time")
    if published is None:
        return Since(first=None, after=None, because="the day of the report is not known")
    if window.kind == "since":
        return _since(window, published, text, others)
    found = _reach(window, published)
    if found is None or found.start is None:
        return Since(first=None, after=None, because=f"{window.words!r} tells no time")
    return Since(first=found.start, after=found.start, because=f"{window.words!r}: from {found.start}")


def _reach(window: Window, published: date) -> When | None:
    """Return the time that a window of a length, of this year or of a stated year begins with."""
    if window.kind == "year":
        return year_of(int(window.named))
    words = load_time_words()
    plain = window.named.lower()
    unit = words.values["unit"].get(plain) or words.values["long_unit"].get(plain)
    if unit is None:
        return None
    if window.kind == "span":
        begins = _back(published, unit, window.number)
        return When(start=begins, end=None, precision=Precision.DAY, because="")
    match unit:
        case "week":
            return week_of(published)
        case "month":
            return month_of(published.year, published.month)
        case "decade":
            return year_of(published.year - published.year % 10)
        case _:
            return year_of(published.year)


def _back(day: date, unit: str, count: int) -> date:
    """Return the day that lies so many units before another."""
    if unit in DAYS:
        return day - timedelta(days=DAYS[unit] * count)
    year, month = divmod(day.year * 12 + day.month - 1 - MONTHS[unit] * count, 12)
    return date(max(year, 1), month + 1, min(day.day, SHORTEST))


def _since(window: Window, published: date, text: str, others: Texts) -> Since:
    stated = _first_date(window.words, published)
    if stated is not None:
        return _from(stated, f"{window.words!r}")
    happening = next((h for h in _happenings() if h[1].search(window.named)), None)
    if happening is None:
        return Since(first=None, after=None, because=f"when {window.named!r} was is not known")
    name, pattern, forms = happening
    for where, texts in (("in this report", [(text, published)]), ("in other reports", others(forms))):
        found = _dated(pattern, texts, published)
        if found is not None:
            return _from(found, f"{window.words!r}: the {name} is dated {where}")
    return Since(first=None, after=None, because=f"no report tells when the {name} was")


def _from(when: When, because: str) -> Since:
    end = _last(when)
    assert when.start is not None
    return Since(first=when.start, after=end + DAY, because=f"{because}, from {when.start}")


def _last(when: When) -> date:
    assert when.start is not None
    match when.precision:
        case Precision.YEAR:
            return when.end or date(when.start.year, 12, 31)
        case Precision.MONTH:
            return month_of(when.start.year, when.start.month).end or when.start
        case _:
            return when.end if when.end and when.end < date.max else when.start


def _first_date(words: str, published: date) -> When | None:
    """Return the first time that some words of a report of a day tell, if it lies before that day."""
    spans = sorted(time_spans(words))
    for start, end, rule in spans:
        when = _when(words[start:end], rule, published)
        if when is not None and when.start is not None and when.start <= published:
            return when
    return None


def _when(words: str, rule: str, published: date | None) -> When | None:
    mention = TimeMention(id=0, start=0, end=len(words), text=words, rule=rule, ahead=False, sentence=0)
    when = when_of(mention, published, load_lexicon())
    return when if when.start is not None else None


def _dated(pattern: re.Pattern[str], texts: Iterable[tuple[str, date | None]], until: date) -> When | None:
    """Return when a happening was: the month that most texts tell, as finely as one does."""
    found: list[When] = []
    for text, published in texts:
        plain = text.translate(BLANKS)
        for match in pattern.finditer(plain):
            beside = plain[max(0, match.start() - BESIDE) : match.end() + BESIDE]
            when = _beside(beside, pattern, published)
            if when is not None and when.start is not None and when.start <= until:
                found.append(when)
    if not found:
        return None
    months = Counter(
        (w.start.year, w.start.month) for w in found if w.start and w.precision is not Precision.YEAR
    )
    years = Counter(w.start.year for w in found if w.start)
    year = max(years, key=lambda y: (years[y], y))
    inside = {month: count for month, count in months.items() if month[0] == year}
    if not inside:
        return next(w for w in found if w.start and w.start.year == year)
    best = max(inside, key=lambda m: (inside[m], m))
    same = [w for w in found if w.start and (w.start.year, w.start.month) == best]
    return min(same, key=lambda w: (FINEST.index(w.precision), w.start or until))


def _beside(text: str, pattern: re.Pattern[str], published: date | None) -> When | None:
    """Return the date that stands right beside a happening in a piece of text, in the same sentence."""
    match = pattern.search(text)
    if match is None:
        return None
    begin = max((text.rfind(mark, 0, match.start()) for mark in (". ", "; ", "  ")), default=-1) + 1
    stops = [k for mark in (". ", "; ", "  ") if (k := text.find(mark, match.end())) >= 0]
    piece = text[begin : min(stops, default=len(text))]
    near: list[tuple[int, When]] = []
    at = pattern.search(piece)
    if at is None:
        return None
    for start, end, rule in time_spans(piece):
        between = piece[min(end, at.end()) : max(start, at.start())]
        when = _when(piece[start:end], rule, published)
        if when is not None and "," not in between and _dates(piece[start:end], rule):
            near.append((max(at.start() - end, start - at.end(), 0), when))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _dates(words: str, rule: str) -> bool:
    """Whether an expression is a date with a month or year, and not "last week" or "on Monday"."""
    return rule.startswith(("date.", "month.", "year.")) or any(c.isdigit() for c in words)


@functools.cache
def _happenings() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Return the happenings that acts are counted from: name, pattern of all its wordings, these wordings."""
    forms: dict[str, list[str]] = {}
    for row in read_table("lexicon/en/count_words.tsv"):
        if row["kind"] == "happening":
            forms.setdefault(row["value"], []).append(row["form"])
    return tuple((name, _pattern(some), tuple(some)) for name, some in forms.items())


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    choice = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    return re.compile(rf"\b(?:{choice})\b", re.IGNORECASE)
