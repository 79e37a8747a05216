"""Makes events of tellings: what was read since is looked at, and the events that it touches are made anew."""

from __future__ import annotations

from collections.abc import Collection
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

if TYPE_CHECKING:
    from dragoman.merge import Bench

__all__ = ["settle"]

BATCH = 400  # tellings looked at in one transaction, with those that they touch


def settle(database: Database) -> int:
    """Make the events anew that are touched by tellings not yet looked at; return how many tellings that were.

    What comes out does not depend on the order in which the reports came. A call that is broken off loses
    nothing: the next goes on.
    """
    from dragoman.api.kinship import trace_copies
    from dragoman.codebook.knowledge import load_knowledge
    from dragoman.merge import Bench

    trace_copies(database)
    states = {iso3: row.name for iso3, row in load_knowledge().by_country.items()}
    done = 0
    while True:
        with database.transaction():
            new = unsettled(database, limit=BATCH)
            if not new:
                return done
            _settle(database, tellings(database, new), Bench(states))
        done += len(new)


def _settle(database: Database, new: Collection[StoredTelling], bench: Bench) -> None:
    from dragoman.merge import components, filed_under, looked_up, reached, told, versions

    fresh = {stored.number: told(stored.telling, stored.names) for stored in new}
    file_tellings(database, {number: filed_under(one) for number, one in fresh.items()})
    keys = {key for one in fresh.values() for key in looked_up(one)}
    near = tellings(database, filed(database, keys) - fresh.keys())
    components_of = {stored.telling.id: stored.component for stored in near}
    met = reached(fresh.values(), [told(stored.telling, stored.names) for stored in near], bench)
    touched = {c for one in met if (c := components_of[one.telling.id]) is not None}
    drop_components(database, touched)
    old = {s.number: told(s.telling, s.names) for s in tellings(database, in_components(database, touched))}
    numbers = {one.telling.id: number for number, one in (fresh | old).items()}
    orders = {one.telling.id: _order(one.order) for one in (fresh | old).values()}
    for component in components(list((fresh | old).values()), bench):
        forms = [
            EventForm(
                event=version.event,
                members=tuple(numbers[member] for member in version.members),
                known_from=version.known_from,
                known_until=version.known_until,
                order=orders[version.event.id],
            )
            for part in component.parts
            for version in versions(part, bench)
        ]
        put_events(database, [numbers[one.telling.id] for one in component.members], forms)


def _order(order: tuple[str, str, int, str]) -> str:
    """Return the place of a telling among all as text that sorts alike."""
    day, report, begins, identity = order
    return f"{day}|{report}|{begins:09}|{identity}"
