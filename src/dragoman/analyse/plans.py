"""Plans and what became of them: which act fulfils one, which calls it off, which stand open and are overdue.

Nothing of it is stored: it is worked out when asked, from what was known on the day that the question names.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.codebook.tables import read_table
from dragoman.merge import outcomes
from dragoman.merge.outcomes import Act, Outcome
from dragoman.model.codes import AHEAD, Category
from dragoman.model.record import Event, EventLink, LinkKind
from dragoman.store import Database, EventQuery
from dragoman.store.plans import (
    Near,
    ToldEvent,
    events_near,
    later_reports,
    plan_numbers,
    told_event,
    told_events,
)

__all__ = ["OpenPlan", "PlanQuery", "all_links", "links_of", "open_plans", "states"]

BATCH = 100  # plans fetched at a time
LONGEST = 400  # days before its outcome that a plan may be dated or told
OTHER_END = {LinkKind.FULFILLED_BY: LinkKind.FULFILS, LinkKind.CANCELLED_BY: LinkKind.CANCELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuery:
    """Which plans: all conditions that are given must hold.

    Attributes:
        between, actor, category: as for events.
        since: due on this day or later; plans without a day are left out.
        overdue: only those whose day has passed.
        every: those that were fulfilled or called off too.
        limit: at most so many.
    """

    between: tuple[str, str] | None = None
    actor: str | None = None
    category: tuple[Category, ...] = ()
    since: date | None = None
    overdue: bool = False
    every: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    """A plan as it stood on a day.

    Attributes:
        event: what was announced, proposed or threatened.
        told: the day of the first report of it.
        due: the last day of the time for which it was planned, None if that is not told.
        overdue: whether that day had passed with no outcome told.
        link: what it came to; None for plans that stand open.
    """

    event: Event
    told: date | None
    due: date | None
    overdue: bool
    link: EventLink | None = None


def links_of(database: Database, event: Event, as_of: date | None = None) -> tuple[EventLink, ...]:
    """Return the plans and outcomes that an event is tied to, from what was known by the day `as_of`."""
    told = told_event(database, event.id, as_of=as_of)
    if told is None or not told.event.evidence:
        return ()
    act = _act(told)
    found: list[EventLink] = []
    if outcomes.is_plan(act.event):
        link = _link_of_plan(database, act, as_of)
        found += [link] if link else []
    if act.event.status not in AHEAD:
        for plan in _plans_near(database, act, as_of):
            link = _link_of_plan(database, plan, as_of)
            if link and link.event == act.event.id:
                found.append(EventLink(kind=OTHER_END[link.kind], event=plan.event.id, because=link.because))
    return tuple(found)


def all_links(database: Database) -> dict[str, tuple[EventLink, ...]]:
    """Return the links of all events that have some, by event id."""
    found: dict[str, list[EventLink]] = {}
    for plan in _plans(database, plan_numbers(database, EventQuery()), None):
        link = _link_of_plan(database, plan, None)
        if link:
            back = EventLink(kind=OTHER_END[link.kind], event=plan.event.id, because=link.because)
            found.setdefault(plan.event.id, []).append(link)
            found.setdefault(link.event, []).append(back)
    return {identity: tuple(links) for identity, links in found.items()}


def open_plans(database: Database, as_of: date, query: PlanQuery | None = None) -> Iterator[OpenPlan]:
    """Yield the plans known on a day that stood open on it, by the day on which they were due, undated ones last."""
    query = query or PlanQuery()
    asked = EventQuery(
        between=query.between,
        actor=query.actor,
        category=query.category,
        since=query.since,
        until=as_of - timedelta(days=1) if query.overdue else None,
    )
    known = as_of if later_reports(database, as_of) else None
    plans = _plans(database, plan_numbers(database, replace(asked, as_of=known)), known)
    return itertools.islice(_standing(database, plans, (as_of, known), query), query.limit)


def _standing(
    database: Database, plans: Iterable[Act], days: tuple[date, date | None], query: PlanQuery
) -> Iterator[OpenPlan]:
    """Yield the plans that stand open on the first of two days, from what was known by the second."""
    as_of, known = days
    for plan in _undated_last(plans):
        overdue = plan.due is not None and plan.due < as_of
        if (query.overdue and not overdue) or (query.since and not (plan.due and plan.due >= query.since)):
            continue
        link = _link_of_plan(database, plan, known)
        if link is None or query.every:
            yield OpenPlan(
                event=plan.event,
                told=plan.first_told,
                due=plan.due,
                overdue=overdue and link is None,
                link=link,
            )


def _undated_last(plans: Iterable[Act]) -> Iterator[Act]:
    """Yield plans in their order, those that turn out to have no day of their own after all others."""
    waiting: list[Act] = []
    rest = iter(plans)
    for plan in rest:
        if plan.due is None and plan.told.last is not None:
            waiting.append(plan)
        else:
            yield plan
    yield from waiting


def _plans(database: Database, numbers: Iterable[int], as_of: date | None) -> Iterator[Act]:
    """Yield the plans among some events, in their order."""
    waiting = iter(numbers)
    while batch := list(itertools.islice(waiting, BATCH)):
        yield from _acts(told_events(database, batch, as_of=as_of), plans=True)


def _link_of_plan(database: Database, plan: Act, as_of: date | None) -> EventLink | None:
    found = _outcome(database, plan, as_of)
    return EventLink(kind=found.kind, event=found.act.event.id, because=found.because) if found else None


def _outcome(database: Database, plan: Act, as_of: date | None) -> Outcome | None:
    """Return the act that a plan came to: the likeliest that is not rather the outcome of another plan."""
    begins = plan.told.first or plan.first_told
    if begins is None:
        return None
    low = min(begins, plan.first_told or begins) - timedelta(days=outcomes.BEFORE)
    last = plan.due or max(begins, plan.first_told or begins) + timedelta(days=outcomes.OPEN[-1])
    high = last + timedelta(days=outcomes.LATE)
    near = Near(
        parties=plan.event.actors,
        others=plan.event.recipients,
        categories=outcomes.kinds_of(plan.event),
        statuses=outcomes.DONE | outcomes.UNDONE,
        days=(low.replace(day=1), high),
        told=(low, high),
        as_of=as_of,
    )
    acts = _acts(events_near(database, near), plans=False)
    for found in outcomes.best(plan, acts, states()):
        if _inside(plan, found.act) or not _taken(database, plan, found, as_of):
            return found
    return None


def _inside(plan: Act, act: Act) -> bool:
    """Whether an act lies in the time of a plan, or that time is not told."""
    first, begins, due = act.told.first, plan.told.first, plan.due
    return first is None or begins is None or due is None or begins <= first <= due


def _taken(database: Database, plan: Act, found: Outcome, as_of: date | None) -> bool:
    """Whether an act that came late is rather the outcome of another plan, for another time."""
    for rival in _plans_near(database, found.act, as_of):
        if rival.event.id == plan.event.id or rival.due is None or _meet(rival, plan):
            continue
        other = outcomes.outcome(rival, found.act, states())
        if other is not None and other.score >= found.score + outcomes.SETTLES:
            return True
    return False


def _meet(one: Act, other: Act) -> bool:
    """Whether the times of two plans overlap."""
    if one.due is None or other.due is None or one.told.first is None or other.told.first is None:
        return True
    return one.told.first <= other.due and other.told.first <= one.due


def _plans_near(database: Database, act: Act, as_of: date | None) -> Iterator[Act]:
    """Yield the plans whose outcome an act may be."""
    day = act.told.first or act.first_told
    if day is None:
        return
    kinds = outcomes.plan_kinds_of(act.event)
    undone = act.event.status in outcomes.UNDONE or kinds == frozenset(Category)
    last = act.told.last or day
    near = Near(
        parties=act.event.actors,
        others=act.event.recipients,
        categories=kinds,
        statuses=AHEAD,
        days=(day - timedelta(days=LONGEST), last + timedelta(days=LONGEST if undone else outcomes.BEFORE)),
        told=(day - timedelta(days=LONGEST), max(last, act.last_told or last)),
        as_of=as_of,
    )
    yield from _acts(events_near(database, near), plans=True)
    if Category.THREATEN in kinds and act.event.status in outcomes.DONE:
        threats = Near(
            parties=near.parties,
            others=near.others,
            categories=frozenset({Category.THREATEN}),
            statuses=outcomes.DONE,
            days=near.days,
            told=near.told,
            as_of=as_of,
        )
        yield from _acts(events_near(database, threats), plans=True)


def _acts(events: Iterable[ToldEvent], *, plans: bool) -> Iterator[Act]:
    """Yield events as they are compared, of `plans` alone those from which something is to come."""
    for told in events:
        if told.event.evidence and (not plans or outcomes.is_plan(told.event)):
            yield _act(told)


def _act(told: ToldEvent) -> Act:
    return outcomes.act(told.event, told.first_told, told.last_told)


@functools.cache
def states() -> Mapping[str, str]:
    """Return the common name of each country by its code."""
    found: dict[str, str] = {}
    for row in read_table("actors/countries.tsv"):
        found.setdefault(row["iso3"], row["name"])
    return found
