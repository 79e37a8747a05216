"""Writes the facts of one source into the book, some thousand rows to a transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter

from dragoman.knowledge.facts import Entity, Fault, Holding, Membership, Office, Passed, Standing
from dragoman.knowledge.names import normal
from dragoman.knowledge.offices import seat_of
from dragoman.knowledge.parties import whose
from dragoman.knowledge.reading import Told

__all__ = ["Writer"]

BATCH = 5000  # facts to a transaction
KEPT_FAULTS = 1000  # more are counted only


class Writer:
    """Takes the facts of one source; `close` ties them together. What went wrong is in `faults`."""

    def __init__(self, connection: sqlite3.Connection, source: int) -> None:
        self._connection = connection
        self._source = source
        self._open = 0
        connection.create_function("normal", 1, normal, deterministic=True)
        connection.create_function("seat", 2, seat_of, deterministic=True)
        self.counts: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def take(self, told: Told) -> None:
        """Write what one row told, or count that it was passed over or at fault."""
        if not self._open:
            self._connection.execute("BEGIN IMMEDIATE")
        self._open += 1
        match told:
            case Entity():
                self._entity(told)
            case Standing():
                self._standing(told)
            case Holding():
                self._holding(told)
            case Membership():
                self._membership(told)
            case Office():
                self._office(told)
            case Fault():
                self.fault(told)
            case Passed():
                self.counts[f"passed over: {told.what}"] += 1
        if self._open >= BATCH:
            self._commit()

    def fault(self, fault: Fault) -> None:
        """Note a fault."""
        self.counts["faults"] += 1
        if len(self.faults) < KEPT_FAULTS:
            self.faults.append(fault)

    def close(self) -> None:
        """Tie holdings and memberships to the persons, offices and bodies that they name by id."""
        if not self._open:
            self._connection.execute("BEGIN IMMEDIATE")
        self._open += 1
        for statement in TIES:
            self._connection.execute(statement, {"source": self._source})
        self._name_bodies()
        self._drop_loose()
        row = self._connection.execute("SELECT count(*) FROM entities WHERE source = ?", (self._source,))
        self.counts["entities"] = row.fetchone()[0]
        self._commit()

    def _commit(self) -> None:
        self._connection.execute("COMMIT")
        self._open = 0

    def _entity(self, entity: Entity) -> None:
        plain = normal(entity.name)
        if not plain:
            self.fault(Fault(entity.row, f"The name {entity.name!r} has no letters.", "Mend the name."))
            return
        found = self._connection.execute(
            "INSERT INTO entities (source, key, kind, name, normal, country, sector, born, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " born = iif(born = '', excluded.born, born), sector = iif(sector = '', excluded.sector, sector),"
            " country = iif(country = '', excluded.country, country) RETURNING id",
            (
                self._source,
                entity.id,
                str(entity.kind),
                entity.name,
                plain,
                entity.country,
                entity.sector,
                entity.born,
                entity.row,
            ),
        ).fetchone()
        rows = [(found[0], plain, entity.name, "", "", "")]
        for alias in entity.aliases:
            if words := normal(alias.text):
                rows.append((found[0], words, alias.text, alias.lang, alias.start, alias.end))
        self.counts["names"] += self._connection.executemany(
            "INSERT OR IGNORE INTO names (entity, normal, text, lang, start, end) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        ).rowcount

    def _standing(self, standing: Standing) -> None:
        self.counts["standings"] += 1
        self._connection.execute(
            "INSERT INTO standings (entity, country, sector, start, end, seen, line)"
            " SELECT id, :country, :sector, :start, :end, :seen, :line FROM entities"
            " WHERE source = :source AND key = :key",
            {
                "source": self._source,
                "key": standing.entity,
                "country": standing.country,
                "sector": standing.sector,
                "start": standing.start,
                "end": standing.end,
                "seen": standing.seen,
                "line": standing.row,
            },
        )

    def _office(self, office: Office) -> None:
        self.counts["offices"] += 1
        self._connection.execute(
            "INSERT OR REPLACE INTO offices VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self._source,
                office.id,
                office.title,
                office.office,
                office.of,
                office.country,
                office.sector,
            ),
        )

    def _holding(self, fact: Holding) -> None:
        self.counts["holdings"] += 1
        self._connection.execute(
            "INSERT INTO holdings (source, person_key, person, office_key, office, title, of, whose, seat,"
            " country, sector, start, end, seen, line) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?)",
            (
                self._source,
                fact.person_id,
                fact.person,
                fact.office_id,
                fact.office,
                fact.title,
                fact.of,
                fact.country,
                fact.sector,
                fact.start,
                fact.end,
                fact.seen,
                fact.row,
            ),
        )

    def _membership(self, fact: Membership) -> None:
        self.counts["memberships"] += 1
        self._connection.execute(
            "INSERT INTO memberships (source, member_key, member, body_key, body, role, start, end, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._source,
                fact.member_id,
                fact.member,
                fact.body_id,
                fact.body,
                fact.role,
                fact.start,
                fact.end,
                fact.row,
            ),
        )

    def _name_bodies(self) -> None:
        """Name the bodies of holdings whose `of` is "#" and the id of a body of this file."""
        told = "SELECT DISTINCT of FROM holdings WHERE source = ? AND of LIKE '#%'"
        for (mark,) in self._connection.execute(told, (self._source,)).fetchall():
            row = self._connection.execute(
                "SELECT name, country FROM entities WHERE source = ? AND key = ?", (self._source, mark[1:])
            ).fetchone()
            of, home = whose(row[0]) if row else ("", "")
            self._connection.execute(
                "UPDATE holdings SET of = ?, country = iif(country = '', ?, country)"
                " WHERE source = ? AND of = ?",
                (of, home or (row[1] if row else ""), self._source, mark),
            )
        self._connection.execute(
            "UPDATE holdings SET whose = normal(of), seat = seat(office, of) WHERE source = ?",
            (self._source,),
        )

    def _drop_loose(self) -> None:
        """Make faults of what names a person, office or body by an id that the file does not hold."""
        for what, missing in LOOSE.items():
            rows = self._connection.execute(
                f"SELECT line, * FROM {what} WHERE source = ? AND {missing}",  # noqa: S608 - both are ours
                (self._source,),
            ).fetchall()
            for row in rows:
                cure = "Import a file that holds both, or give names beside the ids."
                self.fault(Fault(row[0], f"One of the {what} names an id that the file does not hold.", cure))
            self.counts[what] -= len(rows)
            self._connection.execute(
                f"DELETE FROM {what} WHERE source = ? AND {missing}",  # noqa: S608
                (self._source,),
            )


TIES = (
    "UPDATE holdings SET entity = (SELECT id FROM entities AS e WHERE e.source = :source"
    " AND e.key = person_key) WHERE source = :source AND person_key <> ''",
    "UPDATE holdings SET person = coalesce((SELECT name FROM entities WHERE id = entity), '')"
    " WHERE source = :source AND person = ''",
    "UPDATE holdings SET office = iif(holdings.office = '', o.office, holdings.office),"
    " title = iif(holdings.title = '', o.title, holdings.title),"
    " of = iif(holdings.of = '', o.of, holdings.of),"
    " country = iif(holdings.country = '', o.country, holdings.country),"
    " sector = iif(holdings.sector = '', o.sector, holdings.sector)"
    " FROM offices AS o WHERE o.source = :source AND o.key = office_key"
    " AND holdings.source = :source AND office_key <> ''",
    "UPDATE memberships SET member_entity = (SELECT id FROM entities AS e WHERE e.source = :source"
    " AND e.key = member_key) WHERE source = :source AND member_key <> ''",
    "UPDATE memberships SET member = coalesce((SELECT name FROM entities WHERE id = member_entity), '')"
    " WHERE source = :source AND member = ''",
    "UPDATE memberships SET body = coalesce((SELECT name FROM entities AS e WHERE e.source = :source"
    " AND e.key = body_key), '') WHERE source = :source AND body = ''",
)
LOOSE = {"holdings": "(person = '' OR office = '')", "memberships": "(member = '' OR body = '')"}
