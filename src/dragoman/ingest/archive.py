"""Opens archives and compressed files, member by member; nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from dragoman.errors import SourceError
from dragoman.ingest.entry import Entry, peeked, well_formed
from dragoman.ingest.faults import BROKEN_TAR, BROKEN_ZIP
from dragoman.ingest.junk import is_junk
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.sniff import Kind
from dragoman.model.record import Failure

__all__ = ["decompressed", "office_member", "open_zip", "tar_members", "zip_members"]

_LARGEST_RATIO = 200
_ENCRYPTED = 0x1
_ENDINGS = (".gz", ".bz2", ".xz", ".gzip")


def decompressed(entry: Entry, kind: Kind) -> Entry:
    """Return what is in a compressed file, under its name without the ending."""
    opened: BinaryIO
    if kind is Kind.GZIP:
        opened = cast("BinaryIO", gzip.GzipFile(fileobj=entry.stream))
    elif kind is Kind.BZIP2:
        opened = cast("BinaryIO", bz2.BZ2File(entry.stream))
    else:
        opened = cast("BinaryIO", lzma.LZMAFile(entry.stream))  # noqa: SIM115 - closed with the entry's own stream
    head, stream = peeked(opened)
    return Entry(
        origin=entry.origin, document=_unpacked_name(entry.document), stream=stream, head=head, url=entry.url
    )


def _unpacked_name(name: str) -> str:
    for ending in _ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.tar" if dot and ending.lower() in ("tgz", "tbz2", "txz") else name


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """Return the opened zip archive.

    Raises:
        SourceError: it is cut off or damaged.
    """
    try:
        return zipfile.ZipFile(file)
    except BROKEN_ZIP as error:
        raise SourceError(
            f"The archive is cut off or damaged: {error}.", cure="Fetch or pack it again."
        ) from error


def office_member(archive: zipfile.ZipFile) -> str | None:
    """Return the ending of the Office format that the archive is a file of, None if it is a plain archive."""
    names = set(archive.namelist())
    for name, ending in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if name in names:
            return ending
    return "odt" if "mimetype" in names and "content.xml" in names else None


def zip_members(archive: zipfile.ZipFile, entry: Entry, options: IngestOptions) -> Iterator[Entry | Failure]:
    """Yield the members of a zip archive in its order, and a failure for each that cannot be opened."""
    for info in archive.infolist():
        if info.is_dir() or _left_out(info.filename):
            continue
        origin, name = _names(entry, info.filename)
        trouble = _trouble(info, options.max_bytes)
        if trouble is not None:
            yield Failure(origin=origin, document=name, stage="ingest", error=trouble[0], cure=trouble[1])
            continue
        try:
            with archive.open(info) as file:
                head, stream = peeked(cast("BinaryIO", file))
                yield Entry(origin=origin, document=name, stream=stream, head=head)
        except BROKEN_ZIP as error:
            yield _damaged(origin, name, error)


def _trouble(info: zipfile.ZipInfo, limit: int) -> tuple[str, str] | None:
    """Return why a member is not to be opened, and the cure."""
    if info.flag_bits & _ENCRYPTED:
        return "The member is encrypted.", "Unpack the archive with its password and read the folder."
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > limit and ratio > _LARGEST_RATIO:
        return (
            f"The member is huge: {info.file_size:,} bytes out of {info.compress_size:,}.",
            "Unpack and look at it.",
        )
    return None


def tar_members(entry: Entry) -> Iterator[Entry | Failure]:
    """Yield the members of a tar archive in its order.

    Raises:
        SourceError: it is cut off or damaged.
    """
    try:
        with tarfile.open(fileobj=entry.stream, mode="r|") as archive:
            for info in archive:
                file = archive.extractfile(info) if info.isfile() and not _left_out(info.name) else None
                if file is None:
                    continue
                origin, name = _names(entry, info.name)
                head, stream = peeked(cast("BinaryIO", file))
                yield Entry(origin=origin, document=name, stream=stream, head=head)
    except BROKEN_TAR as error:
        raise SourceError(
            f"The archive is cut off or damaged: {error}.", cure="Fetch or pack it again."
        ) from error


def _left_out(name: str) -> bool:
    return any(is_junk(part) for part in PurePosixPath(name).parts)


def _names(entry: Entry, member: str) -> tuple[str, str]:
    """Return origin and document of a member."""
    name = well_formed(member)
    return f"{entry.origin}#{name}", name


def _damaged(origin: str, name: str, error: Exception) -> Failure:
    return Failure(
        origin=origin,
        document=name,
        stage="ingest",
        error=f"The member is cut off or damaged: {error}.",
        cure="Fetch or pack the archive again.",
    )
