"""Compares two texts: how much of the shorter stands in the other, where, and what that makes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from dragoman.lineage.fingerprint import RUN, chosen_runs
from dragoman.lineage.passages import Passage, Tile, shared
from dragoman.lineage.words import Word, sentences, words

__all__ = ["Kin", "Overlap", "compare"]

_RUN = 8  # words
_SHORT = 50  # words; below, an editor's changes cannot be told from another report
_TOO_SHORT = 12  # words; below, nothing can be told
_STANDS = 0.75  # of a sentence's words in shared passages
_ALIKE = 80  # per cent of letters, for a sentence that was edited throughout
_COPY = 0.8  # of the shorter text's sentences
_COPY_SHORT = 0.95
_VERBATIM = 0.15  # of its word runs: a copy that was edited throughout still keeps so many
_PARAGRAPH = 25  # agreeing words
_VERBATIM_SHORT = 0.5
_FIGURES = 3  # figures that differ, and half as many that agree at most: a bulletin, its form filled in anew


class Kin(StrEnum):
    """What two reports have to do with one another."""

    COPY = "copy"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much two texts share.

    Attributes:
        runs: share of the shorter text's runs of eight words that stand in the other.
        sentences: share of its sentences, by their words, that stand in the other as they are or edited.
        words: words that agree in the shared passages.
        passages: reused passages in the order of the first text.
        kin: the verdict, None if they are independent.
    """

    runs: float
    sentences: float
    words: int
    passages: tuple[Passage, ...]
    kin: Kin | None


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: Sequence[Word]
    folded: Sequence[str]


def compare(one: str, other: str, *, common: Collection[int] = ()) -> Overlap:
    """Return how much two texts share and whether one is a copy of the other or reuses whole paragraphs of it.

    `common` are fingerprints of boilerplate: a passage that holds no others makes no kin.
    """
    first, second = _cut(one), _cut(other)
    swapped = len(second.words) < len(first.words)
    shorter, longer = (second, first) if swapped else (first, second)
    chains = shared(shorter.folded, longer.folded)
    runs, stands = _shared_runs(shorter.folded, longer.folded), _standing(shorter, longer, chains)
    held = chosen_runs(shorter.folded) if common else {}
    telling = [chain for chain in chains if not _boilerplate(chain, held, common)]
    passages = (_passage(shorter, longer, chain, swapped=swapped) for chain in telling)
    kin = None
    if _is_copy(shorter, longer, telling, runs, stands):
        kin = Kin.COPY
    elif any(_agreeing(chain) >= _PARAGRAPH for chain in telling):
        kin = Kin.PARTIAL
    return Overlap(
        runs=runs,
        sentences=stands,
        words=sum(map(_agreeing, chains)),
        passages=tuple(sorted(passages, key=lambda passage: passage.one)),
        kin=kin,
    )


@lru_cache(maxsize=8)  # a report is compared with all its candidates in a row
def _cut(text: str) -> _Text:
    found = words(text)
    return _Text(text, found, [word.folded for word in found])


def _shared_runs(shorter: Sequence[str], longer: Sequence[str]) -> float:
    runs = {tuple(shorter[at : at + _RUN]) for at in range(len(shorter) - _RUN + 1)}
    if not runs:
        return 0.0
    return len(runs.intersection(zip(*(longer[at:] for at in range(_RUN)), strict=False))) / len(runs)


def _standing(shorter: _Text, longer: _Text, chains: Sequence[Sequence[Tile]]) -> float:
    """Return the share of the words of the shorter text whose sentences stand in the longer one."""
    if not chains:
        return 0.0
    reused = bytearray(len(shorter.words))
    for tile in (tile for chain in chains for tile in chain):
        reused[tile.one : tile.one + tile.length] = b"\1" * tile.length
    others = [_joined(longer, sentence) for sentence in sentences(longer.text, longer.words)]
    stands = 0
    for sentence in sentences(shorter.text, shorter.words):
        if sum(reused[at] for at in sentence) >= _STANDS * len(sentence) or process.extractOne(
            _joined(shorter, sentence), others, scorer=fuzz.ratio, score_cutoff=_ALIKE
        ):
            stands += len(sentence)
    return stands / len(shorter.words)


def _joined(text: _Text, sentence: range) -> str:
    return " ".join(text.folded[sentence.start : sentence.stop])


def _is_copy(
    shorter: _Text, longer: _Text, chains: Sequence[Sequence[Tile]], runs: float, stands: float
) -> bool:
    length = len(shorter.words)
    if length < _TOO_SHORT or not chains:
        return False
    kept, changed = _figures_kept_and_changed(shorter, longer, chains)
    if length < _SHORT:
        return runs >= _VERBATIM_SHORT and stands >= _COPY_SHORT and not changed
    is_form = changed >= _FIGURES and changed >= 2 * kept
    return runs >= _VERBATIM and stands >= _COPY and not is_form


def _figures_kept_and_changed(
    shorter: _Text, longer: _Text, chains: Sequence[Sequence[Tile]]
) -> tuple[int, int]:
    """Return how many figures of the shared passages agree, and how many stand where the other text has others."""
    kept = changed = 0
    for chain in chains:
        kept += sum(_figures(shorter.folded[t.one : t.one + t.length]) for t in chain)
        for before, after in pairwise(chain):
            here = shorter.folded[before.one + before.length : after.one]
            there = longer.folded[before.other + before.length : after.other]
            changed += min(_figures(here), _figures(there))
    return kept, changed


def _figures(folded: Sequence[str]) -> int:
    return sum(any(map(str.isdigit, word)) for word in folded)


def _agreeing(chain: Sequence[Tile]) -> int:
    return sum(tile.length for tile in chain)


def _boilerplate(chain: Sequence[Tile], held: Mapping[int, int], common: Collection[int]) -> bool:
    """Return whether a passage has fingerprints, of those `held` by the text, and all of them are common ones."""
    found = [
        fingerprint
        for at, fingerprint in held.items()
        if any(tile.one <= at and at + RUN <= tile.one + tile.length for tile in chain)
    ]
    return bool(found) and all(fingerprint in common for fingerprint in found)


def _passage(shorter: _Text, longer: _Text, chain: Sequence[Tile], *, swapped: bool) -> Passage:
    first, last = chain[0], chain[-1]
    here = (shorter.words[first.one].start, shorter.words[last.one + last.length - 1].end)
    there = (longer.words[first.other].start, longer.words[last.other + last.length - 1].end)
    one, other = (there, here) if swapped else (here, there)
    return Passage(one, other, _agreeing(chain))
