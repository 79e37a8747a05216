"""Stage 6 of 8. Takes findings, keeps them in the record with their reports; the only package that knows SQL.

Raw (reports, readings, failures) and derived (tellings, events, claims, roles) are kept apart, see `schema.sql`.
"""

from __future__ import annotations

from dragoman.store.database import Database, create, open_existing
from dragoman.store.query import EventQuery, FactQuery, ReportQuery
from dragoman.store.tellings import (
    EventForm,
    StoredTelling,
    drop_components,
    file_tellings,
    filed,
    in_components,
    put_events,
    tellings,
    unsettle,
    unsettled,
)
from dragoman.store.views import ReportEntry, Sighting, StoredReading, Totals
from dragoman.store.writer import (
    Run,
    Stored,
    begin_run,
    drop_derived,
    drop_failures,
    known,
    note_failure,
    note_known,
    put_findings,
    put_report,
    put_unread,
    storable,
)

__all__ = [
    "Database",
    "EventForm",
    "EventQuery",
    "FactQuery",
    "ReportEntry",
    "ReportQuery",
    "Run",
    "Sighting",
    "Stored",
    "StoredReading",
    "StoredTelling",
    "Totals",
    "begin_run",
    "create",
    "drop_components",
    "drop_derived",
    "drop_failures",
    "file_tellings",
    "filed",
    "in_components",
    "known",
    "note_failure",
    "note_known",
    "open_existing",
    "put_events",
    "put_findings",
    "put_report",
    "put_unread",
    "storable",
    "tellings",
    "unsettle",
    "unsettled",
]
