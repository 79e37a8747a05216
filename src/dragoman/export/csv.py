"""CSV for spreadsheets: lists joined by "; ", nested values in columns of their own, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from dragoman.export.rows import Row

__all__ = ["COLUMNS", "write_csv", "write_table"]

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
    columns = COLUMNS[what]
    table = csv.writer(file, lineterminator="\n")
    table.writerow(columns)
    count = 0
    for row in rows:
        table.writerow([_cell(row, place) for place in columns.values()])
        count += 1
    return count


def _cell(row: Row, place: str) -> str | int | float:
    name, _, inner = place.partition(".")
    value = row[name]
    if not inner:
        return _joined(value) if isinstance(value, list) else _plain(value)
    if value is None:
        return ""
    if isinstance(value, dict):
        return _plain(_field(value, inner))
    return _joined([_field(item, inner) for item in value])


def _field(item: dict[str, Any], inner: str) -> Any:
    """Return a field of a nested value; who or what has no name goes by its mention."""
    value = item[inner]
    return item["mention"] if inner == "name" and value is None else value


def _joined(values: Sequence[Any]) -> str | int | float:
    if len(values) == 1:
        return _plain(values[0])
    texts = list(_texts(values))
    return _safe(JOINT.join(texts)) if any(texts) else ""


def _texts(values: Sequence[Any]) -> Iterator[str]:
    return ("" if value is None else str(value) for value in values)


def _plain(value: Any) -> str | int | float:
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
