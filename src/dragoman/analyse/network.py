"""Who deals with whom in a span of time: actors, and the ties between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.analyse.naming import is_name, titles
from dragoman.model.codes import Category, Status
from dragoman.store import Database, aggregates
from dragoman.store.aggregates import Counted

__all__ = ["Network", "NetworkQuery", "Node", "Tie", "network", "quads_of"]

QUADS = (1, 2, 3, 4)
Quads = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkQuery:
    """Whole months from that of `since` to that of `until`; categories, statuses; at most `actors` actors.

    `least` is how many events two actors must share to have a tie.
    """

    since: date | None = None
    until: date | None = None
    category: tuple[Category, ...] = ()
    status: tuple[Status, ...] = ()
    actors: int = 40
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor: its name, how many events it is party to, and with how many of the others shown it has ties."""

    key: str
    name: str
    country: bool
    events: int
    ties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What two actors share: events in all and by quad class 1 to 4, and their mean intensity."""

    first: str
    second: str
    events: int
    quads: Quads
    intensity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who deals with whom.

    Attributes:
        begins: the first month that the record has, as its first day; `ends` the last month, as its last day.
        since: from when events count, None from the beginning; `until` likewise.
        nodes: the actors with most events that have ties, by number of events; those without a name are left out.
        ties: those between them, by number of events.
        more: how many further actors have events, but fewer than those shown.
    """

    begins: date | None
    ends: date | None
    since: date | None
    until: date | None
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    more: int


def network(database: Database, query: NetworkQuery) -> Network:
    """Return who deals with whom."""
    begins, ends = aggregates.days(database)
    spans = aggregates.periods(database, query.since, query.until)
    counted = aggregates.states(database, spans, query.category, query.status)
    totals = _totals(counted)
    ranked = sorted(totals, key=lambda key: (-totals[key], key))
    called = titles(database, ranked[: query.actors * 3])
    ranked = [key for key in ranked if is_name(called.get(key, key.capitalize()))]
    shown = ranked[: query.actors]
    ties = _ties(aggregates.edges(database, sorted(shown), spans, query.category, query.status), query.least)
    degree: dict[str, int] = defaultdict(int)
    for tie in ties:
        degree[tie.first] += 1
        degree[tie.second] += 1
    tied = [key for key in shown if degree[key]]
    return Network(
        begins=begins,
        ends=ends,
        since=query.since,
        until=query.until,
        nodes=tuple(
            Node(key=key, name=called[key], country=key.isupper(), events=totals[key], ties=degree[key])
            for key in tied
        ),
        ties=tuple(
            Tie(
                first=called[tie.first],
                second=called[tie.second],
                events=tie.events,
                quads=tie.quads,
                intensity=tie.intensity,
            )
            for tie in ties
        ),
        more=len(ranked) - len(shown),
    )


def quads_of(rows: Iterable[Counted]) -> dict[tuple[str, str], Quads]:
    """Return the number of events of each quad class for each pair of keys."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        found[row.first, row.second][row.quad - 1] += row.events
    return {pair: (one, two, three, four) for pair, (one, two, three, four) in found.items()}


def _totals(rows: Iterable[Counted]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.first] += row.events
    return found


def _ties(rows: Sequence[Counted], least: int) -> list[Tie]:
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        totals[row.first, row.second] += row.total
    found = [
        Tie(
            first=first,
            second=second,
            events=sum(quads),
            quads=quads,
            intensity=totals[first, second] / sum(quads),
        )
        for (first, second), quads in quads_of(rows).items()
        if sum(quads) >= max(1, least)
    ]
    return sorted(found, key=lambda tie: (-tie.events, tie.first, tie.second))
