"""Asks the book: who bears a name, who holds an office, what a source tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dragoman.knowledge.answers import Bearer, FactQuery, Sourced
from dragoman.knowledge.codec import (
    HOLDING,
    MEMBERSHIP,
    STANDING,
    as_entity,
    as_holding,
    as_membership,
    as_standing,
    best_standing,
    is_beyond,
)
from dragoman.knowledge.dates import covers
from dragoman.knowledge.facts import Entity, Holding, Kind, Source, Standing
from dragoman.knowledge.names import normal
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import whose

__all__ = ["Finder"]

REMEMBERED = 65_536  # names
HOLDERS = (Kind.PERSON, Kind.ACTOR)
ENTITY = "entities.key, entities.kind, entities.name, entities.country, entities.sector, entities.born, entities.line"
NAMED = (
    f"SELECT entities.id, entities.source, names.start, names.end, {ENTITY}"  # noqa: S608 - the columns are ours
    " FROM names JOIN entities ON entities.id = names.entity WHERE names.normal = ? ORDER BY entities.id"
)

Found = tuple[Entity, Source, str, str, tuple[Standing, ...], tuple[Holding, ...]]


class Finder:
    """Answers from the sources it is given; make a new one when they change."""

    def __init__(self, connection: sqlite3.Connection, sources: Mapping[int, Source]) -> None:
        self._connection = connection
        self._sources = sources
        self._with_standings = self._sources_with("standings")
        self._with_holdings = self._sources_with("holdings")
        self._found = lru_cache(REMEMBERED)(self._find)

    def lookup(self, name: str, on: str) -> tuple[Bearer, ...]:
        """Return who bears a name (in its plain form, see `names.normal`) on a day; see `Bearer`."""
        bearers: dict[tuple[int, str], Bearer] = {}
        for entity, source, start, end, standings, holdings in self._found(name):
            if not covers(start, end, on) or (source.id, entity.id) in bearers:
                continue
            standing = best_standing(standings, on)
            held = tuple(one for one in holdings if covers(one.start, one.end, on))
            facts: tuple[Standing | Holding, ...] = (standing, *held) if standing else held
            country, sector = entity.country, entity.sector
            if standing:
                country, sector = standing.country, standing.sector
            bearers[source.id, entity.id] = Bearer(
                id=entity.id,
                kind=entity.kind,
                name=entity.name,
                country=country,
                sector=sector,
                holdings=held,
                source=source,
                beyond=any(is_beyond(fact, source, on) for fact in facts),
            )
        return tuple(bearers.values())

    def facts(self, query: FactQuery) -> Iterator[Sourced]:
        """Yield what is known: entities with standings and memberships if asked by name, and holdings."""
        if query.name is not None and query.office is None:
            for _, source, told in self._named(normal(query.name), query):
                yield Sourced(told, source)
        yield from self._holdings(query)

    def _named(self, name: str, query: FactQuery) -> Iterator[tuple[int, Source, Entity | Standing]]:
        for number, source_id, start, end, *row in self._connection.execute(NAMED, (name,)).fetchall():
            source = self._sources.get(source_id)
            if source is None or (query.source and query.source != source_id):
                continue
            if query.on and not covers(start, end, query.on):
                continue
            names = self._connection.execute(
                "SELECT text, lang, start, end FROM names WHERE entity = ? ORDER BY rowid", (number,)
            )
            entity = as_entity(tuple(row), names)
            yield number, source, entity
            for standing in self._standings(number, entity.id):
                if not query.on or covers(standing.start, standing.end, query.on):
                    yield number, source, standing

    def memberships(self, query: FactQuery) -> Iterator[Sourced]:
        """Yield the memberships of what bears a name."""
        rows = self._connection.execute(
            f"SELECT source, {MEMBERSHIP} FROM memberships WHERE member_entity IN"  # noqa: S608
            " (SELECT entity FROM names WHERE normal = ?) ORDER BY id",
            (normal(query.name or ""),),
        )
        for source_id, *row in rows.fetchall():
            told = as_membership(tuple(row))
            source = self._sources.get(source_id)
            if source and (not query.on or covers(told.start, told.end, query.on)):
                yield Sourced(told, source)

    def _holdings(self, query: FactQuery) -> Iterator[Sourced]:
        conditions, values = ["1"], dict[str, object]()
        if query.name is not None:
            conditions.append("entity IN (SELECT entity FROM names WHERE normal = :name)")
            values["name"] = normal(query.name)
        if query.office is not None:
            conditions.append("office = :office")
            values["office"] = read_title(query.office).office
        if query.of is not None:
            conditions.append("whose = :whose")
            values["whose"] = normal(whose(query.of)[0])
        if query.source is not None:
            conditions.append("source = :source")
            values["source"] = query.source
        rows = self._connection.execute(
            f"SELECT source, {HOLDING} FROM holdings WHERE {' AND '.join(conditions)}"  # noqa: S608 - all ours
            " ORDER BY start, id",
            values,
        )
        for source_id, *row in rows:
            holding, source = as_holding(tuple(row)), self._sources.get(source_id)
            if source and (not query.on or covers(holding.start, holding.end, query.on)):
                yield Sourced(holding, source, bool(query.on) and is_beyond(holding, source, query.on or ""))

    def _find(self, name: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for number, source_id, start, end, *row in self._connection.execute(NAMED, (name,)).fetchall():
            source = self._sources.get(source_id)
            if source is None:
                continue
            entity = as_entity(tuple(row), ())
            holdings: tuple[Holding, ...] = ()
            if source_id in self._with_holdings and entity.kind in HOLDERS:
                holdings = tuple(
                    as_holding(held)
                    for held in self._connection.execute(
                        f"SELECT {HOLDING} FROM holdings WHERE entity = ? ORDER BY start, id",  # noqa: S608
                        (number,),
                    )
                )
            standings = self._standings(number, entity.id) if source_id in self._with_standings else ()
            found.append((entity, source, start, end, standings, holdings))
        return tuple(found)

    def _sources_with(self, what: str) -> frozenset[int]:
        """Return the sources that have facts of a kind: the others need not be asked for them."""
        rows = self._connection.execute(
            "SELECT id FROM sources WHERE json_extract(counts, ?) > 0", (f"$.{what}",)
        )
        return frozenset(row[0] for row in rows)

    def _standings(self, number: int, key: str) -> tuple[Standing, ...]:
        rows = self._connection.execute(
            f"SELECT {STANDING} FROM standings WHERE entity = ? ORDER BY start",  # noqa: S608
            (number,),
        )
        return tuple(as_standing(key, row) for row in rows)
