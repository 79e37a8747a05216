"""What was known of some events when: their forms from one day of reports to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.merge.clusters import Bench
from dragoman.merge.settle import settled
from dragoman.merge.telling import Told
from dragoman.model.record import Event

__all__ = ["Version", "versions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An event as it was known from the reports until a day.

    Attributes:
        event: its values.
        members: the ids of the tellings that it was settled from in the end.
        known_from: the first day on which it was known so, None if a report without a date tells it so.
        known_until: the day on which that ended, None if it still holds.
    """

    event: Event
    members: tuple[str, ...]
    known_from: date | None
    known_until: date | None


def versions(tellings: Sequence[Told], bench: Bench) -> list[Version]:
    """Return all forms of the events that some tellings tell, by day of the reports.

    A form holds on while its values stay the same, even if further reports bear it out.
    """
    if len(tellings) == 1:
        only = tellings[0]
        event = settled((only,), bench.states)
        return [
            Version(event=event, members=(only.telling.id,), known_from=event.known_from, known_until=None)
        ]
    done: list[Version] = []
    held: dict[str, Version] = {}
    for day in sorted({t.telling.published for t in tellings}, key=lambda d: d or date.min):
        seen = [t for t in tellings if t.telling.published is None or (day and t.telling.published <= day)]
        now: dict[str, Version] = {}
        for group in bench.clusters(seen):
            event = settled(group, bench.states)
            members = tuple(t.telling.id for t in group)
            before = held.get(event.id)
            if before is not None and set(before.members) <= set(members) and _same(before.event, event):
                event = replace(event, known_from=before.known_from)
                now[event.id] = replace(before, event=event, members=members)
            else:
                event = replace(event, known_from=day)
                now[event.id] = Version(event=event, members=members, known_from=day, known_until=None)
        done += [
            replace(before, known_until=day)
            for key, before in held.items()
            if key not in now or now[key].known_from != before.known_from
        ]
        held = now
    return done + list(held.values())


def _same(one: Event, other: Event) -> bool:
    """Whether two forms of an event say the same, whoever says it."""
    return _bare(one) == _bare(other) and _sums(one) == _sums(other)


def _bare(event: Event) -> Event:
    return replace(event, evidence=(), because=(), disputes=(), figures=(), known_from=None)


def _sums(event: Event) -> tuple[object, ...]:
    told = tuple((f.unit, f.low, f.high, f.disputed) for f in event.figures)
    return told, tuple((d.field, tuple(a.value for a in d.accounts)) for d in event.disputes)
