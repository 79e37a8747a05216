"""Chooses with which reports a new one is to be compared, from who holds its fingerprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

__all__ = ["MOST", "candidates", "too_common"]

MOST = 50  # candidates for one report: a copy needs but one of its kin to be found
_FEW = 100
_SHARE = 100


def too_common(reports: int) -> int:
    """Return how many of so many reports may hold a fingerprint before it counts as boilerplate: 1 %, at least 100."""
    return max(_FEW, reports // _SHARE)


def candidates(holders: Mapping[int, Collection[str]], *, limit: int = _FEW) -> list[str]:
    """Return the ids of the reports to compare with, the likeliest first, at most `MOST`.

    `holders` tells for each fingerprint of the new report which other reports hold it. One that more than `limit`
    reports hold is left out; a rare one counts for more.
    """
    weight: dict[str, float] = defaultdict(float)
    for ids in holders.values():
        if len(ids) <= limit:
            for report in ids:
                weight[report] += 1 / len(ids)
    return sorted(weight, key=lambda report: (-weight[report], report))[:MOST]
