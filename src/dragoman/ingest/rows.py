"""Rows of tables and objects of JSON as drafts: which column is which field, and what a cell says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.tables import read_table
from dragoman.errors import SourceError
from dragoman.ingest.dates import date_of_value
from dragoman.ingest.decode import without_surrogates
from dragoman.ingest.draft import Draft, Fact
from dragoman.ingest.entry import Entry
from dragoman.ingest.language import language_code
from dragoman.ingest.options import IngestOptions
from dragoman.model.reason import Reason
from dragoman.model.record import Failure

__all__ = ["RowPlace", "draft_of_row", "header_fields", "row_failure"]

_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: the entry, the number that names it, and the words that tell people where it is."""

    entry: Entry
    number: int
    words: str


@functools.cache
def _known_columns() -> tuple[tuple[str, str], ...]:
    return tuple((_folded(row["name"]), row["field"]) for row in read_table("ingest/columns.tsv"))


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def header_fields(names: tuple[str, ...], columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return our fields with their columns: as the user says, else as they are usually called."""
    return _fields(names, tuple(sorted(columns.items())))


@functools.lru_cache(maxsize=256)
def _fields(names: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    folded = {_folded(name): name for name in reversed(names)}
    fields = {field: folded[_folded(name)] for field, name in columns if _folded(name) in folded}
    asked = {field for field, _ in columns}
    for name, field in _known_columns():
        if field not in asked and name in folded:
            fields.setdefault(field, folded[name])
    return fields


def draft_of_row(row: Mapping[str, object], place: RowPlace, options: IngestOptions) -> Draft:
    """Return the draft of a row.

    Raises:
        SourceError: it has no text.
    """
    fields = header_fields(tuple(row), options.columns)
    text = row.get(fields["text"]) if "text" in fields else None
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f"{place.words} has no text.", cure=_text_cure(row, fields, options))
    if len(text) > options.max_bytes:
        raise SourceError(f"{place.words} is huge.", cure="Split it, or raise --max-bytes.")
    values = {field: _cell(row[name]) for field, name in fields.items() if field not in ("text", "published")}
    name = values.get("id") or ""
    published, notes = _published(row[fields["published"]]) if "published" in fields else (None, ())
    language = language_code(values.get("language") or "")

    def fact(field: str) -> Fact[str] | None:
        value = values.get(field)
        return Fact(value, f"{field}.column", fields[field]) if value else None

    return Draft(
        origin=f"{place.entry.origin}#{name or place.number}",
        document=name or f"{place.entry.document}#{place.number}",
        text=text,
        title=fact("title"),
        outlet=fact("outlet"),
        url=fact("url"),
        byline=fact("byline"),
        language=Fact(language, "language.column", fields["language"]) if language else None,
        published=published,
        notes=notes,
    )


def _published(value: object) -> tuple[Fact[date] | None, tuple[Reason, ...]]:
    found = date_of_value(value)
    if found is None:
        return None, ()
    if found.value is not None:
        return Fact(found.value, "date.column", found.words), ()
    problem = found.problem or "yearless"
    return None, (Reason(field="published", rule=f"date.{problem}", detail=found.words),)


def _text_cure(row: Mapping[str, object], fields: Mapping[str, str], options: IngestOptions) -> str:
    if "text" in fields:
        return f"Fill the column {fields['text']!r}, or name another one: --columns text=NAME."
    shown = ", ".join(str(name) for name in list(row)[:_SHOWN_COLUMNS])
    wanted = f"There is no column {options.columns['text']!r}. " if "text" in options.columns else ""
    return f"{wanted}Name the column that holds the text: --columns text=NAME; there are: {shown or 'none'}."


def _cell(value: object) -> str | None:
    """Return what a cell says as one line of text; of an object its name, of a list its parts."""
    if value is None or isinstance(value, bool | bytes):
        return None
    if isinstance(value, Mapping):
        named = value.get("name") or value.get("title")
        return _cell(named) if isinstance(named, str) else None
    if isinstance(value, list | tuple):
        return "; ".join(part for part in map(_cell, value) if part) or None
    if isinstance(value, float):
        if value != value:
            return None
        value = int(value) if value.is_integer() else value
    return " ".join(without_surrogates(str(value)).split()) or None


def row_failure(place: RowPlace, error: str, cure: str) -> Failure:
    """Return the failure of a row that could not be read."""
    return Failure(
        origin=f"{place.entry.origin}#{place.number}",
        document=f"{place.entry.document}#{place.number}",
        stage="ingest",
        error=error,
        cure=cure,
    )
