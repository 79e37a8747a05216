"""What persons have said of pairs of tellings: which are of one event, and which are not."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.merge.telling import Told

__all__ = ["TIED", "Pair", "Ties"]

TIED = math.inf  # how well two tellings go together of which a person has said so
Pair = frozenset[str]  # the ids of two tellings
Group = Sequence[int]  # the places of tellings among some


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Pairs of tellings that a person has said to be of one event, `together`, or of two, `apart`."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def tied(self, tellings: Sequence[Told]) -> Iterator[tuple[int, int]]:
        """Yield the places of each two among `tellings` that are of one event."""
        return _placed(self.together, tellings)

    def regrouped(
        self, groups: Iterable[Group], tellings: Sequence[Told], likeness: Callable[[Told, Told], float]
    ) -> list[list[int]]:
        """Return groups as persons would have them; no group changes of which nothing is said.

        First groups are parted, where what nobody has spoken of goes with what it is most like, then joined.
        """
        apart = set(_placed(self.apart, tellings))
        parted = [
            part
            for group in groups
            for part in _parted(sorted(group), apart, lambda a, b: likeness(tellings[a], tellings[b]))
        ]
        return _joined(parted, self.tied(tellings))


def _placed(pairs: Iterable[Pair], tellings: Sequence[Told]) -> Iterator[tuple[int, int]]:
    places = {told.telling.id: place for place, told in enumerate(tellings)} if pairs else {}
    for pair in pairs:
        if pair <= places.keys():
            one, other = sorted(places[name] for name in pair)
            yield one, other


def _parted(
    group: Group, apart: set[tuple[int, int]], likeness: Callable[[int, int], float]
) -> list[list[int]]:
    spoken_of = (
        {k for pair in itertools.combinations(group, 2) if pair in apart for k in pair} if apart else set()
    )
    if not spoken_of:
        return [list(group)]
    parts: list[list[int]] = []
    for k in (k for k in group if k in spoken_of):
        fitting = (part for part in parts if not any((min(k, m), max(k, m)) in apart for m in part))
        part = next(fitting, None)
        if part is None:
            part = []
            parts.append(part)
        part.append(k)
    heads = [tuple(part) for part in parts]
    for k in (k for k in group if k not in spoken_of):
        means = [math.fsum(likeness(min(k, m), max(k, m)) for m in head) / len(head) for head in heads]
        parts[means.index(max(means))].append(k)
    return parts


def _joined(groups: Iterable[Group], tied: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return groups in order of their first, those with tied members as one."""
    holder = {k: frozenset(group) for group in groups for k in group}
    for one, other in tied:
        if other not in holder[one]:
            joined = holder[one] | holder[other]
            holder.update(dict.fromkeys(joined, joined))
    return [sorted(group) for group in sorted(set(holder.values()), key=min)]
