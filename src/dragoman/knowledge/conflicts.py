"""Finds facts of the book that contradict each other. They are told and kept, never settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby

from dragoman.knowledge.answers import Conflict, Sourced
from dragoman.knowledge.codec import HOLDING, as_entity, as_holding
from dragoman.knowledge.dates import certainly_overlap, latest
from dragoman.knowledge.facts import Holding, Source
from dragoman.knowledge.names import name_words
from dragoman.knowledge.parties import country_name

__all__ = ["find_conflicts"]

DAY = len("2021-02-01")
ALIKE = 0.8  # two names of one person, written from another alphabet
LARGEST = 2000  # holdings of one seat that are compared with each other


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A holding with its source and the number of its holder in the book."""

    fact: Holding
    source: Source
    entity: int | None

    @property
    def spell(self) -> tuple[str, str]:
        """Return start and end; for an end that is not told, the day up to which the source vouches."""
        vouched = self.fact.seen or self.source.as_of
        return self.fact.start, self.fact.end or (vouched if vouched > self.fact.start else "")


def find_conflicts(
    connection: sqlite3.Connection, sources: Mapping[int, Source], *, of: int | None = None
) -> Iterator[Conflict]:
    """Yield the conflicts of all sources, or those in which the source numbered `of` takes part."""
    yield from _seats(connection, sources, of)
    yield from _countries(connection, sources, of)


def _seats(
    connection: sqlite3.Connection, sources: Mapping[int, Source], of: int | None
) -> Iterator[Conflict]:
    """Yield two holders of one seat at one time."""
    touched = (
        "" if of is None else "AND (whose, seat) IN (SELECT whose, seat FROM holdings WHERE source = :of)"
    )
    rows = connection.execute(
        f"SELECT whose, seat, source, entity, {HOLDING} FROM holdings"  # noqa: S608 - both are ours
        f" WHERE seat <> '' {touched} ORDER BY whose, seat, start, id",
        {"of": of},
    )
    for (_, seat), group in groupby(rows, key=lambda row: (row[0], row[1])):
        sittings = [
            _Sitting(as_holding(row[4:]), sources[row[2]], row[3]) for row in group if row[2] in sources
        ]
        for first, second in combinations(sittings[:LARGEST], 2):
            if of is not None and of not in (first.source.id, second.source.id):
                continue
            certain = _clash(first, second)
            if certain is None or _same_person(connection, first, second):
                continue
            yield Conflict(
                about=f"{seat} of {country_name(first.fact.of)}",
                first=Sourced(first.fact, first.source),
                second=Sourced(second.fact, second.source),
                certain=certain,
            )


def _clash(first: _Sitting, second: _Sitting) -> bool | None:
    """Return whether two spells overlap for certain, or perhaps; None if not, or if one follows the other.

    A holding whose end is not told is taken to have ended when the next began. Only one that is vouched for
    on a later day, or a mere sighting on one day, speaks against that.
    """
    one, other = first.spell, second.spell
    if not any(one) or not any(other):
        return None
    if one[1] and other[1]:
        return True if certainly_overlap(one, other) else None
    if one[0] == other[0] and len(one[0]) == DAY:
        return False
    open_one, closed = (one, other) if not one[1] else (other, one)
    if closed[1] and certainly_overlap(open_one, closed) and latest(closed[0]) < open_one[0]:
        return True  # it began while the other was still in office
    return False if closed[0] == closed[1] and certainly_overlap(open_one, closed) else None


def _same_person(connection: sqlite3.Connection, first: _Sitting, second: _Sitting) -> bool:
    """Whether two holders may be one person.

    That is: one id, all words of one name in the other, like names that began together, or a shared name.
    """
    one, other = first.fact, second.fact
    if one.person_id == other.person_id != "":
        return True
    words, others = name_words(one.person), name_words(other.person)
    if words <= others or others <= words:
        return True
    if one.start and other.start and (one.start.startswith(other.start) or other.start.startswith(one.start)):
        letters = ("".join(sorted(words)), "".join(sorted(others)))
        if SequenceMatcher(None, *letters).ratio() >= ALIKE:
            return True
    if first.entity is None or second.entity is None:
        return False
    shared = connection.execute(
        "SELECT 1 FROM names AS a JOIN names AS b ON b.normal = a.normal AND b.entity = ?"
        " WHERE a.entity = ? LIMIT 1",
        (second.entity, first.entity),
    )
    return shared.fetchone() is not None


def _countries(
    connection: sqlite3.Connection, sources: Mapping[int, Source], of: int | None
) -> Iterator[Conflict]:
    """Yield two countries for persons of one name and day of birth."""
    columns = ", ".join(
        f"{table}.{column}"
        for table in "ab"
        for column in ("source", "key", "kind", "name", "country", "sector", "born", "line")
    )
    rows = connection.execute(
        f"SELECT {columns} FROM entities AS a JOIN entities AS b"  # noqa: S608 - the columns are ours
        " ON b.normal = a.normal AND b.born = a.born AND b.id > a.id AND b.kind = a.kind"
        " WHERE a.born <> '' AND b.born <> '' AND a.kind = 'person'"
        " AND a.country <> '' AND b.country <> '' AND a.country <> b.country"
        " AND (:of IS NULL OR :of IN (a.source, b.source))",
        {"of": of},
    )
    half = 8
    for row in rows:
        first, second = row[:half], row[half:]
        if first[0] in sources and second[0] in sources:
            yield Conflict(
                about=f"{first[3]}, born {first[6]},",
                first=Sourced(as_entity(first[1:], ()), sources[first[0]]),
                second=Sourced(as_entity(second[1:], ()), sources[second[0]]),
                certain=True,
            )
