"""Reads FollowTheMoney entities as JSON Lines, as OpenSanctions, Aleph and OpenAleph write them.

A line is {"id", "schema", "properties": {name: [values]}}. Links are ids of other lines, or in the nested form
whole entities standing among the values. See https://followthemoney.tech for the schemata.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from dragoman.codebook.tables import Row, read_table
from dragoman.knowledge.facts import Alias, Entity, Fault, Holding, Kind, Membership, Office, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import country_of
from dragoman.knowledge.reading import Told, faulty_row, mapping, sequence, text, tidy_day

__all__ = ["read"]

NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")
# The two ends of the links, by schema.
ENDS = {
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
    "Representation": ("agent", "client"),
}
DEEPEST = 4


def read(intake: Intake) -> Iterator[Told]:
    """Yield what each line tells; lines of schemata without use are passed over."""
    for item in intake.items():
        if isinstance(item, Fault):
            yield item
            continue
        _, row, value = item
        yield from _entity(mapping(value), row)


def _entity(value: Mapping[str, object], row: int, depth: int = 0) -> Iterator[Told]:
    key, schema = text(value.get("id")), text(value.get("schema"))
    if not key or not schema:
        yield faulty_row(row, "It has no id or no schema.", "Export it as FollowTheMoney entities.")
        return
    found = _schemata().get(schema)
    if found is None:
        yield Passed(schema, row)
        return
    properties = mapping(value.get("properties"))
    match found["kind"]:
        case "holding":
            yield _holding(value, properties, row)
        case "membership":
            yield _membership(value, schema, properties, row)
        case "office":
            yield _office(key, value, properties, row)
        case kind:
            yield _actor(value, Kind(kind), found["sector"], row)
    if depth < DEEPEST:
        for values in properties.values():
            for inner in sequence(values):
                if isinstance(inner, dict):
                    yield from _entity(_linked(inner, key), row, depth + 1)


def _linked(inner: Mapping[str, object], outer: str) -> Mapping[str, object]:
    """Return a nested holding with the holder it stands in, which it may leave out."""
    properties = mapping(inner.get("properties"))
    if inner.get("schema") != "Occupancy" or "holder" in properties:
        return inner
    return {**inner, "properties": {**properties, "holder": [outer]}}


def _actor(value: Mapping[str, object], kind: Kind, sector: str, row: int) -> Told:
    properties = mapping(value.get("properties"))
    texts = [other for prop in NAMES for other in _texts(properties, prop)]
    name = text(value.get("caption")) or (texts[0] if texts else "")
    if not name:
        return faulty_row(row, f"The entity {value.get('id')} has no name.")
    others = tuple(Alias(text=other) for other in dict.fromkeys(texts) if other != name)
    return Entity(
        id=text(value.get("id")),
        kind=kind,
        name=name,
        aliases=others,
        country=_country(properties),
        sector=_sector(properties) or sector,
        born=tidy_day(_first(properties, "birthDate")),
        row=row,
    )


def _office(key: str, value: Mapping[str, object], properties: Mapping[str, object], row: int) -> Told:
    title = _first(properties, "name") or text(value.get("caption"))
    if not title:
        return faulty_row(row, f"The position {key} has no name.")
    post, country = read_title(title), _country(properties)
    body = _first(properties, "organization")
    return Office(
        id=key,
        title=title,
        office=post.office,
        of=post.of or country or body,
        country=post.country or country,
        sector=post.sector or _sector(properties),
        row=row,
    )


def _holding(value: Mapping[str, object], properties: Mapping[str, object], row: int) -> Told:
    holder, post = _link(properties, "holder"), _link(properties, "post")
    if not holder or not post:
        return faulty_row(row, f"The occupancy {value.get('id')} has no holder or no post.")
    return Holding(
        person_id=holder,
        office_id=post,
        start=tidy_day(_first(properties, "startDate") or _first(properties, "periodStart")),
        end=tidy_day(_first(properties, "endDate") or _first(properties, "periodEnd")),
        seen=tidy_day(value.get("last_seen")),
        row=row,
    )


def _membership(value: Mapping[str, object], schema: str, properties: Mapping[str, object], row: int) -> Told:
    member, body = (_link(properties, end) for end in ENDS[schema])
    if not member or not body:
        return faulty_row(row, f"The {schema.lower()} {value.get('id')} lacks one of its two ends.")
    return Membership(
        member_id=member,
        body_id=body,
        role=_first(properties, "role") or schema.lower(),
        start=tidy_day(_first(properties, "startDate")),
        end=tidy_day(_first(properties, "endDate")),
        row=row,
    )


def _texts(properties: Mapping[str, object], prop: str) -> list[str]:
    return [text(value) for value in sequence(properties.get(prop)) if isinstance(value, str) and value]


def _first(properties: Mapping[str, object], prop: str) -> str:
    return next(iter(_texts(properties, prop)), "")


def _link(properties: Mapping[str, object], prop: str) -> str:
    """Return the id of the first entity that a property links to, told by id or nested."""
    for value in sequence(properties.get(prop)):
        if key := text(value if isinstance(value, str) else mapping(value).get("id")):
            return key
    return ""


def _country(properties: Mapping[str, object]) -> str:
    codes = (country_of(code) for prop in COUNTRIES for code in _texts(properties, prop))
    return next((code for code in codes if code), "")


def _sector(properties: Mapping[str, object]) -> str:
    topics = _topics()
    return next((topics[topic] for topic in _texts(properties, "topics") if topic in topics), "")


@functools.cache
def _schemata() -> Mapping[str, Row]:
    return {row["id"]: row for row in read_table("imports/schemata.tsv")}


@functools.cache
def _topics() -> Mapping[str, str]:
    return {row["id"]: row["sector"] for row in read_table("imports/topics.tsv")}
