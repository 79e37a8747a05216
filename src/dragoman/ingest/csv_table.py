"""Reads tables of separated values, one row at a time."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain

from dragoman.errors import SourceError
from dragoman.ingest.decode import bom_encoding
from dragoman.ingest.draft import Draft
from dragoman.ingest.entry import Entry
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.rows import RowPlace, draft_of_row, header_fields, row_failure
from dragoman.ingest.sniff import delimiter_of
from dragoman.model.record import Failure

__all__ = ["read_csv"]

_ESCAPED = re.compile("[\udc80-\udcff]")
_LONGEST_LINE = 1 << 24


def read_csv(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield a draft or failure for each row of a table.

    Raises:
        SourceError: there is no header with a column of text.
    """
    # The limit is the module's own and for the whole process; its default is less than a long report.
    csv.field_size_limit(options.max_bytes)
    lines = _lines(entry, options)
    first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter_of(first, entry.document.lower(), options.columns) or ","
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    header = tuple(cell.strip() for cell in next(reader, []))
    if "text" not in header_fields(header, options.columns):
        raise SourceError(
            f"None of its columns holds the text: {', '.join(header)}.",
            cure="Name the column that does: --columns text=NAME.",
        )
    for number, row in enumerate(_rows(reader), 1):
        place = RowPlace(entry, number, f"Row {number} (line {reader.line_num}) of {entry.document}")
        yield _draft(row, header, place, options)


def _lines(entry: Entry, options: IngestOptions) -> Iterator[str]:
    """Yield the lines as text; bytes that cannot be read stay in them as stand-ins."""
    encoding = bom_encoding(entry.head)
    if encoding is not None and encoding != "utf-8-sig":
        yield from codecs.getreader(encoding)(entry.stream, "replace")
        return
    while raw := entry.stream.readline(_LONGEST_LINE):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = (
                raw.decode(options.encoding, "replace")
                if options.encoding
                else raw.decode("utf-8", "surrogateescape")
            )
        yield line.removeprefix("\ufeff")


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Yield the rows that are not blank, and the error of each that is broken."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if any(cell.strip() for cell in row):
            yield row


def _draft(
    row: list[str] | csv.Error, header: tuple[str, ...], place: RowPlace, options: IngestOptions
) -> Draft | Failure:
    if isinstance(row, csv.Error):
        return row_failure(place, f"{place.words} is broken: {row}.", "Mend the quotes of the row.")
    if len(row) > len(header):
        return row_failure(
            place,
            f"{place.words} has {len(row)} cells, the header {len(header)}.",
            "Put cells that hold the separator into quotes.",
        )
    if any(_ESCAPED.search(cell) for cell in row):
        return row_failure(
            place, f"{place.words} is not UTF-8.", "Name the encoding, such as --encoding cp1252."
        )
    try:
        return draft_of_row(dict(zip(header, row, strict=False)), place, options)
    except SourceError as error:
        return row_failure(place, str(error.args[0]), error.cure)
