"""Whom each mention denotes within its report: persons by name, offices by title, bodies by polity, pronouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codebook.knowledge import FormKind, Knowledge, Known, KnownKind, plain_words
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.tables import read_table
from dragoman.model.reading import ActorMention, MentionKind
from dragoman.resolve.persons import Person, Persons

__all__ = ["Link", "Resolved", "resolve_actors"]

PAIR_KINDS = ("generic", "government", "organisation")
BACKWARD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whom one mention denotes; several links stand for "the two countries" and the like."""

    name: str | None
    country: str | None
    sector: str | None
    because: str
    person: bool = False


@dataclass(slots=True)
class Resolved:
    """The links of a report's mentions, by mention id, and its persons."""

    links: dict[int, tuple[Link, ...]] = field(default_factory=dict)
    persons: Persons = field(default_factory=lambda: Persons([], {}))

    def one(self, mention: int) -> Link | None:
        """Return the first link of a mention."""
        return next(iter(self.links.get(mention, ())), None)


def resolve_actors(mentions: Sequence[ActorMention], knowledge: Knowledge, lexicon: Lexicon) -> Resolved:
    """Return whom each mention denotes, with the country and sector of each."""
    resolver = _Resolver(mentions, knowledge, lexicon)
    for mention in mentions:
        resolver.link(mention)
    return resolver.resolved


class _Resolver:
    def __init__(self, mentions: Sequence[ActorMention], knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.mentions = mentions
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.focal = self._focal_countries()
        self.resolved = Resolved(persons=Persons.gathered(mentions, self._stated_country))
        self.bodies: dict[str, Link] = {}
        self.templates = {(row["noun"], row["kind"]): row["template"] for row in read_table("lexicon/en/body_names.tsv")}

    def link(self, mention: ActorMention) -> tuple[Link, ...]:
        """Return and keep the links of a mention."""
        held = self.resolved.links.get(mention.id)
        if held is not None:
            return held
        self.resolved.links[mention.id] = ()
        if mention.kind is MentionKind.PRONOUN:
            links = self._pronoun(mention)
        elif mention.known:
            links = self._known(mention)
        elif mention.name:
            links = self._named(mention)
        else:
            links = self._nominal(mention)
        self.resolved.links[mention.id] = links
        return links

    def _focal_countries(self) -> list[str]:
        """Return the report's countries, most mentioned first."""
        count: Counter[str] = Counter()
        for mention in self.mentions:
            for row_id in (mention.known, *mention.polities):
                row = self.knowledge.rows.get(row_id)
                if row is not None and row.iso3 and row.kind in (KnownKind.COUNTRY, KnownKind.PLACE, KnownKind.ALIAS):
                    count[row.iso3] += 1
        return [iso3 for iso3, _ in count.most_common()]

    def _country_name(self, iso3: str | None) -> str | None:
        row = self.knowledge.by_country.get(iso3 or "")
        return row.name if row else None

    def _stated_country(self, mention: ActorMention) -> str | None:
        """Return the country that stands with a mention: its modifier's, or its owner's."""
        for row_id in mention.polities:
            row = self.knowledge.rows.get(row_id)
            if row is not None and row.iso3:
                return row.iso3
        if mention.owner is not None and mention.owner != mention.id:
            owner = self.mentions[mention.owner]
            row = self.knowledge.rows.get(owner.known)
            if row is not None:
                return row.iso3
            return self._stated_country(owner) if owner.owner is not None and owner.owner != mention.id else (
                self._polity_country(owner)
            )
        return None

    def _polity_country(self, mention: ActorMention) -> str | None:
        rows = (self.knowledge.rows.get(row_id) for row_id in mention.polities)
        return next((row.iso3 for row in rows if row is not None and row.iso3), None)

    def _known(self, mention: ActorMention) -> tuple[Link, ...]:
        row = self.knowledge.rows[mention.known]
        if row.kind is KnownKind.COUNTRY and mention.form in (FormKind.PEOPLE, FormKind.ADJECTIVE) and mention.plural:
            return (self._of(row, mention.text, "CVL", f"people of {row.name}"),)
        if row.kind is KnownKind.COUNTRY:
            how = "seat of government" if mention.form in (FormKind.CAPITAL, FormKind.SEAT) else "country table"
            return (self._of(row, row.name, "GOV", f"{mention.text}: {how}"),)
        if row.kind is KnownKind.PLACE:
            return (self._of(row, row.name, None, f"{mention.text}: place"),)
        return (self._of(row, row.name, row.sector, f"{mention.text}: {row.kind} table"),)

    def _of(self, row: Known, name: str, sector: str | None, because: str) -> Link:
        return Link(name=name, country=row.iso3, sector=sector, because=because)

    def _named(self, mention: ActorMention) -> tuple[Link, ...]:
        person = self.resolved.persons.named(mention)
        if person is None:
            country = self._stated_country(mention)
            return (Link(name=mention.name, country=country, sector=None, because="named in the report"),)
        return (self._person(person, mention),)

    def _person(self, person: Person, mention: ActorMention) -> Link:
        country = person.country or (self._near_country(mention) if person.title else None)
        how = "stated with the name" if person.country else "nearest country" if country else "no country stated"
        title = self.knowledge.titles.get(plain_words(person.title)[0]) if person.title else None
        sector = next((t.sector for t in title or () if t.words == plain_words(person.title)), None)
        return Link(name=person.name, country=country, sector=sector, because=f"{person.name}: {how}", person=True)

    def _near_country(self, mention: ActorMention) -> str | None:
        """Return the country named last before a mention in its sentence, else the report's main one."""
        for other in reversed(self.mentions[: mention.id]):
            if other.sentence != mention.sentence:
                break
            row = self.knowledge.rows.get(other.known)
            if row is not None and row.kind is KnownKind.COUNTRY:
                return row.iso3
        return None

    def _nominal(self, mention: ActorMention) -> tuple[Link, ...]:
        pair = self._pair(mention)
        if pair:
            return pair
        country = self._stated_country(mention) or self._owner_country(mention)
        if mention.title:
            holder = self.resolved.persons.holder(mention, country)
            if holder is not None:
                return (self._person(holder, mention),)
        return (self._body(mention, country),)

    def _owner_country(self, mention: ActorMention) -> str | None:
        if mention.owner is None or mention.owner == mention.id:
            return None
        owner = self.mentions[mention.owner]
        links = self.resolved.links.get(owner.id) or (self.link(owner) if owner.id < mention.id else ())
        return links[0].country if links else None

    def _body(self, mention: ActorMention, country: str | None) -> Link:
        """Return the link of an unnamed body or group of people: "the army", "junta ministers"."""
        agent = self.knowledge.agents.get(mention.head)
        kind = agent.kind if agent else ""
        how = "stated" if country else ""
        modifiers = [p for p in mention.polities if p.startswith("agt-")]
        if country is None and (mention.definite or modifiers or (agent is not None and agent.collective)):
            held = self.bodies.get(agent.noun if agent else mention.head)
            if held is not None and held.country:
                return held
            if kind in ("government", "military", "police", "legislature", "court") or modifiers:
                country = next(iter(self.focal), None)
                how = "the country that the report is about"
        name = self._template(mention.head, kind, country) or mention.text
        link = Link(
            name=name,
            country=country,
            sector=agent.sector if agent else None,
            because=f"{mention.text}: {how or 'as named'}",
        )
        if agent is not None and country:
            self.bodies[agent.noun] = link
        return link

    def _template(self, noun: str, kind: str, country: str | None) -> str | None:
        template = self.templates.get((noun, kind)) or self.templates.get(("", kind))
        name = self._country_name(country)
        return template.format(country=name, noun=noun) if template and name else None

    def _pair(self, mention: ActorMention) -> tuple[Link, ...]:
        """Return the two parties named last before "the two countries", "both sides"."""
        first = mention.text.lower().split()
        if not mention.plural or not any(self.lexicon.is_a(word, "pair") for word in first[:2]):
            return ()
        links: dict[str, Link] = {}
        for other in reversed(self.mentions[: mention.id]):
            for link in self.resolved.links.get(other.id, ()):
                if link.country and not other.plural and link.country not in links:
                    row = self.knowledge.by_country.get(link.country)
                    if row is not None:
                        links[link.country] = self._of(row, row.name, "GOV", f"{mention.text}: named before")
            if len(links) == 2:
                return tuple(reversed(links.values()))
        return ()

    def _pronoun(self, mention: ActorMention) -> tuple[Link, ...]:
        pronoun = self.lexicon.pronouns[mention.head]
        if pronoun.refers in ("speaker", "hearer"):
            return ()
        best: tuple[int, int, ActorMention] | None = None
        for other in self.mentions[max(0, mention.id - BACKWARD) : mention.id]:
            if mention.sentence - other.sentence > 2 or not self._agrees(pronoun.refers, other):
                continue
            weight = 2 * other.subject - 2 * (mention.sentence - other.sentence)
            if best is None or (weight, other.id) >= best[:2]:
                best = (weight, other.id, other)
        if best is None:
            return ()
        return self.link(best[2])

    def _agrees(self, refers: str, other: ActorMention) -> bool:
        if other.kind is MentionKind.PRONOUN:
            return self.lexicon.pronouns[other.head].refers == refers and bool(self.resolved.links.get(other.id))
        links = self.resolved.links.get(other.id, ())
        person = bool(links) and links[0].person
        title_only = other.kind is MentionKind.NOMINAL and bool(other.title) and not other.plural
        if refers in ("he", "she"):
            return (person or title_only) and not other.plural
        if refers == "it":
            return bool(links) and not person and not other.plural and not title_only
        return other.plural or (bool(links) and not person and not title_only and not other.known.startswith("cty"))
