"""Estimates how many reports inputs hold, for a progress bar: exact where that is cheap."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from dragoman.errors import SourceError
from dragoman.ingest.inputs import is_url, paths_of
from dragoman.ingest.junk import is_junk
from dragoman.ingest.parquet_table import row_count

__all__ = ["count_sources"]

_CHEAP_BYTES = 256_000_000
_CHUNK = 1 << 20
_LINES = (".jsonl", ".ndjson")
_UNKNOWN = (".gz", ".tgz", ".bz2", ".xz", ".tar", ".csv", ".tsv", ".json", ".xml", ".rss", ".atom")


def count_sources(inputs: Sequence[str]) -> int | None:
    """Return about how many reports the inputs hold, None if that cannot be told without reading them."""
    total = 0
    for name in inputs:
        count = 1 if is_url(name) else _count(name)
        if count is None:
            return None
        total += count
    return total


def _count(name: str) -> int | None:
    if name == "-":
        return None
    try:
        counts = [_in_file(path) for path in paths_of(name)]
    except (SourceError, OSError):
        return 1
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _in_file(path: Path) -> int | None:
    """Return how many reports a file holds: rows of tables and members of archives counted."""
    ending = path.suffix.lower()
    if ending == ".parquet":
        return row_count(str(path))
    if ending == ".zip":
        return _members(path)
    if ending in _LINES:
        return _lines(path)
    return None if ending in _UNKNOWN else 1


def _members(path: Path) -> int | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except (OSError, zipfile.BadZipFile):
        return 1
    return sum(not any(is_junk(part) for part in PurePosixPath(name).parts) for name in names)


def _lines(path: Path) -> int | None:
    try:
        if path.stat().st_size > _CHEAP_BYTES:
            return None
        with path.open("rb") as file:
            lines, last = 0, b"\n"
            while chunk := file.read(_CHUNK):
                lines += chunk.count(b"\n")
                last = chunk[-1:]
    except OSError:
        return 1
    return lines + (last != b"\n")
