"""The list of events, with filters and pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.store.paging import EventPage, Turn
from dragoman.web.filters import EventFilters, Filters
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

MOST_LETTERS = 100

router = APIRouter()

Id = Annotated[str, Query(max_length=MOST_LETTERS, description="the id of an event")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """A page of the events for which the filters hold; `latest` tells that the last come first."""

    filters: EventFilters
    latest: bool
    found: EventPage


@page(router, "/events", template="events.html", tags=["Events"])
def events(
    record: OpenRecord,
    filters: Filters,
    after: Id = "",
    before: Id = "",
    latest: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> EventList:
    """Return a page of the events for which the filters hold, in order of time, undated ones last.

    `after` and `before` are ids of events: the page that follows the one, or that comes before the other.
    """
    turn = Turn(after=after, before=before, limit=limit)
    found = record.event_page(turn=turn, latest=latest, **filters.asked())
    return EventList(filters=filters, latest=latest, found=found)
