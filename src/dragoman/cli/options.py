"""The options that several commands share, and the exit codes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "FAILED",
    "SOME_FAILED",
    "STOPPED",
    "AsOfOption",
    "Format",
    "FormatOption",
    "LimitOption",
    "RecordOption",
    "ReportOption",
    "SinceOption",
    "StatusOption",
    "UntilOption",
]

SOME_FAILED = 1  # some reports could not be read
FAILED = 2  # the command could not run
STOPPED = 130  # stopped with Ctrl-C


class Format(StrEnum):
    """How answers are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


RecordOption = Annotated[
    Path, typer.Option("--record", "-r", envvar="DRAGOMAN_RECORD", help="The record file.", metavar="FILE")
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="A table for people; json or csv for programs.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")]
ReportOption = Annotated[
    str | None, typer.Option("--report", help="Only from the report with this id or name.", metavar="NAME")
]
SinceOption = Annotated[
    str | None,
    typer.Option(help="From this day, month or year: 2021-02-01, 2021-02 or 2021.", metavar="DATE"),
]
UntilOption = Annotated[str | None, typer.Option(help="Until this day, month or year.", metavar="DATE")]
AsOfOption = Annotated[
    str | None,
    typer.Option(help="Answer by what was published by this day, month or year.", metavar="DATE"),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        help="happened, ongoing, planned, proposed, denied, not_happened, hypothetical; may be given again.",
        metavar="STATUS",
    ),
]
