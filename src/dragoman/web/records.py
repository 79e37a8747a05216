"""Lends open records to requests: each request has one to itself, and a few stay open between requests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from dragoman.api import Record

__all__ = ["OpenRecord", "RecordToWrite", "Records"]

MOST_IDLE = 4


class Records:
    """The record file at `path`, opened as often as there are requests at the same moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[tuple[Record, tuple[int, int] | None]] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[Record]:
        """Lend an open record for the length of a `with` block.

        Raises:
            RecordError: the file is not a record, is damaged, or is of a newer version.
        """
        record, file = self._take()
        try:
            yield record
        finally:
            self._put(record, file)

    def close(self) -> None:
        """Close what is idle; what is still lent is closed when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for record, _ in idle:
            record.close()

    def _take(self) -> tuple[Record, tuple[int, int] | None]:
        now = _identity(self.path)
        while True:
            with self._lock:
                record, file = self._idle.pop() if self._idle else (None, None)
            if record is None:
                return Record(self.path), now
            if file == now and file is not None:
                return record, file
            record.close()  # another file now stands at the path

    def _put(self, record: Record, file: tuple[int, int] | None) -> None:
        with self._lock:
            keep = not self._closed and len(self._idle) < MOST_IDLE
            if keep:
                self._idle.append((record, file))
        if not keep:
            record.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another that takes its place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _to_read(request: Request) -> Iterator[Record]:
    records: Records = request.app.state.records
    with records.lent() as record, record.snapshot():
        yield record


def _to_write(request: Request) -> Iterator[Record]:
    records: Records = request.app.state.records
    with records.lent() as record:
        yield record


# A page sees the record as it stands at one moment, though `dragoman read` may be writing; what a form posts is
# written through the other.
OpenRecord = Annotated[Record, Depends(_to_read)]
RecordToWrite = Annotated[Record, Depends(_to_write)]
