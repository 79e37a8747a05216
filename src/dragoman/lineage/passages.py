"""Finds the passages that two texts share, in whatever order, over small changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Passage", "Tile", "shared"]

_SEED = 4  # words that must agree before a passage is looked for
_GAP = 10  # words that an editor may have changed between two agreeing stretches
_FEWEST = 8  # agreeing words of a passage
_REPEATS = 20  # a seed that stands in the other text more often says nothing


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands in both texts: its places `[start, end)` and the number of words that agree."""

    one: tuple[int, int]
    other: tuple[int, int]
    words: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch of equal words: where it begins in each text and its length, all counted in words."""

    one: int
    other: int
    length: int


def shared(one: Sequence[str], other: Sequence[str]) -> list[list[Tile]]:
    """Return the shared passages of two lists of words, each as its stretches of equal words in order."""
    chains: list[list[Tile]] = []
    for tile in sorted(_tiles(one, other), key=lambda tile: tile.one):
        chain = next((chain for chain in reversed(chains) if _follows(chain[-1], tile)), None)
        if chain is None:
            chains.append([tile])
        else:
            chain.append(tile)
    return [chain for chain in chains if sum(tile.length for tile in chain) >= _FEWEST]


def _follows(before: Tile, tile: Tile) -> bool:
    gaps = (tile.one - before.one - before.length, tile.other - before.other - before.length)
    return all(0 <= gap <= _GAP for gap in gaps)


def _tiles(one: Sequence[str], other: Sequence[str]) -> Iterator[Tile]:
    """Yield stretches of equal words, the longest first, so that no word belongs to two of them."""
    used_one, used_other = bytearray(len(one)), bytearray(len(other))
    for match in sorted(_matches(one, other), key=lambda m: (-m.length, m.one, m.other)):
        for tile in _free(match, used_one, used_other):
            used_one[tile.one : tile.one + tile.length] = b"\1" * tile.length
            used_other[tile.other : tile.other + tile.length] = b"\1" * tile.length
            yield tile


def _free(match: Tile, used_one: bytearray, used_other: bytearray) -> Iterator[Tile]:
    """Yield the parts of a match, long enough still, whose words are not taken in either text."""
    begin = 0
    for at in range(match.length + 1):
        if at == match.length or used_one[match.one + at] or used_other[match.other + at]:
            if at - begin >= _SEED:
                yield Tile(match.one + begin, match.other + begin, at - begin)
            begin = at + 1


def _matches(one: Sequence[str], other: Sequence[str]) -> Iterator[Tile]:
    """Yield the longest stretches of equal words, overlapping ones too."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other) - _SEED + 1):
        places[tuple(other[at : at + _SEED])].append(at)
    seen: dict[int, int] = {}  # by diagonal, up to which word of `one` it is told
    for at in range(len(one) - _SEED + 1):
        found = places.get(tuple(one[at : at + _SEED]), ())
        for place in found if len(found) <= _REPEATS else ():
            if at >= seen.get(place - at, 0):
                match = _grown(one, other, at, place)
                seen[place - at] = match.one + match.length
                yield match


def _grown(one: Sequence[str], other: Sequence[str], at: int, place: int) -> Tile:
    begin = 0
    while at > begin and place > begin and one[at - begin - 1] == other[place - begin - 1]:
        begin += 1
    end = _SEED
    while at + end < len(one) and place + end < len(other) and one[at + end] == other[place + end]:
        end += 1
    return Tile(at - begin, place - begin, begin + end)
