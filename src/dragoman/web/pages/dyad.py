"""What passes between two actors: the timeline to scale, the balance, and the events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from dragoman.analyse import Change, Dyad, Step
from dragoman.web.filters import EventFilters, Filters
from dragoman.web.pictures.files import svg_file
from dragoman.web.pictures.timeline import DyadPicture, change_text, dyad_picture, step_text
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page
from dragoman.web.templating import environment

__all__ = ["router"]

SHARED = ("since", "until", "category", "status", "place", "voice")

router = APIRouter()

Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPage:
    """What passes between two actors, as far as the filters ask for it."""

    first: str
    second: str
    filters: EventFilters
    offset: int
    limit: int
    dyad: Dyad

    def picture(self) -> DyadPicture | None:
        """Return the picture, None if no event is dated."""
        return dyad_picture(self.dyad)

    @property
    def path(self) -> str:
        """The address of the page without filters."""
        return f"/between/{quote(self.first, safe='')}/{quote(self.second, safe='')}"

    def at(self, filters: EventFilters | None = None, **more: str) -> str:
        """Return the address of this page with these filters, or its own."""
        return (filters or self.filters).address(self.path, **more)

    def during(self, step: Step) -> str:
        """Return the address of the events of one step."""
        return self.at(self._during(step.first, step.last)) + "#events"

    def around(self, number: int) -> str:
        """Return the address of the events with which the balance changes: a step before, and the step itself."""
        if self.dyad.balance is None:
            return self.path
        change = self.dyad.balance.changes[number]
        before = [
            level.step.first
            for level in self.dyad.balance.levels
            if level.events and level.step.first < change.step.first
        ]
        first = before[-1] if before else change.step.first
        return self.at(self._during(first, change.step.last)) + "#events"

    def query(self) -> str:
        """Return the question for these events as the part of an address after the "?"."""
        return replace(self.filters, between=(self.first, self.second)).query()

    def change_text(self, change: Change) -> str:
        """Return a moment of change in words."""
        return change_text(change)

    def step_text(self, step: Step) -> str:
        """Return a step of time in words."""
        return step_text(step)

    def picture_file(self) -> str:
        """Return the address of the picture as a file."""
        return self.filters.address(self.path + "/picture.svg")

    def _during(self, first: date, last: date) -> EventFilters:
        return replace(self.filters, since=first.isoformat(), until=last.isoformat())


@page(router, "/between/{first}/{second}", template="dyad.html", tags=["Views"])
def between(
    record: OpenRecord,
    first: str,
    second: str,
    filters: Filters,
    offset: Offset = 0,
    limit: Limit = 25,
) -> DyadPage:
    """Return what passes between two actors: events to scale, the balance over time and where it changes."""
    kept = EventFilters(**{name: getattr(filters, name) for name in SHARED})
    found = record.dyad(first, second, limit=limit, offset=offset, **kept.asked())
    return DyadPage(first=first, second=second, filters=kept, offset=offset, limit=limit, dyad=found)


@router.get("/between/{first}/{second}/picture.svg", include_in_schema=False)
def picture(record: OpenRecord, first: str, second: str, filters: Filters) -> Response:
    """Return the picture of the page as a file of its own."""
    made = between(record=record, first=first, second=second, filters=filters, offset=0, limit=1)
    places = made.picture()
    if places is None:
        raise HTTPException(404)
    drawn = environment().get_template("pictures/dyad.svg").render(page=made, picture=places, alone=True)
    return svg_file(drawn, f"{made.dyad.first}-{made.dyad.second}")
