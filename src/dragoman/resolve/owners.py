"""Whose an office or a body is: the state or body that stands with a mention, as the report words it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.codebook.knowledge import Agent, FormKind, Knowledge, Known, KnownKind, plain_words
from dragoman.model.reading import ActorMention, MentionKind
from dragoman.resolve.links import Link
from dragoman.resolve.seats import body_on, rival_of

__all__ = ["STATE_KINDS", "Owners"]

STATE_KINDS = ("government", "military", "police", "legislature", "court")
STATE_SECTORS = {"GOV": "government", "MIL": "military"}
OWNING_KINDS = (KnownKind.COUNTRY, KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM)
RIVAL_SECTOR = "OPP"
DOMESTIC = 0.6


class Owners:
    """The owners that one report states.

    Attributes:
        focal: its countries, most mentioned first.
        domestic: whether it is mostly about one of them.
        bodies: the country that it first states for each agent noun and kind of body.
        agent_rows: agents by the id of their row.
        links: whom mentions denote, as far as that is settled; filled by the caller.
    """

    def __init__(
        self,
        mentions: Sequence[ActorMention],
        knowledge: Knowledge,
        published: date | None,
        links: Mapping[int, tuple[Link, ...]],
    ) -> None:
        self.mentions = mentions
        self.knowledge = knowledge
        self.published = published
        self.links = links
        self.agent_rows = {agent.id: agent for agent in knowledge.agents.values()}
        self.focal = self._focal_countries()
        self.bodies = self._stated_bodies()

    def country_of(self, mention: ActorMention) -> str | None:
        """Return the country that stands with a mention: its modifier's, or its owner's."""
        country = self._polity_country(mention)
        if country is not None:
            return country
        if mention.owner is not None and mention.owner < len(self.mentions) and mention.owner != mention.id:
            return self._owner_stated(self.mentions[mention.owner])
        if not any(row_id in self.knowledge.rows for row_id in mention.polities):
            for agent in self._agents_in(mention):
                if agent.kind in STATE_KINDS and agent.collective and agent.noun != mention.head:
                    by_noun = self.bodies.get(agent.noun) or self.known_for(agent.noun)
                    return by_noun or self.bodies.get(agent.kind)
        return None

    def body_of(self, mention: ActorMention) -> str | None:
        """Return the state or body whose office stands with a mention, None if the report does not say there."""
        of = self.name_of(mention)
        country = self.country_of(mention)
        return body_on(of, country, self.published) or None

    def name_of(self, mention: ActorMention) -> str | None:
        """Return the name of the state or body that owns an office: its possessor, or its modifier."""
        owner = mention.owner
        if owner is not None and owner != mention.id and owner < len(self.mentions):
            holder = self.mentions[owner]
            row = self.knowledge.rows.get(holder.known)
            if row is not None:
                return row.name if row.kind in OWNING_KINDS else None
            agent = self.agent_rows.get(holder.agent) or self.knowledge.agents.get(holder.head)
            if agent is not None and holder.kind is MentionKind.NOMINAL:
                rival = self.rival(agent, self._owner_stated(holder))
                links = self.links.get(holder.id, ())
                known = next((link.name for link in links if link.row and not link.person), None)
                return rival or known
            if holder.kind is MentionKind.NAME and holder.label == "ORG":
                return holder.name
            return None
        rows = [self.knowledge.rows.get(row_id) for row_id in mention.polities]
        owning = [row for row in rows if row is not None and row.kind in OWNING_KINDS]
        bodies = [row for row in owning if row.kind is not KnownKind.COUNTRY]
        if owning:
            return (bodies or owning)[0].name
        agents = [self.agent_rows.get(row_id) for row_id in mention.polities]
        return next((name for a in agents if a and (name := self.rival(a, self.country_of(mention)))), None)

    def rival(self, agent: Agent, country: str | None) -> str | None:
        """Return the rival government that "the shadow government" means, None for other agents."""
        if agent.sector != RIVAL_SECTOR or agent.kind != "government":
            return None
        countries = [country] if country else self.focal
        return next((name for iso3 in countries if (name := rival_of(iso3, self.published))), None)

    def known_for(self, noun: str) -> str | None:
        """Return the first of the report's countries that the tables know a body of that name of ("Myanmar junta")."""
        for iso3 in self.focal:
            words = plain_words(f"{self.country_name(iso3)} {noun}")
            forms = self.knowledge.longest(words, 0) if words else ()
            if forms and forms[0].words == words:
                return iso3
        return None

    def home_of_rival(self, name: str) -> str | None:
        """Return the country of the report of which a body is the rival government."""
        return next((iso3 for iso3 in self.focal if rival_of(iso3, self.published) == name), None)

    def home(self, row: Known) -> str | None:
        """Return the country of a row; of several, the one that the report is most about."""
        return row.iso3 or next((iso3 for iso3 in self.focal if iso3 in row.homes), None)

    def country_name(self, iso3: str | None) -> str | None:
        """Return the common name of a country."""
        row = self.knowledge.by_country.get(iso3 or "")
        return row.name if row else None

    def _agents_in(self, mention: ActorMention) -> list[Agent]:
        """Return the agent nouns in a mention: its head, its modifiers, and those in its title ("junta boss")."""
        found = [self.knowledge.agents.get(word) for word in (mention.head, *mention.title.split())]
        found += [self.agent_rows.get(row_id) for row_id in mention.polities]
        return [agent for agent in found if agent is not None]

    def _owner_stated(self, owner: ActorMention) -> str | None:
        row = self.knowledge.rows.get(owner.known)
        if row is not None:
            return self.home(row)
        agent = self.knowledge.agents.get(owner.head)
        return self._polity_country(owner) or (self.bodies.get(agent.noun) if agent else None)

    def _polity_country(self, mention: ActorMention) -> str | None:
        rows = (self.knowledge.rows.get(row_id) for row_id in mention.polities)
        return next((home for row in rows if row is not None and (home := self.home(row))), None)

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
