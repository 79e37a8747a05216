"""`dragoman roles`: who is given which office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import AsOfOption, Format, FormatOption, LimitOption, RecordOption, ReportOption
from dragoman.cli.output import console, counted, grid, print_data

__all__ = ["roles"]


def roles(
    *,
    record: RecordOption = Path("dragoman.db"),
    who: Annotated[
        str | None, typer.Option("--who", help="A person, a country or a body.", metavar="NAME")
    ] = None,
    report: ReportOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the offices that the reports give to people."""
    import dragoman
    from dragoman.export.rows import role_row

    with dragoman.open(record) as opened:
        found = opened.roles(who=who, report=report, as_of=as_of, limit=limit)
    if form is not Format.TABLE:
        print_data(form, "roles", map(role_row, found))
        return
    out = console()
    if not found:
        out.print("No roles. Ask for less, or see what was read: dragoman reports.")
        return
    table = grid("person", "office", "of", "country", "as of", "")
    for role in found:
        table.add_row(
            role.person,
            role.role,
            role.of or "",
            role.country or "",
            role.as_of.isoformat() if role.as_of else "undated",
            "former" if role.former else "",
        )
    out.print(table)
    out.print(f"{counted(len(found), 'role')}.", style="dim")
