"""A draft: the text of one report with what its source says about it, before the text itself is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from dragoman.model.reason import Reason

__all__ = ["Draft", "Fact"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with the rule that found it and the words it rests on."""

    value: T
    rule: str
    detail: str = ""

    def reason(self, field: str) -> Reason:
        """Return why `field` has this value."""
        return Reason(field=field, rule=self.rule, detail=self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report as its source gives it.

    Attributes:
        published: the date that the source states for the publication.
        stamped: the date of the file itself (PDF and DOCX metadata): weaker than what the text says.
        notes: what was met on the way and belongs to no field that has a value.
    """

    origin: str
    document: str
    text: str
    title: Fact[str] | None = None
    outlet: Fact[str] | None = None
    url: Fact[str] | None = None
    byline: Fact[str] | None = None
    language: Fact[str] | None = None
    published: Fact[date] | None = None
    stamped: Fact[date] | None = None
    notes: tuple[Reason, ...] = ()
