"""One call of `Record.resolve`: the findings of all stored readings drawn anew, until nothing changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.api.settling import settle
from dragoman.model.record import Findings
from dragoman.model.report import Report
from dragoman.store import Database, put_findings, views

if TYPE_CHECKING:
    from dragoman.resolve import Ledger

__all__ = ["Resolution", "learnt", "resolve"]

BATCH = 200  # readings in one transaction
ROUNDS = 4  # what is learnt of a record settles in two; more would be a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What one call of `Record.resolve` did, or has done so far.

    Attributes:
        rounds: how often all readings that were out of date were gone through.
        readings: how many findings were drawn anew, over all rounds.
        outdated: readings of an older form, which must be read again.
        left: how many are still to be done in this round.
        spells: how many spells of office the ledger holds.
        seconds: how long it took.
    """

    rounds: int = 0
    readings: int = 0
    outdated: int = 0
    left: int = 0
    spells: int = 0
    seconds: float = 0.0


def learnt(database: Database) -> Ledger:
    """Return what the roles of the record come to: who held which office when."""
    from dragoman.resolve import INFERRED, Ledger, Observation

    return Ledger.learnt(
        Observation(
            person=seen.person,
            title=seen.role,
            of=seen.of,
            country=seen.country,
            sector=seen.sector,
            day=seen.day,
            former=seen.former,
            reports=seen.reports,
            count=seen.count,
        )
        for seen in views.sightings(database, unless=INFERRED)
    )


def resolve(
    database: Database,
    *,
    codebook: Path | None,
    book: Path | None,
    progress: Callable[[Resolution], None] | None = None,
) -> Resolution:
    """Draw the findings of all readings anew by the ledger of the record, until the ledger stays the same.

    Readings that are up to date are left alone, so a call that was broken off is taken up by the next.
    """
    from dragoman.model.codes import Means
    from dragoman.pipeline import ReaderOptions, findings_version, redrawing

    began = time.monotonic()
    done = Resolution()
    for _ in range(ROUNDS):
        options = ReaderOptions(codebook=codebook, means=Means.PATTERNS, ledger=learnt(database), book=book)
        resolved = findings_version(options)
        left = views.stale(database, resolved)
        done = replace(done, spells=len(options.ledger.spells), left=left)
        if left == done.outdated:
            break
        done = replace(done, rounds=done.rounds + 1, outdated=0)
        done = _round(database, redrawing(options), resolved, done, progress)
    settle(database)
    return replace(done, left=0, seconds=time.monotonic() - began)


def _round(
    database: Database,
    draw: Callable[[Report, bytes], Findings],
    resolved: str,
    done: Resolution,
    progress: Callable[[Resolution], None] | None,
) -> Resolution:
    """Draw the findings of all readings that are out of date, in order of their day, a batch at a time."""
    from dragoman.pipeline import OutdatedReadingError

    after = ("", "")
    while batch := views.readings(database, resolved, after=after, limit=BATCH):
        with database.transaction():
            for stored in batch:
                try:
                    findings = draw(stored.report, stored.reading)
                except OutdatedReadingError:
                    done = replace(done, outdated=done.outdated + 1)
                    continue
                put_findings(database, findings, version=stored.version, resolved=resolved)
                done = replace(done, readings=done.readings + 1)
        last = batch[-1].report
        after = (last.published.isoformat() if last.published else "", last.id)
        done = replace(done, left=done.left - len(batch))
        if progress:
            progress(done)
    return done
