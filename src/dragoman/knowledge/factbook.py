"""Reads the World Factbook's country files as JSON (https://github.com/factbook/factbook.json), one a file.

Taken: names of the state and its people, chief of state and head of government, heads of its missions, parties
with their leaders, memberships in international bodies. Surnames stand in capitals, days as "since 1 May 2020".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from dragoman.errors import SourceError
from dragoman.knowledge.facts import Entity, Fault, Holding, Kind, Membership
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.leaders import Leader, leaders
from dragoman.knowledge.names import proper
from dragoman.knowledge.parties import body_named, country_name, country_of
from dragoman.knowledge.reading import Told, aliases, faulty_row, mapping, person_of, text

__all__ = ["read"]

TAG = re.compile(r"<[^>]+>")
BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
PARTY = re.compile(r"(?P<name>[^\[;]+?)(?:\s+or\s+(?P<short>[A-Z][\w-]*))?\s*(?:\[(?P<leader>[^\]]+)\])?\s*$")
BODY = re.compile(r"(?P<name>[^(]+?)\s*(?:\((?P<role>[^)]*)\))?$")
NAMES = ("conventional short form", "conventional long form", "local long form", "local short form")
HEADS = ("chief of state", "head of government")
USA = "USA"


def read(intake: Intake) -> Iterator[Told]:
    """Yield what the file tells of its country.

    Raises:
        SourceError: the file is not JSON or not of a country.
    """
    page: dict[str, object] = {}
    for item in intake.items():
        if not isinstance(item, Fault):
            key, _, value = item
            page |= {key: value} if key else dict(mapping(value))
    government = mapping(page.get("Government"))
    names = [_named(_cell(government, "Country name", form)) for form in NAMES]
    country = next((code for name in names if name and (code := country_of(name))), "")
    if not country:
        raise SourceError(
            f"{intake.path} names no country we know.",
            cure="Import the files of states and territories, one a file.",
        )
    yield _state(country, names, mapping(page.get("People and Society")))
    for head in HEADS:
        yield from _holders(_cell(government, "Executive branch", head), country, head)
    there, here = (f"Diplomatic representation {way} the US" for way in ("in", "from"))
    yield from _envoys(_cell(government, there, "chief of mission"), of=country, to=USA)
    yield from _envoys(_cell(government, here, "chief of mission"), of=USA, to=country)
    parties = government.get("Political parties and leaders") or government.get("Political parties")
    yield from _parties(str(mapping(parties).get("text") or ""), country)
    bodies = mapping(government.get("International organization participation")).get("text")
    yield from _memberships(plain(bodies), country)


def plain(value: object) -> str:
    """Return a text of the Factbook without marks of HTML, on one line."""
    return text(TAG.sub("", html.unescape(value))) if isinstance(value, str) else ""


def _cell(section: Mapping[str, object], *keys: str) -> str:
    for key in keys:
        section = mapping(section.get(key))
    return plain(section.get("text"))


def _named(name: str) -> str:
    """Return a name without what is said about it in brackets or after a semicolon."""
    bare = re.split(r"[(;]", name)[0].strip()
    return "" if bare.lower() in ("none", "na") else bare


def _state(country: str, names: list[str], people: Mapping[str, object]) -> Entity:
    nationality = mapping(people.get("Nationality"))
    nouns = re.split(r"[,/;]| or ", f"{_cell(nationality, 'adjective')},{_named(_cell(nationality, 'noun'))}")
    told = [*names, *(_named(noun) for noun in nouns)]
    name = country_name(country)
    return Entity(
        id=country,
        kind=Kind.STATE,
        name=name,
        aliases=aliases(told, name=name),
        country=country,
        sector="GOV",
    )


def _holders(told: str, country: str, head: str) -> Iterator[Told]:
    found = list(leaders(told))
    if told and not found:
        yield faulty_row(0, f"No person could be told from the {head}: {told[:80]!r}.", "Add it by a table.")
    for leader in found:
        unknown = head if leader is found[0] else leader.title.lower()
        yield from _holding(leader, leader.office or unknown, leader.title or head, of=country)


def _envoys(told: str, *, of: str, to: str) -> Iterator[Told]:
    for leader in leaders(told):
        acting = "" if leader.office == "ambassador" else "acting "
        yield from _holding(leader, f"{acting}ambassador to {country_name(to)}", leader.title, of=of)


def _holding(leader: Leader, office: str, title: str, *, of: str) -> Iterator[Told]:
    key = person_of(leader.name, of)
    yield Entity(id=key, kind=Kind.PERSON, name=leader.name, country=of)
    yield Holding(
        person=leader.name,
        person_id=key,
        office=office,
        title=title,
        of=of,
        country=of,
        sector="GOV",
        start=leader.since,
    )


def _parties(told: str, country: str) -> Iterator[Told]:
    for line in BREAK.split(told):
        match = PARTY.match(plain(line))
        if not match or ":" in match["name"] or not match["short"]:
            continue  # remarks and headings stand among the parties
        name = match["name"].strip()
        yield Entity(
            id=person_of(name, country),
            kind=Kind.ORGANISATION,
            name=name,
            aliases=aliases([match["short"]], name=name),
            country=country,
            sector="PTY",
        )
        chief = match["leader"] or ""
        if any(word.isupper() and len(word) > 1 for word in chief.split()) and "," not in chief:
            leader = Leader(proper(chief), "party leader", "party leader", "")
            for fact in _holding(leader, "party leader", "party leader", of=country):
                yield _of_party(fact, name) if isinstance(fact, Holding) else fact


def _of_party(fact: Holding, party: str) -> Holding:
    return Holding(
        person=fact.person,
        person_id=fact.person_id,
        office=fact.office,
        title=fact.title,
        of=party,
        country=fact.country,
        sector="PTY",
    )


def _memberships(told: str, country: str) -> Iterator[Told]:
    for piece in re.split(r",\s*(?![^(]*\))", told):
        match = BODY.match(piece.strip())
        if match and match["name"].strip():
            body = match["name"].strip()
            yield Membership(
                member=country_name(country),
                member_id=country,
                body=(body_named(body) or (body,))[0],
                role=match["role"] or "member",
            )
