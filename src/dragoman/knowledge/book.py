"""The book of imported knowledge: files go in, facts with their sources come out.

The book is a SQLite file of its own, beside the record and never in it: what was imported may have another
licence than what is published, and can be thrown away and imported again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.errors import QueryError, SourceError
from dragoman.knowledge.answers import Bearer, Conflict, FactQuery, ImportResult, Sourced
from dragoman.knowledge.codec import SOURCE, as_source
from dragoman.knowledge.conflicts import find_conflicts
from dragoman.knowledge.database import connect, explained
from dragoman.knowledge.dates import partial
from dragoman.knowledge.facts import Source
from dragoman.knowledge.finder import Finder
from dragoman.knowledge.formats import READERS, Format, as_of, format_of, licence_of, name_of
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.removal import remove
from dragoman.knowledge.writer import Writer

__all__ = ["ImportOptions", "KnowledgeBook", "Progress", "path_beside"]

TICK = 2000  # facts between two calls of progress
FEW = 100  # conflicts that an import tells; `conflicts` has them all

Progress = Callable[[int, int], None]  # bytes taken from the file so far, bytes in all


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user says of a file that its content does not.

    `as_of` is the day up to which it tells ("" as the file says); `form` its format (None: told by content).
    """

    as_of: str = ""
    form: Format | None = None


def path_beside(record: Path) -> Path:
    """Return where the book of a record lies: `dragoman.db` has `dragoman.knowledge.db`."""
    return record.with_name(f"{record.stem}.knowledge.db")


class KnowledgeBook:
    """An open book of knowledge. One writes at a time; many may ask.

    Raises:
        RecordError: the file is no book, or cannot be opened.
    """

    def __init__(
        self, path: Path | str, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.path = Path(path)
        self._clock = clock
        self._connection = connect(self.path)
        self._load()

    def import_file(
        self,
        path: Path | str,
        *,
        source: str | None = None,
        licence: str | None = None,
        progress: Progress | None = None,
        options: ImportOptions = ImportOptions(),
    ) -> ImportResult:
        """Take in the facts of a file; one that the book has, by its content, is skipped.

        Rows at fault are told in the result and the rest goes in. If the import is broken off, or the file
        turns out to be broken, nothing of it shows, and the next import of the file begins anew.

        Raises:
            SourceError: the file cannot be opened, is in no known format, or is cut off.
            RecordError: the book cannot be written.
        """
        place = Path(path)
        digest = _digest(place)
        with explained(self.path):
            known = self._connection.execute(
                f"SELECT state, {SOURCE}, counts FROM sources WHERE sha256 = ?",  # noqa: S608
                (digest,),
            ).fetchone()
            if known and known[0] == "done":
                return ImportResult(source=as_source(known[1:-1]), counts=json.loads(known[-1]), skipped=True)
            if known:
                remove(self._connection, known[1])
            with Intake(place) as intake:
                number = self._begin(intake, digest, source, licence, options)
                return self._take(intake, number, progress)

    def sources(self) -> tuple[Source, ...]:
        """Return what was imported, in the order in which it was."""
        return tuple(self._sources.values())

    def counts(self, source_id: int) -> dict[str, int]:
        """Return how many facts of each kind a source holds, how many faults, and what was passed over."""
        row = self._connection.execute("SELECT counts FROM sources WHERE id = ?", (source_id,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def facts(self, query: FactQuery) -> tuple[Sourced, ...]:
        """Return the facts that are asked for, each with its source.

        Raises:
            QueryError: the day is none.
        """
        if query.on:
            _checked(query.on)
        with explained(self.path):
            return tuple(islice(self._finder.facts(query), query.limit))

    def memberships(self, name: str, *, on: str | date | None = None) -> tuple[Sourced, ...]:
        """Return to which bodies somebody or something belonged."""
        query = FactQuery(name=name, on=_checked(on) if on else None)
        return tuple(self._finder.memberships(query))

    def holders(self, office: str, of: str, *, on: str | date) -> tuple[Sourced, ...]:
        """Return who held an office of a country or body on a day, from all sources.

        A rival government is a body of its own: its ministers are not those of the country.
        """
        return self.facts(FactQuery(office=office, of=of, on=_checked(on)))

    def lookup(self, normalised_name: str, on: str | date) -> tuple[Bearer, ...]:
        """Return who bears a name on a day, with country, sector and offices of that day.

        `normalised_name` is a name as `names.normal` gives it. Names asked for before are remembered.
        """
        return self._finder.lookup(normalised_name, on if isinstance(on, str) else on.isoformat())

    def conflicts(self, source_id: int | None = None) -> tuple[Conflict, ...]:
        """Return the facts that contradict each other, in the whole book or with one source."""
        with explained(self.path):
            return tuple(find_conflicts(self._connection, self._sources, of=source_id))

    def remove(self, source_id: int) -> None:
        """Take a source with all its facts out of the book.

        Raises:
            QueryError: the book has no such source.
        """
        if source_id not in self._sources:
            raise QueryError(
                f"The book has no source {source_id}.", cure="See them all: dragoman knowledge list."
            )
        with explained(self.path):
            remove(self._connection, source_id)
        self._load()

    def close(self) -> None:
        """Close the book; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _load(self) -> None:
        rows = self._connection.execute(f"SELECT {SOURCE} FROM sources WHERE state = 'done' ORDER BY id")  # noqa: S608
        self._sources = {row[0]: as_source(row) for row in rows}
        self._finder = Finder(self._connection, self._sources)

    def _begin(
        self, intake: Intake, digest: str, name: str | None, licence: str | None, options: ImportOptions
    ) -> int:
        """Write down that an import has begun, and return its number."""
        form = options.form or format_of(intake)
        cursor = self._connection.execute(
            "INSERT INTO sources (name, licence, file, sha256, format, as_of, imported_at, state, counts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'importing', '{}')",
            (
                name or name_of(form, intake.path),
                licence or licence_of(form, intake),
                intake.path.name,
                digest,
                str(form),
                _checked(options.as_of) if options.as_of else as_of(intake),
                self._clock().isoformat(timespec="seconds"),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _take(self, intake: Intake, number: int, progress: Progress | None) -> ImportResult:
        form = self._connection.execute("SELECT format FROM sources WHERE id = ?", (number,)).fetchone()[0]
        writer = Writer(self._connection, number)
        try:
            for told_so_far, told in enumerate(READERS[Format(form)](intake)):
                writer.take(told)
                if progress and told_so_far % TICK == 0:
                    progress(intake.taken, intake.size)
            writer.close()
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            remove(self._connection, number)
            raise
        counts = {what: count for what, count in sorted(writer.counts.items()) if count}
        self._connection.execute(
            "UPDATE sources SET state = 'done', counts = ? WHERE id = ?", (json.dumps(counts), number)
        )
        self._load()
        if progress:
            progress(intake.size, intake.size)
        found = find_conflicts(self._connection, self._sources, of=number)
        return ImportResult(
            source=self._sources[number],
            counts=counts,
            faults=tuple(writer.faults),
            conflicts=tuple(islice(found, FEW)),
        )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read: {error.strerror}.", cure="Check its name and rights."
        ) from error


def _checked(day: str | date) -> str:
    try:
        return partial(day if isinstance(day, str) else day.isoformat())
    except ValueError as error:
        raise QueryError(
            f"{str(error).capitalize()}.", cure="Write it as 2021-02-01, 2021-02 or 2021."
        ) from error
