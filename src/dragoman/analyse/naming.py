"""Names of actors, from the keys by which they are counted."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from dragoman.codebook.tables import read_table
from dragoman.store import Database, aggregates

__all__ = ["country_name", "is_name", "titles"]


def country_name(iso3: str) -> str:
    """Return the name of a country; the code itself if it is unknown."""
    return _countries().get(iso3, iso3)


def is_name(text: str) -> bool:
    """Return whether a text names an actor and does not only describe it, as "the rebels" or "other states" do."""
    return not text[:1].islower()


def titles(database: Database, keys: Iterable[str]) -> dict[str, str]:
    """Return the name of each actor by its key: a country's, or as reports write it."""
    wanted = set(keys)
    found = {key: _countries()[key] for key in wanted if key in _countries()}
    others = aggregates.named(database, sorted(wanted - found.keys()))
    return {key: found.get(key) or others.get(key) or key for key in wanted}


@functools.cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in read_table("actors/countries.tsv"):
        found.setdefault(row["iso3"], row["name"])
    return found
