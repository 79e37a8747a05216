"""CSV for spreadsheets: lists joined by "; ", nested values in columns of their own, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from dragoman.export.rows import Row

__all__ = ["COLUMNS", "flat", "write_csv", "write_table"]

JOINT = "; "
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

# The columns of each table, in order; "actor.country" is the field `country` of the value or list `actor`.
COLUMNS: dict[str, dict[str, str]] = {
    "events": {
        "id": "id",
        "type": "type",
        "mode": "mode",
        "quad": "quad",
        "intensity": "intensity",
        "contexts": "contexts",
        "actor": "actor.name",
        "actor_mention": "actor.mention",
        "actor_country": "actor.country",
        "actor_sector": "actor.sector",
        "recipient": "recipient.name",
        "recipient_mention": "recipient.mention",
        "recipient_country": "recipient.country",
        "recipient_sector": "recipient.sector",
        "reciprocal": "reciprocal",
        "start": "start",
        "end": "end",
        "precision": "precision",
        "place": "place.name",
        "place_mention": "place.mention",
        "place_country": "place.country",
        "latitude": "place.latitude",
        "longitude": "place.longitude",
        "status": "status",
        "attribution": "attribution",
        "document": "evidence.document",
        "text_start": "evidence.start",
        "text_end": "evidence.end",
        "text": "evidence.text",
        "trigger": "evidence.trigger",
    },
    "claims": {
        name: name
        for name in (
            *("document", "text", "start", "end", "claim"),
            *("count", "unit", "qualifier", "by", "about"),
        )
    },
    "plans": {
        name: name
        for name in (
            *("event", "due", "overdue", "told", "status", "type", "mode", "actor", "recipient"),
            *("outcome", "outcome_event", "because", "document", "text"),
        )
    },
    "counts": {
        name: name
        for name in (
            *(
                "document",
                "published",
                "start",
                "end",
                "text",
                "words",
                "claimed",
                "at_least",
                "event",
                "type",
            ),
            *("mode", "actor", "recipient", "since", "until", "known", "missing", "verdict", "because"),
        )
    },
    "failures": {name: name for name in ("document", "origin", "stage", "error", "cure")},
    "roles": {name: name for name in ("document", "person", "role", "of", "former", "as_of")},
    "reports": {
        name: name for name in ("document", "title", "outlet", "url", "published", "language", "family")
    },
}


def write_csv(path: Path, what: str, rows: Iterable[Row]) -> int:
    """Write the rows to `path`, with the mark by which spreadsheets know UTF-8; return how many they were."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return write_table(file, what, rows)


def write_table(file: TextIO, what: str, rows: Iterable[Row]) -> int:
    """Write header and rows to an open text file and return how many rows they were."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS[what])
    count = 0
    for row in rows:
        table.writerow([_cell(value) for value in flat(what, row).values()])
        count += 1
    return count


def flat(what: str, row: Row) -> Row:
    """Return the row with one plain value for each column: lists joined, nested values taken apart."""
    return {column: _value(row, place) for column, place in COLUMNS[what].items()}


def _value(row: Row, place: str) -> Any:
    name, _, inner = place.partition(".")
    value = row[name]
    if isinstance(value, list):
        return _joined([_field(item, inner) for item in value] if inner else value)
    return _field(value, inner) if inner and value is not None else value


def _field(item: dict[str, Any], inner: str) -> Any:
    """Return a field of a nested value; who or what has no name goes by its mention."""
    value = item[inner]
    return item["mention"] if inner == "name" and value is None else value


def _joined(values: Sequence[Any]) -> Any:
    """Return a single value as it is, several as one text in which each keeps its place, None if all are."""
    if len(values) == 1:
        return values[0]
    if all(value is None for value in values):
        return None
    return JOINT.join("" if value is None else str(value) for value in values)


def _cell(value: Any) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case date():
            return value.isoformat()
        case _:
            return _safe(str(value))


def _safe(text: str) -> str:
    """Return the text, after an apostrophe if a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
