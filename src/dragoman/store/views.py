"""Answers questions to the record with values of the model; streams, so that no answer need fit in memory."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.errors import RecordError
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Failure, Place, Role
from dragoman.model.report import Report
from dragoman.store import codec
from dragoman.store.codec import as_json
from dragoman.store.database import Database
from dragoman.store.query import (
    CLAIM_CONCERNS,
    ROLE_CONCERNS,
    EventQuery,
    FactQuery,
    ReportQuery,
    event_conditions,
    fact_conditions,
    report_conditions,
)

__all__ = [
    "ReportEntry",
    "Sighting",
    "StoredReading",
    "Totals",
    "claims",
    "event",
    "events",
    "failures",
    "find",
    "readings",
    "report",
    "reports",
    "roles",
    "sightings",
    "stale",
    "totals",
    "version",
]

MOST_NAMED = 5  # so many ids are named when a beginning fits several

WHOLE: Mapping[str, str] = {
    "event": "SELECT * FROM whole_events WHERE id = ?",
    "claim": "SELECT * FROM claims WHERE id = ?",
    "role": "SELECT * FROM roles WHERE id = ?",
    "report": "SELECT * FROM reports WHERE id = ?",
}
IDS = """
SELECT id, kind FROM (
    SELECT id, 'event' AS kind FROM events WHERE id >= :low AND id < :high
    UNION ALL SELECT id, 'claim' FROM claims WHERE id >= :low AND id < :high
    UNION ALL SELECT id, 'role' FROM roles WHERE id >= :low AND id < :high
    UNION ALL SELECT id, 'report' FROM reports WHERE id >= :low AND id < :high
) WHERE kind IN (SELECT value FROM json_each(:kinds)) ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A report as a list of reports shows it, without its text."""

    id: str
    document: str
    origin: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    family: str | None
    read: bool
    unread_because: str | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much the record holds."""

    reports: int
    unread: int
    events: int
    claims: int
    roles: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """That `count` reports of a day give a person an office; `reports` are the ids of some of them."""

    person: str
    role: str
    of: str | None
    country: str | None
    sector: str | None
    former: bool
    day: date
    count: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A report with its stored reading, as JSON, and the version that read it."""

    report: Report
    reading: bytes
    version: str


def events(database: Database, query: EventQuery) -> Iterator[Event]:
    """Yield the events that `query` asks for, by day, those without a date last."""
    asked = event_conditions(query)
    order = "ORDER BY start_day IS NULL, start_day, number"
    for row in database.rows(asked.sql("SELECT * FROM whole_events", order), asked.values):
        yield _event(row)


def event(database: Database, beginning: str) -> Event:
    """Return the event whose id is or begins with `beginning`.

    Raises:
        RecordError: no event or more than one has such an id.
    """
    identity, _ = _full_id(database, beginning, kinds=("event",))
    return _event(_there(database.one(WHOLE["event"], (identity,)), beginning))


def claims(database: Database, query: FactQuery) -> Iterator[Claim]:
    """Yield the claims that `query` asks for, in the order of reading."""
    asked = fact_conditions(query, CLAIM_CONCERNS)
    for row in database.rows(asked.sql("SELECT * FROM claims", "ORDER BY number"), asked.values):
        yield _claim(row)


def roles(database: Database, query: FactQuery) -> Iterator[Role]:
    """Yield the roles that `query` asks for, by person and day."""
    asked = fact_conditions(query, ROLE_CONCERNS)
    order = "ORDER BY folded, as_of IS NULL, as_of, number"
    for row in database.rows(asked.sql("SELECT * FROM roles", order), asked.values):
        yield _role(row)


def sightings(database: Database, *, unless: str) -> Iterator[Sighting]:
    """Yield the dated roles of the record, those of one day and wording as one, in an order of their own.

    Roles with the rule `unless` among their reasons are left out: they rest on other roles.
    """
    sql = (
        "SELECT person, role, body, country, sector, former, as_of, count(DISTINCT report_id) AS count,"
        " json_group_array(DISTINCT report_id) AS reports FROM roles"
        " WHERE as_of IS NOT NULL AND instr(because, ?) = 0"
        " GROUP BY person, role, body, country, sector, former, as_of"
    )
    for row in database.rows(sql, (f'"{unless}"',)):
        yield Sighting(
            person=row["person"],
            role=row["role"],
            of=row["body"],
            country=row["country"],
            sector=row["sector"],
            former=bool(row["former"]),
            day=date.fromisoformat(row["as_of"]),
            count=row["count"],
            reports=tuple(sorted(codec.words(row["reports"]))[:MOST_NAMED]),
        )


def stale(database: Database, resolved: str) -> int:
    """Return how many readings have findings that were drawn by other knowledge than `resolved`."""
    row = database.one("SELECT count(*) FROM readings WHERE resolved IS NOT ?", (resolved,))
    return int(row[0]) if row else 0


def readings(database: Database, resolved: str, *, after: tuple[str, str], limit: int) -> list[StoredReading]:
    """Return the next stored readings whose findings were drawn by other knowledge than `resolved`.

    They come by day of publication and id of the report; `after` is the last one had, ("", "") to begin with.
    """
    sql = (
        "SELECT reports.*, readings.reading, readings.version FROM readings"
        " JOIN reports ON reports.id = readings.report_id"
        " WHERE readings.resolved IS NOT ? AND (coalesce(published, ''), reports.id) > (?, ?)"
        " ORDER BY coalesce(published, ''), reports.id LIMIT ?"
    )
    rows = database.rows(sql, (resolved, *after, limit))
    return [
        StoredReading(report=_report(row), reading=row["reading"], version=row["version"]) for row in rows
    ]


def reports(database: Database, query: ReportQuery) -> Iterator[ReportEntry]:
    """Yield the reports that `query` asks for, by day of publication, those without one last."""
    asked = report_conditions(query)
    head = (
        "SELECT id, document, origin, title, outlet, url, published, language, family, read, unread_because,"
        " (SELECT count(*) FROM events WHERE events.report_id = reports.id) AS events FROM reports"
    )
    order = "ORDER BY published IS NULL, published, number"
    for row in database.rows(asked.sql(head, order), asked.values):
        values = dict(row)
        values.update(published=codec.day(row["published"]), read=bool(row["read"]))
        yield ReportEntry(**values)


def report(database: Database, beginning: str) -> Report:
    """Return the report, with its text, whose id is or begins with `beginning`.

    Raises:
        RecordError: no report or more than one has such an id.
    """
    identity, _ = _full_id(database, beginning, kinds=("report",))
    return _report(_there(database.one(WHOLE["report"], (identity,)), beginning))


def find(database: Database, beginning: str) -> Event | Claim | Role | Report:
    """Return the event, claim, role or report whose id is or begins with `beginning`.

    Raises:
        RecordError: nothing or more than one thing has such an id.
    """
    identity, kind = _full_id(database, beginning, kinds=tuple(WHOLE))
    row = _there(database.one(WHOLE[kind], (identity,)), beginning)
    made: Mapping[str, Callable[[sqlite3.Row], Event | Claim | Role | Report]] = {
        "event": _event,
        "claim": _claim,
        "role": _role,
        "report": _report,
    }
    return made[kind](row)


def failures(database: Database) -> Iterator[Failure]:
    """Yield the failures that still stand, in the order in which they were met."""
    for row in database.rows("SELECT origin, document, stage, error, cure FROM failures ORDER BY number"):
        yield Failure(**dict(row))


def totals(database: Database) -> Totals:
    """Return how much the record holds."""
    row = database.one(
        "SELECT (SELECT count(*) FROM reports) AS reports,"
        " (SELECT count(*) FROM reports WHERE NOT read) AS unread,"
        " (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM claims) AS claims,"
        " (SELECT count(*) FROM roles) AS roles, (SELECT count(*) FROM failures) AS failures"
    )
    return Totals(**dict(_there(row, "")))


def version(database: Database, report_id: str) -> str | None:
    """Return the version of code and codebook that read the report, None if it is not read."""
    row = database.one("SELECT version FROM readings WHERE report_id = ?", (report_id,))
    return row["version"] if row else None


def _full_id(database: Database, beginning: str, *, kinds: Collection[str]) -> tuple[str, str]:
    """Return the one id of these kinds that is or begins with `beginning`, and its kind."""
    rows = database.rows(IDS, {"low": beginning, "high": beginning + chr(0x10FFFF), "kinds": as_json(kinds)})
    found = {row["id"]: row["kind"] for row in itertools.islice(rows, MOST_NAMED + 1)}
    if beginning in found:
        return beginning, found[beginning]
    if len(found) > 1:
        named = ", ".join(list(found)[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        raise RecordError(f"Several ids begin with {beginning!r}: {named}", cure="Give more of the id.")
    if not found:
        raise RecordError(
            f"Nothing in {database.path} has an id that begins with {beginning!r}.",
            cure="Ids stand in the last column of: dragoman events.",
        )
    return found.popitem()


def _there(row: sqlite3.Row | None, beginning: str) -> sqlite3.Row:
    if row is None:
        raise RecordError(f"{beginning!r} has just left the record.", cure="Ask again.")
    return row


def _event(row: sqlite3.Row) -> Event:
    return Event(
        id=row["id"],
        category=Category(row["category"]),
        mode=row["mode"],
        quad=row["quad"],
        intensity=row["intensity"],
        contexts=codec.words(row["contexts"]),
        actors=codec.parties(row["actors"]),
        recipients=codec.parties(row["recipients"]),
        reciprocal=bool(row["reciprocal"]),
        start=codec.day(row["start_day"]),
        end=codec.day(row["end_day"]),
        precision=Precision(row["precision"]),
        place=_place(row),
        status=Status(row["status"]),
        attribution=codec.voices(row["attribution"]),
        evidence=codec.evidence(row["evidence"]),
        because=codec.reasons(row["because"]),
    )


def _place(row: sqlite3.Row) -> Place | None:
    if row["place_mention"] is None:
        return None
    return Place(
        mention=row["place_mention"],
        name=row["place_name"],
        country=row["place_country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
    )


def _report(row: sqlite3.Row) -> Report:
    return Report(
        id=row["id"],
        document=row["document"],
        origin=row["origin"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        byline=row["byline"],
        agency=row["agency"],
        dateline=row["dateline"],
        published=codec.day(row["published"]),
        language=row["language"],
        blocks=codec.blocks(row["blocks"]),
        because=codec.reasons(row["because"]),
    )


def _claim(row: sqlite3.Row) -> Claim:
    return Claim(
        id=row["id"],
        report_id=row["report_id"],
        document=row["document"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        claim=row["claim"],
        count=row["amount"],
        unit=row["unit"],
        qualifier=row["qualifier"],
        by=codec.voices(row["voices"]),
        about=codec.parties(row["about"]),
        because=codec.reasons(row["because"]),
    )


def _role(row: sqlite3.Row) -> Role:
    return Role(
        id=row["id"],
        report_id=row["report_id"],
        document=row["document"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        person=row["person"],
        role=row["role"],
        of=row["body"],
        country=row["country"],
        sector=row["sector"],
        former=bool(row["former"]),
        as_of=codec.day(row["as_of"]),
        because=codec.reasons(row["because"]),
    )
