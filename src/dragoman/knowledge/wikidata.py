"""Reads Wikidata's entity JSON: the dump, a cut of it by lines, or Special:EntityData of one item.

Properties used: P31 class, P298 alpha-3 code, P27 citizenship, P17 country, P495 country of origin, P1001
jurisdiction, P569 birth, P39 office held, P102 party, P463 member of; with P580 start, P582 end, P642 of.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from dragoman.codebook.tables import Row, read_table
from dragoman.knowledge.dates import partial
from dragoman.knowledge.facts import Alias, Entity, Fault, Holding, Kind, Membership, Office, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import country_of, country_of_item
from dragoman.knowledge.reading import Told, faulty_row, mapping, sequence, text

__all__ = ["read"]

LANGUAGE = "en"
PRECISIONS = {9: 4, 10: 7, 11: 10}  # Wikidata's year, month, day -> letters of an ISO date
MEMBERSHIPS = {"P102": "party member", "P463": "member"}


def read(intake: Intake) -> Iterator[Told]:
    """Yield what each item tells; properties and items of other classes are passed over."""
    for item in intake.items():
        if isinstance(item, Fault):
            yield item
            continue
        key, row, value = item
        if not isinstance(value, dict):
            continue
        several = value if key == "entities" else value.get("entities")
        for inner in several.values() if isinstance(several, dict) else (value,):
            yield from _item(mapping(inner), row)


def _item(item: Mapping[str, object], row: int) -> Iterator[Told]:
    key = text(item.get("id"))
    if not key:
        yield faulty_row(row, "The item has no id.", "Export it as entity JSON of Wikidata.")
        return
    claims = mapping(item.get("claims"))
    classes = [_classes()[target] for target in _targets(claims, "P31") if target in _classes()]
    held = "P39" in claims
    if not classes and not held:
        kinds = _targets(claims, "P31")
        yield Passed(kinds[0] if kinds else text(item.get("type")) or "item", row)
        return
    kind = Kind(classes[0]["kind"]) if classes else Kind.PERSON
    name, others = _names(item)
    if not name:
        yield faulty_row(row, f"The item {key} has no label.")
        return
    country = _country(claims)
    if kind is Kind.OFFICE:
        post = read_title(name)
        owner = post.of or country
        yield Office(
            id=key,
            title=name,
            office=post.office,
            of=owner,
            country=post.country or country,
            sector=post.sector,
            row=row,
        )
        return
    yield Entity(
        id=key,
        kind=kind,
        name=name,
        aliases=others,
        country=country,
        sector=classes[0]["sector"] if classes else "",
        born=next((_time(value) for value in _values(claims, "P569")), ""),
        row=row,
    )
    yield from _held(key, claims, row)


def _held(key: str, claims: Mapping[str, object], row: int) -> Iterator[Told]:
    """Yield the offices and memberships of somebody."""
    for statement in _statements(claims, "P39"):
        qualifiers = mapping(statement.get("qualifiers"))
        owner = _country(qualifiers) or next(
            (country_of_item(target) for target in _targets(qualifiers, "P642")), ""
        )
        yield Holding(
            person_id=key,
            office_id=_target(statement),
            of=owner,
            country=owner,
            start=_qualified(qualifiers, "P580"),
            end=_qualified(qualifiers, "P582"),
            row=row,
        )
    for prop, role in MEMBERSHIPS.items():
        for statement in _statements(claims, prop):
            qualifiers = mapping(statement.get("qualifiers"))
            yield Membership(
                member_id=key,
                body_id=_target(statement),
                role=role,
                start=_qualified(qualifiers, "P580"),
                end=_qualified(qualifiers, "P582"),
                row=row,
            )


def _names(item: Mapping[str, object]) -> tuple[str, tuple[Alias, ...]]:
    labels = {lang: text(mapping(label).get("value")) for lang, label in mapping(item.get("labels")).items()}
    name = labels.get(LANGUAGE) or labels.get("mul") or next(iter(labels.values()), "")
    texts = {label: lang for lang, label in labels.items()}
    for lang, several in mapping(item.get("aliases")).items():
        for alias in sequence(several):
            texts.setdefault(text(mapping(alias).get("value")), lang)
    return name, tuple(
        Alias(text=other, lang=lang) for other, lang in texts.items() if other and other != name
    )


def _statements(claims: Mapping[str, object], prop: str) -> list[Mapping[str, object]]:
    """Return the statements of a property that name another item and are not set aside as wrong."""
    statements = [mapping(statement) for statement in sequence(claims.get(prop))]
    return [one for one in statements if one.get("rank") != "deprecated" and _target(one)]


def _snak(statement: Mapping[str, object]) -> Mapping[str, object]:
    """Return the snak of a statement; a qualifier is a snak itself."""
    return mapping(statement.get("mainsnak")) or statement


def _target(statement: Mapping[str, object]) -> str:
    return text(mapping(mapping(_snak(statement).get("datavalue")).get("value")).get("id"))


def _targets(claims: Mapping[str, object], prop: str) -> list[str]:
    return [_target(statement) for statement in _statements(claims, prop)]


def _values(claims: Mapping[str, object], prop: str) -> list[object]:
    statements = (mapping(statement) for statement in sequence(claims.get(prop)))
    values = (mapping(_snak(one).get("datavalue")).get("value") for one in statements)
    return [value for value in values if value is not None]


def _country(claims: Mapping[str, object]) -> str:
    for code in _values(claims, "P298"):
        if isinstance(code, str) and country_of(code):
            return country_of(code)
    for prop in ("P1001", "P27", "P17", "P495"):
        for target in _targets(claims, prop):
            if country := country_of_item(target):
                return country
    return ""


def _qualified(qualifiers: Mapping[str, object], prop: str) -> str:
    return next((_time(value) for value in _values(qualifiers, prop)), "")


def _time(value: object) -> str:
    """Return a time value as a day of its precision; "" if it is coarser than a year or before our era."""
    time = mapping(value)
    precision = time.get("precision")
    letters = PRECISIONS.get(precision, 0) if isinstance(precision, int) else 0
    try:
        return partial(text(time.get("time")))[:letters]
    except ValueError:
        return ""


@functools.cache
def _classes() -> Mapping[str, Row]:
    return {row["id"]: row for row in read_table("imports/wikidata_classes.tsv")}
