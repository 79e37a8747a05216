"""Chooses the reader for an entry: the one table of formats, and archives opened within archives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO
from zipfile import ZipFile

from dragoman.errors import SourceError
from dragoman.ingest.archive import decompressed, office_member, open_zip, tar_members, zip_members
from dragoman.ingest.csv_table import read_csv
from dragoman.ingest.docx import draft_of_docx
from dragoman.ingest.draft import Draft
from dragoman.ingest.entry import Entry, seekable
from dragoman.ingest.faults import CUT_OFF
from dragoman.ingest.feed import read_feed
from dragoman.ingest.html import read_html
from dragoman.ingest.json_table import read_array, read_lines, read_object
from dragoman.ingest.mail import read_mail
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.parquet_table import read_parquet
from dragoman.ingest.pdf import read_pdf
from dragoman.ingest.plain import read_text
from dragoman.ingest.sniff import Format, Kind, sniff
from dragoman.model.record import Failure

__all__ = ["drafts_of", "failure_of"]

_DEEPEST = 2

Reader = Callable[[Entry, IngestOptions], Iterator[Draft | Failure]]

_READERS: dict[Kind, Reader] = {
    Kind.PDF: read_pdf,
    Kind.PARQUET: read_parquet,
    Kind.HTML: read_html,
    Kind.FEED: read_feed,
    Kind.JSON_LINES: read_lines,
    Kind.JSON_ARRAY: read_array,
    Kind.JSON_OBJECT: read_object,
    Kind.TABLE: read_csv,
    Kind.MAIL: read_mail,
    Kind.TEXT: read_text,
}


def drafts_of(entry: Entry, options: IngestOptions, depth: int = 0) -> Iterator[Draft | Failure]:
    """Yield the drafts of an entry, and a failure for it or each part of it that cannot be read."""
    try:
        found = sniff(entry.head, entry.document, options.columns)
        if found.kind in (Kind.GZIP, Kind.BZIP2, Kind.XZ):
            yield from _unpacked(entry, found.kind, options, depth)
        elif found.kind in (Kind.ZIP, Kind.TAR):
            yield from _members(entry, found.kind, options, depth)
        else:
            yield from _reader(found)(entry, options)
    except SourceError as error:
        yield failure_of(entry.origin, entry.document, error)
    except CUT_OFF as error:
        damaged = SourceError(f"It is cut off or damaged: {error}.", cure="Fetch or save it again.")
        yield failure_of(entry.origin, entry.document, damaged)


def failure_of(origin: str, document: str, error: SourceError) -> Failure:
    """Return the failure that an error is."""
    return Failure(
        origin=origin, document=document, stage="ingest", error=str(error.args[0]), cure=error.cure
    )


def _reader(found: Format) -> Reader:
    """Return the reader of a format.

    Raises:
        SourceError: it has none.
    """
    if found.kind is Kind.EMPTY:
        raise SourceError("It is empty.", cure="Leave it out, or fetch it again.")
    if found.kind is Kind.OTHER:
        raise SourceError(f"It is {found.name}, which is not read.", cure=found.cure)
    return _READERS[found.kind]


def _unpacked(entry: Entry, kind: Kind, options: IngestOptions, depth: int) -> Iterator[Draft | Failure]:
    if depth > _DEEPEST:
        raise SourceError("It is packed too deep.", cure="Unpack it and read the folder.")
    yield from drafts_of(decompressed(entry, kind), options, depth + 1)


def _members(entry: Entry, kind: Kind, options: IngestOptions, depth: int) -> Iterator[Draft | Failure]:
    if depth > _DEEPEST:
        raise SourceError("It is packed too deep.", cure="Unpack it and read the folder.")
    if kind is Kind.TAR:
        yield from _of_members(tar_members(entry), options, depth)
        return
    with seekable(entry) as file, open_zip(file) as archive:
        office = office_member(archive)
        if office is None:
            yield from _of_members(zip_members(archive, entry, options), options, depth)
        else:
            yield draft_of_docx(_office_file(file, archive, office, options), entry)


def _office_file(file: BinaryIO, archive: ZipFile, office: str, options: IngestOptions) -> bytes:
    """Return the bytes of a Word file.

    Raises:
        SourceError: it is of another kind, or huge.
    """
    if office != "docx":
        raise SourceError(
            f"It is a .{office} file, which is not read.", cure="Save it as .docx, .csv or .txt."
        )
    if sum(info.file_size for info in archive.infolist()) > options.max_bytes:
        raise SourceError("The Word file is huge.", cure="Split it, or raise --max-bytes.")
    file.seek(0)
    return file.read()


def _of_members(
    members: Iterator[Entry | Failure], options: IngestOptions, depth: int
) -> Iterator[Draft | Failure]:
    for member in members:
        if isinstance(member, Failure):
            yield member
        else:
            yield from drafts_of(member, options, depth + 1)
