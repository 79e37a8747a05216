"""Finds which tellings may have to do with each other at all: the connected groups in which events are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.merge.clusters import Bench
from dragoman.merge.keys import filed_under, looked_up
from dragoman.merge.likeness import LIKE
from dragoman.merge.telling import Told
from dragoman.merge.ties import TIED

__all__ = ["Component", "components", "reached", "without"]

Edges = Mapping[tuple[int, int], float]

LARGEST = 120  # tellings of one group; a larger one is cut where its tellings go together worst
STEP = 1.0


@dataclass(frozen=True, slots=True)
class Component:
    """Tellings that are connected, and the parts of them within which events are made: one, unless it is large."""

    members: tuple[Told, ...]
    parts: tuple[tuple[Told, ...], ...]


def components(tellings: Sequence[Told], bench: Bench) -> list[Component]:
    """Return the tellings in connected groups, the same for any order of `tellings`.

    Two are connected if they are filed under a common key and go together well enough, or if a person has tied
    them.
    """
    ordered = sorted(tellings, key=lambda t: t.order)
    edges = _edges(ordered, bench)
    found = []
    for group in _connected(len(ordered), edges, LIKE):
        parts = _parts(group, edges, LIKE)
        found.append(
            Component(
                members=tuple(ordered[k] for k in group),
                parts=tuple(tuple(ordered[k] for k in part) for part in parts),
            )
        )
    return found


def reached(fresh: Iterable[Told], near: Iterable[Told], bench: Bench) -> list[Told]:
    """Return those of `near` that are connected with one of `fresh`."""
    fresh, near = list(fresh), list(near)
    filed: dict[int, list[Told]] = {}
    for told in near:
        for key in filed_under(told):
            filed.setdefault(key, []).append(told)
    found: dict[str, Told] = {}
    for told in fresh:
        beside = {other.telling.id: other for key in looked_up(told) for other in filed.get(key, ())}
        for name, other in beside.items():
            if name not in found and bench.likeness(*sorted((told, other), key=lambda t: t.order)) >= LIKE:
                found[name] = other
    for first, second in bench.ties.tied([*fresh, *near]):
        if first < len(fresh) <= second:
            other = near[second - len(fresh)]
            found[other.telling.id] = other
    return list(found.values())


def without(tellings: Iterable[Told], rejected: Collection[str]) -> tuple[Told, ...]:
    """Return those of some tellings that are not among the rejected, nor copy the sentence of one word for word."""
    seen = tuple(tellings)
    gone = [told for told in seen if told.telling.id in rejected]
    return tuple(
        told for told in seen if told not in gone and not any(_copies(told, other) for other in gone)
    )


def _copies(one: Told, other: Told) -> bool:
    return (
        one.event.category is other.event.category
        and one.sentence == other.sentence
        and bool(one.words & other.words)
        and one.telling.report_id != other.telling.report_id
    )


def _edges(ordered: Sequence[Told], bench: Bench) -> dict[tuple[int, int], float]:
    filed: dict[int, list[int]] = {}
    for k, told in enumerate(ordered):
        for key in filed_under(told):
            filed.setdefault(key, []).append(k)
    edges: dict[tuple[int, int], float] = {}
    for k, told in enumerate(ordered):
        near = {other for key in looked_up(told) for other in filed.get(key, ()) if other < k}
        for other in near:
            score = bench.likeness(ordered[other], told)
            if score >= LIKE:
                edges[other, k] = score
    edges.update(dict.fromkeys(bench.ties.tied(ordered), TIED))
    return edges


def _parts(group: Sequence[int], edges: Edges, least: float) -> list[list[int]]:
    """Return a group in parts that are not too large, cut where its tellings go together worst."""
    inside = set(group)
    held = {pair: score for pair, score in edges.items() if pair[0] in inside}
    if len(group) <= LARGEST or max((s for s in held.values() if s < TIED), default=least) < least + STEP:
        return [list(group)]
    number = {k: n for n, k in enumerate(group)}
    again = {(number[one], number[other]): score for (one, other), score in held.items()}
    found = []
    for part in _connected(len(group), again, least + STEP):
        found += _parts([group[n] for n in part], held, least + STEP)
    return found


def _connected(count: int, edges: Edges, least: float) -> list[list[int]]:
    """Return the numbers up to `count` in groups that edges of at least so much connect."""
    leader = list(range(count))

    def find(k: int) -> int:
        while leader[k] != k:
            leader[k] = leader[leader[k]]
            k = leader[k]
        return k

    for (one, other), score in edges.items():
        if score >= least:
            low, high = sorted((find(one), find(other)))
            leader[high] = low
    groups: dict[int, list[int]] = {}
    for k in range(count):
        groups.setdefault(find(k), []).append(k)
    return list(groups.values())
