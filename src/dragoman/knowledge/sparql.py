"""Reads the CSV of a SPARQL query on Wikidata about people, their countries and offices.

One row is one person, or one holding of an office. Columns are found by their headings: `person`, `item`,
`officeholder` and their labels; `country`; `position`; `start`, `end`; `birthDate`. Cells hold ids, addresses
of ids, or labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.columns import Line, rows
from dragoman.knowledge.facts import Entity, Fault, Holding, Kind, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import country_of
from dragoman.knowledge.reading import Told, aliases, faulty_row, person_of

__all__ = ["ITEM", "read"]

ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q\d+)$")


def read(intake: Intake) -> Iterator[Told]:
    """Yield the person and the holding of each row; offices that nobody holds are passed over."""
    for line in rows(intake):
        if isinstance(line, Fault):
            yield line
            continue
        try:
            yield from _row(line)
        except ValueError as error:
            yield faulty_row(line.number, f"{str(error).capitalize()}.", "Mend the date in the query.")


def _row(line: Line) -> Iterator[Told]:
    items, labels = _parted(line.all("person", "name"))
    if not items and not labels:
        yield Passed("office without a holder", line.number)
        return
    days = line.days()
    country, owner = _country(line)
    name = labels[0] if labels else items[0]
    key = items[0] if items else person_of(name, country)
    yield Entity(
        id=key,
        kind=Kind.PERSON,
        name=name,
        aliases=aliases([*labels, *line.several("aliases")], name=name),
        country=country,
        born=days["born"],
        row=line.number,
    )
    _, titles = _parted(line.all("office"))
    if titles:
        post = read_title(titles[0])
        yield Holding(
            person=name,
            person_id=key,
            office=post.office,
            title=titles[0],
            of=post.of or owner,
            country=post.country or country,
            sector=post.sector,
            start=days["start"],
            end=days["end"],
            seen=days["seen"],
            row=line.number,
        )


def _country(line: Line) -> tuple[str, str]:
    """Return the country, "" if it is none we know, and how to name it as the owner of an office."""
    told = line.all("country", "of")
    for text in told:
        match = ITEM.match(text)
        if country := country_of(match[1] if match else text):
            return country, country
    return "", next((text for text in told if not ITEM.match(text)), "")


def _parted(texts: list[str]) -> tuple[list[str], list[str]]:
    """Return ids of items and labels, parted."""
    items = [match[1] for text in texts if (match := ITEM.match(text))]
    return items, [text for text in texts if not ITEM.match(text)]
