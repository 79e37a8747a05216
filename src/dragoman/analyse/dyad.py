"""What passes between two actors: the events to scale, what they are, and the balance over time."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.analyse.balance import Balance, balance
from dragoman.analyse.naming import country_name, titles
from dragoman.analyse.steps import Grain, Step, grain_for, step_of
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Event
from dragoman.store import Database, aggregates, names
from dragoman.store.aggregates import Chosen, Labels, Sight
from dragoman.store.codec import covered

__all__ = ["Dyad", "DyadQuery", "Facet", "Heap", "Mark", "dyad", "mark", "marks", "title"]

MOST_MARKS = 500  # more events are drawn in heaps
MOST_FACETS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadQuery:
    """What to show of a dyad; see `EventQuery`. `limit` events of its list after leaving out `offset`."""

    since: date | None = None
    until: date | None = None
    category: tuple[Category, ...] = ()
    status: tuple[Status, ...] = ()
    place: str | None = None
    voice: str | None = None
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many events have a value, all other conditions holding."""

    value: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event in a picture. `reports` tell it, in `families` independent of one another."""

    id: str
    start: date | None
    end: date | None
    precision: Precision
    category: Category
    mode: str | None
    quad: int
    intensity: float | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool
    place: str | None
    reports: int
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """The events of one quad class in one step, where there are too many to draw each."""

    step: Step
    quad: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What passes between two actors.

    Attributes:
        first: the name of one, `second` that of the other.
        begins: the first day of a dated event that is shown, `ends` the last; None if there is none.
        total: how many events the two share in all; `events` of them are shown, `undated` of these without a date.
        marks: the dated events one by one; empty if `heaps` stand for them.
        listed: the events asked for by limit and offset, by day, those without a date last.
    """

    first: str
    second: str
    begins: date | None
    ends: date | None
    total: int
    events: int
    undated: int
    categories: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    places: tuple[Facet, ...]
    voices: tuple[Facet, ...]
    grain: Grain | None
    marks: tuple[Mark, ...]
    heaps: tuple[Heap, ...]
    balance: Balance | None
    listed: tuple[Event, ...]


Told = Mapping[
    int, Mapping[str, str]
]  # number of an event -> folded name -> name of those given as its source


@dataclass(frozen=True, slots=True)
class _Test:
    """A condition of the user's, by the name of its facet."""

    name: str
    holds: Callable[[Sight], bool]


def dyad(database: Database, first: str, second: str, query: DyadQuery) -> Dyad:
    """Return what passes between two actors, as far as `query` asks for it."""
    one, other = aggregates.chosen(database, first), aggregates.chosen(database, second)
    all_sights = aggregates.sights(database, one, other)
    told: dict[int, dict[str, str]] = defaultdict(dict)
    for number, name, folded in aggregates.voices(database, one, other):
        told[number][folded] = name
    inside = [sight for sight in all_sights if _within(sight, query)]
    tests = _tests(query, told)
    shown = [sight for sight in inside if all(test.holds(sight) for test in tests)] if tests else inside
    days = sorted(sight.day for sight in shown if sight.day)
    begins, ends = (days[0], days[-1]) if days else (None, None)
    dated = [sight for sight in shown if sight.day]
    grain = grain_for(begins, ends) if begins and ends else None
    single = len(dated) <= MOST_MARKS
    listed = shown[query.offset : query.offset + query.limit]
    labels = aggregates.labels(database, dated) if single else {}
    return Dyad(
        first=title(database, first, one),
        second=title(database, second, other),
        begins=begins,
        ends=ends,
        total=len(all_sights),
        events=len(shown),
        undated=len(shown) - len(dated),
        **_facets(inside, tests, told),
        grain=grain,
        marks=tuple(mark(sight, labels[sight.number]) for sight in dated if sight.number in labels),
        heaps=_heaps(dated, grain) if grain and not single else (),
        balance=balance(dated, begins, ends) if begins and ends else None,
        listed=aggregates.whole(database, [sight.number for sight in listed]),
    )


def title(database: Database, name: str, one: Chosen) -> str:
    """Return the name by which an actor is shown that was asked for as `name`."""
    if one.countries:
        return " or ".join(map(country_name, one.countries))
    exact = [folded for folded in one.names if folded in names.who(name).names] or list(one.names)
    if len(exact) == 1:
        return titles(database, exact)[exact[0]]
    return name.strip()


def mark(sight: Sight, labels: Labels) -> Mark:
    """Return an event with who is party to it."""
    return Mark(
        id=sight.id,
        start=sight.start,
        end=sight.end,
        precision=sight.precision,
        category=sight.category,
        mode=sight.mode,
        quad=sight.quad,
        intensity=sight.intensity,
        status=sight.status,
        actors=labels.actors,
        recipients=labels.recipients,
        reciprocal=labels.reciprocal,
        place=sight.place,
        reports=labels.reports,
        families=labels.families,
    )


def marks(database: Database, numbers: Sequence[int]) -> tuple[Mark, ...]:
    """Return the events with these numbers as marks, in their order."""
    sights = aggregates.sights_of(database, numbers)
    labels = aggregates.labels(database, sights)
    return tuple(mark(sight, labels[sight.number]) for sight in sights if sight.number in labels)


def _within(sight: Sight, query: DyadQuery) -> bool:
    """Whether an event may reach into the span asked for; one without a date only if none is."""
    if query.since is None and query.until is None:
        return True
    first, last = covered(sight.start, sight.end, sight.precision)
    if first is None or last is None:
        return False
    return (query.since is None or last >= query.since) and (query.until is None or first <= query.until)


def _tests(query: DyadQuery, told: Told) -> list[_Test]:
    found: list[_Test] = []
    if query.category:
        found.append(_Test("categories", lambda sight: sight.category in query.category))
    if query.status:
        found.append(_Test("statuses", lambda sight: sight.status in query.status))
    if query.place:
        where = names.where(query.place)
        found.append(
            _Test("places", lambda sight: aggregates.fits(where, sight.place_folded, sight.place_country))
        )
    if query.voice:
        who = names.who(query.voice)
        found.append(
            _Test(
                "voices",
                lambda sight: any(
                    aggregates.fits(who, folded, None) for folded in told.get(sight.number, ())
                ),
            )
        )
    return found


def _facets(inside: Sequence[Sight], tests: Sequence[_Test], told: Told) -> Mapping[str, tuple[Facet, ...]]:
    """Return what else could be asked for: each kind of condition with the events that all the others leave."""
    values: Mapping[str, Callable[[Sight], Iterable[str]]] = {
        "categories": lambda sight: (sight.category.value,),
        "statuses": lambda sight: (sight.status.value,),
        "places": _place,
        "voices": lambda sight: told.get(sight.number, {}).values(),
    }
    found: dict[str, tuple[Facet, ...]] = {}
    for name, value in values.items():
        others = [test.holds for test in tests if test.name != name]
        left = [sight for sight in inside if all(holds(sight) for holds in others)] if others else inside
        counts = Counter(itertools.chain.from_iterable(map(value, left)))
        found[name] = tuple(Facet(value=text, events=events) for text, events in _most(counts))
    return found


def _place(sight: Sight) -> tuple[str, ...]:
    if sight.place_country:
        return (country_name(sight.place_country),)
    return (sight.place,) if sight.place else ()


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ordered[: max(MOST_FACETS, len(Category))]


def _heaps(dated: Sequence[Sight], grain: Grain) -> tuple[Heap, ...]:
    counts = Counter((step_of(sight.day, grain), sight.quad) for sight in dated if sight.day)
    return tuple(Heap(step=step, quad=quad, events=events) for (step, quad), events in sorted(counts.items()))
