"""`dragoman events`: the events for which some conditions hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LimitOption,
    RecordOption,
    ReportOption,
    SinceOption,
    StatusOption,
    UntilOption,
)
from dragoman.cli.output import console, counted, grid, print_data

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.model.record import Event

__all__ = ["events"]

WIDE = 140  # letters a line from which on every field has its own column


def events(
    *,
    record: RecordOption = Path("dragoman.db"),
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Between these two: countries by any name, or words of a name.", metavar="A B"),
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Who acts.", metavar="NAME")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    category: Annotated[
        list[str] | None,
        typer.Option(help="A category such as CONSULT; may be given again.", metavar="CODE"),
    ] = None,
    status: StatusOption = None,
    place: Annotated[str | None, typer.Option(help="A country or a place in it.", metavar="NAME")] = None,
    voice: Annotated[
        str | None, typer.Option("--according-to", help="Who is given as the source.", metavar="NAME")
    ] = None,
    report: ReportOption = None,
    text: Annotated[
        str | None, typer.Option(help="Words that the sentence holds; a word may end in *.", metavar="WORDS")
    ] = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only those whose tellings contradict each other.")
    ] = False,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List events: who did what to whom, when and where.

    Events without a date come last, and are left out where --since or --until is given.
    """
    import dragoman

    with dragoman.open(record) as opened:
        found = opened.events(
            between=between,
            actor=actor,
            since=since,
            until=until,
            category=category,
            status=status,
            place=place,
            voice=voice,
            report=report,
            text=text,
            disputed=disputed or None,
            as_of=as_of,
            limit=limit,
        )
    if form is not Format.TABLE:
        from dragoman.export.rows import event_row

        print_data(form, "events", map(event_row, found))
        return
    out = console()
    if not found:
        out.print("No events. Ask for less, or see what was read: dragoman reports, dragoman failures.")
        return
    out.print(event_table(found, width=out.width))
    out.print(f"{counted(len(found), 'event')}. All about one: dragoman show ID", style="dim")


def event_table(found: Iterable[Event], *, width: int) -> Table:
    """Return the events as a table that suits lines of `width` letters."""
    return _wide(found) if width >= WIDE else _narrow(found)


def _wide(found: Iterable[Event]) -> Table:
    from dragoman.cli import wording

    table = grid(expand=True)
    table.add_column("when", min_width=10, max_width=17)
    table.add_column("status", no_wrap=True)
    table.add_column("category", max_width=16, overflow="fold")
    table.add_column("who", ratio=3)
    table.add_column("place", max_width=14)
    table.add_column("according to", max_width=14)
    table.add_column("told by", max_width=12)
    table.add_column("sentence", ratio=5)
    table.add_column("id", no_wrap=True, style="dim")
    for event in found:
        table.add_row(
            wording.span(event),
            wording.marked(event.status),
            wording.kind(event),
            wording.between(event),
            wording.name(event.place) if event.place else "",
            ", ".join(voice.name for voice in event.attribution),
            wording.backing(event),
            wording.quote(event.evidence[0], most=160) if event.evidence else "",
            wording.brief_id(event.id),
        )
    return table


def _narrow(found: Iterable[Event]) -> Table:
    from rich.text import Text

    from dragoman.cli import wording

    table = grid(expand=True)
    table.add_column("when, status", min_width=14, max_width=17)
    table.add_column("what, who, where", ratio=4)
    table.add_column("sentence", ratio=5)
    table.add_column("id", no_wrap=True, style="dim")
    for event in found:
        told = Text.assemble((wording.kind(event), "bold"), "\n", wording.between(event))
        if event.place:
            told.append(f"\nin {wording.name(event.place)}", style="dim")
        if event.attribution:
            told.append(f"\nby {', '.join(voice.name for voice in event.attribution)}", style="dim")
        if backing := wording.backing(event):
            told.append(f"\n{backing}", style="dim")
        table.add_row(
            Text.assemble(wording.span(event), "\n", wording.marked(event.status)),
            told,
            wording.quote(event.evidence[0], most=130) if event.evidence else "",
            wording.brief_id(event.id),
        )
    return table
