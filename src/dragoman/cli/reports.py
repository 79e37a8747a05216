"""`dragoman reports`: what was read into the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import AsOfOption, Format, FormatOption, LimitOption, RecordOption
from dragoman.cli.output import console, counted, grid, print_data

__all__ = ["reports"]


def reports(
    *,
    record: RecordOption = Path("dragoman.db"),
    text: Annotated[
        str | None, typer.Option(help="Words that title or text hold; a word may end in *.", metavar="WORDS")
    ] = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only those kept without being read.")] = False,
    family: Annotated[
        str | None, typer.Option(help="Only the copies of one text: the id of its family.", metavar="ID")
    ] = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the reports that the record holds."""
    import dragoman
    from dragoman.export.rows import report_row

    with dragoman.open(record) as opened:
        found = opened.reports(
            text=text, read=False if unread else None, family=family, as_of=as_of, limit=limit
        )
    if form is not Format.TABLE:
        print_data(form, "reports", map(report_row, found))
        return
    out = console()
    if not found:
        out.print("No reports. Ask for less, or read some: dragoman read FOLDER.")
        return
    table = grid(expand=True)
    table.add_column("published", no_wrap=True)
    table.add_column("title", ratio=4)
    table.add_column("outlet", ratio=2)
    table.add_column("events", justify="right")
    table.add_column("family", no_wrap=True, style="dim")
    table.add_column("document", ratio=2, overflow="fold")
    table.add_column("id", no_wrap=True, style="dim")
    for entry in found:
        table.add_row(
            entry.published.isoformat() if entry.published else "undated",
            entry.title or "",
            entry.outlet or "",
            str(entry.events) if entry.read else f"not read: {entry.unread_because}",
            entry.family or "",
            entry.document,
            entry.id[:12],
        )
    out.print(table)
    out.print(f"{counted(len(found), 'report')}. The text of one: dragoman show ID", style="dim")
