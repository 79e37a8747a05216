"""A dossier: events with their quotes and a numbered list of the reports that they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from dragoman.api import Record
from dragoman.model.codes import Status
from dragoman.model.record import Event, Evidence
from dragoman.web.filters import EventFilters
from dragoman.web.heads import ReportHead, head

__all__ = ["MOST", "Dossier", "DossierEntry", "SourcedQuote", "dossier"]

MOST = 1000  # events; a page with more serves nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedQuote:
    """A quoted sentence with the number of its report in the list of sources."""

    evidence: Evidence
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierEntry:
    """An event with its quotes."""

    event: Event
    quotes: tuple[SourcedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The events for which the filters hold, in order of time, and their sources; `cut` if there are more."""

    filters: EventFilters
    made: date
    entries: tuple[DossierEntry, ...]
    sources: tuple[ReportHead, ...]
    statuses: tuple[tuple[Status, int], ...]
    cut: bool


def dossier(record: Record, filters: EventFilters) -> Dossier:
    """Return the dossier of the first `MOST` events for which the filters hold."""
    events = list(islice(record.each_event(**filters.asked()), MOST + 1))
    numbers: dict[str, int] = {}
    entries: list[DossierEntry] = []
    for event in events[:MOST]:
        quotes = tuple(
            SourcedQuote(evidence=one, number=numbers.setdefault(one.report_id, len(numbers) + 1))
            for one in event.evidence
        )
        entries.append(DossierEntry(event=event, quotes=quotes))
    counts = Counter(entry.event.status for entry in entries)
    return Dossier(
        filters=filters,
        made=datetime.now(UTC).date(),
        entries=tuple(entries),
        sources=tuple(head(record.report(identity)) for identity in numbers),
        statuses=tuple((status, counts[status]) for status in Status if counts[status]),
        cut=len(events) > MOST,
    )
