"""Reads datelines: "NAYPYITAW, March 5 (Reuters) -" before the first sentence of a report."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dragoman.ingest.dates import DateWords, dates_in, month_pattern
from dragoman.ingest.outlets import agency_named, agency_shaped

__all__ = ["Dateline", "dateline_of", "place_and_date"]

_LONGEST = 120
_SHORTEST_PLACE = 4
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline gives; `end` is where the sentence after it starts, counted from its own start."""

    end: int
    place: str | None
    agency: str | None
    date: DateWords | None


@functools.cache
def _pattern() -> re.Pattern[str]:
    word = r"[^\W\d_][\w'’.-]*"
    place = rf"(?P<place>{word}(?: {word}){{0,3}}(?:(?:, ?| ?/ ?){word}(?: {word}){{0,2}}){{0,2}}?)"
    month = month_pattern()
    day = rf"(?P<date>(?:\w+day,? )?(?:{month} ?\d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?)"
    agency = r"[(\[](?P<agency>[^()\[\]]{2,40})[)\]]"
    return re.compile(
        rf"\**(?:{place}\**(?=[ ,.:/(—–-]))?(?:[,.]? ?{day})?[.,]? ?(?:{agency}|/(?P<slashed>[^/]{{2,30}})/)?"
        r" ?(?P<mark>--?|[–—]|:|\.(?= [^\W\d_])|(?(agency)(?= )|(?!)))[ \u00a0\n]+(?=\S)",
        re.IGNORECASE,
    )


def dateline_of(words: str) -> Dateline | None:
    """Return the dateline with which a paragraph begins, if it begins with one."""
    match = _pattern().match(words[:_LONGEST])
    if match is None:
        return None
    place, credit = match["place"], match["agency"] or match["slashed"]
    if place is not None and not _names_a_place(place):
        return None
    agency = _agency(credit, dated=match["date"] is not None)
    if not _certain(match, words[match.end() :], agency):
        return None
    found = next(dates_in(match["date"]), None) if match["date"] else None
    return Dateline(match.end(), place, agency, found)


def place_and_date(line: str) -> Dateline | None:
    """Return the dateline that a line of its own is: "JAKARTA, April 24, 2021"."""
    found = next(dates_in(line), None)
    if found is None or found.end < len(line.rstrip(" .:–—-")):
        return None
    place = re.sub(r",?\s*(?:\w+day,?)?\s*$", "", line[: found.start])
    if not place or len(place) > _LONGEST_PLACE or place.count(" ") > 3 or not _names_a_place(place):
        return None
    return Dateline(len(line), place, None, found)


def _agency(credit: str | None, *, dated: bool) -> str | None:
    """Return the agency in brackets: a known one, or with a date or the look of an agency any name."""
    if credit is None:
        return None
    known = agency_named(credit)
    if known is not None:
        return known
    return credit if credit[0].isupper() and (agency_shaped(credit) or dated) else None


def _names_a_place(place: str) -> bool:
    """Return whether every word of it begins with a capital, as the names of places do."""
    return all(
        word[:1].isupper() or word in ("de", "la", "of", "el", "al") for word in re.split(r"[ ,/]+", place)
    )


def _certain(match: re.Match[str], rest: str, agency: str | None) -> bool:
    """Return whether there is enough to tell a dateline from the beginning of a sentence.

    A known mark ends it, and it gives an agency, a date, or a place all in capitals before a new sentence.
    """
    place, mark = match["place"], match["mark"]
    if agency is not None:
        return bool(mark) or match["date"] is not None
    if match["agency"] or match["slashed"] or not place or not mark:
        return False
    if match["date"] is not None:
        return mark != "."
    return mark != "." and place.isupper() and len(place) >= _SHORTEST_PLACE and not rest[:1].islower()
