"""One call of `Record.read`: what is kept, what is skipped, and the count of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.api.settling import settle
from dragoman.model.record import Failure
from dragoman.model.report import Report
from dragoman.store import (
    Database,
    Run,
    Stored,
    drop_failures,
    known,
    note_failure,
    note_known,
    put_report,
    put_unread,
    storable,
    views,
)

if TYPE_CHECKING:
    from dragoman.pipeline import Readout, Skipped

__all__ = ["Progress", "Reading", "Summary"]

SETTLED_AT_ONCE = 50  # reports of which events are made together
READ_LANGUAGES = (None, "en")  # None: too short to tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one call of `Record.read` did.

    Attributes:
        reports: reports read, new or changed; `events`, `claims` and `roles` are what was found in them.
        skipped: reports that the record already held.
        failures: reports or inputs that could not be read.
        unread_other_language: reports kept without being read.
        outdated: of those skipped, how many another version of dragoman or of the codebook has read.
        seconds: how long it took.
    """

    reports: int = 0
    events: int = 0
    claims: int = 0
    roles: int = 0
    skipped: int = 0
    failures: int = 0
    unread_other_language: int = 0
    outdated: int = 0
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """How many reports and failed inputs were met."""
        return self.reports + self.skipped + self.failures + self.unread_other_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far reading has come: the summary so far and how many files or rows there are, if that is known."""

    so_far: Summary
    total: int | None


@dataclass(slots=True)
class Reading:
    """One call of `Record.read`: keeps what comes and counts it."""

    database: Database
    run: Run
    counts: Summary = field(default_factory=Summary)
    failed: set[str] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)
    unsettled: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock)  # sources may be drawn in another thread

    def sift(self, sources: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
        """Yield what is to be read; keep at once what is in a language that is not read."""
        for source in sources:
            if isinstance(source, Failure):
                yield source
            elif not storable(source):
                yield _unstorable(source)
            elif source.language in READ_LANGUAGES:
                yield source
            else:
                because = f"its language, {source.language}, is not read"
                stored = put_unread(self.database, self.run, source, because)
                self._count(**{"skipped" if stored is Stored.KNOWN else "unread_other_language": 1})

    def settled(self, report: Report) -> bool:
        """Return whether nothing is left to do for a report, after noting that a known one still stands."""
        if self.run.again or not known(self.database, report.id):
            return False
        note_known(self.database, self.run, report)
        outdated = views.version(self.database, report.id) not in (None, self.run.version)
        self._count(skipped=1, outdated=int(outdated))
        return True

    def keep(self, result: tuple[Report, Readout] | Failure | Skipped) -> None:
        """Keep what one source has come to; what was skipped is already settled."""
        match result:
            case Failure():
                note_failure(self.database, result)
                self.failed.add(result.origin)
                self._count(failures=1)
            case (Report() as report, readout):
                self._keep_readout(report, readout)

    def _keep_readout(self, report: Report, readout: Readout) -> None:
        findings = readout.findings
        stored = put_report(self.database, self.run, report, findings, readout.reading)
        if stored is Stored.KNOWN:
            self._count(skipped=1)
            return
        self.unsettled += 1
        if self.unsettled >= SETTLED_AT_ONCE:
            settle(self.database)
            self.unsettled = 0
        self._count(
            reports=1, events=len(findings.events), claims=len(findings.claims), roles=len(findings.roles)
        )

    def finish(self, places: Iterable[str]) -> None:
        """Make the events of what was read, and drop failures of earlier runs that did not occur again."""
        settle(self.database)
        for place in places:
            drop_failures(self.database, place, keep=self.failed)

    def summary(self) -> Summary:
        """Return what was done so far."""
        return replace(self.counts, seconds=time.monotonic() - self.started)

    def _count(self, **more: int) -> None:
        with self.counting:
            before = asdict(self.counts)
            self.counts = replace(self.counts, **{name: before[name] + extra for name, extra in more.items()})


def _unstorable(report: Report) -> Failure:
    return Failure(
        origin=report.origin,
        document=report.document,
        stage="store",
        error="It holds halves of characters (lone surrogates), which no text file can hold.",
        cure="Write the file anew as UTF-8.",
    )
