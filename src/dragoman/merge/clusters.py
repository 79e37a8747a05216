"""Groups tellings into events: what goes together best first, as long as the groups fit as a whole."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.merge.likeness import LIKE, NEVER, likeness
from dragoman.merge.telling import Told
from dragoman.merge.ties import Ties

__all__ = ["Bench"]

LEAST, MOST = -6.0, 3.0  # what one pair may count against and for joining two groups


@dataclass(slots=True)
class Bench:
    """Judges pairs of tellings, each pair once.

    `states` gives the common name of each country, `ties` what persons have said of pairs of tellings.
    """

    states: Mapping[str, str]
    ties: Ties = field(default_factory=Ties)
    known: dict[tuple[str, str], float] = field(default_factory=dict)

    def likeness(self, one: Told, other: Told) -> float:
        """Return how well two tellings go together; see `merge.likeness`."""
        key = (one.telling.id, other.telling.id)
        if key not in self.known:
            self.known[key] = _clip(likeness(one, other, self.states))
        return self.known[key]

    def clusters(self, tellings: Sequence[Told]) -> list[tuple[Told, ...]]:
        """Return the tellings grouped into events, the same for any order of `tellings`.

        The two groups whose tellings go together best on average are joined, again and again, until no two
        do so well enough; two tellings that cannot be one event keep their groups apart. Each group is in
        order of its tellings, the groups in order of their first. In the end they are parted and joined as
        persons have said.
        """
        ordered = sorted(tellings, key=lambda t: t.order)
        groups = {k: [k] for k in range(len(ordered))}
        sums = {
            (one, other): self.likeness(ordered[one], ordered[other])
            for one, other in itertools.combinations(range(len(ordered)), 2)
        }
        heap = [(-score, one, other) for (one, other), score in sums.items() if score >= LIKE]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if one not in groups or other not in groups or -negative != _mean(sums, groups, one, other):
                continue
            taken = groups.pop(other)
            old = {third: sums[min(one, third), max(one, third)] for third in groups if third != one}
            groups[one] += taken
            for third, total in old.items():
                pair = (min(one, third), max(one, third))
                sums[pair] = total + sums[min(other, third), max(other, third)]
                mean = _mean(sums, groups, *pair)
                if mean >= LIKE:
                    heapq.heappush(heap, (-mean, *pair))
        made = self.ties.regrouped(groups.values(), ordered, self.likeness)
        return [tuple(ordered[k] for k in group) for group in made]


def _mean(
    sums: Mapping[tuple[int, int], float], groups: Mapping[int, Sequence[int]], one: int, other: int
) -> float:
    return sums[one, other] / (len(groups[one]) * len(groups[other]))


def _clip(score: float) -> float:
    return score if score == NEVER else max(LEAST, min(MOST, score))
