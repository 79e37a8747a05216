"""Answers questions to the record with values of the model; streams, so that no answer need fit in memory."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.errors import RecordError
from dragoman.model.record import Claim, Event, Failure, Role, Telling
from dragoman.model.report import Report
from dragoman.store import codec
from dragoman.store.codec import as_json
from dragoman.store.database import Database
from dragoman.store.judgements import rejecting
from dragoman.store.made import EVENTS, claim_of, event_of, report_of, role_of
from dragoman.store.query import (
    CLAIM_CONCERNS,
    KNOWN,
    ROLE_CONCERNS,
    EventQuery,
    FactQuery,
    ReportQuery,
    event_conditions,
    fact_conditions,
    known_day,
    report_conditions,
)
from dragoman.store.tellings import tellings

__all__ = [
    "ReportEntry",
    "Sighting",
    "StoredReading",
    "Totals",
    "claims",
    "event",
    "event_tellings",
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
    "event": (
        f"{EVENTS} WHERE {KNOWN} AND number IN (SELECT event FROM event_tellings"  # noqa: S608 - all ours
        " JOIN tellings ON tellings.number = telling WHERE tellings.id = :id)"
    ),
    "claim": "SELECT * FROM claims WHERE id = :id",
    "role": "SELECT * FROM roles WHERE id = :id",
    "report": "SELECT * FROM reports WHERE id = :id",
}
IDS = """
SELECT id, kind FROM (
    SELECT id, 'event' AS kind FROM tellings WHERE id >= :low AND id < :high
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
    tellings: int
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
    order = "ORDER BY start_day IS NULL, start_day, told_first"
    for row in database.rows(asked.sql(EVENTS, order), asked.values):
        yield event_of(row)


def event(database: Database, beginning: str, *, as_of: date | None = None) -> Event:
    """Return the event whose id, or that of one of its tellings, is or begins with `beginning`.

    Raises:
        RecordError: no event or more than one has such an id, or none was known on the day `as_of`.
    """
    identity, _ = _full_id(database, beginning, kinds=("event",))
    return event_of(_whole(database, "event", identity, as_of))


def event_tellings(database: Database, beginning: str, *, as_of: date | None = None) -> list[Telling]:
    """Return what single reports tell of an event, in order of their days; RecordError as with `event`."""
    identity, _ = _full_id(database, beginning, kinds=("event",))
    number = _whole(database, "event", identity, as_of)["number"]
    rows = database.rows("SELECT telling FROM event_tellings WHERE event = ?", (number,))
    found = [stored.telling for stored in tellings(database, [row["telling"] for row in rows])]
    day = known_day(as_of)
    return sorted((t for t in found if t.order[0] <= day), key=lambda t: t.order)


def claims(database: Database, query: FactQuery) -> Iterator[Claim]:
    """Yield the claims that `query` asks for, in the order of reading."""
    asked = fact_conditions(query, CLAIM_CONCERNS)
    for row in database.rows(asked.sql("SELECT * FROM claims", "ORDER BY number"), asked.values):
        yield claim_of(row)


def roles(database: Database, query: FactQuery) -> Iterator[Role]:
    """Yield the roles that `query` asks for, by person and day."""
    asked = fact_conditions(query, ROLE_CONCERNS)
    order = "ORDER BY folded, as_of IS NULL, as_of, number"
    for row in database.rows(asked.sql("SELECT * FROM roles", order), asked.values):
        yield role_of(row)


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
        StoredReading(report=report_of(row), reading=row["reading"], version=row["version"]) for row in rows
    ]


def reports(database: Database, query: ReportQuery) -> Iterator[ReportEntry]:
    """Yield the reports that `query` asks for, by day of publication, those without one last."""
    asked = report_conditions(query)
    head = (
        "SELECT id, document, origin, title, outlet, url, published, language, family, read, unread_because,"
        " (SELECT count(*) FROM tellings WHERE tellings.report = reports.number) AS events FROM reports"
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
    return report_of(_whole(database, "report", identity, None))


def find(database: Database, beginning: str, *, as_of: date | None = None) -> Event | Claim | Role | Report:
    """Return the event, claim, role or report whose id is or begins with `beginning`.

    Raises:
        RecordError: nothing or more than one thing has such an id.
    """
    identity, kind = _full_id(database, beginning, kinds=tuple(WHOLE))
    row = _whole(database, kind, identity, as_of)
    made: Mapping[str, Callable[[sqlite3.Row], Event | Claim | Role | Report]] = {
        "event": event_of,
        "claim": claim_of,
        "role": role_of,
        "report": report_of,
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
        " (SELECT count(*) FROM events WHERE known_until = '9999-12-31') AS events,"
        " (SELECT count(*) FROM tellings) AS tellings,"
        " (SELECT count(*) FROM claims) AS claims,"
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


def _whole(database: Database, kind: str, identity: str, as_of: date | None) -> sqlite3.Row:
    row = database.one(WHOLE[kind], {"id": identity, "as_of": known_day(as_of)})
    if row is None and kind == "event" and (judgement := rejecting(database, identity)):
        raise RecordError(
            f"{identity} makes no event: it was rejected.",
            cure=f"See: dragoman judge list. Take it back: dragoman judge undo {judgement}.",
        )
    if row is None and as_of is not None:
        raise RecordError(
            f"{identity} was not known on {as_of}.", cure="Ask for a later day, or leave --as-of out."
        )
    return _there(row, identity)


def _there(row: sqlite3.Row | None, beginning: str) -> sqlite3.Row:
    if row is None:
        raise RecordError(f"{beginning!r} has just left the record.", cure="Ask again.")
    return row
