"""`dragoman demo`: the packaged sample reports, read and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import SOME_FAILED
from dragoman.cli.output import console
from dragoman.cli.read import print_summary, read_into
from dragoman.cli.timeline import print_timeline

__all__ = ["demo"]

FIRST, SECOND = "Russia", "Myanmar"


def demo(
    record: Annotated[Path, typer.Option("--record", "-r", help="The record file.", metavar="FILE")] = Path(
        "dragoman-demo.db"
    ),
    open_browser: Annotated[
        bool, typer.Option("--open", help="Show the record in the browser then.")
    ] = False,
) -> None:
    """Read the packaged sample reports and show a timeline.

    The reports are of our own writing on public events of 2021 to 2024; their outlets are invented.
    """
    import dragoman
    from dragoman.codebook.tables import data_path

    with dragoman.open(record) as opened:
        summary = read_into(opened, [str(data_path("sample/reports"))], {})
        moments = opened.timeline(FIRST, SECOND)
        some = next((event.id for moment in moments for event in moment.events), "evt-…")
    print_summary(summary, title=f"The sample reports, read into {record}")
    out = console()
    print_timeline(out, moments, first=FIRST, second=SECOND)
    flag = f" --record {record}"
    out.print("\nTry next:", style="bold")
    for command in (
        f"dragoman serve --open{flag}",
        f"dragoman show {some[:12]}{flag}",
        f"dragoman events --between China Myanmar --status planned{flag}",
        f"dragoman claims{flag}",
        f"dragoman roles --who Russia{flag}",
        f"dragoman export events.csv{flag}",
        "dragoman read YOUR-REPORTS/",
    ):
        out.print(f"  {command}", markup=False, soft_wrap=True)
    if open_browser:
        from dragoman.cli.serve import show_in_browser

        out.print()
        show_in_browser(record, open_browser=True)
    if summary.failures:
        raise typer.Exit(SOME_FAILED)
