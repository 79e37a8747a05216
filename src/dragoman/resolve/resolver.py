"""The stage as one object: a reading in, the report's findings out."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import FormKind, Known, KnownKind
from dragoman.codebook.tables import read_table
from dragoman.model.codes import Precision
from dragoman.model.reading import ActorMention, ClaimMention, EventMention, Reading, RoleMention
from dragoman.model.reason import Reason
from dragoman.model.record import Claim, Event, Evidence, Findings, Party, Place, Role, Voice
from dragoman.model.report import Report
from dragoman.resolve.actors import Link, Resolved, resolve_actors
from dragoman.resolve.anchors import anchored, with_inherited_days, with_visit_frames
from dragoman.resolve.dates import When, when_of
from dragoman.resolve.happenings import distinct
from dragoman.resolve.implied import with_implied_parties, with_inherited_recipients

__all__ = ["Resolver"]

HOSTED = ("visit", "withdraw", "troops")
VERBAL = (1, 3)
MATERIAL = (2, 4)
NOWHEN = When(start=None, end=None, precision=Precision.UNKNOWN, because="no expression of time")


class Resolver:
    """Ties a reading's mentions to actors, days and places."""

    def __init__(self, guides: Guides) -> None:
        self._codebook = guides.codebook
        self._knowledge = guides.knowledge
        self._lexicon = guides.lexicon
        self._states = {iso3: row.name for iso3, row in guides.knowledge.by_country.items()}

    def resolve(self, report: Report, reading: Reading) -> Findings:
        """Return the events, claims and roles of a report with names, countries, days and places."""
        actors = resolve_actors(reading.mentions, self._knowledge, self._lexicon, published=report.published)
        whens = {t.id: when_of(t, report.published, self._lexicon) for t in reading.times}
        whens.update(anchored(report.text, reading.times, whens))
        events = [self._event(report, reading, actors, whens, e) for e in reading.events]
        events = with_implied_parties(
            [e for e in events if e.actors or e.recipients], self._codebook, self._states
        )
        events = with_visit_frames(with_inherited_days(events, reading))
        events = with_inherited_recipients(events, reading)
        return Findings(
            report_id=report.id,
            events=distinct(events, reading, self._states),
            claims=tuple(
                {c.id: c for c in (self._claim(report, reading, actors, m) for m in reading.claims)}.values()
            ),
            roles=tuple(self._role(report, reading, actors, r) for r in reading.roles),
        )

    def _parties(
        self, actors: Resolved, mentions: Sequence[ActorMention], ids: Sequence[int]
    ) -> list[tuple[Party, Link]]:
        parties: dict[tuple[str | None, str | None], tuple[Party, Link]] = {}
        for k in ids:
            for link in actors.links.get(k, ()):
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
        acting = self._parties(actors, reading.mentions, mention.actors)
        taken = {p.name for p, _ in acting}
        receiving = [
            (p, k)
            for p, k in self._parties(actors, reading.mentions, mention.recipients)
            if p.name not in taken
        ]
        when = whens.get(mention.time, NOWHEN) if mention.time is not None else NOWHEN
        place, place_why = self._place(reading, mention, acting, receiving)
        sentence = reading.sentences[mention.sentence]
        quote = report.quote(sentence.start, sentence.end)
        contexts = contexts_of(quote)
        voices = self._voices(
            actors, reading.mentions, mention.voices, taken if entry.quad in VERBAL else set()
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
                *(Reason(field="actor", rule="actor.link", detail=link.because) for _, link in acting),
                *(Reason(field="recipient", rule="actor.link", detail=link.because) for _, link in receiving),
                Reason(field="start", rule="time", detail=when.because),
                *place_why,
                *(Reason(field="contexts", rule="context.cue", detail=f"{c}: {cue}") for c, cue in contexts),
            ),
        )

    def _voices(
        self, actors: Resolved, mentions: Sequence[ActorMention], ids: Sequence[int], taken: set[str | None]
    ) -> tuple[Voice, ...]:
        found: dict[str, Voice] = {}
        for k in ids:
            for link in actors.links.get(k, ()):
                if link.name and link.name not in taken:
                    found.setdefault(link.name, Voice(mention=mentions[k].text, name=link.name))
        return tuple(found.values())

    def _place(
        self,
        reading: Reading,
        mention: EventMention,
        acting: Sequence[tuple[Party, Link]],
        receiving: Sequence[tuple[Party, Link]],
    ) -> tuple[Place | None, tuple[Reason, ...]]:
        """Return the place named with the event; for a visit without one, the host's country."""
        if mention.place is not None:
            found = reading.places[mention.place]
            row = self._knowledge.rows[found.known]
            town = row.kind is KnownKind.COUNTRY and found.within == FormKind.CAPITAL
            stated = _place_of(row, mention=found.text, name=found.text if town else row.name)
            return stated, (Reason(field="place", rule="place.locative", detail=found.text),)
        country, rule = self._country_of_place(mention, acting, receiving)
        home = self._knowledge.by_country.get(country or "")
        if home is None:
            return None, ()
        place = _place_of(home, mention="", name=home.name)
        return place, (Reason(field="place", rule=rule, detail=f"{home.name}, not stated as a place"),)

    def _country_of_place(
        self,
        mention: EventMention,
        acting: Sequence[tuple[Party, Link]],
        receiving: Sequence[tuple[Party, Link]],
    ) -> tuple[str | None, str]:
        """Return the country where an event without a stated place took place: the host's for a visit, the
        country entered or left, the one country of all parties for a material act."""
        acted_on = {p.country for p, _ in receiving if p.country}
        everyone = acted_on | {p.country for p, _ in acting if p.country}
        if mention.mode in HOSTED and acted_on:
            return next(p.country for p, _ in receiving if p.country), "place.host"
        entry = self._codebook.categories[mention.category]
        home = {p.country for p, _ in acting if p.country}
        if mention.mode in entry.at_home and len(home) == 1:
            return next(iter(home)), "place.home"
        if entry.quad in MATERIAL and len(everyone) == 1:
            return next(iter(everyone)), "place.parties"
        return None, ""

    def _claim(self, report: Report, reading: Reading, actors: Resolved, mention: ClaimMention) -> Claim:
        by = self._voices(actors, reading.mentions, mention.voices, set())
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
            about=tuple(p for p, _ in self._parties(actors, reading.mentions, mention.about)),
            because=mention.because,
        )

    def _role(self, report: Report, reading: Reading, actors: Resolved, mention: RoleMention) -> Role:
        person = reading.mentions[mention.person]
        sentence = reading.sentences[person.sentence]
        link = actors.one(person.id)
        role = f"{mention.title} {person.complement}".strip()
        body = actors.one(mention.body) if mention.body is not None else None
        country = link.country if link else None
        row = self._knowledge.by_country.get(country or "")
        return Role(
            id=_id("rol", report.id, person.start, person.end, role),
            report_id=report.id,
            document=report.document,
            start=sentence.start,
            end=sentence.end,
            text=report.quote(sentence.start, sentence.end),
            person=link.name if link and link.name else person.text,
            role=role,
            of=body.name if body and body.name else row.name if row else None,
            country=country,
            sector=link.sector if link else None,
            former=mention.former,
            as_of=report.published,
            because=mention.because,
        )


def _place_of(row: Known, *, mention: str, name: str) -> Place:
    return Place(mention=mention, name=name, country=row.iso3, latitude=row.latitude, longitude=row.longitude)


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
