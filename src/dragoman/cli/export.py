"""`dragoman export`: the record as a file for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import RecordOption
from dragoman.cli.output import console, counted

__all__ = ["export"]


class What(StrEnum):
    """What can be exported."""

    EVENTS = "events"
    CLAIMS = "claims"
    ROLES = "roles"
    REPORTS = "reports"


def export(
    file: Annotated[Path, typer.Argument(help="A file ending in .jsonl, .csv or .parquet.", metavar="FILE")],
    *,
    what: Annotated[What, typer.Option(help="What to write.")] = What.EVENTS,
    record: RecordOption = Path("dragoman.db"),
) -> None:
    """Write the record to a .jsonl, .csv or .parquet file."""
    import dragoman

    with dragoman.open(record) as opened:
        count = opened.export(file, what.value)
    console().print(f"{counted(count, what.value.removesuffix('s'))} written to {file}.", markup=False)
