"""`dragoman claims`: figures and contested assertions, by who makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import AsOfOption, Format, FormatOption, LimitOption, RecordOption, ReportOption
from dragoman.cli.output import console, counted, grid, print_data

__all__ = ["claims"]


def claims(
    *,
    record: RecordOption = Path("dragoman.db"),
    who: Annotated[
        str | None, typer.Option("--who", help="Who says it or is concerned.", metavar="NAME")
    ] = None,
    report: ReportOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List figures and contested assertions, and who makes them."""
    import dragoman
    from dragoman.cli import wording
    from dragoman.export.rows import claim_row

    with dragoman.open(record) as opened:
        found = opened.claims(who=who, report=report, as_of=as_of, limit=limit)
    if form is not Format.TABLE:
        print_data(form, "claims", map(claim_row, found))
        return
    out = console()
    if not found:
        out.print("No claims. Ask for less, or see what was read: dragoman reports.")
        return
    table = grid(expand=True)
    table.add_column("figure", max_width=24)
    table.add_column("claim", ratio=4)
    table.add_column("according to", ratio=2)
    table.add_column("about", ratio=2)
    table.add_column("id", no_wrap=True, style="dim")
    for claim in found:
        table.add_row(
            wording.figure(claim),
            wording.flowing(claim.claim),
            ", ".join(voice.name for voice in claim.by),
            wording.names(claim.about),
            wording.brief_id(claim.id),
        )
    out.print(table)
    out.print(f"{counted(len(found), 'claim')}. All about one: dragoman show ID", style="dim")
