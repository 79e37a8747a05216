"""Fingerprints of a text: a small choice of its word runs, the same wherever a passage stands.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of every `WINDOW` runs one after the other the one with the smallest
hash is kept, so texts that share `RUN + WINDOW - 1` words in a row share at least one fingerprint. MinHash would need
less room, but finds texts that are alike as wholes and misses a paragraph reused in a long report.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from dragoman.lineage.words import folded

__all__ = ["RUN", "WINDOW", "chosen_runs", "fingerprints"]

RUN = 6  # words
WINDOW = 15  # runs


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the fingerprints of a text in ascending order, as ints from 0 to 2**63 - 1.

    About one for each eight words; a text of fewer than `RUN` words has none.
    """
    return tuple(sorted(set(chosen_runs(folded(text)).values())))


def chosen_runs(words: Sequence[str]) -> dict[int, int]:
    """Return the hash of each run that winnowing keeps, by the number of the word with which it begins."""
    hashes = [_hash(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    chosen: dict[int, int] = {}
    least = -1
    for begin in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        last = min(begin + WINDOW, len(hashes)) - 1
        if least < begin:
            least = min(range(begin, last + 1), key=lambda at: (hashes[at], -at))
        elif hashes[last] <= hashes[least]:
            least = last
        chosen[least] = hashes[least]
    return chosen


def _hash(run: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest()) >> 1
