"""The tables of this package: what codes of other vocabularies mean in ours."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

from dragoman.codebook.tables import Row, parse_table

__all__ = ["table"]


@functools.cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of one of our tables.

    Raises:
        CodebookError: a row is wrong; the message names file and line.
    """
    return parse_table(Path(str(files("dragoman.knowledge").joinpath("codes", f"{name}.tsv"))))
