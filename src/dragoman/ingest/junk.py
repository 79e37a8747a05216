"""Tells files that are no reports by their names: hidden ones, pictures beside pages, leftovers."""

from __future__ import annotations

import functools
import re
from fnmatch import translate

from dragoman.codebook.tables import read_table

__all__ = ["is_junk"]


@functools.cache
def _patterns() -> re.Pattern[str]:
    patterns = (translate(row["pattern"].casefold()) for row in read_table("ingest/junk.tsv"))
    return re.compile("|".join(patterns))


def is_junk(name: str) -> bool:
    """Return whether a file or folder of this name is left out when a folder or archive is read."""
    return (name.startswith(".") and name not in (".", "..")) or _patterns().match(
        name.casefold()
    ) is not None
