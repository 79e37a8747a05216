"""`dragoman timeline`: what passed between two actors, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    RecordOption,
    SinceOption,
    StatusOption,
    UntilOption,
)
from dragoman.cli.output import console, counted, grid, print_data, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.analyse import Moment

__all__ = ["print_timeline", "timeline"]


def timeline(
    first: Annotated[str, typer.Argument(help="A country by any name, or words of a name.", metavar="A")],
    second: Annotated[str, typer.Argument(help="The other one.", metavar="B")],
    *,
    record: RecordOption = Path("dragoman.db"),
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show what passed between two actors, by date."""
    import dragoman
    from dragoman.export.rows import event_row

    with dragoman.open(record) as opened:
        moments = opened.timeline(first, second, since=since, until=until, status=status, as_of=as_of)
    if form is Format.CSV:
        print_data(form, "events", (event_row(event) for moment in moments for event in moment.events))
    elif form is Format.JSON:
        print_json(
            {
                "start": moment.start,
                "precision": moment.precision,
                "events": [event_row(event) for event in moment.events],
            }
            for moment in moments
        )
    else:
        print_timeline(console(), moments, first=first, second=second)


def print_timeline(out: Console, moments: Sequence[Moment], *, first: str, second: str) -> None:
    """Print the timeline of two actors for people."""
    from rich.text import Text

    from dragoman.cli import wording

    if not moments:
        out.print(
            f"Nothing between {first} and {second}. See all events: dragoman events; "
            f"or those of one: dragoman events --actor {first}.",
            markup=False,
        )
        return
    table = grid(show_header=False)
    table.add_column("date", min_width=10, max_width=18, style="bold")
    table.add_column("mark", width=1)
    table.add_column("event", ratio=1)
    for moment in moments:
        date = wording.moment(moment.start, moment.precision)
        for event in moment.events:
            mark, style, _ = wording.MARKS[event.status]
            told = Text.assemble((wording.between(event), "bold"), f"  {wording.kind(event)}")
            if event.place:
                told.append(f", {wording.name(event.place)}")
            if until := wording.last(event):
                told.append(f", until {until}")
            if event.attribution:
                told.append(f", according to {', '.join(voice.name for voice in event.attribution)}")
            if backing := wording.backing(event):
                told.append(f", {backing}")
            told.append(f"  {wording.brief_id(event.id)}", style="dim")
            if event.evidence:
                told.append("\n").append_text(wording.quote(event.evidence[0], most=240))
            table.add_row(date, Text(mark, style=style), told)
            date = ""
    total = sum(len(moment.events) for moment in moments)
    out.print(f"{first} and {second}: {counted(total, 'event')}", style="bold", markup=False)
    out.print(table)
    out.print(wording.LEGEND, style="dim")
