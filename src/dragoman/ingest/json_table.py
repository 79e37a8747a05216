"""Reads JSON Lines, arrays of objects and single objects, one object at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.ingest.decode import bom_encoding, decode
from dragoman.ingest.draft import Draft
from dragoman.ingest.entry import Entry, read_whole
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.rows import RowPlace, draft_of_row, header_fields, row_failure
from dragoman.model.record import Failure

__all__ = ["read_array", "read_lines", "read_object"]

_CHUNK = 1 << 16


def read_lines(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield a draft or failure for each line of JSON Lines."""
    for number, raw in _numbered_lines(entry, options.max_bytes):
        place = RowPlace(entry, number, f"Line {number} of {entry.document}")
        if raw is None:
            cure = "Split it, or raise --max-bytes."
            yield row_failure(place, f"{place.words} is huge: more than {options.max_bytes:,} bytes.", cure)
            continue
        try:
            line = decode(raw, encoding=options.encoding)
        except SourceError as error:
            yield row_failure(place, f"{place.words}: {error.args[0]}", error.cure)
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            cure = "Mend the line: each line must be one JSON object."
            yield row_failure(place, f"{place.words} is not JSON: {error}.", cure)
            continue
        yield from _drafts(value, place, options)


def _numbered_lines(entry: Entry, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank with their numbers; None for one that is longer than the limit."""
    encoding = bom_encoding(entry.head)
    if encoding is not None and encoding != "utf-8-sig":
        yield from enumerate((line.encode() for line in _recoded(entry.stream, encoding)), 1)
        return
    number = 0
    while raw := entry.stream.readline(limit + 1):
        number += 1
        if len(raw) > limit and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = entry.stream.readline(_CHUNK)
            yield number, None
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, raw


def _recoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the lines of a stream in an encoding in which they cannot be cut as bytes."""
    try:
        for line in codecs.getreader(encoding)(stream):
            if line.strip():
                yield line
    except UnicodeError as error:
        raise SourceError(f"It is not {encoding}: {error}.", cure="Save it as UTF-8.") from error


def _drafts(value: object, place: RowPlace, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield the draft of an object, or those of the list of objects that it wraps."""
    if not isinstance(value, dict):
        yield row_failure(
            place, f"{place.words} is no JSON object.", "Give each report as an object with a text."
        )
        return
    inner = [] if "text" in header_fields(tuple(value), options.columns) else _wrapped(value)
    if not inner:
        yield from _draft(value, place, options)
    for number, item in enumerate(inner, 1):
        yield from _draft(
            item, RowPlace(place.entry, number, f"Item {number} of {place.entry.document}"), options
        )


def _wrapped(value: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the objects of the first list of objects in an object, as services wrap their results."""
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            return inner
    return []


def _draft(row: Mapping[str, object], place: RowPlace, options: IngestOptions) -> Iterator[Draft | Failure]:
    try:
        yield draft_of_row(row, place, options)
    except SourceError as error:
        yield row_failure(place, str(error.args[0]), error.cure)


def read_object(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield the draft of a single object, or those of the list of objects that it wraps."""
    text = decode(read_whole(entry, options.max_bytes), encoding=options.encoding)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"It is not JSON: {error}.", cure="Mend it, or give JSON Lines: an object a line."
        ) from error
    yield from _drafts(value, RowPlace(entry, 1, f"The object in {entry.document}"), options)


def read_array(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield a draft or failure for each item of a JSON array; only one item at a time is in memory."""
    for number, item in enumerate(_items(entry, options), 1):
        yield from _drafts(item, RowPlace(entry, number, f"Item {number} of {entry.document}"), options)


def _items(entry: Entry, options: IngestOptions) -> Iterator[object]:
    encoding = bom_encoding(entry.head) or options.encoding or "utf-8-sig"
    reader = codecs.getincrementaldecoder(encoding)()
    scanner = json.JSONDecoder()
    buffer, wanted, ended, number = "", _CHUNK, False, 0
    while True:
        buffer = (
            buffer.lstrip(" \t\r\n,") if number else buffer.lstrip("\ufeff \t\r\n").removeprefix("[").lstrip()
        )
        if buffer.startswith("]"):
            return
        try:
            item, end = scanner.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            if ended or len(buffer) > options.max_bytes:
                raise SourceError(
                    f"Its item {number + 1} is cut off or not JSON: {error}.", cure="Mend it there."
                ) from error
            chunk = entry.stream.read(wanted)
            ended, wanted = not chunk, wanted * 2
            buffer += _decoded(reader, chunk, final=ended)
            continue
        number += 1
        buffer, wanted = buffer[end:], _CHUNK
        yield item


def _decoded(reader: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> str:
    try:
        return reader.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"It is not UTF-8: {error.reason}.", cure="Name its encoding with --encoding."
        ) from error
