"""Where an event took place: the place stated with it, the country that follows from who took part, or the
place of the meeting, visit or happening that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import FormKind, Known, KnownKind
from dragoman.model.codes import MATERIAL, VERBAL, Category, Status
from dragoman.model.reading import EventMention, PlaceMention, Reading
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Party, Place
from dragoman.model.report import Report

__all__ = ["Places"]

INSIDE = "inside"
HOSTED = ("visit", "withdraw", "troops")
ARMED = ("MIL", "REB", "PAR", "UAF")
FROM_AFAR = ("phone", "third-party")
REAL = (Status.HAPPENED, Status.ONGOING)
REACH = 2
MULTILATERAL = "multilateral"
SEIZE = "seize"
INVESTIGATE = "investigate"
GOVERNMENT = "GOV"


class Places:
    """Finds the place of a report's events."""

    def __init__(self, guides: Guides) -> None:
        self._codebook = guides.codebook
        self._knowledge = guides.knowledge

    def place_of(
        self,
        report: Report,
        reading: Reading,
        mention: EventMention,
        acting: Sequence[Party],
        receiving: Sequence[Party],
    ) -> tuple[Place | None, tuple[Reason, ...]]:
        """Return the place named with the event; without one, the country that follows from who takes part."""
        if mention.place is not None:
            return self._stated(reading.places[mention.place], mention, acting, receiving)
        country, rule = self._country_of_place(mention.category, mention.mode, acting, receiving)
        if country is None:
            return None, ()
        calls = rule == "place.host" and mention.category in (Category.CONSULT, Category.MOBILIZE)
        town = self._town_of_host(reading, mention, country) if calls else None
        return self._inferred(country, rule, town)

    def in_scene(self, report: Report, reading: Reading, events: Sequence[Event]) -> list[Event]:
        """Return the events of a report, those without a place taking it from what is told around them.

        A meeting or statement takes the place of the meeting or visit that its speaker is at; an act told again
        takes the place of its first telling; and what parties left out bring to light is looked at once more.
        """
        sentences = {span.start: k for k, span in enumerate(reading.sentences)}
        done = [self._again(event) for event in events]
        done = [self._told_elsewhere(event, done, _definite(event, reading)) for event in done]
        for k, event in enumerate(done):
            if event.place is None and event.quad in VERBAL and event.status in REAL:
                other = next((o for o in _around(k, done, sentences) if _holds(o, event)), None)
                if other is not None:
                    done[k] = _placed_like(event, other, "place.meeting")
        return done

    def _stated(
        self, found: PlaceMention, mention: EventMention, acting: Sequence[Party], receiving: Sequence[Party]
    ) -> tuple[Place, tuple[Reason, ...]]:
        """Return a named place with the country above it; of an unknown name that of those who act there."""
        why = Reason(field="place", rule="place.stated", detail=found.text)
        row = self._knowledge.rows.get(found.known)
        if row is not None and found.within != INSIDE:
            town = row.kind is KnownKind.COUNTRY and found.within != FormKind.NAME
            return _place(row, mention=found.text, name=found.text if town else row.name), (why,)
        if row is not None:
            return Place(mention=found.text, name=found.text, country=row.iso3), (why,)
        country, rule = self._country_of_place(mention.category, mention.mode, acting, receiving)
        place = Place(mention=found.text, name=found.text, country=country)
        above = Reason(field="place", rule=rule, detail=f"{country}, the country of {found.text!r}")
        return place, (why, above) if country else (why,)

    def _town_of_host(self, reading: Reading, mention: EventMention, country: str) -> PlaceMention | None:
        """Return the capital that stands for the host, as in "visited Pristina"."""
        for k in mention.recipients:
            host = reading.mentions[k]
            row = self._knowledge.rows.get(host.known)
            if row is not None and row.iso3 == country and host.form == FormKind.CAPITAL:
                return PlaceMention(
                    id=-1,
                    start=host.start,
                    end=host.end,
                    text=host.text,
                    known=host.known,
                    sentence=host.sentence,
                )
        return None

    def _inferred(
        self, country: str, rule: str, town: PlaceMention | None = None
    ) -> tuple[Place | None, tuple[Reason, ...]]:
        home = self._knowledge.by_country.get(country)
        if home is None:
            return None, ()
        if town is not None:
            return _place(home, mention=town.text, name=town.text), (
                Reason(field="place", rule=rule, detail=town.text),
            )
        place = _place(home, mention="", name=home.name)
        return place, (Reason(field="place", rule=rule, detail=f"{home.name}, not stated as a place"),)

    def _country_of_place(
        self, category: Category, mode: str | None, acting: Sequence[Party], receiving: Sequence[Party]
    ) -> tuple[str | None, str]:
        """Return the country where an event without a stated place took place, and the rule that says so.

        The host's for a visit, the country entered or left, the one country of all parties for a material act,
        that of the victims for an attack, that of the government ousted in a coup. Sanctions have no place.
        """
        for rule, countries in self._countries_by_rule(category, mode, acting, receiving):
            if len(set(countries)) == 1:
                return countries[0], rule
        return None, ""

    def _countries_by_rule(
        self, category: Category, mode: str | None, acting: Sequence[Party], receiving: Sequence[Party]
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield the rules that fit an act, the strongest first, each with the countries that it leads to."""
        acted_on = [p.country for p in receiving if p.country]
        home = [p.country for p in acting if p.country]
        entry = self._codebook.categories[category]
        if category is not Category.SANCTION and mode in HOSTED:
            yield "place.host", acted_on[:1]
        if mode in entry.at_home:
            yield "place.home", home
        inquiry = category is Category.ACCUSE and mode == INVESTIGATE and bool(home)
        conceded = category is Category.CONCEDE and set(home) == set(acted_on)
        if inquiry or conceded or (entry.quad in MATERIAL and category is not Category.SANCTION):
            yield "place.parties", [*acted_on, *home]
        if category is Category.COERCE and mode == SEIZE and all(p.sector == GOVERNMENT for p in receiving):
            yield "place.ousted", acted_on
        if category is Category.ASSAULT and not any(p.sector in ARMED for p in receiving):
            yield "place.victims", acted_on

    def _again(self, event: Event) -> Event:
        """Return an event whose country follows from parties that were found later."""
        if event.place is not None and event.place.country is not None:
            return event
        country, rule = self._country_of_place(event.category, event.mode, event.actors, event.recipients)
        if country is None:
            return event
        if event.place is None:
            place, why = self._inferred(country, rule)
            return replace(event, place=place, because=(*event.because, *why))
        return event

    def _told_elsewhere(self, event: Event, events: Sequence[Event], definite: bool) -> Event:
        """Return an act without a stated place, with that of another telling of it in the report."""
        if event.quad not in MATERIAL or event.status not in REAL or (event.place and event.place.mention):
            return event
        for other in events:
            if other is event or other.place is None or not other.place.mention or other.quad != event.quad:
                continue
            if other.category is event.category and _same_act(event, other, definite):
                return _placed_like(event, other, "place.retold")
        return event


def _same_act(event: Event, other: Event, definite: bool) -> bool:
    """Whether two acts of one category may be one: nothing tells them apart, and the same ones suffer it."""
    if event.start and other.start and event.start != other.start:
        return False
    if other.status not in REAL:
        return False
    struck, others = _names(event.recipients), _names(other.recipients)
    doers, other_doers = _names(event.actors), _names(other.actors)
    if (struck and others and not struck & others) or (doers and other_doers and not doers & other_doers):
        return False
    return bool(struck & others) if not definite else bool(struck & others or doers & other_doers)


def _definite(event: Event, reading: Reading) -> bool:
    """Whether an event is told by a noun that points back: "the attack"."""
    proof = event.evidence[0]
    return any(
        m.nominal and m.definite
        for m in reading.events
        if (m.start, m.end) == (proof.trigger_start, proof.trigger_end) and m.category is event.category
    )


def _around(k: int, events: Sequence[Event], sentences: dict[int, int]) -> Iterator[Event]:
    """Yield the other events of the sentence of event `k`, then those of the two before it, the last first."""
    at = sentences.get(events[k].evidence[0].start, 0)
    near = [(at - sentences.get(o.evidence[0].start, 0), -j) for j, o in enumerate(events) if j != k]
    for step, j in sorted(near):
        if 0 <= step <= REACH:
            yield events[-j]


def _holds(other: Event, event: Event) -> bool:
    """Whether an event is a meeting or visit, at a known place and no other time, of one who speaks in another."""
    if other.category is not Category.CONSULT or other.place is None or other.mode in FROM_AFAR:
        return False
    if other.status not in REAL or event.mode in FROM_AFAR:
        return False
    if event.start and other.start and event.start != other.start:
        return False
    there = (*other.actors, *other.recipients)
    speakers = (*event.actors, *event.recipients) if event.reciprocal else event.actors
    shared = bool(_names(speakers) & _names(there))
    countries = _countries((*event.actors, *event.recipients))
    among = bool(speakers) and countries <= _countries(there) and (shared or len(countries) > 1)
    return among or (shared and other.mode == MULTILATERAL)


def _names(parties: Sequence[Party]) -> set[str]:
    return {p.name for p in parties if p.name}


def _countries(parties: Sequence[Party]) -> set[str | None]:
    return {p.country for p in parties}


def _placed_like(event: Event, other: Event, rule: str) -> Event:
    why = Reason(field="place", rule=rule, detail=f"as of {other.evidence[0].trigger!r}")
    because = tuple(r for r in event.because if r.field != "place")
    return replace(event, place=other.place, because=(*because, why))


def _place(row: Known, *, mention: str, name: str) -> Place:
    return Place(mention=mention, name=name, country=row.iso3, latitude=row.latitude, longitude=row.longitude)
