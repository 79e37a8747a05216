"""Writes into the record: each report with all that was found in it in one transaction.

A report is known by its id (its content). Where it came from is kept beside: if another report now stands
in the same place, the old one leaves the record, unless it came from somewhere else as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.record import Claim, Failure, Findings, Role
from dragoman.model.report import Report
from dragoman.store.codec import as_day, as_json
from dragoman.store.database import Database
from dragoman.store.names import fold
from dragoman.store.tellings import drop_tellings, put_tellings

__all__ = [
    "Run",
    "Stored",
    "begin_run",
    "drop_derived",
    "drop_failures",
    "known",
    "note_failure",
    "note_known",
    "put_findings",
    "put_report",
    "put_unread",
    "storable",
]

STANDARD_INPUT = "-"  # what comes from there has no lasting place


class Stored(StrEnum):
    """What became of a report that was handed over."""

    NEW = "new"
    REPLACED = "replaced"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of reading: its number, the version of code and codebook; `again` reads known reports too.

    `resolved` tells by which knowledge its findings are drawn.
    """

    number: int
    version: str
    again: bool = False
    resolved: str | None = None


def begin_run(database: Database, *, version: str, again: bool = False, resolved: str | None = None) -> Run:
    """Return the next run of reading into this record."""
    row = database.one("SELECT coalesce(max(run), 0) + 1 FROM origins")
    return Run(number=row[0] if row else 1, version=version, again=again, resolved=resolved)


def known(database: Database, report_id: str) -> bool:
    """Return whether the record holds the report, read or kept unread."""
    return database.one("SELECT 1 FROM reports WHERE id = ?", (report_id,)) is not None


def storable(report: Report) -> bool:
    """Return whether a file can hold the report: halves of characters (lone surrogates) it cannot hold."""
    fields = (report.text, report.title, report.outlet, report.url, report.byline, report.document)
    return all(_writable(text) == text for text in fields if text)


def note_known(database: Database, run: Run, report: Report) -> None:
    """Note that a known report still stands, or stands too, at its origin."""
    with database.transaction():
        _settle_origin(database, run, report)


def put_report(database: Database, run: Run, report: Report, findings: Findings, reading: bytes) -> Stored:
    """Keep a report with its reading and findings, in one transaction; a known one is left as it is.

    Returns what became of it: known, new, or new in the place of an older text of the same origin.

    Raises:
        RecordError: the record cannot be written.
    """
    with database.transaction():
        row = database.one("SELECT read FROM reports WHERE id = ?", (report.id,))
        if row and row["read"] and not run.again:
            _settle_origin(database, run, report)
            return Stored.KNOWN
        _put_text(database, report, unread_because=None)
        replaced = _settle_origin(database, run, report)
        _drop_derived(database, report.id)
        database.execute(
            "INSERT INTO readings (report_id, version, reading, resolved) VALUES (?, ?, ?, ?)",
            (report.id, run.version, reading, run.resolved),
        )
        _put_derived(database, run.version, findings)
        return Stored.REPLACED if replaced else Stored.NEW


def put_findings(database: Database, findings: Findings, *, version: str, resolved: str) -> None:
    """Put new findings in the place of those of a report's reading, which stays; call it in a transaction.

    `version` is the one that read the report, `resolved` tells by which knowledge the findings were drawn.
    """
    _drop_found(database, findings.report_id)
    _put_derived(database, version, findings)
    database.execute("UPDATE readings SET resolved = ? WHERE report_id = ?", (resolved, findings.report_id))


def drop_derived(database: Database) -> None:
    """Drop all that was drawn from the readings: findings, events, families; reports and readings stay."""
    with database.transaction():
        for table in ("events", "tellings", "claims", "roles", "kin", "fingerprints", "families"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - all ours
        database.execute("UPDATE reports SET compared = 0, family = NULL")
        database.execute("UPDATE readings SET resolved = NULL")


def put_unread(database: Database, run: Run, report: Report, because: str) -> Stored:
    """Keep a report that is not read, with the reason; returns what became of it.

    Raises:
        RecordError: the record cannot be written.
    """
    with database.transaction():
        if known(database, report.id) and not run.again:
            _settle_origin(database, run, report)
            return Stored.KNOWN
        _put_text(database, report, unread_because=because)
        replaced = _settle_origin(database, run, report)
        _drop_derived(database, report.id)
        return Stored.REPLACED if replaced else Stored.NEW


def note_failure(database: Database, failure: Failure) -> None:
    """Keep a failure; a new one of the same origin takes the place of the old."""
    with database.transaction():
        database.execute(
            "INSERT INTO failures (origin, document, stage, error, cure) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (origin) DO UPDATE SET document = excluded.document, stage = excluded.stage,"
            " error = excluded.error, cure = excluded.cure",
            tuple(
                _writable(text)
                for text in (failure.origin, failure.document, failure.stage, failure.error, failure.cure)
            ),
        )


def drop_failures(database: Database, under: str, *, keep: Collection[str] = ()) -> None:
    """Drop the failures of the input `under` and of what lies in it, but for the origins in `keep`.

    For the end of a whole run over that input: what did not fail again is no longer a failure.
    """
    rows = database.rows(
        "SELECT origin FROM failures WHERE origin = :under"
        " OR substr(origin, 1, length(:under) + 1) IN (:under || '/', :under || '#')",
        {"under": under.rstrip("/")},
    )
    gone = [(row["origin"],) for row in rows if row["origin"] not in keep]
    with database.transaction():
        database.execute_many("DELETE FROM failures WHERE origin = ?", gone)


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _settle_origin(database: Database, run: Run, report: Report) -> bool:
    """Tie the report to its place and return whether it drove out another; what failed there did not now."""
    database.execute("DELETE FROM failures WHERE origin = ?", (report.origin,))
    if report.origin.partition("#")[0] == STANDARD_INPUT:
        return False
    old = database.one("SELECT report_id, run FROM origins WHERE origin = ?", (report.origin,))
    if old and old["run"] == run.number:
        return False  # the same name twice in one run: two reports, not a change
    database.execute(
        "INSERT INTO origins (origin, report_id, run) VALUES (?, ?, ?)"
        " ON CONFLICT (origin) DO UPDATE SET report_id = excluded.report_id, run = excluded.run",
        (report.origin, report.id, run.number),
    )
    if old is None or old["report_id"] == report.id:
        return False
    return _leave(database, old["report_id"])


def _leave(database: Database, report_id: str) -> bool:
    """Drop a report that stands nowhere any more; return whether it is gone."""
    other = database.one("SELECT origin FROM origins WHERE report_id = ? ORDER BY origin", (report_id,))
    if other is None:
        drop_tellings(database, report_id)
        database.execute(
            "UPDATE reports SET compared = 0 WHERE family = (SELECT family FROM reports WHERE id = ?)",
            (report_id,),
        )
        database.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        return True
    database.execute("UPDATE reports SET origin = ? WHERE id = ?", (other["origin"], report_id))
    return False


def _drop_derived(database: Database, report_id: str) -> None:
    database.execute("DELETE FROM readings WHERE report_id = ?", (report_id,))
    _drop_found(database, report_id)


def _drop_found(database: Database, report_id: str) -> None:
    drop_tellings(database, report_id)
    database.execute("DELETE FROM claims WHERE report_id = ?", (report_id,))
    database.execute("DELETE FROM roles WHERE report_id = ?", (report_id,))


def _put_derived(database: Database, version: str, findings: Findings) -> None:
    put_tellings(database, findings)
    for claim in findings.claims:
        _put_claim(database, version, claim)
    for role in findings.roles:
        _put_role(database, version, role)


def _put_text(database: Database, report: Report, *, unread_because: str | None) -> None:
    database.execute(
        "INSERT INTO reports (id, document, origin, text, title, outlet, url, byline, agency, dateline,"
        " published, language, blocks, because, read, unread_because)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET byline = excluded.byline, agency = excluded.agency,"
        " dateline = excluded.dateline, language = excluded.language, blocks = excluded.blocks,"
        " because = excluded.because, read = excluded.read, unread_because = excluded.unread_because",
        (
            report.id,
            report.document,
            report.origin,
            report.text,
            report.title,
            report.outlet,
            report.url,
            report.byline,
            report.agency,
            report.dateline,
            as_day(report.published),
            report.language,
            as_json(report.blocks),
            as_json(report.because),
            unread_because is None,
            unread_because,
        ),
    )


def _put_claim(database: Database, version: str, claim: Claim) -> None:
    database.execute(
        "INSERT INTO claims (id, report_id, version, document, begins, ends, text, claim, amount, unit,"
        " qualifier, voices, about, because, event_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            claim.id,
            claim.report_id,
            version,
            claim.document,
            claim.start,
            claim.end,
            claim.text,
            claim.claim,
            claim.count,
            claim.unit,
            claim.qualifier,
            as_json(claim.by),
            as_json(claim.about),
            as_json(claim.because),
            claim.event,
        ),
    )


def _put_role(database: Database, version: str, role: Role) -> None:
    database.execute(
        "INSERT INTO roles (id, report_id, version, document, begins, ends, text, person, folded, role, body,"
        " country, sector, former, as_of, because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            role.id,
            role.report_id,
            version,
            role.document,
            role.start,
            role.end,
            role.text,
            role.person,
            fold(role.person),
            role.role,
            role.of,
            role.country,
            role.sector,
            role.former,
            as_day(role.as_of),
            as_json(role.because),
        ),
    )
