"""Groups copies into families, in whatever order their ties were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.lineage.comparison import Kin
from dragoman.lineage.origin import Medium, Origin, age, origin_of
from dragoman.model.report import Report

__all__ = ["Family", "Tie", "families"]

_Graph = Mapping[str, Mapping[str, "Tie"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What two reports, by their ids, have to do with one another, and how many words they share."""

    one: str
    other: str
    kin: Kin
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports that derive from one text.

    Attributes:
        id: `fam-` and a digest of the id of the earliest member.
        members: ids of the reports, the earliest published first, two at least.
        origin: the likely original.
    """

    id: str
    members: tuple[str, ...]
    origin: Origin


def families(reports: Iterable[Report], ties: Iterable[Tie], *, media: Sequence[Medium] = ()) -> list[Family]:
    """Return the families of copies among the reports, by id; a report without copies is in none.

    Copies of copies belong together. But a round-up that copies reports which have nothing to do with one another
    does not make them kin: it goes with the one of which it has most.

    Args:
        reports: all that ties speak of, each once; ties to others are left out.
        ties: the verdicts on pairs, of both kinds.
        media: names by which texts credit one another.
    """
    known = {report.id: report for report in reports}
    graph = _graph(tie for tie in ties if tie.one in known and tie.other in known)
    copies = _without_round_ups(known, graph)
    found = []
    for group in _groups(copies):
        members = sorted((known[report] for report in group), key=age)
        if len(members) > 1:
            found.append(
                Family(
                    id=_id(members[0]),
                    members=tuple(report.id for report in members),
                    origin=origin_of(members, media),
                )
            )
    return sorted(found, key=lambda family: family.id)


def _id(earliest: Report) -> str:
    return f"fam-{blake2b(earliest.id.encode(), digest_size=6).hexdigest()}"


def _graph(ties: Iterable[Tie]) -> dict[str, dict[str, Tie]]:
    graph: dict[str, dict[str, Tie]] = defaultdict(dict)
    for tie in ties:
        graph[tie.one][tie.other] = graph[tie.other][tie.one] = tie
    return graph


def _without_round_ups(known: Mapping[str, Report], graph: _Graph) -> dict[str, set[str]]:
    """Return who is tied to whom by copying, with the round-ups tied to one group of their neighbours alone."""
    copies = {
        report: {other for other, tie in ties.items() if tie.kin is Kin.COPY}
        for report, ties in graph.items()
    }
    kept = {report: set(others) for report, others in copies.items()}
    for report in sorted(copies):
        for other in _rounded_up(known[report], known, graph, copies):
            kept[report].discard(other)
            kept[other].discard(report)
    return kept


def _rounded_up(
    report: Report, known: Mapping[str, Report], graph: _Graph, copies: Mapping[str, set[str]]
) -> set[str]:
    """Return the neighbours from which a report is to be parted: all but one group, if the groups are strangers.

    Each group must have been there first; what came out of the report later are its excerpts, and stay.
    """
    day = report.published
    if day is None:
        return set()
    groups = list(_strangers(report.id, graph, copies))
    firsts = (min(known[other].published or day for other in group) for group in groups)
    if len(groups) < 2 or any(first >= day for first in firsts):
        return set()
    most = max(groups, key=lambda group: (max(graph[report.id][o].words for o in group), min(group)))
    return copies[report.id] - most


def _strangers(report: str, graph: _Graph, copies: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Yield the copies tied to a report in groups that no tie of either kind would join if it were away."""
    left = set(copies[report])
    while left:
        reached = _reached(min(left), graph, without=report, wanted=left)
        yield left & reached
        left -= reached


def _reached(start: str, graph: Mapping[str, Iterable[str]], *, without: str, wanted: set[str]) -> set[str]:
    """Return the reports that ties lead to, or as many as hold all that are wanted."""
    reached, edge = {start}, [start]
    while edge and not wanted <= reached:
        near = set(graph[edge.pop()]) - reached - {without}
        reached |= near
        edge += near
    return reached


def _groups(copies: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Yield the connected groups."""
    left = set(copies)
    while left:
        group, edge = set(), [left.pop()]
        while edge:
            report = edge.pop()
            group.add(report)
            near = copies[report] & left
            left -= near
            edge += near
        yield group
