"""Days as finely as they are known: "2021", "2021-02", "2021-02-01", or "" for unknown."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date

__all__ = ["certainly_overlap", "covers", "earliest", "latest", "partial"]

ISO = re.compile(r"[+]?(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$")
WORDS = re.compile(r"(?:(\d{1,2})\s+)?(?:([A-Za-z]{3,9})\.?\s+)?(\d{4})$")
MONTHS = {name[:3].lower(): number for number, name in enumerate(month_name) if name}
FIRST, LAST = "0001-01-01", "9999-12-31"


def partial(text: str) -> str:
    """Return a day in our form from ISO dates and times, Wikidata times, and wordings as "1 August 2021".

    A month or day of 0 is unknown: "+2021-00-00T00:00:00Z" gives "2021".

    Raises:
        ValueError: it is no day of the calendar.
    """
    text = text.strip()
    if not text:
        return ""
    if match := ISO.match(text):
        year, month, day = (int(part or 0) for part in match.groups())
    elif match := WORDS.match(text):
        word = (match[2] or "")[:3].lower()
        year, month, day = int(match[3]), MONTHS.get(word, 0), int(match[1] or 0)
        if bool(match[2]) != bool(month):
            raise ValueError(f"{text!r} is no date")
    else:
        raise ValueError(f"{text!r} is no date")
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError as error:
        raise ValueError(f"{text!r} is no date") from error
    return whole if day else whole[: len("2021-02")] if month else whole[: len("2021")]


def earliest(day: str) -> str:
    """Return the first day that a partial date may mean; the first of all for an unknown one."""
    return day + FIRST[len(day) :] if day else FIRST


def latest(day: str) -> str:
    """Return the last day that a partial date may mean; the last of all for an unknown one."""
    if len(day) == len("2021-02"):
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]}"
    return day + LAST[len(day) :] if day else LAST


def covers(start: str, end: str, day: str) -> bool:
    """Return whether a spell may hold on a day, which may be partial; an unknown end bounds nothing."""
    return earliest(start) <= latest(day) and earliest(day) <= latest(end)


def certainly_overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Return whether two spells (start, end) overlap however their dates are made finer.

    A day on which one ends and the other begins is a handing over and no overlap, unless one of them is only
    that day. An unknown start is taken as no earlier than the end.
    """
    single = any(len(start) == len(FIRST) and start == end for start, end in (first, second))
    return _reaches(first, second, same=single) and _reaches(second, first, same=single)


def _reaches(first: tuple[str, str], second: tuple[str, str], *, same: bool) -> bool:
    """Whether the first has begun for certain before the second ends, or on the same day."""
    begun = latest(first[0] or first[1])
    ended = earliest(second[1]) if second[1] else LAST
    return begun < ended or (same and begun == ended)
