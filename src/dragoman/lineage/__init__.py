"""Which reports are copies of one another: fingerprints, comparison of pairs, families; pure functions, no store.

The way through: `text_read` of a report → `fingerprints` → look up who else holds them → `candidates` → `compare`
each → a `Tie` for each verdict → `families`.
"""

from dragoman.lineage.candidates import candidates, too_common
from dragoman.lineage.comparison import Kin, Overlap, compare
from dragoman.lineage.families import Family, Tie, families
from dragoman.lineage.fingerprint import fingerprints
from dragoman.lineage.origin import Medium, Origin
from dragoman.lineage.passages import Passage
from dragoman.lineage.words import text_read

__all__ = [
    "Family",
    "Kin",
    "Medium",
    "Origin",
    "Overlap",
    "Passage",
    "Tie",
    "candidates",
    "compare",
    "families",
    "fingerprints",
    "text_read",
    "too_common",
]
