"""Whom each mention denotes within its report: persons by name, offices by title, bodies by polity, pronouns."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.codebook.knowledge import Agent, FormKind, Holder, Knowledge, Known, KnownKind, plain_words
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.tables import read_table
from dragoman.model.reading import ActorMention, MentionKind
from dragoman.resolve.persons import Person, Persons

__all__ = ["Link", "Resolved", "body_name", "resolve_actors"]

HOME_KINDS = (
    "government",
    "military",
    "police",
    "legislature",
    "court",
    "civil",
    "civilians",
    "party",
    "labour",
    "education",
)
STATE_KINDS = ("government", "military", "police", "legislature", "court")
ACRONYM = (2, 6)
DOMESTIC = 0.6
OPEN_SECTORS = {None, "UNK"}
BODY_KINDS = (KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM)
STATE_SECTORS = {"GOV": "government", "MIL": "military"}
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


def resolve_actors(
    mentions: Sequence[ActorMention], knowledge: Knowledge, lexicon: Lexicon, *, published: date | None
) -> Resolved:
    """Return whom each mention denotes, with the country and sector of each, as of the publication date."""
    resolver = _Resolver(mentions, knowledge, lexicon, published.isoformat() if published else None)
    for mention in mentions:
        resolver.link(mention)
    return resolver.resolved


def body_name(kind: str, state: str | None, *, noun: str = "") -> str | None:
    """Return the canonical name of a state's body, such as "Government of Chad" or "Myanmar junta"."""
    template = _templates().get((noun, kind)) or _templates().get(("", kind))
    return template.format(country=state, noun=noun) if template and state else None


@functools.cache
def _templates() -> dict[tuple[str, str], str]:
    return {(row["noun"], row["kind"]): row["template"] for row in read_table("lexicon/en/body_names.tsv")}


class _Resolver:
    def __init__(
        self, mentions: Sequence[ActorMention], knowledge: Knowledge, lexicon: Lexicon, published: str | None
    ) -> None:
        self.published = published
        self.mentions = mentions
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.agent_rows = {agent.id: agent for agent in knowledge.agents.values()}
        self.focal = self._focal_countries()
        self.bodies = self._stated_bodies()
        self.resolved = Resolved(persons=Persons.gathered(mentions, self._stated_country))

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
        """Return the report's countries, most mentioned first; its towns, provinces and groups count double."""
        count: Counter[str] = Counter()
        for mention in self.mentions:
            for row_id in (mention.known, *mention.polities):
                row = self.knowledge.rows.get(row_id)
                if row is not None and row.iso3 and row.kind is not KnownKind.MEDIUM:
                    count[row.iso3] += (
                        1 if row.kind is KnownKind.COUNTRY and mention.form != FormKind.CAPITAL else 2
                    )
        ranked = count.most_common()
        self.domestic = bool(ranked) and ranked[0][1] >= DOMESTIC * sum(count.values())
        return [iso3 for iso3, _ in ranked]

    def _country_name(self, iso3: str | None) -> str | None:
        row = self.knowledge.by_country.get(iso3 or "")
        return row.name if row else None

    def _stated_bodies(self) -> dict[str, str]:
        """Return the country that the report first states for each agent noun and kind of body.

        "deputy Myanmar junta boss" says whose "the junta" is, wherever it stands.
        """
        bodies: dict[str, str] = {}
        for mention in self.mentions:
            row = self.knowledge.rows.get(mention.known)
            if row is None or not row.iso3 or row.kind not in (KnownKind.GROUP, KnownKind.ORGANISATION):
                continue
            for word in mention.text.lower().split():
                if word in self.knowledge.agents:
                    bodies.setdefault(self.knowledge.agents[word].noun, row.iso3)
            if row.sector in STATE_SECTORS:
                bodies.setdefault(STATE_SECTORS[row.sector], row.iso3)
        for mention in self.mentions:
            country = self._polity_country(mention)
            if country is None:
                continue
            for agent in self._agents_in(mention):
                bodies.setdefault(agent.noun, country)
                if agent.kind in STATE_KINDS and agent.collective:
                    bodies.setdefault(agent.kind, country)
        return bodies

    def _agents_in(self, mention: ActorMention) -> list[Agent]:
        """Return the agent nouns in a mention: its head, its modifiers, and those in its title ("junta boss")."""
        found = [self.knowledge.agents.get(word) for word in (mention.head, *mention.title.split())]
        found += [self.agent_rows.get(row_id) for row_id in mention.polities]
        return [agent for agent in found if agent is not None]

    def _stated_country(self, mention: ActorMention) -> str | None:
        """Return the country that stands with a mention: its modifier's, or its owner's."""
        country = self._polity_country(mention)
        if country is not None:
            return country
        if mention.owner is not None and mention.owner < len(self.mentions) and mention.owner != mention.id:
            return self._owner_stated(self.mentions[mention.owner])
        if not any(row_id in self.knowledge.rows for row_id in mention.polities):
            for agent in self._agents_in(mention):
                if agent.kind in STATE_KINDS and agent.collective and agent.noun != mention.head:
                    return self.bodies.get(agent.noun) or self.bodies.get(agent.kind)
        return None

    def _owner_stated(self, owner: ActorMention) -> str | None:
        row = self.knowledge.rows.get(owner.known)
        if row is not None:
            return self._home(row)
        agent = self.knowledge.agents.get(owner.head)
        return self._polity_country(owner) or (self.bodies.get(agent.noun) if agent else None)

    def _home(self, row: Known) -> str | None:
        """Return the country of a row; of several, the one that the report is most about."""
        return row.iso3 or next((iso3 for iso3 in self.focal if iso3 in row.homes), None)

    def _polity_country(self, mention: ActorMention) -> str | None:
        rows = (self.knowledge.rows.get(row_id) for row_id in mention.polities)
        return next((home for row in rows if row is not None and (home := self._home(row))), None)

    def _known(self, mention: ActorMention) -> tuple[Link, ...]:
        row = self.knowledge.rows[mention.known]
        if (
            row.kind is KnownKind.COUNTRY
            and mention.form in (FormKind.PEOPLE, FormKind.ADJECTIVE)
            and mention.plural
        ):
            return (self._of(row, mention.text, "CVL", f"people of {row.name}"),)
        if row.kind is KnownKind.COUNTRY:
            how = (
                "seat of government" if mention.form in (FormKind.CAPITAL, FormKind.SEAT) else "country table"
            )
            return (self._of(row, row.name, "GOV", f"{mention.text}: {how}"),)
        if row.kind is KnownKind.PLACE:
            return (self._of(row, row.name, None, f"{mention.text}: place"),)
        return (self._of(row, row.name, row.sector, f"{mention.text}: {row.kind} table"),)

    def _of(self, row: Known, name: str, sector: str | None, because: str) -> Link:
        return Link(name=name, country=self._home(row), sector=sector, because=because)

    def _shortened(self, mention: ActorMention) -> Link | None:
        """Return the link of a known body or group that the report names in full before: "Mahan" of "Mahan Air"."""
        words = plain_words(mention.name or "")
        for other in reversed(self.mentions[: mention.id]):
            row = self.knowledge.rows.get(other.known)
            if row is None or row.kind not in (KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM):
                continue
            full = plain_words(other.name or "")
            if len(full) > len(words) and full[: len(words)] == words:
                return self.resolved.one(other.id)
        return None

    def _spelled_out(self, mention: ActorMention) -> Link | None:
        """Return the link of the name whose initials an acronym gives: "NTC" of "National Telecommunications
        Commission"."""
        name = (mention.name or "").replace(".", "")
        if not (name.isupper() and ACRONYM[0] <= len(name) <= ACRONYM[1]):
            return None
        for other in reversed(self.mentions[: mention.id]):
            initials = "".join(word[0] for word in (other.name or "").split() if word[0].isupper())
            if initials == name and " " in (other.name or ""):
                return self.resolved.one(other.id)
        return None

    def _named(self, mention: ActorMention) -> tuple[Link, ...]:
        short = (
            self._shortened(mention) if mention.label != "PERSON" or " " not in (mention.name or "") else None
        )
        short = short or self._spelled_out(mention)
        if short is not None:
            return (short,)
        person = self.resolved.persons.named(mention)
        if person is None:
            country = self._stated_country(mention)
            return (Link(name=mention.name, country=country, sector=None, because="named in the report"),)
        return (self._person(person, mention),)

    def _person(self, person: Person, mention: ActorMention) -> Link:
        holder = self._holder(person)
        country, how = person.country, "stated with the name"
        if country is None and holder is not None:
            country, how = holder.iso3, f"held office: {holder.office} ({holder.id})"
        if country is None and (person.title or self.domestic):
            country, how = next(iter(self.focal), None), "the country that the report is about"
        sector = self._sector(person.title) or (holder.sector if holder else None)
        return Link(
            name=person.name, country=country, sector=sector, because=f"{person.name}: {how}", person=True
        )

    def _holder(self, person: Person) -> Holder | None:
        """Return the known office holder of that name; by last name alone only one in office on the day."""
        words = plain_words(person.name)
        held = self.knowledge.holders.get(words, ())
        if not held and len(words) == 1:
            in_office = [
                h
                for h in self.knowledge.surnames.get(words[0], ())
                if self.published and h.on(self.published)
            ]
            held = tuple(in_office) if len({h.person for h in in_office}) == 1 else ()
        if len(held) > 1 and self.published:
            held = tuple(h for h in held if h.on(self.published or "")) or held
        return held[0] if held else None

    def _sector(self, title: str) -> str | None:
        words = plain_words(title)
        found = self.knowledge.titles.get(words[0], ()) if words else ()
        return next((t.sector for t in found if t.words == words), None)

    def _nominal(self, mention: ActorMention) -> tuple[Link, ...]:
        pair = self._pair(mention)
        if pair:
            return pair
        country = self._stated_country(mention) or self._owner_country(mention)
        if mention.title:
            holder = self.resolved.persons.holder(mention, country, self.lexicon.markers["rank"])
            if holder is not None:
                return (self._person(holder, mention),)
        again = self._named_before(mention) if country is None else None
        return (again or self._body(mention, country),)

    def _named_before(self, mention: ActorMention) -> Link | None:
        """Return the body named last before "the company", "the network", "the group", of a like sector."""
        agent = self.knowledge.agents.get(mention.head)
        if agent is None or not agent.collective or not mention.definite or mention.plural:
            return None
        if agent.kind in STATE_KINDS or self._elsewhere(mention):
            return None
        for other in reversed(self.mentions[max(0, mention.id - BACKWARD) : mention.id]):
            link = self.resolved.one(other.id)
            if link is None or link.person or other.kind is not MentionKind.NAME:
                continue
            row = self.knowledge.rows.get(other.known)
            body = row.kind in BODY_KINDS if row is not None else other.label == "ORG"
            if body and (OPEN_SECTORS & {link.sector, agent.sector} or link.sector == agent.sector):
                return link
        return None

    def _owner_country(self, mention: ActorMention) -> str | None:
        if mention.owner is None or mention.owner == mention.id:
            return None
        owner = self.mentions[mention.owner]
        links = self.resolved.links.get(owner.id) or (self.link(owner) if owner.id < mention.id else ())
        return links[0].country if links else None

    def _body(self, mention: ActorMention, country: str | None) -> Link:
        """Return the link of an unnamed body or group of people: "the army", "junta ministers"."""
        agent = self.knowledge.agents.get(mention.head)
        how = "stated with it" if country else "as named"
        if country is None and agent is not None and not self._elsewhere(mention):
            kinds = (agent.kind, *STATE_KINDS) if agent.kind in STATE_KINDS else (agent.kind,)
            country = next((self.bodies[k] for k in (agent.noun, *kinds) if k in self.bodies), None)
            how = "stated elsewhere in the report" if country else how
            if country is None and agent.kind in HOME_KINDS:
                country = self._known_for(agent.noun) or next(iter(self.focal), None)
                how = "the country that the report is about"
        name = None
        if agent is not None and agent.collective and not mention.plural:
            name = body_name(agent.kind, self._country_name(country), noun=agent.noun)
        return Link(
            name=name or mention.text,
            country=country,
            sector=agent.sector if agent else None,
            because=f"{mention.text}: {how}",
        )

    def _known_for(self, noun: str) -> str | None:
        """Return the first of the report's countries that the tables know a body of that name of ("Myanmar junta")."""
        for iso3 in self.focal:
            words = plain_words(f"{self._country_name(iso3)} {noun}")
            forms = self.knowledge.longest(words, 0) if words else ()
            if forms and forms[0].words == words:
                return iso3
        return None

    def _elsewhere(self, mention: ActorMention) -> bool:
        """Whether words with the mention keep it apart from the report's own bodies: "Western", "other"."""
        if any(word in mention.text.lower().split() for word in self.lexicon.markers["some"]):
            return True
        return any(p in self.knowledge.rows for p in mention.polities)

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
        best: tuple[float, int, ActorMention] | None = None
        for other in self.mentions[max(0, mention.id - BACKWARD) : mention.id]:
            if mention.sentence - other.sentence > 2 or not self._agrees(pronoun.refers, other):
                continue
            weight = 2 * other.subject - 2 * (mention.sentence - other.sentence) + 0.3 * self._salience(other)
            if best is None or (weight, other.id) >= best[:2]:
                best = (weight, other.id, other)
        if best is None:
            return ()
        found = best[2]
        if pronoun.refers == "they" and found.group is not None and not found.plural:
            members = [m for m in self.mentions if m.group == found.group]
            return tuple(dict.fromkeys(link for m in members for link in self.link(m)))
        return self.link(found)

    def _salience(self, mention: ActorMention) -> int:
        """Return how often, up to five times, whom a mention denotes was mentioned up to it."""
        links = self.resolved.links.get(mention.id, ())
        if not links:
            return 0
        return min(5, sum(links[0] in self.resolved.links.get(k, ()) for k in range(mention.id + 1)))

    def _agrees(self, refers: str, other: ActorMention) -> bool:
        if other.kind is MentionKind.PRONOUN:
            return self.lexicon.pronouns[other.head].refers == refers and bool(
                self.resolved.links.get(other.id)
            )
        links = self.resolved.links.get(other.id, ())
        person = bool(links) and links[0].person
        title_only = other.kind is MentionKind.NOMINAL and bool(other.title) and not other.plural
        if refers in ("he", "she"):
            return (person or title_only) and not other.plural
        if refers == "it":
            return bool(links) and not person and not other.plural and not title_only
        coordinated = other.group is not None and sum(m.group == other.group for m in self.mentions) > 1
        return (
            other.plural or coordinated or (bool(links) and not person and not title_only and not other.known)
        )
