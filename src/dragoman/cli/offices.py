"""`dragoman offices`: who held which office when, as the reports tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import Format, FormatOption, LimitOption, RecordOption
from dragoman.cli.output import console, counted, grid, print_json

if TYPE_CHECKING:
    from dragoman.api import Tenancy

__all__ = ["offices"]


def offices(
    *,
    record: RecordOption = Path("dragoman.db"),
    of: Annotated[str | None, typer.Option("--of", help="A country or body.", metavar="NAME")] = None,
    who: Annotated[
        str | None, typer.Option("--who", help="Words of a person's name.", metavar="NAME")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Who may have held it on a day.", metavar="DATE")
    ] = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List who held which office when, as the reports tell.

    A person was seen in an office from the first to the last day shown; what lies beyond is not known. With
    --on the last column tells how likely the person held the office on that day. Below each spell stands
    what contradicts it: other reports, imported files, the packaged table.
    """
    import dragoman

    with dragoman.open(record) as opened:
        found = opened.offices(of=of, who=who, on=on)[:limit]
    if form is not Format.TABLE:
        _print(form, found)
        return
    out = console()
    if not found:
        out.print("No offices. Ask for less, or see what reports say of persons: dragoman roles.")
        return
    table = grid("office", "of", "person", "seen", "over by", "likely" if on else "reports")
    for spell in found:
        table.add_row(
            spell.office,
            spell.of,
            f"{spell.person}{' (acting)' if spell.acting else ''}",
            _seen(spell),
            spell.before.isoformat() if spell.before else "",
            f"{spell.score:.2f}" if spell.score is not None else str(spell.count),
        )
        for line in spell.against:
            table.add_row("", "", f"[dim]against: {_escaped(line)}[/dim]", "", "", "")
    out.print(table)
    out.print(f"{counted(len(found), 'spell')} of office.", style="dim")


def _seen(spell: Tenancy) -> str:
    if spell.first is None or spell.last is None:
        return "as former"
    if spell.first == spell.last:
        return spell.first.isoformat()
    return f"{spell.first} to {spell.last}"


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _print(form: Format, found: list[Tenancy]) -> None:
    rows = [_row(spell) for spell in found]
    if form is Format.JSON:
        print_json(rows)
        return
    import csv
    import sys

    writer = csv.DictWriter(sys.stdout, fieldnames=list(_row_names()), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {key: "|".join(value) if isinstance(value, list) else value for key, value in row.items()}
        )


def _row(spell: Tenancy) -> dict[str, Any]:
    from dataclasses import asdict

    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(spell).items()}


def _row_names() -> list[str]:
    from dataclasses import fields

    from dragoman.api import Tenancy

    return [field.name for field in fields(Tenancy)]
