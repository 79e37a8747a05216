"""Turns rows of the book into facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.knowledge.dates import covers, latest
from dragoman.knowledge.facts import Alias, Entity, Holding, Kind, Membership, Source, Standing

__all__ = [
    "HOLDING",
    "MEMBERSHIP",
    "SOURCE",
    "STANDING",
    "as_entity",
    "as_holding",
    "as_membership",
    "as_source",
    "as_standing",
    "best_standing",
    "is_beyond",
]

SOURCE = "id, name, licence, file, sha256, format, as_of, imported_at"
HOLDING = "person_key, person, office_key, office, title, of, country, sector, start, end, seen, line"
MEMBERSHIP = "member_key, member, body_key, body, role, start, end, line"
STANDING = "country, sector, start, end, seen, line"

Row = tuple[Any, ...]


def as_source(row: Row) -> Source:
    """Return the source in a row of the columns `SOURCE`."""
    fields = ("id", "name", "licence", "file", "sha256", "format", "as_of", "imported_at")
    return Source(**dict(zip(fields, row, strict=True)))


def as_holding(row: Row) -> Holding:
    """Return the holding in a row of the columns `HOLDING`."""
    fields = (
        "person_id",
        "person",
        "office_id",
        "office",
        "title",
        "of",
        "country",
        "sector",
        "start",
        "end",
        "seen",
        "row",
    )
    return Holding(**dict(zip(fields, row, strict=True)))


def as_membership(row: Row) -> Membership:
    """Return the membership in a row of the columns `MEMBERSHIP`."""
    fields = ("member_id", "member", "body_id", "body", "role", "start", "end", "row")
    return Membership(**dict(zip(fields, row, strict=True)))


def as_standing(entity: str, row: Row) -> Standing:
    """Return the standing of an entity in a row of the columns `STANDING`."""
    country, sector, start, end, seen, line = row
    return Standing(entity=entity, country=country, sector=sector, start=start, end=end, seen=seen, row=line)


def as_entity(row: Row, names: Iterable[Row]) -> Entity:
    """Return the entity in a row of key, kind, name, country, sector, born, line; `names` are its names."""
    key, kind, name, country, sector, born, line = row
    others = tuple(
        Alias(text=text, lang=lang, start=start, end=end) for text, lang, start, end in names if text != name
    )
    return Entity(
        id=key,
        kind=Kind(kind),
        name=name,
        aliases=others,
        country=country,
        sector=sector,
        born=born,
        row=line,
    )


def best_standing(standings: Iterable[Standing], on: str) -> Standing | None:
    """Return the standing that holds on a day: of several the one that began last; None if none does."""
    valid = [one for one in standings if covers(one.start, one.end, on)]
    return max(valid, key=lambda one: (one.start, bool(one.end)), default=None)


def is_beyond(fact: Standing | Holding, source: Source, on: str) -> bool:
    """Return whether a day lies after what is vouched for of a fact whose end is not told."""
    vouched = fact.seen or source.as_of
    return not fact.end and (not vouched or latest(vouched) < latest(on))
