"""One actor: its names over time, memberships, with whom it deals, visits, and what it has said."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analyse.dyad import Mark, marks, title
from dragoman.analyse.naming import country_name, is_name, titles
from dragoman.analyse.network import Quads, quads_of
from dragoman.codebook.tables import Row, cells, read_table
from dragoman.model.record import Event
from dragoman.store import Database, aggregates, names
from dragoman.store.aggregates import Chosen, NameSpan

__all__ = ["Actor", "Membership", "Partner", "actor"]

MOST_NAMES, MOST_SPEAKERS, MOST_PARTNERS, MOST_VISITS, MOST_SAID = 40, 100, 40, 50, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """With whom an actor deals: events in all and by quad class 1 to 4."""

    key: str
    name: str
    events: int
    quads: Quads


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That `member` is in `body` in a role; dates as fine as they are known ("1967-08-08", "2021"), "" if open."""

    body: str
    member: str
    role: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor as the record and the packaged tables show it.

    Attributes:
        name: its name; `country` its code if it is a state.
        events: how many events it is party to, None if too many to count; names, visits and, unless it is a state,
            partners are then those of some of them.
        names: under which names it is party to events, the most frequent first.
        partners: with whom it deals, most events first.
        made: visits it makes, the latest first; `received` those made to it.
        said: the latest events for which it is given as the source.
        memberships: the bodies it belongs to, or if it is such a body, its members.
    """

    name: str
    country: str | None
    events: int | None
    names: tuple[NameSpan, ...]
    partners: tuple[Partner, ...]
    made: tuple[Mark, ...]
    received: tuple[Mark, ...]
    said: tuple[Event, ...]
    memberships: tuple[Membership, ...]


def actor(database: Database, name: str) -> Actor:
    """Return what there is about the actor of a name: a country in any spelling, a body, a person."""
    one = aggregates.chosen(database, name)
    found = aggregates.names_of(database, one)
    made, received = aggregates.visits(database, one)
    called = title(database, name, one)
    return Actor(
        name=called,
        country=one.key,
        events=aggregates.events_of(database, one),
        names=tuple([span for span in found if is_name(span.name)][:MOST_NAMES]),
        partners=_partners(database, one),
        made=marks(database, made[:MOST_VISITS]),
        received=marks(database, received[:MOST_VISITS]),
        said=aggregates.whole(
            database, aggregates.told_by(database, _speakers(called, found, one), MOST_SAID)
        ),
        memberships=_memberships(name, one),
    )


def _speakers(called: str, found: Sequence[NameSpan], one: Chosen) -> list[str]:
    """Return under which names an actor speaks: those of its bodies and officials too if it is a state."""
    return [called, *one.names, *(span.name for span in found[:MOST_SPEAKERS] if is_name(span.name))]


def _partners(database: Database, one: Chosen) -> tuple[Partner, ...]:
    quads = quads_of(aggregates.partners(database, one))
    ranked = sorted(quads.items(), key=lambda item: (-sum(item[1]), item[0]))[:MOST_PARTNERS]
    called = titles(database, (key for (key, _), _ in ranked))
    return tuple(
        Partner(key=key, name=called[key], events=sum(counts), quads=counts) for (key, _), counts in ranked
    )


def _memberships(name: str, one: Chosen) -> tuple[Membership, ...]:
    bodies = {row["id"]: row["name"] for row in read_table("actors/organisations.tsv")}
    rows: Iterable[Row] = read_table("actors/memberships.tsv")
    if one.countries:
        rows = [row for row in rows if row["iso3"] in one.countries]
    else:
        ours = {body for folded in names.who(name).names for body in _bodies_called().get(folded, ())}
        rows = [row for row in rows if row["org"] in ours]
    found = [
        Membership(
            body=bodies.get(row["org"], row["org"]),
            member=country_name(row["iso3"]),
            role=row["role"],
            start=row["start"],
            end=row["end"],
        )
        for row in rows
        if row["role"] != "founder"
    ]
    return tuple(sorted(found, key=lambda one: (one.body, one.role != "member", one.member, one.start)))


@functools.cache
def _bodies_called() -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the bodies that bear a folded name."""
    found: dict[str, dict[str, None]] = {}
    for row in read_table("actors/organisations.tsv"):
        for text in (row["name"], row["short"], *cells(row["aliases"])):
            found.setdefault(names.fold(text), {})[row["id"]] = None
    return {folded: tuple(ids) for folded, ids in found.items() if folded}
