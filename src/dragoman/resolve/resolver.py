"""The stage as one object: a reading in, the report's findings out."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection, Sequence
from datetime import date

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import KnownKind
from dragoman.codebook.tables import read_table
from dragoman.model.codes import VERBAL, Precision
from dragoman.model.reading import ActorMention, ClaimMention, EventMention, MentionKind, Reading, RoleMention
from dragoman.model.reason import Reason
from dragoman.model.record import Claim, Event, Evidence, Findings, Party, Role, Voice
from dragoman.model.report import Report
from dragoman.resolve.actors import FULLY_NAMED, Resolved, resolve_actors, title_sector
from dragoman.resolve.anchors import anchored, with_inherited_days, with_visit_frames
from dragoman.resolve.as_of import as_of, reason_of
from dragoman.resolve.claimed import with_events
from dragoman.resolve.dates import When, when_of
from dragoman.resolve.directory import Directory, Standing
from dragoman.resolve.happenings import distinct
from dragoman.resolve.implied import with_implied_parties, with_inherited_recipients
from dragoman.resolve.links import Link
from dragoman.resolve.persons import Person
from dragoman.resolve.places import Places
from dragoman.resolve.seats import of_state, seat_named

__all__ = ["INFERRED", "Resolver"]

INFERRED = (
    "role.inferred"  # of roles that rest on other reports, or on a guess: the ledger does not learn them
)
BODIES = (KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM)

NOWHEN = When(start=None, end=None, precision=Precision.UNKNOWN, because="no expression of time")


class Resolver:
    """Ties a reading's mentions to actors, days and places.

    `directory` tells who held which office when; the packaged tables alone do unless it is given.
    """

    def __init__(self, guides: Guides, directory: Directory | None = None) -> None:
        self._codebook = guides.codebook
        self._knowledge = guides.knowledge
        self._lexicon = guides.lexicon
        self._places = Places(guides)
        self._directory = directory or Directory(guides.knowledge)
        self._apart = self._directory.apart()
        self._states = {iso3: row.name for iso3, row in guides.knowledge.by_country.items()}

    def resolve(self, report: Report, reading: Reading) -> Findings:
        """Return the events, claims and roles of a report with names, countries, days and places."""
        actors = resolve_actors(
            reading.mentions,
            self._knowledge,
            self._lexicon,
            published=report.published,
            directory=self._directory,
        )
        whens = {t.id: when_of(t, report.published, self._lexicon) for t in reading.times}
        whens.update(anchored(report.text, reading.times, whens))
        events = [self._event(report, reading, actors, whens, e) for e in reading.events]
        events = with_implied_parties(
            [e for e in events if e.actors or e.recipients], self._codebook, self._states
        )
        events = with_visit_frames(with_inherited_days(events, reading))
        events = self._places.in_scene(report, reading, with_inherited_recipients(events, reading))
        told = distinct(events, reading, self._states)
        claims = {c.id: c for c in (self._claim(report, reading, actors, m) for m in reading.claims)}
        return Findings(
            report_id=report.id,
            events=told,
            claims=with_events(tuple(claims.values()), told, reading),
            roles=tuple(self._role(report, reading, actors, r) for r in reading.roles),
        )

    def _parties(
        self, actors: Resolved, mentions: Sequence[ActorMention], ids: Sequence[int], day: date | None
    ) -> list[tuple[Party, Link]]:
        """Return the parties that mentions denote on a day, each once."""
        parties: dict[tuple[str | None, str | None], tuple[Party, Link]] = {}
        for k in ids:
            for stated in actors.links.get(k, ()):
                link = as_of(stated, day, self._directory, self._knowledge)
                party = Party(
                    mention=mentions[k].text, name=link.name, country=link.country, sector=link.sector
                )
                parties.setdefault((party.name, party.country), (party, link))
        return list(parties.values())

    def _event(
        self,
        report: Report,
        reading: Reading,
        actors: Resolved,
        whens: dict[int, When],
        mention: EventMention,
    ) -> Event:
        entry = self._codebook.categories[mention.category]
        when = whens.get(mention.time, NOWHEN) if mention.time is not None else NOWHEN
        day = _acting_day(when, report)
        acting = self._parties(actors, reading.mentions, mention.actors, day)
        taken = {p.name for p, _ in acting}
        receiving = [
            (p, k)
            for p, k in self._parties(actors, reading.mentions, mention.recipients, day)
            if p.name not in taken
        ]
        place, place_why = self._places.place_of(
            report, reading, mention, [p for p, _ in acting], [p for p, _ in receiving]
        )
        sentence = reading.sentences[mention.sentence]
        quote = report.quote(sentence.start, sentence.end)
        contexts = contexts_of(quote)
        voices = self._voices(
            actors,
            reading.mentions,
            mention.voices,
            report.published,
            taken if entry.quad in VERBAL else set(),
        )
        return Event(
            id=_id("evt", report.id, mention.start, mention.end, mention.category),
            category=mention.category,
            mode=mention.mode,
            quad=entry.quad,
            intensity=entry.intensity_of(mention.mode),
            contexts=tuple(c for c, _ in contexts),
            actors=tuple(p for p, _ in acting),
            recipients=tuple(p for p, _ in receiving),
            reciprocal=mention.reciprocal,
            start=when.start,
            end=when.end,
            precision=when.precision,
            place=place,
            status=mention.status,
            attribution=voices,
            evidence=(
                Evidence(
                    report_id=report.id,
                    document=report.document,
                    start=sentence.start,
                    end=sentence.end,
                    text=quote,
                    trigger=mention.trigger,
                    trigger_start=mention.start,
                    trigger_end=mention.end,
                ),
            ),
            because=(
                *mention.because,
                *(reason_of("actor", link) for _, link in acting),
                *(reason_of("recipient", link) for _, link in receiving),
                Reason(field="start", rule="time", detail=when.because),
                *place_why,
                *(Reason(field="contexts", rule="context.cue", detail=f"{c}: {cue}") for c, cue in contexts),
            ),
        )

    def _voices(
        self,
        actors: Resolved,
        mentions: Sequence[ActorMention],
        ids: Sequence[int],
        day: date | None,
        taken: Collection[str | None] = (),
    ) -> tuple[Voice, ...]:
        found: dict[str, Voice] = {}
        for k in ids:
            for stated in actors.links.get(k, ()):
                link = as_of(stated, day, self._directory, self._knowledge)
                if link.name and link.name not in taken:
                    found.setdefault(link.name, Voice(mention=mentions[k].text, name=link.name))
        return tuple(found.values())

    def _claim(self, report: Report, reading: Reading, actors: Resolved, mention: ClaimMention) -> Claim:
        by = self._voices(actors, reading.mentions, mention.voices, report.published)
        return Claim(
            id=_id(
                "clm", report.id, mention.start, mention.end, f"{mention.claim}{mention.count}{mention.unit}"
            ),
            report_id=report.id,
            document=report.document,
            start=mention.start,
            end=mention.end,
            text=report.quote(mention.start, mention.end),
            claim=mention.claim,
            count=mention.count,
            unit=mention.unit,
            qualifier=mention.qualifier,
            by=by,
            about=tuple(
                p for p, _ in self._parties(actors, reading.mentions, mention.about, report.published)
            ),
            because=mention.because,
        )

    def _role(self, report: Report, reading: Reading, actors: Resolved, mention: RoleMention) -> Role:
        """Return a role by what its report and the tables tell; what rests on other reports is marked as inferred."""
        person = reading.mentions[mention.person]
        sentence = reading.sentences[person.sentence]
        link = actors.one(person.id)
        role = f"{mention.title} {person.complement}".strip()
        stated = actors.persons.named(person)
        known = (
            self._apart.standing(stated.name, report.published, stated.country, stated.title)
            if stated
            else None
        )
        country, rule = stated.country if stated else None, "role.stated"
        if country is None and known is not None and known.country:
            country, rule = known.country, "role.known"
        if country is None and link is not None and link.country:
            country, rule = link.country, INFERRED
        of = self._owner(reading, actors, mention) or self._implied_owner(mention.title)
        if of is not None and rule == INFERRED:
            country, rule = None, "role.stated"
        row = self._knowledge.by_country.get(country or "")
        return Role(
            id=_id("rol", report.id, person.start, person.end, role),
            report_id=report.id,
            document=report.document,
            start=sentence.start,
            end=sentence.end,
            text=report.quote(sentence.start, sentence.end),
            person=_role_name(person, stated, known),
            role=role,
            of=of or (row.name if row else None),
            country=country,
            sector=title_sector(self._knowledge, mention.title) or (known.sector if known else None),
            former=mention.former,
            as_of=report.published,
            because=(*mention.because, Reason(field="of", rule=rule, detail=of or country or "")),
        )

    def _owner(self, reading: Reading, actors: Resolved, mention: RoleMention) -> str | None:
        """Return the state or body that stands with an office: its possessor, or the body before it."""
        person = reading.mentions[mention.person]
        rows = [self._knowledge.rows.get(row_id) for row_id in person.polities]
        bodies = [row for row in rows if row is not None and row.kind in BODIES]
        if bodies and mention.title == person.title:
            return bodies[0].name
        body = actors.one(mention.body) if mention.body is not None else None
        if body is None or mention.body is None or not body.name or body.person:
            return None
        owner = reading.mentions[mention.body]
        row = self._knowledge.rows.get(owner.known)
        if row is not None and row.kind is KnownKind.PLACE and of_state(mention.title):
            return None  # "Prime Minister Li Qiang in Kunming"
        if owner.start > person.end and any(r is not None and r.iso3 for r in rows):
            return None  # "Myanmar junta chief Min Aung Hlaing in Moscow"
        named = body.row or owner.kind is not MentionKind.NAME or owner.label == "ORG"
        return body.name if named else None

    def _implied_owner(self, title: str) -> str | None:
        """Return the body that a title tells by itself: the United Nations of "UN secretary-general"."""
        body = seat_named(title, None, None).body
        return body or None


def _role_name(person: ActorMention, stated: Person | None, known: Standing | None) -> str:
    """Return the name under which a role is kept: the full one, where the report or the tables tell it."""
    if stated is None:
        return person.text
    if (
        known is not None
        and " " not in stated.name
        and known.score >= FULLY_NAMED
        and stated.country == known.country
    ):
        return known.person
    return stated.name


def _acting_day(when: When, report: Report) -> date | None:
    """Return the day on which an event's parties are to be known: its own; the report's if that is earlier or open.

    Who will hold an office is not known: of what lies ahead the parties are those of today.
    """
    days = [day for day in (when.start, report.published) if day is not None]
    return min(days, default=None)


def _id(prefix: str, report_id: str, start: int, end: int, what: str) -> str:
    digest = hashlib.sha256(f"{report_id}|{start}|{end}|{what}".encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"


def contexts_of(sentence: str) -> tuple[tuple[str, str], ...]:
    """Return the contexts of a sentence as (context, cue), in the order of the table, each once."""
    text = f" {' '.join(''.join(c if c.isalnum() or c == '-' else ' ' for c in sentence.lower()).split())} "
    found: dict[str, str] = {}
    for cue, context in _context_cues():
        if context not in found and cue in text:
            found[context] = cue.strip()
    return tuple(found.items())


@functools.cache
def _context_cues() -> tuple[tuple[str, str], ...]:
    return tuple((f" {row['cue']} ", row["context"]) for row in read_table("lexicon/en/contexts.tsv"))
