"""`dragoman read`: reports into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dragoman.cli.judged import tell_idle
from dragoman.cli.options import SOME_FAILED, STOPPED, RecordOption
from dragoman.cli.output import console, counted, grid
from dragoman.model.codes import Means

if TYPE_CHECKING:
    from dragoman.api import Progress, Record, Summary

__all__ = ["print_summary", "read", "read_into"]

FIELDS = ("text", "title", "outlet", "url", "published", "byline", "id", "language")


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Files, folders, patterns, URLs, or - for standard input.", metavar="INPUT"),
    ],
    *,
    record: RecordOption = Path("dragoman.db"),
    columns: Annotated[
        str | None,
        typer.Option(
            help=f"For tables, which column holds what: text=body,published=date. Ours: {', '.join(FIELDS)}.",
            metavar="OURS=THEIRS,…",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="The day of publication where none is found.", metavar="DATE")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The encoding of text that is not UTF-8.", metavar="NAME")
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            help="A single report larger than this is a failure.",
            metavar="BYTES",
            min=1,
            show_default="50,000,000",
        ),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A folder of your own category files.", metavar="DIR")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="A folder of a model that you trained.", metavar="DIR")
    ] = None,
    by: Annotated[Means, typer.Option(help="What finds the events.")] = Means.BOTH,
    again: Annotated[bool, typer.Option("--again", help="Read known reports too.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="How many processes read.")] = 1,
) -> None:
    """Read reports into the record.

    Text, Markdown, HTML, PDF, DOCX, RSS and Atom, JSON Lines, CSV, Parquet, and zip or tar of these. Reports
    that the record knows are skipped, changed ones replace their old reading. What cannot be read is listed
    by dragoman failures. Exit codes: 0 all read, 1 some reports failed, 2 the command could not run.
    """
    import dragoman

    choices: dict[str, Any] = {
        "columns": _columns(columns),
        "published": published,
        "encoding": encoding,
        "max_bytes": max_bytes,
        "codebook": codebook,
        "again": again,
        "model": model,
        "by": by,
        "workers": workers,
    }
    with dragoman.open(record) as opened:
        summary = read_into(opened, inputs, choices)
        print_summary(summary, title=str(record))
        tell_idle(console(), opened)
    if summary.failures:
        raise typer.Exit(SOME_FAILED)


def read_into(record: Record, inputs: list[str], choices: dict[str, Any]) -> Summary:
    """Read into the record with a progress bar; Ctrl-C ends the command and keeps what was read."""
    seen: list[Progress] = []
    with _shown() as show:

        def progress(now: Progress) -> None:
            seen[:] = [now]
            show(now)

        try:
            return record.read(*inputs, progress=progress, **choices)
        except KeyboardInterrupt:
            pass
    _stopped(seen[0].so_far if seen else None)


def print_summary(summary: Summary, *, title: str) -> None:
    """Print what was read and what to do next."""
    table = grid(show_header=False)
    table.add_column("what", style="bold")
    table.add_column("how many", justify="right")
    rows = {
        "reports read": summary.reports,
        "events": summary.events,
        "claims": summary.claims,
        "roles": summary.roles,
        "skipped, known before": summary.skipped,
        "kept unread, in another language": summary.unread_other_language,
        "failures": summary.failures,
    }
    always = ("reports read", "events", "failures")
    for what, how_many in rows.items():
        if how_many or what in always:
            table.add_row(what, f"{how_many:,}")
    table.add_row("time", f"{summary.seconds:.1f} s")
    out = console()
    out.print(title, style="bold", markup=False, soft_wrap=True)
    out.print(table)
    if summary.outdated:
        out.print(
            f"{counted(summary.outdated, 'known report')} read by another version of dragoman or its "
            "codebook: --again reads them anew."
        )
    if summary.failures:
        out.print("What failed and what to do about it: dragoman failures", style="yellow")


def _stopped(so_far: Summary | None) -> NoReturn:
    kept = so_far.reports if so_far else 0
    console(stderr=True).print(
        f"Stopped. {counted(kept, 'report')} kept; the same command goes on where this one ended."
    )
    raise typer.Exit(STOPPED)


def _columns(text: str | None) -> dict[str, str]:
    """Return "text=body,published=date" as a mapping of our fields to their columns."""
    pairs = [part.partition("=") for part in (text or "").split(",") if part.strip()]
    for ours, mark, theirs in pairs:
        if ours.strip() not in FIELDS or not mark or not theirs.strip():
            raise typer.BadParameter(
                f"{ours + mark + theirs!r} is not of the form text=body; ours are {', '.join(FIELDS)}.",
                param_hint="--columns",
            )
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    """Give a function that shows progress as a bar on a terminal, and nothing elsewhere."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn("reading"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(elapsed_when_finished=True),
    )
    with bars.Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None, rate="loading")

        def show(now: Progress) -> None:
            done = now.so_far.done
            rate = f"{done / now.so_far.seconds:.1f}/s" if now.so_far.seconds else ""
            total = None if now.total is None else max(now.total, done)
            bar.update(task, completed=done, total=total, rate=rate)

        yield show
