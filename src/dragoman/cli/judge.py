"""`dragoman judge`: accept, correct, reject, merge, split, and take back what was judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.judged import judgement_row, judgement_table, what
from dragoman.cli.options import Format, RecordOption
from dragoman.cli.output import console, counted, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.api import Record
    from dragoman.model.judgement import Judgement, Standing

__all__ = ["judge"]

SHOWN = 5  # events shown on which a judgement bears

EventArgument = Annotated[str, typer.Argument(help="The id of an event, or its beginning.", metavar="ID")]
EventsArgument = Annotated[
    list[str], typer.Argument(help="The ids of events, or their beginnings.", metavar="ID")
]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who judges; the user of this machine otherwise.", metavar="NAME")
]
NoteOption = Annotated[str, typer.Option("--note", help="Why.", metavar="TEXT")]

judge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help=(
        "Say what of the record is right and what is not.\n\n"
        "Judgements are lines of a file beside the record (dragoman.judgements.jsonl beside dragoman.db) that is "
        "only ever added to. They hold fast on the words of the reports, and are replayed whenever events are "
        "made, so that they outlast new readings, codebooks and models."
    ),
)


@judge.command()
def accept(
    events: EventsArgument,
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Accept events as they are.

    Example: dragoman judge accept evt-68eeeef7 --by anna
    """
    for event in events:
        _judge(record, "accept", event, by=by, note=note)


@judge.command()
def correct(
    event: EventArgument,
    field: Annotated[
        str,
        typer.Argument(
            help="category, mode, status, start, end, precision, place, actor, recipient or voices.",
            metavar="FIELD",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(help="What holds instead; unknown if it is not known, or nobody.", metavar="VALUE"),
    ],
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Correct one value of an event.

    Dates are written as 2022-08-03, 2022-08 or 2022, several parties or voices between semicolons, and country
    and sector of a party in brackets, where they are not known by its name.

    Example: dragoman judge correct evt-68eeeef7 start 2022-08-03

    Example: dragoman judge correct evt-68eeeef7 recipient "Min Aung Hlaing (Myanmar, GOV); Soe Win"

    Example: dragoman judge correct evt-68eeeef7 place Naypyitaw --note "so the second sentence"
    """
    _judge(record, "correct", event, field=field, value=value, by=by, note=note)


@judge.command()
def reject(
    events: EventsArgument,
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Reject events: no such thing is told.

    The sentences stay in their reports, and a copy of one in another report makes no event either.

    Example: dragoman judge reject evt-68eeeef7 --note "a figure of speech"
    """
    for event in events:
        _judge(record, "reject", event, by=by, note=note)


@judge.command()
def merge(
    events: EventsArgument,
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Make one event of two or more.

    Example: dragoman judge merge evt-68eeeef7 evt-025e66e2
    """
    _judge(record, "merge", *events, by=by, note=note)


@judge.command()
def split(
    tellings: Annotated[
        list[str],
        typer.Argument(help="The ids of tellings of one event, as dragoman show tells them.", metavar="ID"),
    ],
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Part an event: tellings leave it as an event of their own.

    An event that several reports tell has several tellings; dragoman show prints them with their ids.

    Example: dragoman judge split evt-a9ff34c1
    """
    _judge(record, "split", *tellings, by=by, note=note)


@judge.command()
def reattribute(
    event: EventArgument,
    voices: Annotated[
        list[str] | None,
        typer.Argument(help="Who is given as the source; nobody: the report itself.", metavar="NAME"),
    ] = None,
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Say who is given as the source of an event.

    Example: dragoman judge reattribute evt-68eeeef7 TASS "Sergei Lavrov"

    Example, for what the report itself says: dragoman judge reattribute evt-68eeeef7
    """
    _judge(record, "reattribute", event, value=voices or [], by=by, note=note)


@judge.command()
def rename(
    told: Annotated[str, typer.Argument(help="The name as the record shows it.", metavar="NAME")],
    name: Annotated[
        str, typer.Argument(help="What it is to be, with country if that changes.", metavar="NEW")
    ],
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Give an actor another name in all events.

    That goes for events still to be read as well. Country and sector stay, unless others are given in brackets.

    Example: dragoman judge rename "the junta chief" "Min Aung Hlaing (Myanmar, GOV)"
    """
    _judge(record, "rename", told=told, value=name, by=by, note=note)


@judge.command()
def undo(
    judgement: Annotated[
        str, typer.Argument(help="The id of a judgement, or its beginning.", metavar="JUDGEMENT")
    ],
    *,
    record: RecordOption = Path("dragoman.db"),
    by: ByOption = None,
    note: NoteOption = "",
) -> None:
    """Take a judgement back; that can be taken back as well.

    Example: dragoman judge undo jdg-ba2d8e8d
    """
    import dragoman

    with dragoman.open(record) as opened:
        made = opened.undo(judgement, by=by, note=note)
        _print_made(console(), opened, made)


@judge.command("list")
def list_judgements(
    *,
    record: RecordOption = Path("dragoman.db"),
    idle: Annotated[bool, typer.Option("--idle", help="Only those that have no effect now.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Those too that are undone or undo.")] = False,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="A table for people; json for programs.")
    ] = Format.TABLE,
) -> None:
    """List judgements, also those without effect.

    The reason stands below each. One that has no effect now is kept, and has it again as soon as its words are
    read so again. Lines of the file that are not understood are told with their number.
    """
    import dragoman
    from dragoman.errors import QueryError

    if form is Format.CSV:
        raise QueryError("Judgements have no form as CSV.", cure="Use --format json.")
    with dragoman.open(record) as opened:
        found = [one for one in opened.judgements() if _wanted(one, idle=idle, every=every)]
        faults = [failure for failure in opened.failures() if failure.stage == "judgements"]
    if form is Format.JSON:
        print_json(map(judgement_row, found))
        return
    out = console()
    for fault in faults:
        out.print(
            f"{fault.document}: {fault.error} {fault.cure}", style="yellow", markup=False, soft_wrap=True
        )
    if not found:
        out.print("No judgements." if not idle else "All judgements have their effect.")
        return
    out.print(judgement_table(found))
    lost = sum(standing.state == "idle" for standing in found)
    without = f", {lost} without effect now" if lost else ""
    out.print(
        f"{counted(len(found), 'judgement')}{without}. Take one back: dragoman judge undo ID", style="dim"
    )


def _wanted(standing: Standing, *, idle: bool, every: bool) -> bool:
    if idle:
        return standing.state == "idle"
    return (
        every
        or standing.state == "idle"
        or (standing.state == "applies" and standing.judgement.kind != "undo")
    )


def _judge(record: Path, kind: str, *events: str, **choices: Any) -> None:
    import dragoman

    with dragoman.open(record) as opened:
        made = opened.judge(kind, *events, **choices)
        _print_made(console(), opened, made)


def _print_made(out: Console, record: Record, made: Judgement) -> None:
    """Print a judgement that was made just now, and the events on which it bears."""
    from dragoman.cli.events import event_table

    out.print(f"{made.id}  {made.kind}: {what(made)}", markup=False, soft_wrap=True)
    standing = next(standing for standing in record.judgements() if standing.judgement.id == made.id)
    if standing.because:
        out.print(standing.because, style="yellow", markup=False, soft_wrap=True)
    events = [record.event(identity) for identity in standing.events[:SHOWN]]
    if events:
        out.print(event_table(events, width=out.width))
    if len(standing.events) > SHOWN:
        out.print(f"It bears on {counted(len(standing.events), 'event')}.", style="dim")
