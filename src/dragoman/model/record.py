"""What the record holds: resolved events, claims and roles, and the failures met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reason import Reason

__all__ = ["Claim", "Event", "Evidence", "Failure", "Findings", "Party", "Place", "Role", "Voice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One actor or recipient of an event.

    `mention` is the wording of the report; `name` whom it denotes, None if that stays open;
    `country` ISO 3166-1 alpha-3 (XKX for Kosovo); `sector` PLOVER's code.
    """

    mention: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is given as the source of a report of an event or claim."""

    mention: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event took place; latitude and longitude in degrees (WGS 84)."""

    mention: str
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that reports an event: `text` is the exact slice `[start, end)` of the stored report."""

    report_id: str
    document: str
    start: int
    end: int
    text: str
    trigger: str
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event with the sentences that tell it and the reason of every value.

    `start` and `end` are inclusive days; `quad` is PLOVER's quad class 1 to 4; `intensity` its score.
    """

    id: str
    category: Category
    mode: str | None
    quad: int
    intensity: float | None
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    start: date | None
    end: date | None
    precision: Precision
    place: Place | None
    status: Status
    attribution: tuple[Voice, ...]
    evidence: tuple[Evidence, ...]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure or contested assertion, with who makes it and whom it concerns."""

    id: str
    report_id: str
    document: str
    start: int
    end: int
    text: str
    claim: str
    count: float | None
    unit: str | None
    qualifier: str | None
    by: tuple[Voice, ...]
    about: tuple[Party, ...]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """That a report of `as_of` gives a person an office in a country or body."""

    id: str
    report_id: str
    document: str
    start: int
    end: int
    text: str
    person: str
    role: str
    of: str | None
    country: str | None
    sector: str | None
    former: bool
    as_of: date | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found in one report, resolved. Offsets are in the report's stored text."""

    report_id: str
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report or input that could not be read: where, at which stage, why, and what to do about it."""

    origin: str
    document: str
    stage: str
    error: str
    cure: str
