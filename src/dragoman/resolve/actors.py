"""Whom each mention denotes within its report: persons by name, offices by title, bodies by polity, pronouns."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.codebook.knowledge import (
    FormKind,
    Knowledge,
    Known,
    KnownKind,
    load_knowledge,
    plain_words,
)
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.tables import read_table
from dragoman.model.reading import ActorMention, MentionKind
from dragoman.resolve.chairs import rotates
from dragoman.resolve.described import enumerated_before, state_described
from dragoman.resolve.directory import Directory, Standing
from dragoman.resolve.links import SURE, Link, Office
from dragoman.resolve.owners import STATE_KINDS, Owners
from dragoman.resolve.persons import Person, Persons
from dragoman.resolve.seats import seat_named

__all__ = ["FULLY_NAMED", "Link", "Resolved", "body_name", "resolve_actors", "title_sector"]

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
ACRONYM = (2, 6)
OPEN_SECTORS = {None, "UNK"}
BODY_KINDS = (KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM)
BACKWARD = 40
CHAIR = "chair"
HOW_SURE = {
    "stated with it": "stated",
    "stated elsewhere in the report": "elsewhere",
    "the country that the report is about": "focal",
}
FULLY_NAMED = 0.6  # how sure the directory must be of a surname to give the full name


@dataclass(slots=True)
class Resolved:
    """The links of a report's mentions, by mention id, and its persons."""

    links: dict[int, tuple[Link, ...]] = field(default_factory=dict)
    persons: Persons = field(default_factory=lambda: Persons([], {}))

    def one(self, mention: int) -> Link | None:
        """Return the first link of a mention."""
        return next(iter(self.links.get(mention, ())), None)


def resolve_actors(
    mentions: Sequence[ActorMention],
    knowledge: Knowledge,
    lexicon: Lexicon,
    *,
    published: date | None,
    directory: Directory | None = None,
) -> Resolved:
    """Return whom each mention denotes, with the country and sector of each, as of the publication date.

    `directory` tells who stood where on a day; the packaged tables alone do unless it is given.
    """
    resolver = _Resolver(mentions, knowledge, lexicon, published, directory or _packaged_directory())
    for mention in mentions:
        resolver.link(mention)
    return resolver.resolved


@functools.cache
def _packaged_directory() -> Directory:
    return Directory(load_knowledge())


def title_sector(knowledge: Knowledge, title: str) -> str | None:
    """Return the sector of an office or rank, None if the tables do not have it."""
    words = plain_words(title)
    found = knowledge.titles.get(words[0], ()) if words else ()
    return next((t.sector for t in found if t.words == words), None)


def body_name(kind: str, state: str | None, *, noun: str = "") -> str | None:
    """Return the canonical name of a state's body, such as "Government of Chad" or "Myanmar junta"."""
    template = _templates().get((noun, kind)) or _templates().get(("", kind))
    return template.format(country=state, noun=noun) if template and state else None


@functools.cache
def _templates() -> dict[tuple[str, str], str]:
    return {(row["noun"], row["kind"]): row["template"] for row in read_table("lexicon/en/body_names.tsv")}


class _Resolver:
    def __init__(
        self,
        mentions: Sequence[ActorMention],
        knowledge: Knowledge,
        lexicon: Lexicon,
        published: date | None,
        directory: Directory,
    ) -> None:
        self.published = published
        self.directory = directory
        self.mentions = mentions
        self.knowledge = knowledge
        self.lexicon = lexicon
        links: dict[int, tuple[Link, ...]] = {}
        self.owners = Owners(mentions, knowledge, published, links)
        persons = Persons.gathered(mentions, self.owners.country_of, self.owners.body_of)
        self.resolved = Resolved(links=links, persons=persons)

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

    def _known(self, mention: ActorMention) -> tuple[Link, ...]:
        row = self.knowledge.rows[mention.known]
        if (
            row.kind is KnownKind.COUNTRY
            and mention.form in (FormKind.PEOPLE, FormKind.ADJECTIVE)
            and mention.plural
        ):
            return (self._of(row, mention.text, "CVL", f"people of {row.name}"),)
        if row.kind is KnownKind.COUNTRY and mention.form in (FormKind.CAPITAL, FormKind.SEAT):
            link = self._of(row, row.name, "GOV", f"{mention.text}: seat of government", SURE["metonym"])
            return (replace(link, rejected=(f"the place {mention.text}",)),)
        if row.kind is KnownKind.COUNTRY:
            return (self._of(row, row.name, "GOV", f"{mention.text}: country table"),)
        if row.kind is KnownKind.PLACE:
            return (self._of(row, row.name, None, f"{mention.text}: place"),)
        return (self._of(row, row.name, row.sector, f"{mention.text}: {row.kind} table"),)

    def _of(
        self, row: Known, name: str, sector: str | None, because: str, score: float = SURE["table"]
    ) -> Link:
        return Link(
            name=name, country=self.owners.home(row), sector=sector, because=because, score=score, row=row.id
        )

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
        short = self._shortened(mention) or self._spelled_out(mention)
        if short is not None:
            return (short,)
        person = self.resolved.persons.named(mention)
        if person is None:
            country = self.owners.country_of(mention)
            link = Link(
                name=mention.name,
                country=country,
                sector=None,
                because="named in the report",
                score=SURE["named"],
            )
            return (link,)
        return (self._person(person, mention),)

    def _person(self, person: Person, mention: ActorMention) -> Link:
        """Return the link of a named person: country and office as stated, else as others tell of the name."""
        told = self.directory.standing(person.name, self.published, person.country, person.title)
        country, how, score = person.country, "stated with the name", SURE["stated"]
        inferred = False
        if country is None and told is not None and told.country:
            country, how, score, inferred = told.country, told.because, told.score, True
        if country is None and (person.title or self.owners.domestic):
            country, how, score = (
                self._home_of(person.title),
                "the country that the report is about",
                SURE["focal"],
            )
        sector = title_sector(self.knowledge, person.title) or (told.sector if told else None)
        return Link(
            name=self._full_name(person, told, country),
            country=country,
            sector=sector,
            because=f"{person.name}: {how}",
            person=True,
            score=min(score, 1.0),
            loose=not person.title or person.country is None,
            inferred=inferred,
            rejected=told.rejected if told else (),
        )

    def _full_name(self, person: Person, told: Standing | None, country: str | None) -> str:
        """Return the full name of somebody of whom the report gives a part, if whom it means is plain."""
        if told is None or told.country is None or " " in person.name or told.score < FULLY_NAMED:
            return person.name
        near = told.country == person.country or told.country in self.owners.focal
        return told.person if near and told.country == country else person.name

    def _home_of(self, title: str) -> str | None:
        """Return the country that the report is most about, of those that have the title if few do."""
        words = plain_words(title)
        homes = next((h for k in range(len(words)) if (h := self.knowledge.title_homes.get(words[k:]))), None)
        if homes is None:
            return next(iter(self.owners.focal), None)
        return next((iso3 for iso3 in self.owners.focal if iso3 in homes), None) or (
            next(iter(homes)) if len(homes) == 1 else None
        )

    def _nominal(self, mention: ActorMention) -> tuple[Link, ...]:
        pair = self._pair(mention)
        if pair:
            return pair
        before = self.mentions[: mention.id]
        state = state_described(mention, before, self.owners.focal, self.knowledge)
        if state is not None:
            return (self._of(state, state.name, "GOV", f"{mention.text}: named before"),)
        members = enumerated_before(mention, before, self.knowledge)
        if members:
            return tuple(dict.fromkeys(link for m in members for link in self.link(m)))
        shared = self._shared(mention)
        if shared:
            return shared
        country = self.owners.country_of(mention) or self._owner_country(mention)
        if mention.title and not mention.plural:
            holder = self.resolved.persons.holder(
                mention, country, self.lexicon.markers["rank"], body=self.owners.body_of(mention)
            )
            if holder is not None:
                return (self._person(holder, mention),)
        again = self._named_before(mention) if country is None else None
        if again is not None:
            return (again,)
        link = self._body(mention, country)
        return (self._office(mention, link) if mention.title and not mention.plural else link,)

    def _office(self, mention: ActorMention, link: Link) -> Link:
        """Return the link of an office without a name, under the plain name of the office if one can hold it."""
        of = self.owners.name_of(mention)
        office = Office(title=mention.title, of=of, country=link.country, former=mention.former)
        seat = seat_named(mention.title, of, link.country, self.published)
        if not seat.body or not (seat.sole or (seat.office == CHAIR and rotates(seat.body))):
            return link
        return replace(
            link,
            name=f"former {seat}" if mention.former else str(seat),
            sector=title_sector(self.knowledge, mention.title) or link.sector,
            office=office,
        )

    def _shared(self, mention: ActorMention) -> tuple[Link, ...]:
        """Return a link for each state of "Saudi and Emirati officials" or "the navies of China and India"."""
        if not mention.plural:
            return ()
        rows = [self.knowledge.rows.get(row_id) for row_id in mention.polities]
        if mention.owner is not None and mention.owner != mention.id and mention.owner < len(self.mentions):
            group = self.mentions[mention.owner].group
            rows += [self.knowledge.rows.get(m.known) for m in self.mentions if m.group == group is not None]
        states = {row.id: row for row in rows if row is not None and row.kind is KnownKind.COUNTRY}
        if len(states) < 2:
            return ()
        agent = self.knowledge.agents.get(mention.head)
        links = []
        for row in states.values():
            holder = self.resolved.persons.holder(mention, row.iso3, self.lexicon.markers["rank"])
            body = body_name(agent.kind, row.name, noun=agent.noun) if agent and agent.collective else None
            links.append(
                self._person(holder, mention)
                if holder is not None and holder.country == row.iso3
                else self._of(
                    row, body or row.name, agent.sector if agent else "GOV", f"{mention.text}: shared"
                )
            )
        return tuple(dict.fromkeys(links))

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
        agent = self.owners.agent_rows.get(mention.agent) or self.knowledge.agents.get(mention.head)
        how = "stated with it" if country else "as named"
        if country is None and agent is not None and not self._elsewhere(mention):
            kinds = (agent.kind, *STATE_KINDS) if agent.kind in STATE_KINDS else (agent.kind,)
            country = next(
                (self.owners.bodies[k] for k in (agent.noun, *kinds) if k in self.owners.bodies), None
            )
            how = "stated elsewhere in the report" if country else how
            if country is None and agent.kind in HOME_KINDS:
                country = self.owners.known_for(agent.noun) or next(iter(self.owners.focal), None)
                how = "the country that the report is about"
        name = None
        if agent is not None and agent.collective and not mention.plural:
            rival = self.owners.rival(agent, country)
            if rival is not None:
                name, country = rival, country or self.owners.home_of_rival(rival)
            else:
                name = body_name(agent.kind, self.owners.country_name(country), noun=agent.noun)
        return Link(
            name=name or mention.text,
            country=country,
            sector=agent.sector if agent else None,
            because=f"{mention.text}: {how}",
            score=SURE[HOW_SURE.get(how, "named")],
        )

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
