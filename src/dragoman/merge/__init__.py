"""Makes one event out of all tellings of one happening, and keeps what they contradict each other in.

Pure: tellings in, events out, the same in any order. What is near is found by keys, judged pair by pair,
grouped, and settled field by field; see `keys`, `likeness`, `clusters`, `settle` and `versions`.
"""

from __future__ import annotations

from dragoman.merge.clusters import Bench
from dragoman.merge.groups import Component, components, reached, without
from dragoman.merge.keys import filed_under, looked_up
from dragoman.merge.telling import Told, told
from dragoman.merge.ties import Ties
from dragoman.merge.versions import Version, versions

__all__ = [
    "Bench",
    "Component",
    "Ties",
    "Told",
    "Version",
    "components",
    "filed_under",
    "looked_up",
    "reached",
    "told",
    "versions",
    "without",
]
