"""Parts: what the layout makes of a text before it becomes blocks, each with the fact that it gives away."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.ingest.dateline import Dateline
from dragoman.ingest.dates import DateWords
from dragoman.ingest.header import Byline, DateLine
from dragoman.model.report import BlockKind

__all__ = ["Field", "GluedDate", "Heading", "Link", "Mark", "Outlet", "Part", "TeaserHead"]


@dataclass(frozen=True, slots=True)
class GluedDate:
    """A date glued before the text."""

    words: DateWords


@dataclass(frozen=True, slots=True)
class Field:
    """A line "Name: value" above the text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """The URL that the report gives as its own; `rule` tells how it was found."""

    url: str
    rule: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line marked as heading."""


@dataclass(frozen=True, slots=True)
class TeaserHead:
    """The head of a list of other stories."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A line that is the name of the outlet."""

    name: str


Mark = GluedDate | DateLine | Byline | Dateline | Field | Link | Outlet | Heading | TeaserHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a text: one stretch, or several read as one. The first `lead` characters are not read."""

    kind: BlockKind
    stretches: tuple[tuple[int, int], ...] = field(default=())
    lead: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.stretches[-1][1]
