"""Reads the knowledge tables: tab-separated files with a header line and a unique `id` in each row."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

from dragoman.errors import CodebookError

__all__ = ["Row", "cells", "data_path", "read_table"]

Row = dict[str, str]


def data_path(name: str) -> Path:
    """Return the path of a packaged data file such as `actors/countries.tsv`."""
    return Path(str(files("dragoman").joinpath("data", name)))


@functools.cache
def read_table(name: str) -> tuple[Row, ...]:
    """Return the rows of a packaged table as dicts of column to cell, in file order.

    Raises:
        CodebookError: a row has more or fewer cells than the header, or an id stands twice;
            the message names the file and line.
    """
    return parse_table(data_path(name))


def parse_table(path: Path) -> tuple[Row, ...]:
    """Return the rows of the table at `path`; see `read_table`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    rows: list[Row] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != len(header):
            raise CodebookError(
                f"{path.name}, line {number}: {len(row)} cells, expected {len(header)}.",
                cure="Separate cells by one tab each.",
            )
        if row[0] in seen:
            raise CodebookError(f"{path.name}, line {number}: the id {row[0]!r} stands twice.")
        seen.add(row[0])
        rows.append(dict(zip(header, row, strict=True)))
    return tuple(rows)


def cells(value: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by `|`."""
    if not value:
        return ()
    return tuple(part for part in map(str.strip, value.split("|")) if part)
