"""What files of actor knowledge tell, whatever their format.

Days are ISO dates as finely as the file has them ("2021", "2021-02", "2021-02-01"). An empty text means that
the file does not tell: an end that is not told is unknown, and never means that something still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.codes import Precision

__all__ = [
    "Alias",
    "Entity",
    "Fact",
    "Fault",
    "Holding",
    "Kind",
    "Membership",
    "Office",
    "Passed",
    "Source",
    "Standing",
]

PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    MEDIUM = "medium"
    OFFICE = "office"
    AGENT = "agent"  # a noun for anybody of a sort, as "farmer"
    ACTOR = "actor"  # the file does not tell whether a person or a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where facts come from: one file, imported once.

    `as_of` is the day up to which the file tells, "" if unknown; `imported_at` is a moment in UTC.
    """

    id: int
    name: str
    licence: str
    file: str
    sha256: str
    format: str
    as_of: str
    imported_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an entity, and when it was in use."""

    text: str
    lang: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that can act, or an office.

    `id` is unique in its file; `country` is an ISO alpha-3 code, `sector` one of PLOVER, each "" if unknown;
    `row` is the line or item of the file.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[Alias, ...] = ()
    country: str = ""
    sector: str = ""
    born: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """That an entity was of a country and sector for a time; without dates: at all other times."""

    entity: str
    country: str
    sector: str
    start: str = ""
    end: str = ""
    seen: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that holdings of the same file name by its id. `of` is a country code or a body's name."""

    id: str
    title: str
    office: str
    of: str = ""
    country: str = ""
    sector: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """That a person held an office of a country or body for a time.

    Persons and offices are named, or told by an id of the same file, or both. `office` is the plain name of
    the office (foreign minister), `title` the wording of the file. `seen` is the day up to which the file
    vouches for a holding whose end it does not tell.
    """

    person: str = ""
    person_id: str = ""
    office: str = ""
    office_id: str = ""
    title: str = ""
    of: str = ""
    country: str = ""
    sector: str = ""
    start: str = ""
    end: str = ""
    seen: str = ""
    row: int = 0

    @property
    def precision(self) -> Precision:
        """Return how finely the dates are known: as the coarser of them."""
        known = [len(day) for day in (self.start, self.end) if day]
        return PRECISIONS[min(known)] if known else Precision.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a person, state or body belonged to a body for a time, named or told by ids of the same file."""

    member: str = ""
    member_id: str = ""
    body: str = ""
    body_id: str = ""
    role: str = ""
    start: str = ""
    end: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be taken in: which, what is wrong, and the cure. Row 0: the file as a whole."""

    row: int
    error: str
    cure: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is sound, but of a kind for which there is no use here."""

    what: str
    row: int


Fact = Entity | Standing | Office | Holding | Membership
