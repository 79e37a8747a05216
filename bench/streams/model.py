"""What a stream is made of: reports, and the truth about what they tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = [
    "Count",
    "Family",
    "Figure",
    "FigureSaid",
    "Happening",
    "Mark",
    "NearMiss",
    "Plan",
    "Report",
    "Sentence",
    "Stream",
    "Telling",
    "Value",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a sentence that tell a happening; `happening` is its id."""

    happening: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSaid:
    """A number that a voice gives; `figure` is the id of a `Figure`."""

    figure: str
    voice: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with what it tells; `counts` names the happening that it gives a running number to."""

    text: str
    marks: tuple[Mark, ...] = ()
    figures: tuple[FigureSaid, ...] = ()
    counts: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it tells nothing that the truth names."""
        return not (self.marks or self.figures or self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        cluster: the story it belongs to.
        published: the day it came out; `written` that of the report that it copies, or the same.
        opening: a dateline before the first sentence, or nothing.
        paragraphs: its sentences.
    """

    id: str
    cluster: str
    outlet: str
    agency: str | None
    style: str
    published: date
    written: date
    title: str
    opening: str
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def text(self) -> str:
        """The text as published."""
        return self.opening + "\n\n".join(" ".join(s.text for s in lines) for lines in self.paragraphs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All its sentences in order."""
        return tuple(sentence for lines in self.paragraphs for sentence in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Where a report tells a happening: the first sentence of the report that does."""

    report: str
    sentence: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened or is planned; `types` are the PLOVER categories that are right for it."""

    id: str
    what: str
    types: tuple[str, ...]
    mode: str | None
    status: str
    countries: tuple[str, ...]
    date: date
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Two tellings that are not of one happening though they look like it, and why."""

    first: Telling
    second: Telling
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports that derive from one text: `copy`, or `partial` where only some paragraphs were taken over."""

    id: str
    cluster: str
    kind: str
    origin: str
    agency: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A planned happening and what became of it: fulfilled or cancelled by another happening, or open.

    `due` is the day as finally told; `due_first` another day that was told before a correction.
    """

    happening: str
    due: date
    due_first: date | None
    outcome: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number as a voice gives it in a report; `last` if the voice gives no other number later."""

    voice: str
    count: int
    report: str
    published: date
    sentence: str
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All that is said of one number; `disputed` is None where the last numbers are of different age."""

    id: str
    happening: str
    unit: str
    disputed: bool | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A running number that a report gives ("third visit since 2021"), and the happenings that bear it out."""

    report: str
    sentence: str
    happening: str
    count: int
    since: int
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Reports in order of publication, and the truth about them."""

    reports: tuple[Report, ...]
    happenings: tuple[Happening, ...]
    near_misses: tuple[NearMiss, ...]
    families: tuple[Family, ...]
    plans: tuple[Plan, ...]
    figures: tuple[Figure, ...]
    counts: tuple[Count, ...]
