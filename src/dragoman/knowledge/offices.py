"""Which office a file means by a title: "Minister of Foreign Affairs of Yemen" is the foreign minister of YEM."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.tables import Row, cells, read_table
from dragoman.knowledge.names import normal
from dragoman.knowledge.parties import body_named, country_of, whose

__all__ = ["Post", "read_title", "seat_of"]

BRACKETED = re.compile(r"\s*\(([^)]+)\)\s*$")
OF = re.compile(r"\s+(?:of|to|for)\s+(?:the\s+)?", re.IGNORECASE)
JOINED = ("and", "of european", "of international")


@dataclass(frozen=True, slots=True)
class Post:
    """An office: its plain name, of which country or body, in which country, and its sector; "" if untold."""

    office: str
    of: str = ""
    country: str = ""
    sector: str = ""


@functools.cache
def read_title(title: str) -> Post:
    """Return the office that a title names; the title itself, in small letters, where we know none.

    >>> read_title("President of Albania")
    Post(office='president', of='ALB', country='ALB', sector='GOV')
    """
    text = " ".join(title.split())
    if match := BRACKETED.search(text):
        return _of(read_title(text[: match.start()]), match[1])
    if row := _titles().get(normal(text)):
        return _post(row)
    for match in OF.finditer(text):
        rest = text[match.end() :]
        if country_of(rest) or body_named(rest):
            return _of(read_title(text[: match.start()]), rest)
    words = text.split()
    for cut in range(1, min(4, len(words))):
        if country := country_of(" ".join(words[:cut])):
            return _of(read_title(" ".join(words[cut:])), country)
    return _joined(text) or Post(text.lower() if text[:1].isupper() and not text.isupper() else text)


def seat_of(office: str, of: str) -> str:
    """Return the seat that only one person at a time has by this office, "" if several may hold it.

    A premier sits where a prime minister does; a country has many party leaders, a party has one.
    """
    bare = office.removeprefix("acting ")
    if bare.startswith("ambassador to "):
        return bare if of else ""
    row = _seats().get(office)
    if row is None or not of or (row["of"] == "body" and country_of(of)):
        return ""
    return row["seat"]


def _joined(text: str) -> Post | None:
    """Return the office of a title that goes on: "Minister of Foreign Affairs and Trade"."""
    words = normal(text).split()
    for end in range(len(words) - 1, 1, -1):
        row = _titles().get(" ".join(words[:end]))
        if row and row["level"] == "minister" and " ".join(words[end:]).startswith(JOINED):
            return _post(row)
    return None


def _of(post: Post, owner: str) -> Post:
    of, country = whose(owner)
    return Post(post.office, of, country, post.sector)


def _post(row: Row) -> Post:
    return Post(row["office"], sector=row["sector"])


@functools.cache
def _titles() -> Mapping[str, Row]:
    return {
        normal(form): row
        for row in reversed(read_table("lexicon/en/titles.tsv"))
        if row["office"] and row["kind"] == "office"
        for form in cells(row["form"])
    }


@functools.cache
def _seats() -> Mapping[str, Row]:
    return {row["id"]: row for row in read_table("imports/seats.tsv")}
