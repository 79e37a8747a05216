"""Makes events of tellings: what was read since is looked at, and the events that it touches are made anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.store import (
    Database,
    EventForm,
    StoredTelling,
    drop_components,
    file_tellings,
    filed,
    in_components,
    put_events,
    tellings,
    unsettled,
)
from dragoman.store.judgements import numbers as numbers_of

if TYPE_CHECKING:
    from dragoman.judgements import Rulings
    from dragoman.merge import Bench, Told, Version
    from dragoman.model.record import Event

__all__ = ["settle"]

BATCH = 400  # tellings looked at in one transaction, with those that they touch


def settle(database: Database) -> int:
    """Make the events anew that are touched by tellings not yet looked at; return how many tellings that were.

    What comes out does not depend on the order in which the reports came. A call that is broken off loses
    nothing: the next goes on. The file of judgements is looked into, and what it says is replayed.
    """
    from dragoman.api.kinship import trace_copies
    from dragoman.api.replaying import hold_fast, take_in
    from dragoman.codebook.knowledge import load_knowledge

    trace_copies(database)
    states = {iso3: row.name for iso3, row in load_knowledge().by_country.items()}
    done = 0
    while True:
        with database.transaction():
            take_in(database)
            new = unsettled(database, limit=BATCH)
            if hold_fast(database, new):
                new = unsettled(database, limit=BATCH)
            if not new:
                return done
            _settle(database, tellings(database, new), states)
        done += len(new)


def _settle(database: Database, new: Collection[StoredTelling], states: Mapping[str, str]) -> None:
    from dragoman.api.replaying import rulings
    from dragoman.merge import Bench, Ties, components, filed_under, looked_up, reached, told

    said = rulings(database, [stored.telling.id for stored in new])
    bench = Bench(states, Ties(together=said.together, apart=said.apart))
    fresh = {stored.number: told(stored.telling, stored.names, stored.scene) for stored in new}
    file_tellings(database, {number: filed_under(one) for number, one in fresh.items()})
    keys = {key for one in fresh.values() for key in looked_up(one)}
    tied = numbers_of(database, {name for pair in said.together for name in pair})
    near = tellings(database, (filed(database, keys) | tied) - fresh.keys())
    components_of = {stored.telling.id: stored.component for stored in near}
    met = reached(
        fresh.values(), [told(stored.telling, stored.names, stored.scene) for stored in near], bench
    )
    touched = {c for one in met if (c := components_of[one.telling.id]) is not None}
    drop_components(database, touched)
    old = {
        s.number: told(s.telling, s.names, s.scene)
        for s in tellings(database, in_components(database, touched))
    }
    numbers = {one.telling.id: number for number, one in (fresh | old).items()}
    orders = {one.telling.id: _order(one.order) for one in (fresh | old).values()}
    said = rulings(database, numbers)
    bench.ties = Ties(together=said.together, apart=said.apart)
    for component in components(list((fresh | old).values()), bench):
        forms = [
            EventForm(
                event=version.event,
                members=tuple(numbers[member] for member in version.members),
                known_from=version.known_from,
                known_until=version.known_until,
                order=orders[version.event.id],
                judgements=version.judgements,
            )
            for part in component.parts
            for version in _versions(part, bench, said)
        ]
        put_events(database, [numbers[one.telling.id] for one in component.members], forms)


def _versions(part: Sequence[Told], bench: Bench, said: Rulings) -> list[Version]:
    """Return the forms of the events that some tellings tell, as persons have judged them."""
    from dragoman.merge import versions, without

    def judge(event: Event, members: tuple[str, ...]) -> tuple[Event, tuple[str, ...]]:
        revised = said.revised(event, members)
        return revised.event, revised.judgements

    spared = without(part, said.rejected)
    return versions(spared, bench, judge) if spared else []


def _order(order: tuple[str, str, int, str]) -> str:
    """Return the place of a telling among all as text that sorts alike."""
    day, report, begins, identity = order
    return f"{day}|{report}|{begins:09}|{identity}"
