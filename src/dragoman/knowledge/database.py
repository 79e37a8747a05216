"""Opens the SQLite file of the book and tells its troubles in words of the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from dragoman.errors import RecordError

__all__ = ["connect", "explained"]

APPLICATION = 0x4452414B  # "DRAK", how a book is told from a record and from other SQLite files
VERSION = 1
BUSY_SECONDS = 30.0
CACHE_KIB = 131_072
TROUBLES = {
    sqlite3.SQLITE_BUSY: ("is being written by another program", "Wait until that is done and try again."),
    sqlite3.SQLITE_FULL: ("cannot grow: the disk is full", "Make room and import the file again."),
    sqlite3.SQLITE_READONLY: ("may only be read", "Copy it to a place that you may write to."),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "Check that its folder exists and that you may write there.",
    ),
    sqlite3.SQLITE_IOERR: ("cannot be read from or written to the disk", "Check the disk."),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Delete it and import the files again."),
    sqlite3.SQLITE_NOTADB: ("is no book of knowledge", "Name another file, or move this one away."),
}


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the book at `path`, made new if there is none.

    Raises:
        RecordError: the file is something else, of a newer version, or cannot be opened.
    """
    with explained(path):
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    try:
        with explained(path):
            _prepare(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    application, version, tables = (
        connection.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application != APPLICATION and (application or tables):
        message, cure = TROUBLES[sqlite3.SQLITE_NOTADB]
        raise RecordError(f"{path} {message}.", cure=cure)
    if version > VERSION:
        raise RecordError(
            f"{path} was written by a newer dragoman (its form is {version}, this one knows {VERSION}).",
            cure="Bring dragoman up to date: pip install --upgrade dragoman.",
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if version < VERSION:
        script = files("dragoman.knowledge").joinpath("schema.sql").read_text(encoding="utf-8")
        marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE; {script} {marks} COMMIT;")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell troubles of the file in words of the user; an error of the SQL itself is a bug and passes."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in TROUBLES:
            raise
        message, cure = TROUBLES[code & 0xFF]
        raise RecordError(f"{path} {message}.", cure=cure) from error
