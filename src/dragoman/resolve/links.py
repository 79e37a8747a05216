"""Whom a mention denotes, and how sure that is; the office that it names, if it names no person."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SURE", "Link", "Office"]

# How sure a link is by what it rests on, from 0 to 1.
SURE = {
    "stated": 0.95,  # the report states it with the mention
    "table": 0.95,  # the name stands in the tables of states, bodies, groups
    "metonym": 0.85,  # a capital or seat for its government
    "described": 0.75,  # "the country", "both sides": named before
    "elsewhere": 0.80,  # the report states it elsewhere
    "named": 0.60,  # a name of which nothing more is known
    "focal": 0.50,  # the country that the report is most about
    "pronoun": 0.70,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office without a name: as worded, and of which country or body, by name; `former` for ex-holders."""

    title: str
    of: str | None
    country: str | None
    former: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whom one mention denotes; several links stand for "the two countries" and the like.

    Attributes:
        because: why, in words.
        person: whether it is a person.
        score: how sure the link is, from 0 to 1.
        office: the office that the mention names without saying who holds it.
        row: the row of the knowledge tables that it is, or "".
        loose: whether country or sector may change with the day, since the report states no office.
        inferred: whether it rests on knowledge from elsewhere and not on the report.
        rejected: other readings and why they were not taken.
    """

    name: str | None
    country: str | None
    sector: str | None
    because: str
    person: bool = False
    score: float = 1.0
    office: Office | None = None
    row: str = ""
    loose: bool = False
    inferred: bool = False
    rejected: tuple[str, ...] = ()
