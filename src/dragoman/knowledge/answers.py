"""What the book answers: facts with their source, who bears a name, imports and conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.knowledge.facts import Entity, Fault, Holding, Kind, Membership, Source, Standing

__all__ = ["Bearer", "Conflict", "FactQuery", "ImportResult", "Sourced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuery:
    """Which facts are wanted; what is None does not matter.

    `name` is any name of a person, body or office-holder; `of` a country code or the name of a body;
    `on` a day on which the fact held as far as its dates tell.
    """

    name: str | None = None
    office: str | None = None
    of: str | None = None
    on: str | None = None
    source: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Sourced:
    """A fact with the source that tells it; the fact's `row` is the place in the source's file.

    `beyond`: the end of the fact is not told, and the day that was asked for lies after what the source
    vouches for.
    """

    fact: Entity | Standing | Holding | Membership
    source: Source
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Somebody or something that bears a name on a day, as one source has it.

    `country` and `sector` are those of the day; `holdings` the offices held on it. `beyond` is as in
    `Sourced`, for any of these.
    """

    id: str
    kind: Kind
    name: str
    country: str
    sector: str
    holdings: tuple[Holding, ...]
    source: Source
    beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two facts that cannot both be right; both are kept.

    `about` is the office and whose it is, or the person; `certain` is False if it rests on a holding whose
    end is not told.
    """

    about: str
    first: Sourced
    second: Sourced
    certain: bool

    def __str__(self) -> str:
        if isinstance(self.first.fact, Entity):
            return f"{self.about} is of {_side(self.first)} and of {_side(self.second)}."
        told = f"{_side(self.first)} and {_side(self.second)}"
        return f"{self.about}: {told}{'' if self.certain else ', if the first lasted that long'}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What became of a file. `skipped`: the book had it already, and nothing was done.

    `counts` tells how many entities, names, standings, holdings, memberships, offices, faults, and what was
    passed over; `faults` are the first of them, `conflicts` those that this source takes part in.
    """

    source: Source
    counts: Mapping[str, int]
    faults: tuple[Fault, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    skipped: bool = False


def _side(side: Sourced) -> str:
    """Return one side of a conflict: country or spell, and where it is told."""
    place = f"{side.source.name}, row {side.fact.row}" if side.fact.row else side.source.name
    match side.fact:
        case Holding() as holding:
            return f"{holding.person} {holding.start or '?'} to {holding.end or '?'} ({place})"
        case Entity() | Standing() as told:
            return f"{told.country} ({place})"
        case Membership() as told:
            return f"{told.body} ({place})"
