"""What `aggregates` tells: whom a question means, events in short, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.model.codes import Category, Precision, Status

__all__ = ["Chosen", "Counted", "Labels", "NameSpan", "Sight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Whom of the record a question means: all of `countries`, and the parties with these folded `names`."""

    countries: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def key(self) -> str | None:
        """The key by which it is counted, if one country is meant."""
        return self.countries[0] if len(self.countries) == 1 and not self.names else None


class Sight(NamedTuple):
    """An event in short: as much as a picture of many shows. A tuple, since there may be very many."""

    number: int
    id: str
    start: date | None
    end: date | None
    precision: Precision
    category: Category
    mode: str | None
    quad: int
    intensity: float | None
    status: Status
    place: str | None
    place_folded: str | None
    place_country: str | None

    @property
    def day(self) -> date | None:
        """The day of its beginning, else of its end."""
        return self.start or self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Who is party to an event, how many reports tell it, and how many families of copied reports these are."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool
    reports: int
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many events two keys (or one, `second` being "") have of one quad class, and the sum of intensities."""

    first: str
    second: str
    quad: int
    events: int
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name that an actor bears: in how many events, and the first and last day of these."""

    name: str
    sector: str | None
    country: str | None
    events: int
    first: date | None
    last: date | None
