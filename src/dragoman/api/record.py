"""The record as users of Python and the commands have it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.analyse import Moment, questions, timeline
from dragoman.api.events import Events
from dragoman.api.offices import OfficeQuery, Tenancy, tenancies
from dragoman.api.reading import Progress, Reading, Summary
from dragoman.api.resolving import Resolution, learnt, resolve
from dragoman.errors import SourceError
from dragoman.export import export
from dragoman.model.codes import Means
from dragoman.model.record import Claim, Event, Failure, Role
from dragoman.model.report import Report
from dragoman.store import (
    Database,
    EventQuery,
    FactQuery,
    ReportEntry,
    ReportQuery,
    Totals,
    begin_run,
    create,
    open_existing,
    views,
)

__all__ = ["Record", "open"]

Day = str | date | None
Codes = str | Iterable[str] | None

STANDARD_INPUT = "-"
URL_STARTS = ("http://", "https://")


def open(path: str | os.PathLike[str]) -> Record:
    """Return the record at `path`; one that does not exist yet is made when reports are read into it.

    Raises:
        RecordError: the file is not a record, is damaged, or is of a newer version.
    """
    return Record(path)


class Record:
    """A record file: what was read and what was found in it. Close it, or use it in a `with` statement."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        there = self.path.exists() and not (self.path.is_file() and self.path.stat().st_size == 0)
        self._database = open_existing(self.path) if there else None

    def read(  # noqa: PLR0913 - each is a choice of the user's
        self,
        *inputs: str | os.PathLike[str],
        columns: Mapping[str, str] | None = None,
        published: Day = None,
        encoding: str | None = None,
        max_bytes: int | None = None,
        workers: int = 1,
        codebook: str | os.PathLike[str] | None = None,
        model: str | os.PathLike[str] | None = None,
        by: str = Means.BOTH,
        again: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read reports into the record and return what was done.

        What goes wrong with one report or input becomes a failure in the record, and the rest is read.

        Args:
            inputs: files, folders, glob patterns, URLs, or "-" for standard input.
            columns: for tables, our field to the name of the column that holds it, as {"text": "body"}.
            published: the day of publication of reports in which none is found.
            encoding: the encoding of text files that are not UTF-8.
            max_bytes: a single report larger than this is a failure; 50,000,000 unless told otherwise.
            workers: how many processes read.
            codebook: a folder of category files that lie over the packaged ones.
            model: a folder of a model that you trained; the packaged one unless told otherwise.
            by: what finds the events: "both" patterns and model, "patterns" or "model" alone.
            again: read known reports too, as after a change of the codebook.
            progress: called after each report.

        Raises:
            DragomanError: nothing could be read at all: no input named, the record or codebook is unusable.
        """
        from dragoman.ingest import IngestOptions, count_sources, ingest
        from dragoman.knowledge import path_beside
        from dragoman.pipeline import ReaderOptions, findings_version, read_all, reader_version

        places = [_place(name) for name in inputs]
        if not places:
            raise SourceError(
                "Nothing to read was named.", cure="Name a file, a folder, a pattern, a URL or -."
            )
        reader = ReaderOptions(
            codebook=Path(codebook) if codebook is not None else None,
            model=Path(model) if model is not None else None,
            means=questions.means(by),
            book=path_beside(self.path),
        )
        version = reader_version(reader)
        options = IngestOptions(
            columns=columns or {},
            published=questions.first_day(published),
            encoding=encoding,
            **({"max_bytes": max_bytes} if max_bytes is not None else {}),
        )
        if self._database is None:
            self._database = create(self.path)
        reader = replace(reader, ledger=learnt(self._database))
        run = begin_run(self._database, version=version, again=again, resolved=findings_version(reader))
        reading = Reading(self._database, run)
        total = count_sources(places) if progress else None
        stdin = sys.stdin.buffer if STANDARD_INPUT in places else None
        sources = reading.sift(ingest(places, options=options, stdin=stdin))
        results = read_all(sources, options=reader, workers=workers, skip=reading.settled)
        with closing(_closable(results)) as closable:
            for result in closable:
                reading.keep(result)
                if progress:
                    progress(Progress(so_far=reading.summary(), total=total))
        reading.finish(places)
        return reading.summary()

    def events(  # noqa: PLR0913 - each is a condition of the user's
        self,
        *,
        between: tuple[str, str] | None = None,
        actor: str | None = None,
        since: Day = None,
        until: Day = None,
        category: Codes = None,
        status: Codes = None,
        place: str | None = None,
        voice: str | None = None,
        report: str | None = None,
        text: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Events:
        """Return the events for which all given conditions hold, in order of time, undated ones last.

        Args:
            between: two actors: countries by name, adjective, capital or ISO code, or words of a name.
            actor: who acts.
            since: a day, month or year; events that may reach into it or later.
            until: a day, month or year; events that may have begun in it or earlier.
            category: codes of PLOVER's categories.
            status: happened, ongoing, planned, proposed, denied, not_happened, hypothetical.
            place: a country, or words of the name of a place.
            voice: who is given as the source.
            report: the id or the name of a report.
            text: words that the quoted sentence holds.
            limit: at most so many.
            offset: leave out so many of the first.

        Raises:
            QueryError: a condition makes no sense.
            RecordError: there is no record yet, or it cannot be read.
        """
        query = EventQuery(
            between=questions.pair(between),
            actor=actor,
            since=questions.first_day(since),
            until=questions.last_day(until),
            category=questions.categories(category),
            status=questions.statuses(status),
            place=place,
            voice=voice,
            report=report,
            text=text,
            limit=limit,
            offset=offset,
        )
        return Events(views.events(self._there(), query))

    def timeline(
        self, first: str, second: str, *, since: Day = None, until: Day = None, status: Codes = None
    ) -> list[Moment]:
        """Return what passed between two actors, by date, undated events last."""
        query = EventQuery(
            since=questions.first_day(since),
            until=questions.last_day(until),
            status=questions.statuses(status),
        )
        return timeline(self._there(), first, second, query=query)

    def claims(
        self, *, who: str | None = None, report: str | None = None, limit: int | None = None
    ) -> list[Claim]:
        """Return figures and contested assertions; `who` says them or is concerned."""
        return list(views.claims(self._there(), FactQuery(who=who, report=report, limit=limit)))

    def roles(
        self, *, who: str | None = None, report: str | None = None, limit: int | None = None
    ) -> list[Role]:
        """Return who is given which office; `who` is a person, a country or a body."""
        return list(views.roles(self._there(), FactQuery(who=who, report=report, limit=limit)))

    def resolve(
        self,
        *,
        codebook: str | os.PathLike[str] | None = None,
        progress: Callable[[Resolution], None] | None = None,
    ) -> Resolution:
        """Bring all stored readings up to date with what is known now, without reading a report again.

        What later reports and imported files tell of offices is used for earlier reports too; afterwards the
        record is the same in whatever order the reports came. What was done is kept if the call is broken off.

        Args:
            codebook: a folder of category files that lie over the packaged ones.
            progress: called after each batch.
        """
        from dragoman.knowledge import path_beside

        return resolve(
            self._there(),
            codebook=Path(codebook) if codebook is not None else None,
            book=path_beside(self.path),
            progress=progress,
        )

    def offices(self, *, of: str | None = None, who: str | None = None, on: Day = None) -> list[Tenancy]:
        """Return who held which office when, as the reports tell, with the evidence and what contradicts it.

        Args:
            of: a country or body whose offices are wanted.
            who: words of a person's name.
            on: a day, month or year; only what may hold on it, with how likely that is.
        """
        from dragoman.knowledge import path_beside

        query = OfficeQuery(of=of, who=who, on=questions.first_day(on))
        return tenancies(learnt(self._there()), query, book=path_beside(self.path))

    def reports(
        self, *, text: str | None = None, read: bool | None = None, limit: int | None = None
    ) -> list[ReportEntry]:
        """Return the reports without their texts; `text` are words in them, `read` False: the unread."""
        return list(views.reports(self._there(), ReportQuery(text=text, read=read, limit=limit)))

    def failures(self) -> list[Failure]:
        """Return what could not be read, why, and what to do about it."""
        return list(views.failures(self._there()))

    def totals(self) -> Totals:
        """Return how much the record holds."""
        return views.totals(self._there())

    def event(self, beginning: str) -> Event:
        """Return the event whose id is or begins with `beginning`; RecordError if that is none or several."""
        return views.event(self._there(), beginning)

    def find(self, beginning: str) -> Event | Claim | Role | Report:
        """Return the event, claim, role or report whose id is or begins so; RecordError as above."""
        return views.find(self._there(), beginning)

    def report(self, beginning: str) -> Report:
        """Return the report, with its text, whose id is or begins so; RecordError as above."""
        return views.report(self._there(), beginning)

    def export(self, path: str | os.PathLike[str], what: str = "events") -> int:
        """Write all events, claims, roles or reports to a .jsonl, .csv or .parquet file; return how many.

        Raises:
            ExportError: the ending is not known or the file cannot be written.
        """
        return export(self._there(), Path(path), what=what)

    def close(self) -> None:
        """Close the record; closing twice does no harm."""
        if self._database is not None:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self.path}>"

    def _there(self) -> Database:
        if self._database is None:
            self._database = open_existing(self.path)
        return self._database


def _closable(results: Iterator[Any]) -> Generator[Any, None, None]:
    """Yield what `results` yields, and end it when this is closed."""
    yield from results


def _place(name: str | os.PathLike[str]) -> str:
    """Return an input so that it means the same from any folder: paths in full, URLs and "-" as they are."""
    text = os.fspath(name)
    if text == STANDARD_INPUT or text.lower().startswith(URL_STARTS):
        return text
    return os.path.normpath(Path(text).expanduser().absolute())
