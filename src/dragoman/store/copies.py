"""Keeps which reports copy one another: fingerprints of their texts, what pairs share, and the families."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dragoman.model.reason import Reason
from dragoman.model.report import Report
from dragoman.store import codec
from dragoman.store.codec import as_json
from dragoman.store.database import Database
from dragoman.store.made import report_of
from dragoman.store.tellings import unsettle

__all__ = [
    "FamilyEntry",
    "StoredTie",
    "family",
    "file_report",
    "has_family",
    "holders",
    "kindred",
    "not_compared",
    "put_family",
]

StoredTie = tuple[str, str, str, int]  # the ids of two reports, kind, words shared


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEntry:
    """A family of copies: its id, the id of the likely original, the agency credited, and why."""

    id: str
    origin: str
    agency: str | None
    because: tuple[Reason, ...]


def not_compared(database: Database, *, limit: int) -> list[Report]:
    """Return reports that were not yet compared with the others."""
    rows = database.rows("SELECT * FROM reports WHERE NOT compared ORDER BY number LIMIT ?", (limit,))
    return [report_of(row) for row in rows]


def holders(database: Database, report_id: str, fingerprints: Collection[int]) -> dict[int, list[str]]:
    """Return for each fingerprint the ids of the other reports that hold it."""
    rows = database.rows(
        "SELECT fingerprint, reports.id FROM fingerprints JOIN reports ON reports.number = report"
        " WHERE fingerprint IN (SELECT value FROM json_each(?)) AND reports.id <> ?",
        (as_json(list(fingerprints)), report_id),
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["fingerprint"], []).append(row["id"])
    return found


def file_report(
    database: Database, report_id: str, fingerprints: Iterable[int], ties: Iterable[StoredTie]
) -> None:
    """Keep the fingerprints of a report and what it shares with others."""
    number = _number(database, report_id)
    database.execute_many(
        "INSERT OR IGNORE INTO fingerprints (fingerprint, report) VALUES (?, ?)",
        [(fingerprint, number) for fingerprint in fingerprints],
    )
    database.execute_many(
        "INSERT OR REPLACE INTO kin (one, other, kind, words) VALUES (?, ?, ?, ?)",
        [(*sorted((_number(database, a), _number(database, b))), kind, words) for a, b, kind, words in ties],
    )
    database.execute("UPDATE reports SET compared = 1 WHERE number = ?", (number,))


def has_family(database: Database, report_id: str) -> bool:
    """Return whether a report belongs to a family."""
    return database.one("SELECT 1 FROM reports WHERE id = ? AND family IS NOT NULL", (report_id,)) is not None


def kindred(database: Database, report_id: str) -> tuple[list[Report], list[StoredTie]]:
    """Return the reports that ties lead to from one, itself among them, and the ties."""
    sql = (
        "WITH RECURSIVE reached (number) AS ("
        " SELECT number FROM reports WHERE id = ?"
        " UNION SELECT tied.far FROM reached JOIN"
        " (SELECT one AS near, other AS far FROM kin UNION ALL SELECT other, one FROM kin) AS tied"
        " ON tied.near = reached.number)"
        " SELECT reports.* FROM reports WHERE number IN (SELECT number FROM reached) ORDER BY number"
    )
    rows = list(database.rows(sql, (report_id,)))
    ties = database.rows(
        "SELECT a.id, b.id, kind, words FROM kin JOIN reports AS a ON a.number = one"
        " JOIN reports AS b ON b.number = other WHERE one IN (SELECT value FROM json_each(?))",
        (as_json([row["number"] for row in rows]),),
    )
    return [report_of(row) for row in rows], [(t[0], t[1], t[2], t[3]) for t in ties]


def put_family(database: Database, members: Mapping[str, str | None], entries: Iterable[FamilyEntry]) -> None:
    """Keep the families of some reports, by id, None of one without; events of those that change are made anew."""
    for report_id, name in members.items():
        row = database.one("SELECT family FROM reports WHERE id = ?", (report_id,))
        if row is not None and row["family"] != name:
            unsettle(database, report_id)
            database.execute("UPDATE reports SET family = ? WHERE id = ?", (name, report_id))
    database.execute_many(
        "INSERT OR REPLACE INTO families (id, origin, agency, because) VALUES (?, ?, ?, ?)",
        [(entry.id, entry.origin, entry.agency, as_json(entry.because)) for entry in entries],
    )


def family(database: Database, name: str) -> FamilyEntry | None:
    """Return a family by its id, None if there is none."""
    row = database.one("SELECT * FROM families WHERE id = ?", (name,))
    if row is None:
        return None
    return FamilyEntry(
        id=row["id"], origin=row["origin"], agency=row["agency"], because=codec.reasons(row["because"])
    )


def _number(database: Database, report_id: str) -> int:
    row = database.one("SELECT number FROM reports WHERE id = ?", (report_id,))
    assert row is not None
    return int(row["number"])
