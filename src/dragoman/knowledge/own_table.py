"""Reads our own tables of actors: TSV or CSV with a header, one fact a row. docs/knowledge.md has the columns.

Three shapes, told by the header: office holders (person, office), members (member, org), actors (name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.columns import Line, rows
from dragoman.knowledge.dates import partial
from dragoman.knowledge.facts import Entity, Fault, Holding, Kind, Membership, Standing
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.names import normal
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import body_named, country_name, country_of, whose
from dragoman.knowledge.reading import Told, aliases, faulty_row, person_of
from dragoman.knowledge.sectors import is_sector

__all__ = ["read"]

KINDS = {
    "": Kind.ACTOR,
    **{kind.value: kind for kind in Kind},
    "human": Kind.PERSON,
    "country": Kind.STATE,
    "media": Kind.MEDIUM,
    "outlet": Kind.MEDIUM,
}
SPELL = re.compile(
    r"([A-Z]{3}):(?:(\d{4})?-(\d{4})?|([\d-]*)\.\.([\d-]*)|(\d{4}))$"
)  # GOV:1996-2001, GOV:2021-08..


def read(intake: Intake) -> Iterator[Told]:
    """Yield what each row tells."""
    for line in rows(intake):
        if isinstance(line, Fault):
            yield line
            continue
        try:
            yield from _row(line)
        except ValueError as error:
            message = str(error)
            yield faulty_row(line.number, f"{message[:1].upper()}{message[1:]}.")


def _row(line: Line) -> Iterator[Told]:
    sector, country = line.first("sector"), _country(line)
    if sector and not is_sector(sector):
        raise ValueError(f"{sector!r} is no sector of PLOVER")
    if "person" in line.columns and "office" in line.columns:
        yield from _holding(line, country, sector)
    elif "org" in line.columns:
        yield _membership(line, country)
    else:
        yield from _actor(line, country, sector)


def _country(line: Line) -> str:
    """Return the country of a row; of several, set apart by `|`, there is not one that it is of."""
    told = line.several("country")
    known = [country_of(text) for text in told]
    for text, code in zip(told, known, strict=True):
        if not code:
            raise ValueError(f"{text!r} is no country we know: use its ISO alpha-3 code")
    return known[0] if len(set(known)) == 1 else ""


def _holding(line: Line, country: str, sector: str) -> Iterator[Told]:
    person, title, days = line.first("person"), line.first("office"), line.days()
    if not normal(person) or not title:
        raise ValueError("the row names no person or no office")
    post = read_title(title)
    of, home = whose(line.first("of")) if line.first("of") else (post.of or country, post.country)
    key = person_of(person, country or home)
    yield Entity(
        id=key,
        kind=Kind.PERSON,
        name=person,
        aliases=aliases(line.several("aliases"), name=person),
        country=country or home,
        born=days["born"],
        row=line.number,
    )
    yield Holding(
        person=person,
        person_id=key,
        office=post.office,
        title=title,
        of=of,
        country=country or home,
        sector=sector or post.sector,
        start=days["start"],
        end=days["end"],
        seen=days["seen"],
        row=line.number,
    )


def _membership(line: Line, country: str) -> Told:
    member, body, days = line.first("member"), line.first("org"), line.days()
    if not (member or country) or not body:
        raise ValueError("the row names no member or no body")
    return Membership(
        member=member or country_name(country),
        body=(body_named(body) or (body,))[0],
        role=line.first("role") or "member",
        start=days["start"],
        end=days["end"],
        row=line.number,
    )


def _actor(line: Line, country: str, sector: str) -> Iterator[Told]:
    name, days, lang = line.first("name"), line.days(), line.first("lang")
    kind = KINDS.get(line.first("kind").lower(), Kind.ORGANISATION)
    if not normal(name):
        raise ValueError("the row has no name")
    spells = [_spell(text) for text in line.first("sectors").split(";") if text.strip()]
    if sector and (days["start"] or days["end"]) and not spells:
        spells = [(sector, days["start"], days["end"])]
    key = line.first("id") or person_of(name, country)
    yield Entity(
        id=key,
        kind=kind,
        name=name,
        aliases=aliases(line.several("aliases"), name=name, lang=lang),
        country=country,
        sector="" if spells else sector,
        born=days["born"],
        row=line.number,
    )
    for code, start, end in spells:
        yield Standing(
            entity=key, country=country, sector=code, start=start, end=end, seen=days["seen"], row=line.number
        )


def _spell(text: str) -> tuple[str, str, str]:
    """Return sector, start and end of a spell, as `REB:1994-1996` or `REB:1994..2021-08-15`."""
    match = SPELL.match(text.strip())
    if not match or not is_sector(match[1]):
        raise ValueError(f"{text.strip()!r} is no spell of a sector as REB:1994-1996 or REB:1994..2021-08-15")
    start, end = match[2] or match[4] or match[6], match[3] or match[5] or match[6]
    return match[1], partial(start or ""), partial(end or "")
