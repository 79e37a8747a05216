"""Search over the texts of reports, the sentences that tell events, and the names of actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.store.searching import ActorHit, EventHit, Hits, ReportHit
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

FEW, MANY = 5, 20
MOST_PAGES = 100

router = APIRouter()


class Within(StrEnum):
    """In what is searched."""

    ALL = "all"
    REPORTS = "reports"
    EVENTS = "events"
    ACTORS = "actors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for some words; of each kind a page, or the first few if all kinds are shown.

    A count is None where it is more than 2,000; `more` tells that another page follows.
    """

    text: str
    within: Within
    number: int
    more: bool
    actors: tuple[ActorHit, ...]
    actor_count: int | None
    events: tuple[EventHit, ...]
    event_count: int | None
    reports: tuple[ReportHit, ...]
    report_count: int | None


@page(router, "/search", template="search.html", tags=["Search"])
def search(
    record: OpenRecord,
    text: Annotated[str, Query(max_length=300, description="words; one that ends in * is a beginning")] = "",
    within: Within = Within.ALL,
    number: Annotated[int, Query(ge=1, le=MOST_PAGES, description="which page")] = 1,
) -> Found:
    """Return the reports, events and actors that hold all the words, with these set off."""
    words = text.strip()
    limit, offset = (FEW, 0) if within is Within.ALL else (MANY, (number - 1) * MANY)

    def size(kind: Within) -> dict[str, int]:
        return (
            {"limit": limit, "offset": offset} if within in (kind, Within.ALL) else {"limit": 0, "offset": 0}
        )

    nothing: Hits[ActorHit] = Hits(hits=(), count=0)
    if not words:
        return _found(words, within, number, (nothing, Hits(hits=(), count=0), Hits(hits=(), count=0)))
    actors = record.search_actors(words, **size(Within.ACTORS))
    events = record.search_events(words, **size(Within.EVENTS))
    reports = record.search_reports(words, **size(Within.REPORTS))
    return _found(words, within, number, (actors, events, reports))


def _found(
    text: str, within: Within, number: int, hits: tuple[Hits[ActorHit], Hits[EventHit], Hits[ReportHit]]
) -> Found:
    actors, events, reports = hits
    counts = {Within.ACTORS: actors.count, Within.EVENTS: events.count, Within.REPORTS: reports.count}
    shown = counts.get(within, 0)
    return Found(
        text=text,
        within=within,
        number=number,
        more=number < MOST_PAGES and (shown is None or number * MANY < shown),
        actors=actors.hits,
        actor_count=actors.count,
        events=events.hits,
        event_count=events.count,
        reports=reports.hits,
        report_count=reports.count,
    )
