"""The overview: the record at a glance, and ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from dragoman.analyse import Overview
from dragoman.web.pictures.files import svg_file
from dragoman.web.pictures.world import WorldPicture, world_picture
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page
from dragoman.web.templating import environment

__all__ = ["router"]

MOST_LETTERS = 300

router = APIRouter()

Name = Annotated[str, Query(max_length=MOST_LETTERS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """The record at a glance; `partner` as it was asked for."""

    partner: str
    overview: Overview

    def picture_file(self) -> str:
        """Return the address of the map as a file."""
        return f"/map.svg?partner={quote(self.partner)}" if self.partner else "/map.svg"

    def picture(self) -> WorldPicture:
        """Return the map."""
        return world_picture(self.overview.lands)


@page(router, "/", template="overview.html", api="/api/overview", tags=["Views"])
def overview(record: OpenRecord, partner: Name = "") -> OverviewPage:
    """Return the record at a glance; its map shows with whom `partner` deals, or all events."""
    return OverviewPage(partner=partner.strip(), overview=record.overview(partner=partner.strip() or None))


@router.get("/map.svg", include_in_schema=False)
def picture(record: OpenRecord, partner: Name = "") -> Response:
    """Return the map as a file of its own."""
    made = overview(record=record, partner=partner)
    drawn = (
        environment().get_template("pictures/world.svg").render(page=made, picture=made.picture(), alone=True)
    )
    return svg_file(drawn, f"map {made.overview.partner or ''}")


@router.get("/between", include_in_schema=False)
def between(first: Name = "", second: Name = "") -> Response:
    """Lead to the page of the two actors that were typed into the form."""
    names = [quote(name.strip().lower(), safe="") for name in (first, second) if name.strip()]
    at = "/" if not names else f"/actor/{names[0]}" if len(names) == 1 else f"/between/{names[0]}/{names[1]}"
    return RedirectResponse(at, status_code=303)
