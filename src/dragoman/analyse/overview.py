"""The record at a glance: how much it holds, over which time, about whom, and what came in last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dragoman.analyse.dyad import Mark, marks, title
from dragoman.analyse.naming import country_name, is_name, titles
from dragoman.analyse.network import Quads, quads_of
from dragoman.analyse.plans import OpenPlan, PlanQuery, open_plans
from dragoman.store import Database, ReportEntry, Totals, aggregates
from dragoman.store.review import waiting

__all__ = ["Land", "Overview", "Pair", "overview"]

MOST_RECENT, MOST_PAIRS, MOST_DISPUTED, MOST_PLANS, AMONG = 8, 12, 8, 6, 40
MOST_WAITING = 1_000
MOST_FOR_PLANS = 50_000  # events; in a larger record the outcomes of plans are not looked for unasked


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country on the map: events in all and by quad class 1 to 4."""

    iso3: str
    name: str
    events: int
    quads: Quads


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors that deal with one another much: how many events, by quad class too."""

    first: str
    second: str
    events: int
    quads: Quads


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The record at a glance.

    Attributes:
        actors: how many states, and bodies of no state, are party to events.
        begins: the first day of a dated event, `ends` the last.
        partner: the actor whose partners the map shows, None for all events.
        lands: the countries with events (with `partner`), those with most first.
        elsewhere: actors of no country with events (with `partner`), as pairs of name and number.
        pairs: who deals most with whom.
        recent: the reports that came in last.
        as_of: the day of the last report, on which plans stand open or are overdue.
        open_plans: the plans due next, `overdue_plans` some whose day has passed with no outcome
            told; none of either in a very large record.
        disputed: the latest events of which reports contradict one another, of `disputes` in all.
        waiting: how many events wait for a judgement, counted up to 1,000 for each reason to doubt.
    """

    totals: Totals
    actors: int
    begins: date | None
    ends: date | None
    partner: str | None
    lands: tuple[Land, ...]
    elsewhere: tuple[tuple[str, int], ...]
    pairs: tuple[Pair, ...]
    recent: tuple[ReportEntry, ...]
    as_of: date | None = None
    open_plans: tuple[OpenPlan, ...] = ()
    overdue_plans: tuple[OpenPlan, ...] = ()
    disputed: tuple[Mark, ...] = ()
    disputes: int = 0
    waiting: int = 0


def overview(database: Database, partner: str | None = None) -> Overview:
    """Return the record at a glance; the map shows the events that `partner` shares with others, else all."""
    begins, ends = aggregates.days(database)
    one = aggregates.chosen(database, partner) if partner else None
    everybody = aggregates.states(database, [""])
    quads = quads_of(aggregates.partners(database, one) if one else everybody)
    ranked = sorted(
        ((key, counts) for (key, _), counts in quads.items()), key=lambda item: (-sum(item[1]), item[0])
    )
    others = [key for key, _ in ranked if not key.isupper()][: 2 * MOST_PAIRS]
    called = titles(database, others)
    totals = aggregates.totals(database)
    as_of = aggregates.last_published(database)
    disputes, disputed = aggregates.disputed(database, MOST_DISPUTED)
    return Overview(
        totals=totals,
        actors=aggregates.distinct_actors(database),
        begins=begins,
        ends=ends,
        partner=title(database, partner, one) if partner and one else None,
        lands=tuple(
            Land(iso3=key, name=country_name(key), events=sum(counts), quads=counts)
            for key, counts in ranked
            if key.isupper()
        ),
        elsewhere=tuple(
            (called[key], sum(counts)) for key, counts in ranked if key in called and is_name(called[key])
        ),
        pairs=_pairs(database, everybody),
        recent=tuple(aggregates.latest(database, MOST_RECENT)),
        as_of=as_of,
        open_plans=_plans(database, as_of, totals.events, overdue=False),
        overdue_plans=_plans(database, as_of, totals.events, overdue=True),
        disputed=marks(database, disputed),
        disputes=disputes,
        waiting=waiting(database, MOST_WAITING),
    )


def _plans(database: Database, as_of: date | None, events: int, *, overdue: bool) -> tuple[OpenPlan, ...]:
    if as_of is None or events > MOST_FOR_PLANS:
        return ()
    query = PlanQuery(overdue=overdue, since=None if overdue else as_of, limit=MOST_PLANS)
    return tuple(open_plans(database, as_of, query))


def _pairs(database: Database, everybody: list[aggregates.Counted]) -> tuple[Pair, ...]:
    """Return who deals most with whom, among the actors with most events."""
    totals: dict[str, int] = defaultdict(int)
    for row in everybody:
        totals[row.first] += row.events
    most = sorted(totals, key=lambda key: (-totals[key], key))[:AMONG]
    quads = quads_of(aggregates.edges(database, sorted(most), [""]))
    ranked = sorted(quads.items(), key=lambda item: (-sum(item[1]), item[0]))[:MOST_PAIRS]
    called = titles(database, {key for pair, _ in ranked for key in pair})
    return tuple(
        Pair(first=called[first], second=called[second], events=sum(counts), quads=counts)
        for (first, second), counts in ranked
    )
