"""The network: who deals with whom in a span of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from dragoman.analyse import Network, Tie
from dragoman.web.filters import EventFilters, Filters
from dragoman.web.pictures.files import svg_file
from dragoman.web.pictures.web_of_ties import NetworkPicture, network_picture
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page
from dragoman.web.templating import environment

__all__ = ["router"]

SHARED = ("since", "until", "category", "status")

router = APIRouter()

Actors = Annotated[int, Query(ge=2, le=80, description="the actors with most events, at most so many")]
Least = Annotated[int, Query(ge=1, le=1_000_000, description="how many events two must share to be tied")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Who deals with whom, as far as the filters ask for it."""

    filters: EventFilters
    actors: int
    least: int
    network: Network

    def picture(self) -> NetworkPicture:
        """Return the picture."""
        return network_picture(self.network)

    def between(self, tie: Tie) -> str:
        """Return the address of what passed between two actors, under the same conditions."""
        names = "/".join(quote(name.lower(), safe="") for name in (tie.first, tie.second))
        return self.filters.address(f"/between/{names}")

    def years(self) -> list[int]:
        """Return the years that the record has."""
        if self.network.begins is None or self.network.ends is None:
            return []
        return list(range(self.network.begins.year, self.network.ends.year + 1))

    def at(self, since: str = "", until: str = "") -> str:
        """Return the address of this page for another span of time."""
        return self._address("/network", replace(self.filters, since=since, until=until))

    def picture_file(self) -> str:
        """Return the address of the picture as a file."""
        return self._address("/network/picture.svg", self.filters)

    def _address(self, path: str, filters: EventFilters) -> str:
        more = {"actors": str(self.actors)} if self.actors != ACTORS else {}
        more |= {"least": str(self.least)} if self.least != LEAST else {}
        return filters.address(path, **more)


ACTORS, LEAST = 40, 1


@page(router, "/network", template="network.html", tags=["Views"])
def network(
    record: OpenRecord, filters: Filters, actors: Actors = ACTORS, least: Least = LEAST
) -> NetworkPage:
    """Return who deals with whom in the whole months from `since` to `until`."""
    kept = EventFilters(**{name: getattr(filters, name) for name in SHARED})
    found = record.network(actors=actors, least=least, **kept.asked())
    return NetworkPage(filters=kept, actors=actors, least=least, network=found)


@router.get("/network/picture.svg", include_in_schema=False)
def picture(record: OpenRecord, filters: Filters, actors: Actors = ACTORS, least: Least = LEAST) -> Response:
    """Return the picture of the page as a file of its own."""
    made = network(record=record, filters=filters, actors=actors, least=least)
    drawn = (
        environment()
        .get_template("pictures/network.svg")
        .render(page=made, picture=made.picture(), alone=True)
    )
    return svg_file(drawn, "network")
