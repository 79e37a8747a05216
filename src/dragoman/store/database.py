"""Opens the record file and keeps it sound: one writer, many readers, nothing half written."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.errors import RecordError
from dragoman.store.migrations import APPLICATION, VERSION, migrate
from dragoman.store.names import fold

__all__ = ["Database", "create", "open_existing"]

BUSY_SECONDS = 30.0
LOG_TRIES, LOG_WAIT = 100, 0.05  # seconds

Parameters = Sequence[object] | Mapping[str, object]

# What can go wrong with the file itself, and what the user can do about it.
TROUBLES: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("is being written by another program", "Wait until that is done and try again."),
    sqlite3.SQLITE_LOCKED: ("is being written by another program", "Wait until that is done and try again."),
    sqlite3.SQLITE_FULL: ("cannot grow: the disk is full", "Make room and run the same command again."),
    sqlite3.SQLITE_READONLY: ("may only be read", "Copy it to a place that you may write to."),
    sqlite3.SQLITE_PERM: ("may not be opened", "Ask for the right to read and write it."),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "Check that its folder exists and that you may write there.",
    ),
    sqlite3.SQLITE_IOERR: ("cannot be read from or written to the disk", "Check the disk."),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Read the reports into a new record with --record FILE."),
    sqlite3.SQLITE_NOTADB: (
        "is not a dragoman record",
        "Name another file with --record, or move this one away.",
    ),
}


class Database:
    """An open record file.

    It may be asked from any thread; writing goes through `transaction`, one thread at a time.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Return the cursor of one statement."""
        with explained(self.path):
            return self._connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Execute one statement for each of `rows`."""
        with explained(self.path):
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows of a query one at a time."""
        with explained(self.path):
            for row in self._connection.execute(sql, parameters):  # noqa: UP028 - a cursor must not be closed late
                yield row

    def one(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """Return the first row of a query, None if there is none."""
        with explained(self.path):
            row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
            return row

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that is written inside happen together or not at all."""
        with self._writing:
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make all that is asked inside see the record as it stands at one moment, whatever others write."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(path: Path) -> Database:
    """Return the record at `path`, made new if there is none.

    Raises:
        RecordError: the file is something else, of a newer version, or cannot be written.
    """
    if not path.parent.is_dir():
        raise RecordError(
            f"There is no folder {path.parent}.", cure="Make it first, or name another --record."
        )
    return _opened(path, path.resolve().as_uri() + "?mode=rwc")


def open_existing(path: Path) -> Database:
    """Return the record at `path`, which must be there; one that may not be written is opened to be read.

    Raises:
        RecordError: there is no such file, or it is not a record, or it is of a newer version.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        raise RecordError(
            f"There is no record at {path}.",
            cure=f"Make one with: dragoman read REPORTS --record {path} (or try: dragoman demo).",
        )
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    waiting = path.with_name(path.name + "-wal").exists()
    mode = "rw" if writable else "ro" if waiting else "ro&immutable=1"
    return _opened(path, f"{path.resolve().as_uri()}?mode={mode}", writable=writable)


def _opened(path: Path, uri: str, *, writable: bool = True) -> Database:
    with explained(path):
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    try:
        with explained(path):
            connection.row_factory = sqlite3.Row
            connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
            connection.execute("PRAGMA foreign_keys = ON")
            _prepare(path, connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return Database(path, connection)


def _prepare(path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
    """Bring the file to the present version, or say why that cannot be."""
    application, version, tables = _identity(connection)
    if application != APPLICATION and (application or version or tables):
        message, cure = TROUBLES[sqlite3.SQLITE_NOTADB]
        raise RecordError(f"{path} {message}.", cure=cure)
    if version > VERSION:
        raise RecordError(
            f"{path} was written by a newer dragoman (its form is {version}, this one knows {VERSION}).",
            cure="Bring dragoman up to date: pip install --upgrade dragoman.",
        )
    if writable:
        _keep_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
    if version < VERSION:
        migrate(connection)


def _keep_log(connection: sqlite3.Connection) -> None:
    """Switch the file to write-ahead logging; SQLite does not wait by itself if another program just does so too."""
    for tries_left in reversed(range(LOG_TRIES)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            time.sleep(LOG_WAIT)
        else:
            return


def _identity(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Return application id, version and number of tables, as they stand at one moment."""
    connection.execute("BEGIN")  # or another program's migration might end between two of the questions
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        connection.rollback()
    return application, version, tables


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
