"""Who held which office when, as the reports of a record tell, beside what other sources say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.store import names

if TYPE_CHECKING:
    from dragoman.resolve import Directory, Ledger, Spell

__all__ = ["OfficeQuery", "Tenancy", "tenancies"]

LEAST = 0.10  # less likely holders of a day are not shown for it


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeQuery:
    """Which offices: of a country or body, of persons with these words in their names, on a day."""

    of: str | None = None
    who: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy:
    """That reports saw a person in an office from `first` to `last`, None if told only as a former holder.

    Attributes:
        of: the country or body by name; `country` and `sector` are codes.
        after: the last day before on which another was seen in the office.
        before: the first day on which another is seen in it, or the person told as a former holder.
        score: how likely it holds on the day that was asked for; None if none was.
        reports: ids of some of the `count` reports that say so.
        against: what contradicts it: other persons in reports, and what other sources say.
    """

    person: str
    office: str
    of: str
    country: str | None
    sector: str | None
    first: date | None
    last: date | None
    after: date | None
    before: date | None
    acting: bool
    score: float | None
    count: int
    reports: tuple[str, ...]
    against: tuple[str, ...]


def tenancies(ledger: Ledger, query: OfficeQuery, *, book: Path | None) -> list[Tenancy]:
    """Return the spells of a ledger that are asked for, with what contradicts each."""
    from dragoman.codebook.knowledge import load_knowledge
    from dragoman.knowledge import KnowledgeBook
    from dragoman.resolve import Directory

    imported = KnowledgeBook(book) if book is not None and book.exists() else None
    try:
        others = Directory(load_knowledge(), book=imported)
        return [_tenancy(spell, query.on, others) for spell in ledger.spells if _wanted(spell, query)]
    finally:
        if imported is not None:
            imported.close()


def _wanted(spell: Spell, query: OfficeQuery) -> bool:
    if query.who and not set(names.fold(query.who).split()) <= set(names.fold(spell.person).split()):
        return False
    if query.on and spell.worth(query.on)[0] < LEAST:
        return False
    if query.of is None:
        return True
    meant = names.who(query.of)
    body = names.fold(_name_of(spell.body))
    if spell.body in meant.countries or spell.country in meant.countries or body in meant.names:
        return True
    return bool(meant.words) and set(meant.words) <= set(body.split())


def _tenancy(spell: Spell, on: date | None, others: Directory) -> Tenancy:
    day = on or spell.last
    against = list(spell.against)
    if day is not None and spell.sole:
        told = others.disagreeing(spell, day)
        against += [f"{line} (on {day})" for line in told]
    return Tenancy(
        person=spell.person,
        office=spell.office,
        of=_name_of(spell.body),
        country=spell.country,
        sector=spell.sector,
        first=spell.first,
        last=spell.last,
        after=spell.after,
        before=spell.before,
        acting=spell.acting,
        score=round(spell.worth(on)[0], 2) if on else None,
        count=spell.count,
        reports=spell.reports,
        against=tuple(against),
    )


def _name_of(body: str) -> str:
    from dragoman.resolve.seats import body_title

    return body_title(body)
