"""What is on the screen as a file: tables for programs, a dossier for people."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from dragoman.api import Record
from dragoman.export.csv import write_table
from dragoman.export.jsonl import as_json
from dragoman.export.rows import Row, claim_row, event_row, report_row, role_row
from dragoman.web.dossier import dossier
from dragoman.web.filters import EventFilters, Filters
from dragoman.web.records import OpenRecord
from dragoman.web.templating import render

__all__ = ["router"]

BATCH = 500  # rows that are made at a time

router = APIRouter()


class What(StrEnum):
    """What can be exported."""

    EVENTS = "events"
    CLAIMS = "claims"
    ROLES = "roles"
    REPORTS = "reports"


class Form(StrEnum):
    """As what it is exported."""

    CSV = "csv"
    JSONL = "jsonl"
    HTML = "html"


@router.get(
    "/export/{what}.{form}",
    tags=["Export"],
    response_class=Response,
    responses={
        200: {"content": {kind: {} for kind in ("text/csv", "application/x-ndjson", "text/html")}},
        "4XX": {"content": {"text/html": {}}, "description": "Nothing such, or a question without sense"},
    },
)
def export(what: What, form: Form, request: Request, record: OpenRecord, filters: Filters) -> Response:
    """Return a file of the events for which the filters hold, or of all claims, roles or reports.

    csv and jsonl have the columns of the reference; html, for events alone, is a dossier: one page that needs no
    other file, with the quotes and a list of the sources. Of the filters, claims and roles know `report` alone.
    """
    named = {"Content-Disposition": f'attachment; filename="dragoman-{what}.{form}"'}
    if form is Form.HTML:
        if what is not What.EVENTS:
            raise HTTPException(404)
        page = render(request, "dossier.html", dossier(record, filters))
        return Response(page, media_type="text/html", headers=named)
    rows = ROWS[what](record, filters)
    if form is Form.CSV:
        return StreamingResponse(_csv(what, rows), media_type="text/csv; charset=utf-8", headers=named)
    lines = (as_json(row) + b"\n" for row in rows)
    return StreamingResponse(_batched(lines), media_type="application/x-ndjson", headers=named)


def _events(record: Record, filters: EventFilters) -> Iterator[Row]:
    return map(event_row, record.each_event(**filters.asked()))


def _claims(record: Record, filters: EventFilters) -> Iterator[Row]:
    return map(claim_row, record.claims(report=filters.report or None))


def _roles(record: Record, filters: EventFilters) -> Iterator[Row]:
    return map(role_row, record.roles(report=filters.report or None))


def _reports(record: Record, _: EventFilters) -> Iterator[Row]:
    return map(report_row, record.reports())


ROWS: dict[What, Callable[[Record, EventFilters], Iterator[Row]]] = {
    What.EVENTS: _events,
    What.CLAIMS: _claims,
    What.ROLES: _roles,
    What.REPORTS: _reports,
}


def _csv(what: What, rows: Iterator[Row]) -> Iterator[bytes]:
    """Yield a table in batches of rows, the first with the header and the mark by which spreadsheets know UTF-8."""
    for number, batch in enumerate(_batches(rows)):
        text = io.StringIO(newline="")
        write_table(text, what, batch)
        header, end, body = text.getvalue().partition("\n")
        yield body.encode() if number else (header + end + body).encode("utf-8-sig")


def _batched(lines: Iterator[bytes]) -> Iterator[bytes]:
    while batch := b"".join(islice(lines, BATCH)):
        yield batch


def _batches(rows: Iterator[Row]) -> Iterator[Iterable[Row]]:
    """Yield the rows in batches, at least one of them even if it is empty."""
    yield islice(rows, BATCH)
    for first in rows:
        yield chain([first], islice(rows, BATCH - 1))
