"""`dragoman resolve`: earlier readings brought up to date with what is known now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.judged import tell_idle
from dragoman.cli.options import SOME_FAILED, STOPPED, RecordOption
from dragoman.cli.output import console, counted

if TYPE_CHECKING:
    from dragoman.api import Record, Resolution

__all__ = ["rebuild", "resolve"]

CodebookOption = Annotated[
    Path | None, typer.Option(help="A folder of your own category files.", metavar="DIR")
]


def resolve(
    *,
    record: RecordOption = Path("dragoman.db"),
    codebook: CodebookOption = None,
) -> None:
    """Bring earlier readings up to date with what is known now.

    Who held which office is learnt from all reports and from imported files; with it the readings of all
    reports are resolved again, without reading the reports. Afterwards the order in which they came does not
    matter. Exit codes: 0 all up to date, 1 some readings are of an older form, 2 the command could not run.
    """
    import dragoman

    with dragoman.open(record) as opened:
        _tell(opened, lambda show: opened.resolve(codebook=codebook, progress=show))


def rebuild(*, record: RecordOption = Path("dragoman.db"), codebook: CodebookOption = None) -> None:
    """Derive everything again from what is stored.

    That is from reports, readings and judgements. Nothing is read anew and nothing that persons said is lost:
    offices, events, families of copies and links are made again by the present rules and tables. A record of an
    older dragoman is brought up to date by it.
    Exit codes: 0 all up to date, 1 some readings are of an older form, 2 the command could not run.
    """
    import dragoman

    with dragoman.open(record) as opened:
        _tell(opened, lambda show: opened.rebuild(codebook=codebook, progress=show))


def _tell(record: Record, work: Callable[[Callable[[Resolution], None]], Resolution]) -> None:
    """Do the work with its progress shown, and print what was done."""
    with _shown() as show:
        try:
            done = work(show)
        except KeyboardInterrupt:
            done = None
    if done is None:
        console(stderr=True).print("Stopped. dragoman resolve goes on where this one ended.")
        raise typer.Exit(STOPPED)
    out = console()
    if not done.rounds:
        out.print(f"All readings are up to date. {counted(done.spells, 'spell')} of office known.")
    else:
        out.print(
            f"{counted(done.readings, 'reading')} resolved in {counted(done.rounds, 'round')}, "
            f"{counted(done.spells, 'spell')} of office known, {done.seconds:.1f} s."
        )
    tell_idle(out, record)
    if done.outdated:
        out.print(
            f"{counted(done.outdated, 'reading')} of an older form: dragoman read --again reads them anew.",
            style="yellow",
        )
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _shown() -> Iterator[Callable[[Resolution], None]]:
    """Give a function that shows progress as a bar on a terminal, and nothing elsewhere."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn("resolving, round {task.fields[round]}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(elapsed_when_finished=True),
    )
    with bars.Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("resolving", total=None, round=1)

        def show(now: Resolution) -> None:
            done = now.readings + now.outdated
            bar.update(task, completed=done, total=done + now.left, round=now.rounds)

        yield show
