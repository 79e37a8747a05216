"""What the record holds: resolved events, claims and roles, and the failures met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reason import Reason

__all__ = [
    "Account",
    "Claim",
    "Dispute",
    "Event",
    "EventLink",
    "Evidence",
    "Failure",
    "Figure",
    "FigureValue",
    "Findings",
    "LinkKind",
    "Party",
    "Place",
    "Role",
    "Telling",
    "Voice",
]


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
class Account:
    """What one side of a dispute says: its value, who says so, and which tellings rest on it.

    `families` counts the independent texts: copies of one report count once.
    """

    value: str
    voices: tuple[str, ...]
    tellings: tuple[str, ...]
    families: int
    first_told: date | None
    last_told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """That tellings of one event cannot all be true: over which field, and what each side says."""

    field: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """One figure as one voice of one report gives it; `voice` is None where the report itself does."""

    claim: str
    count: float
    qualifier: str | None
    voice: str | None
    document: str
    family: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is told of one number of an event, in the order in which it was told.

    `low` and `high` bound what the voices last said; `disputed` if that cannot all be true.
    """

    unit: str
    values: tuple[FigureValue, ...]
    low: float
    high: float
    disputed: bool


class LinkKind(StrEnum):
    """How one event stands to another."""

    FULFILLED_BY = "fulfilled_by"
    FULFILS = "fulfils"
    CANCELLED_BY = "cancelled_by"
    CANCELS = "cancels"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """That an event is tied to the event `event`, and why."""

    kind: LinkKind
    event: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event with the sentences that tell it and the reason of every value.

    As found in one report, it is what that report says. In the record it is settled from all its tellings:
    `reports` counts them, `families` the independent texts among them, `disputes` what they contradict each
    other in, `figures` the numbers they give, `links` the plans and outcomes it is tied to; `known_from` is the
    day of the report from which on it was known in this form; `judged` tells whether persons have accepted or
    corrected it.
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
    known_from: date | None = None
    reports: int = 1
    families: int = 1
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[EventLink, ...] = ()
    judged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure or contested assertion, with who makes it and whom it concerns.

    `event` is the id of the event, as its report tells it, that the figure belongs to.
    """

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
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as one report tells it; its id is that of the event in the report.

    `family` is that of the texts which copy one another, the report's own id if it copies none; `claims` are
    the figures that the report gives with it.
    """

    event: Event
    report_id: str
    document: str
    published: date | None
    outlet: str | None
    family: str
    claims: tuple[Claim, ...] = ()

    @property
    def id(self) -> str:
        """The id of the telling, by which the event that holds it is found as well."""
        return self.event.id

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Its place among all tellings: by the day of its report, the report, the place in it."""
        day = self.published.isoformat() if self.published else ""
        return (day, self.report_id, self.event.evidence[0].trigger_start, self.event.id)


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
