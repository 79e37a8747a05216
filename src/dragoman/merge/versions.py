"""What was known of some events when: their forms from one day of reports to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.merge.clusters import Bench
from dragoman.merge.settle import settled
from dragoman.merge.telling import Told
from dragoman.model.record import Event

__all__ = ["Version", "versions"]

Judge = Callable[[Event, tuple[str, ...]], tuple[Event, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An event as it was known from the reports until a day.

    Attributes:
        event: its values.
        members: the ids of the tellings that it was settled from in the end.
        known_from: the first day on which it was known so, None if a report without a date tells it so.
        known_until: the day on which that ended, None if it still holds.
        judgements: the ids of the judgements of persons that bear on it.
    """

    event: Event
    members: tuple[str, ...]
    known_from: date | None
    known_until: date | None
    judgements: tuple[str, ...] = ()


def _as_settled(event: Event, _members: tuple[str, ...]) -> tuple[Event, tuple[str, ...]]:
    return event, ()


def versions(tellings: Sequence[Told], bench: Bench, judge: Judge = _as_settled) -> list[Version]:
    """Return all forms of the events that some tellings tell, by day of the reports.

    A form holds on while its values stay the same, even if further reports bear it out. `judge` gives each event
    with its tellings as persons have judged it, and the ids of their judgements.
    """
    if len(tellings) == 1:
        only = tellings[0]
        event, judgements = judge(settled((only,), bench.states), (only.telling.id,))
        return [
            Version(
                event=event,
                members=(only.telling.id,),
                known_from=event.known_from,
                known_until=None,
                judgements=judgements,
            )
        ]
    done: list[Version] = []
    held: dict[str, Version] = {}
    for day in sorted({t.telling.published for t in tellings}, key=lambda d: d or date.min):
        seen = [t for t in tellings if t.telling.published is None or (day and t.telling.published <= day)]
        now: dict[str, Version] = {}
        for group in bench.clusters(seen):
            members = tuple(t.telling.id for t in group)
            event, judgements = judge(settled(group, bench.states), members)
            before = held.get(event.id)
            if before is not None and set(before.members) <= set(members) and _same(before.event, event):
                event = replace(event, known_from=before.known_from)
                now[event.id] = replace(before, event=event, members=members, judgements=judgements)
            else:
                event = replace(event, known_from=day)
                now[event.id] = Version(
                    event=event, members=members, known_from=day, known_until=None, judgements=judgements
                )
        done += [
            replace(before, known_until=day)
            for key, before in held.items()
            if key not in now or now[key].known_from != before.known_from
        ]
        held = now
    return done + list(held.values())


def _same(one: Event, other: Event) -> bool:
    """Whether two forms of an event say the same for the same reasons, whoever else bears it out."""
    plain = (replace(event, evidence=(), known_from=None) for event in (one, other))
    return next(plain) == next(plain)
