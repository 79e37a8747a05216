"""The record as users of Python and the commands have it."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.analyse import (
    Actor,
    Count,
    Dyad,
    DyadQuery,
    Moment,
    Network,
    NetworkQuery,
    OpenPlan,
    Overview,
    Review,
    actor,
    check,
    dyad,
    judgements_on,
    last_judgement,
    links_of,
    network,
    overview,
    questions,
    review,
    timeline,
)
from dragoman.api.asking import event_query
from dragoman.api.events import Events
from dragoman.api.offices import OfficeQuery, Tenancy, tenancies
from dragoman.api.plans import asked_plans
from dragoman.api.reading import Progress, Reading, Summary
from dragoman.api.resolving import Resolution, learnt, resolve
from dragoman.errors import SourceError
from dragoman.export import export
from dragoman.model.codes import Means
from dragoman.model.judgement import Judgement, Standing
from dragoman.model.reading import Reading as Understood
from dragoman.model.record import Claim, Event, EventLink, Failure, Role, Telling
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
    drop_derived,
    open_existing,
    paging,
    searching,
    views,
)
from dragoman.store.paging import EventPage, ReportPage, Turn
from dragoman.store.searching import ActorHit, EventHit, Hits, ReportHit

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
        disputed: bool | None = None,
        as_of: Day = None,
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
            disputed: whether what is told of them contradicts itself.
            as_of: a day, month or year; answers by what was published by its end.
            limit: at most so many.
            offset: leave out so many of the first.

        Raises:
            QueryError: a condition makes no sense.
            RecordError: there is no record yet, or it cannot be read.
        """
        query = event_query(
            between=between,
            actor=actor,
            since=since,
            until=until,
            category=category,
            status=status,
            place=place,
            voice=voice,
            report=report,
            text=text,
            disputed=disputed,
            as_of=as_of,
            limit=limit,
            offset=offset,
        )
        found = paging.each_event(self._there(), query)
        return Events(itertools.islice(found, offset, None if limit is None else offset + limit))

    def each_event(self, **conditions: Any) -> Iterator[Event]:
        """Yield the events for which the conditions of `events` hold one at a time, however many there are."""
        return paging.each_event(self._there(), event_query(**conditions))

    def event_page(self, *, turn: Turn, latest: bool = False, **conditions: Any) -> EventPage:
        """Return a page of the events for which the conditions of `events` hold; with `latest` the last first."""
        return paging.event_page(self._there(), event_query(**conditions), turn=turn, latest=latest)

    def report_page(self, *, turn: Turn, latest: bool = False, read: bool | None = None) -> ReportPage:
        """Return a page of the reports; `read` False: of the unread."""
        return paging.report_page(self._there(), ReportQuery(read=read), turn=turn, latest=latest)

    def search_events(self, text: str, *, limit: int = 20, offset: int = 0) -> Hits[EventHit]:
        """Return events of which a quoted sentence holds all the words, with these set off."""
        return searching.event_hits(self._there(), text, limit=limit, offset=offset)

    def search_reports(self, text: str, *, limit: int = 20, offset: int = 0) -> Hits[ReportHit]:
        """Return reports whose title or text holds all the words, with these set off."""
        return searching.report_hits(self._there(), text, limit=limit, offset=offset)

    def search_actors(self, text: str, *, limit: int = 20, offset: int = 0) -> Hits[ActorHit]:
        """Return actors whose name holds all the words, those with most events first."""
        return searching.actor_hits(self._there(), text, limit=limit, offset=offset)

    def understood(self, report: str) -> Understood | None:
        """Return what was understood of the report with this id in its own words, None if it was not read."""
        return searching.reading_of(self._there(), report)

    def told(self, report: str) -> list[Event]:
        """Return the events of the report with this id as it alone tells them, in the order of its text."""
        return searching.told_in(self._there(), report)

    def unread_because(self, report: str) -> str | None:
        """Return why the report with this id was kept unread, None if it was read."""
        return searching.unread_because(self._there(), report)

    def timeline(
        self,
        first: str,
        second: str,
        *,
        since: Day = None,
        until: Day = None,
        status: Codes = None,
        as_of: Day = None,
    ) -> list[Moment]:
        """Return what passed between two actors, by date, undated events last."""
        query = EventQuery(
            since=questions.first_day(since),
            until=questions.last_day(until),
            status=questions.statuses(status),
            as_of=questions.last_day(as_of),
        )
        return timeline(self._there(), first, second, query=query)

    def overview(self, *, partner: str | None = None) -> Overview:
        """Return the record at a glance; its map shows the events that `partner` shares with others, else all."""
        return overview(self._there(), partner)

    def dyad(  # noqa: PLR0913 - each is a condition of the user's
        self,
        first: str,
        second: str,
        *,
        since: Day = None,
        until: Day = None,
        category: Codes = None,
        status: Codes = None,
        place: str | None = None,
        voice: str | None = None,
        limit: int = 25,
        offset: int = 0,
    ) -> Dyad:
        """Return what passes between two actors: events to scale, the balance over time and where it changes.

        The conditions are those of `events`; `limit` and `offset` are for the list of events alone.
        """
        query = DyadQuery(
            since=questions.first_day(since),
            until=questions.last_day(until),
            category=questions.categories(category),
            status=questions.statuses(status),
            place=place,
            voice=voice,
            limit=limit,
            offset=offset,
        )
        return dyad(self._there(), first, second, query)

    def actor(self, name: str) -> Actor:
        """Return what there is about an actor: names over time, partners, visits, statements, memberships."""
        return actor(self._there(), name)

    def network(
        self,
        *,
        since: Day = None,
        until: Day = None,
        category: Codes = None,
        status: Codes = None,
        actors: int = 40,
        least: int = 1,
    ) -> Network:
        """Return who deals with whom in whole months from `since` to `until`, among at most so many actors.

        Args:
            since: a day, month or year; the month in which it begins counts.
            until: a day, month or year; the month in which it ends counts.
            category: codes of PLOVER's categories.
            status: as for `events`.
            actors: the actors with most events, at most so many.
            least: how many events two actors must share to be tied.
        """
        query = NetworkQuery(
            since=questions.first_day(since),
            until=questions.last_day(until),
            category=questions.categories(category),
            status=questions.statuses(status),
            actors=actors,
            least=least,
        )
        return network(self._there(), query)

    def claims(
        self,
        *,
        who: str | None = None,
        report: str | None = None,
        as_of: Day = None,
        limit: int | None = None,
    ) -> list[Claim]:
        """Return figures and contested assertions; `who` says them or is concerned."""
        return list(views.claims(self._there(), _fact_query(who, report, as_of, limit)))

    def roles(
        self,
        *,
        who: str | None = None,
        report: str | None = None,
        as_of: Day = None,
        limit: int | None = None,
    ) -> list[Role]:
        """Return who is given which office; `who` is a person, a country or a body."""
        return list(views.roles(self._there(), _fact_query(who, report, as_of, limit)))

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

    def rebuild(
        self,
        *,
        codebook: str | os.PathLike[str] | None = None,
        progress: Callable[[Resolution], None] | None = None,
    ) -> Resolution:
        """Derive everything again from the stored reports, readings and judgements; no report is read.

        A second call changes nothing. What was done is kept if the call is broken off; `resolve` goes on then.

        Args:
            codebook: a folder of category files that lie over the packaged ones.
            progress: called after each batch.
        """
        drop_derived(self._there())
        return self.resolve(codebook=codebook, progress=progress)

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
        self,
        *,
        text: str | None = None,
        read: bool | None = None,
        family: str | None = None,
        as_of: Day = None,
        limit: int | None = None,
    ) -> list[ReportEntry]:
        """Return the reports without their texts.

        Args:
            text: words in them.
            read: False asks for those that are not read.
            family: the id of a family: the copies of one text.
            as_of: a day, month or year; what was published by its end.
            limit: at most so many.
        """
        day = questions.last_day(as_of)
        query = ReportQuery(text=text, read=read, family=family, as_of=day, limit=limit)
        return list(views.reports(self._there(), query))

    def failures(self) -> list[Failure]:
        """Return what could not be read, why, and what to do about it."""
        return list(views.failures(self._there()))

    def totals(self) -> Totals:
        """Return how much the record holds."""
        return views.totals(self._there())

    def event(self, beginning: str, *, as_of: Day = None) -> Event:
        """Return the event whose id, or that of one of its tellings, is or begins with `beginning`.

        Raises:
            RecordError: there is none or several, or none was known by the end of `as_of`.
        """
        return views.event(self._there(), beginning, as_of=questions.last_day(as_of))

    def tellings(self, beginning: str, *, as_of: Day = None) -> list[Telling]:
        """Return what each report tells of an event, in order of their days; RecordError as above."""
        return views.event_tellings(self._there(), beginning, as_of=questions.last_day(as_of))

    def links(self, beginning: str, *, as_of: Day = None) -> tuple[EventLink, ...]:
        """Return the plans and outcomes that an event is tied to, with the reasons; RecordError as above."""
        day = questions.last_day(as_of)
        return links_of(self._there(), views.event(self._there(), beginning, as_of=day), day)

    def open_plans(  # noqa: PLR0913 - each is a condition of the user's
        self,
        *,
        as_of: Day = None,
        between: tuple[str, str] | None = None,
        actor: str | None = None,
        category: Codes = None,
        since: Day = None,
        overdue: bool = False,
        every: bool = False,
        limit: int | None = None,
    ) -> Iterator[OpenPlan]:
        """Yield what was announced, proposed or threatened and has no outcome, by due day, undated ones last.

        Args:
            as_of: as things stood by the end of this day, month or year; today unless told otherwise.
            between: two actors: countries by any name, or words of a name.
            actor: who is to act.
            category: codes of PLOVER's categories.
            since: due on this day, month or year or later.
            overdue: only those whose day has passed.
            every: those that were fulfilled or called off too.
            limit: at most so many.
        """
        return asked_plans(
            self._there(),
            as_of=as_of,
            between=between,
            actor=actor,
            category=category,
            since=since,
            overdue=overdue,
            every=every,
            limit=limit,
        )

    def check(
        self, *, report: str | None = None, as_of: Day = None, verdict: Codes = None
    ) -> Iterator[Count]:
        """Yield what reports say of how often something happened, held against the record.

        Args:
            report: the id or the name of a report.
            as_of: a day, month or year; answers by what was published by its end.
            verdict: borne_out, missing, contradicted, unchecked.
        """
        wanted = questions.verdicts(verdict)
        counts = check(self._there(), report=report, as_of=questions.last_day(as_of))
        return (count for count in counts if not wanted or count.verdict in wanted)

    def find(self, beginning: str, *, as_of: Day = None) -> Event | Claim | Role | Report:
        """Return the event, claim, role or report whose id is or begins so; RecordError as above."""
        return views.find(self._there(), beginning, as_of=questions.last_day(as_of))

    def report(self, beginning: str) -> Report:
        """Return the report, with its text, whose id is or begins so; RecordError as above."""
        return views.report(self._there(), beginning)

    def export(self, path: str | os.PathLike[str], what: str = "events") -> int:
        """Write all events, claims, roles or reports to a .jsonl, .csv or .parquet file; return how many.

        Raises:
            ExportError: the ending is not known or the file cannot be written.
        """
        return export(self._there(), Path(path), what=what)

    def judge(  # noqa: PLR0913 - what kinds of judgement differ in
        self,
        kind: str,
        *events: str,
        field: str | None = None,
        value: object = None,
        told: str | None = None,
        by: str | None = None,
        note: str = "",
        at: datetime | None = None,
    ) -> Judgement:
        """Add a judgement to the file beside the record, and make the events anew that it touches.

        Args:
            kind: accept, correct, reject, merge, split, reattribute or rename.
            events: the ids of one event; of two or more to merge; to split, of the tellings that leave their event.
            field: what is corrected: category, mode, status, start, end, precision, place, actor, recipient, voices.
            value: what holds instead; to reattribute, who is given as the source; to rename, the new name, with
                country if that is to change: "Min Aung Hlaing (Myanmar)". None: unknown, or nobody.
            told: the name to be changed in all events, as the record shows it.
            by: who judges; the user of this machine unless told otherwise.
            note: why.
            at: when, with time zone; now unless told otherwise.

        Raises:
            JudgementError: it makes no sense, or the file cannot be written.
            RecordError: there is no such event, or the record cannot be written.
        """
        from dragoman.api.judging import Opinion, judge

        opinion = Opinion(
            kind=kind, events=events, field=field, value=value, told=told, by=by, note=note, at=at
        )
        return judge(self._there(), opinion)

    def judgements(self) -> list[Standing]:
        """Return all judgements in the order in which they were made, with whether they have their effect."""
        from dragoman.api.judging import standings

        return standings(self._there())

    def undo(
        self, judgement: str, *, by: str | None = None, note: str = "", at: datetime | None = None
    ) -> Judgement:
        """Take back the judgement whose id is or begins so, by another line in the file; JudgementError if none."""
        from dragoman.api.judging import undo

        return undo(self._there(), judgement, by=by, note=note, at=at)

    def judgements_on(self, event: str) -> list[Judgement]:
        """Return the judgements that bear on the event with this id, in order."""
        return judgements_on(self._there(), event)

    def last_judgement(self, by: str) -> Judgement | None:
        """Return the last judgement of a person that is not taken back, None if there is none."""
        return last_judgement(self._there(), by)

    def review(self, *, after: str = "", first: str = "") -> Review:
        """Return the event that a person should judge next: those most in doubt come first.

        Args:
            after: the id of an event that is passed over, with all before it.
            first: the id of an event that is to be shown whatever its place is.
        """
        return review(self._there(), after=after, first=first)

    def snapshot(self) -> AbstractContextManager[None]:
        """Return a context in which all answers tell of the record as it stands at one moment; for reading alone."""
        return self._there().snapshot()

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


def _fact_query(who: str | None, report: str | None, as_of: Day, limit: int | None) -> FactQuery:
    return FactQuery(who=who, report=report, as_of=questions.last_day(as_of), limit=limit)


def _closable(results: Iterator[Any]) -> Generator[Any, None, None]:
    """Yield what `results` yields, and end it when this is closed."""
    yield from results


def _place(name: str | os.PathLike[str]) -> str:
    """Return an input so that it means the same from any folder: paths in full, URLs and "-" as they are."""
    text = os.fspath(name)
    if text == STANDARD_INPUT or text.lower().startswith(URL_STARTS):
        return text
    return os.path.normpath(Path(text).expanduser().absolute())
