"""Writes an export file whole or not at all; the ending of its name chooses the format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import ExportError
from dragoman.export.csv import write_csv
from dragoman.export.jsonl import write_jsonl
from dragoman.export.rows import ROWS, Row
from dragoman.store import Database

__all__ = ["WHAT", "export", "formats"]

WHAT = tuple(ROWS)

Write = Callable[[Path, str, Iterable[Row]], int]


def export(database: Database, path: Path, *, what: str) -> int:
    """Write all `what` (events, claims, roles or reports) to `path` and return how many rows they were.

    Raises:
        ExportError: the ending is not known, there is nothing called `what`, or the file cannot be written.
    """
    if what not in ROWS:
        raise ExportError(f"There are no {what!r} to export.", cure=f"Choose one of: {', '.join(WHAT)}.")
    write = _format(path)
    with _beside(path) as file:
        return write(file, what, ROWS[what](database))


def formats() -> tuple[str, ...]:
    """Return the endings that `export` knows."""
    return tuple(_FORMATS)


def _write_parquet(path: Path, what: str, rows: Iterable[Row]) -> int:
    from dragoman.export.parquet import write_parquet  # pyarrow takes long to load

    return write_parquet(path, what, rows)


_FORMATS: dict[str, Write] = {".jsonl": write_jsonl, ".csv": write_csv, ".parquet": _write_parquet}


def _format(path: Path) -> Write:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError as error:
        raise ExportError(
            f"The ending of {path.name} says no format that dragoman writes.",
            cure=f"End the name in one of: {', '.join(_FORMATS)}.",
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to, which takes its place when all went well and is gone if not."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}.",
            cure="Check that its folder exists, that you may write there, and that the disk has room.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
