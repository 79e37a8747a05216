"""`dragoman failures`: what could not be read, why, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.options import Format, FormatOption, RecordOption
from dragoman.cli.output import console, counted, grid, print_data

__all__ = ["failures"]


def failures(*, record: RecordOption = Path("dragoman.db"), form: FormatOption = Format.TABLE) -> None:
    """List what could not be read, why, and what to do."""
    import dragoman
    from dragoman.export.rows import failure_row

    with dragoman.open(record) as opened:
        found = opened.failures()
    if form is not Format.TABLE:
        print_data(form, "failures", map(failure_row, found))
        return
    out = console()
    if not found:
        out.print("No failures: all that was named could be read.")
        return
    table = grid(expand=True)
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("stage", no_wrap=True)
    table.add_column("what is wrong", ratio=3)
    table.add_column("what to do", ratio=3)
    for failure in found:
        table.add_row(_near(failure.origin), failure.stage, failure.error, failure.cure)
    out.print(table)
    out.print(f"{counted(len(found), 'failure')}.", style="dim")


def _near(origin: str) -> str:
    """Return a path as seen from the working folder if it lies in it."""
    here = f"{Path.cwd()}/"
    return origin.removeprefix(here)
