"""Who publishes: outlets by their web domain, and news agencies by their names."""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

from dragoman.codebook.tables import cells, read_table
from dragoman.ingest.words import word_list

__all__ = ["agency_named", "agency_shaped", "domain_of", "outlet_named", "outlet_of_domain"]

_PARTS = re.compile(r"[,;|/•()]|\s(?:for|and|with|via|from|in)\s|\s[–—-]\s")
_MARKS = " \t\u00a0()[].,:/-–—|©"
_SUBDOMAINS = frozenset({"www", "m", "amp", "mobile"})


@functools.cache
def _agencies() -> dict[str, str]:
    """Return the name of each agency by each of its names, folded."""
    names: dict[str, str] = {}
    for row in read_table("actors/media.tsv"):
        if row["kind"] == "agency":
            for name in (row["name"], *cells(row["aliases"])):
                names.setdefault(name.casefold(), row["name"])
    return names


@functools.cache
def _outlets() -> dict[str, str]:
    return {
        name.casefold(): row["name"]
        for row in read_table("actors/media.tsv")
        for name in (row["name"], *cells(row["aliases"]))
    }


def outlet_named(words: str) -> str | None:
    """Return the outlet that has the words as one of its names."""
    return _outlets().get(words.strip().casefold())


@functools.cache
def _domains() -> dict[str, str]:
    return {
        domain.casefold(): row["name"]
        for row in read_table("actors/media.tsv")
        for domain in cells(row["domain"])
    }


def agency_named(words: str) -> str | None:
    """Return the agency that is named by the words as a whole or by one of their parts ("AFP / Reuters").

    Parts of names are no match: Petra is an agency, Petra Hill a reporter.
    """
    for part in (words, *_PARTS.split(words)):
        name = _agencies().get(_bare(part))
        if name is not None:
            return name
    return None


def _bare(words: str) -> str:
    """Return the words folded, without brackets, dashes and such words as "staff"."""
    kept = (word for word in words.strip(_MARKS).casefold().split() if word not in word_list("staff"))
    return " ".join(kept)


def agency_shaped(words: str) -> bool:
    """Return whether the words end as names of news agencies do, whether or not it is a known one."""
    folded = words.strip().casefold()
    return any(folded == end or folded.endswith(f" {end}") for end in word_list("agency_end"))


def domain_of(url: str) -> str | None:
    """Return the domain of a URL without `www.` and the like."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    first, _, rest = host.partition(".")
    return rest if first in _SUBDOMAINS and "." in rest else host


def outlet_of_domain(domain: str) -> str | None:
    """Return the outlet that has this web domain, or the domain of which it is a part."""
    while "." in domain:
        name = _domains().get(domain.casefold())
        if name:
            return name
        domain = domain.partition(".")[2]
    return None
