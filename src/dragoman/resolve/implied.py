"""Parties that a report leaves out: the government that arrests, the one that protests are against, and whom a
speaker goes on to address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.patterns import CategoryEntry, Codebook
from dragoman.model.reading import Reading
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Party
from dragoman.resolve.actors import body_name

__all__ = ["with_implied_parties", "with_inherited_recipients"]

CONFLICT = 3
REACH = 2


def with_implied_parties(
    events: Sequence[Event], codebook: Codebook, states: Mapping[str, str]
) -> list[Event]:
    """Return the events, those of categories that imply a body ("forty were arrested") with its government.

    `states` gives the common name of each country.
    """
    return [_implied(event, codebook.categories[event.category], states) for event in events]


def _implied(event: Event, entry: CategoryEntry, states: Mapping[str, str]) -> Event:
    if not event.actors and entry.implied_actor:
        body = _home_body(event.recipients, entry.implied_actor, entry.implied_by, states)
        if body is not None:
            why = Reason(field="actor", rule="actor.implied", detail=f"{body.name}, not stated")
            return replace(event, actors=(body,), because=(*event.because, why))
    if not event.recipients and entry.implied_recipient:
        body = _home_body(event.actors, entry.implied_recipient, entry.implied_by, states)
        if body is not None:
            why = Reason(field="recipient", rule="recipient.implied", detail=f"{body.name}, not stated")
            return replace(event, recipients=(body,), because=(*event.because, why))
    return event


def _home_body(
    parties: Sequence[Party], kind: str, sectors: Sequence[str], states: Mapping[str, str]
) -> Party | None:
    """Return the body of a kind of the one country of some parties, if they have one and are of the sectors."""
    if sectors and not any(p.sector in sectors for p in parties):
        return None
    countries = {p.country for p in parties if p.country}
    if len(countries) != 1:
        return None
    country = countries.pop()
    name = body_name(kind, states.get(country))
    return Party(mention="", name=name, country=country, sector="GOV") if name else None


def with_inherited_recipients(events: Sequence[Event], reading: Reading) -> list[Event]:
    """Return the events, statements without a recipient going on to the one that their speaker just addressed.

    Only in the same sentence or the two before it, and only between statements of conflict.
    """
    places = {span.start: k for k, span in enumerate(reading.sentences)}
    done: list[Event] = []
    for event in events:
        if not event.recipients and event.actors and event.quad == CONFLICT:
            other = _addressed_before(event, done, places)
            if other is not None:
                why = Reason(
                    field="recipient",
                    rule="recipient.inherited",
                    detail=f"goes on from {other.evidence[0].trigger!r}",
                )
                event = replace(event, recipients=other.recipients, because=(*event.because, why))
        done.append(event)
    return done


def _addressed_before(event: Event, before: Sequence[Event], places: Mapping[int, int]) -> Event | None:
    at = places.get(event.evidence[0].start, 0)
    names = {p.name for p in event.actors if p.name}
    for other in reversed(before):
        if at - places.get(other.evidence[0].start, 0) > REACH:
            return None
        if other.quad == CONFLICT and other.recipients and names & {p.name for p in other.actors}:
            return other
    return None
