"""Which state chairs a body whose chair rotates, on a day."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

from dragoman.codebook.tables import Row, read_table

__all__ = ["chair_of", "rotates"]

ROLE = "chair"


def rotates(body: str) -> bool:
    """Return whether states take turns in the chair of a body, by name."""
    return body in _chairs()


def chair_of(body: str, day: date) -> tuple[str, str] | None:
    """Return the code of the state that chairs a body on a day, and the row that says so; None if unknown.

    >>> chair_of("Association of Southeast Asian Nations", date(2022, 8, 3))
    ('KHM', 'mem-ASEAN-KHM-chair-2')
    """
    on = day.isoformat()
    for row in _chairs().get(body, ()):
        if row["start"] <= on and (not row["end"] or on[: len(row["end"])] <= row["end"]):
            return row["iso3"], row["id"]
    return None


@functools.cache
def _chairs() -> Mapping[str, tuple[Row, ...]]:
    names = {row["id"]: row["name"] for row in read_table("actors/organisations.tsv")}
    found: dict[str, list[Row]] = {}
    for row in read_table("actors/memberships.tsv"):
        if row["role"] == ROLE and row["org"] in names:
            found.setdefault(names[row["org"]], []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}
