"""`dragoman knowledge`: what is known of actors from files of others: import, list, show, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import SOME_FAILED, RecordOption
from dragoman.cli.output import complain, console, counted, grid
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.knowledge import Conflict, Format, ImportResult, KnowledgeBook, Sourced

__all__ = ["knowledge"]

SHOWN = 10  # faults and conflicts of one file that are printed
PLURALS = {"entities": "entity", "memberships": "membership", "holdings": "holding", "names": "name"}

knowledge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Import what other projects know of actors, and see what is known of whom from where.",
)


@knowledge.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Files of actor knowledge.", metavar="FILE")],
    *,
    record: RecordOption = Path("dragoman.db"),
    source: Annotated[
        str | None, typer.Option(help="What to call the source; otherwise as the file tells.", metavar="NAME")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="Under which licence the facts may be used.", metavar="NAME")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="The format, if it cannot be told by the content.", metavar="FORMAT"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The day up to which the files tell.", metavar="DATE")
    ] = None,
) -> None:
    """Import files into the book of knowledge beside the record.

    FollowTheMoney and OpenSanctions, Wikidata JSON and SPARQL CSV, Popolo, PETRARCH dictionaries, World
    Factbook JSON, and tables of your own; also packed by gzip, bzip2 or xz. A file that the book has is
    skipped. Exit codes: 0 all imported, 1 some rows or files failed, 2 the command could not run.
    """
    from dragoman.knowledge import ImportOptions

    options = ImportOptions(as_of=as_of or "", form=_format(form))
    failed = False
    with _book(record, make=True) as book:
        for file in files:
            try:
                with _shown(file.name) as progress:
                    result = book.import_file(
                        file, source=source, licence=licence, progress=progress, options=options
                    )
            except DragomanError as error:
                complain(error)
                failed = True
                continue
            _print_result(file, result)
            failed = failed or bool(result.faults)
    if failed:
        raise typer.Exit(SOME_FAILED)


@knowledge.command("list")
def list_sources(*, record: RecordOption = Path("dragoman.db")) -> None:
    """List the imported sources, and how many facts contradict each other."""
    with _book(record) as book:
        sources = book.sources()
        out = console()
        if not sources:
            out.print("Nothing is imported. Begin with: dragoman knowledge import FILE")
            return
        table = grid("no.", "source", "licence", "as of", "file", "facts", "imported")
        for source in sources:
            counts = {what: count for what, count in book.counts(source.id).items() if what in PLURALS}
            table.add_row(
                str(source.id),
                source.name,
                source.licence or "not stated",
                source.as_of or "unknown",
                source.file,
                ", ".join(f"{count:,} {what}" for what, count in counts.items() if what != "names"),
                source.imported_at[:10],
            )
        out.print(table)
        _print_conflicts(book.conflicts())


@knowledge.command()
def show(
    name: Annotated[str, typer.Argument(help="A person, body or state by any of its names.", metavar="NAME")],
    *,
    record: RecordOption = Path("dragoman.db"),
    on: Annotated[str | None, typer.Option(help="Only what held on this day.", metavar="DATE")] = None,
) -> None:
    """Show what is known by a name, and from which source."""
    from dragoman.knowledge import FactQuery

    with _book(record) as book:
        found = (*book.facts(FactQuery(name=name, on=on)), *book.memberships(name, on=on))
    out = console()
    if not found:
        out.print(f"Nothing is known by the name {name}.", markup=False, soft_wrap=True)
        return
    table = grid("what", "told", "from", "until", "source", expand=True)
    for sourced in found:
        _add_fact(table, sourced)
    out.print(table)
    if any(sourced.beyond for sourced in found):
        out.print("? The source does not reach that day, and tells no end.", style="dim")


@knowledge.command()
def remove(
    source: Annotated[int, typer.Argument(help="The number that list shows.", metavar="SOURCE")],
    *,
    record: RecordOption = Path("dragoman.db"),
) -> None:
    """Take a source with all its facts out of the book."""
    with _book(record) as book:
        book.remove(source)
    console().print(f"Source {source} is removed.")


def _book(record: Path, *, make: bool = False) -> KnowledgeBook:
    from dragoman.errors import RecordError
    from dragoman.knowledge import KnowledgeBook, path_beside

    path = path_beside(record)
    if not make and not path.exists():
        raise RecordError(
            f"There is no book of knowledge at {path}.",
            cure=f"Make one with: dragoman knowledge import FILE --record {record}",
        )
    return KnowledgeBook(path)


def _format(name: str | None) -> Format | None:
    from dragoman.knowledge import Format

    if name is None:
        return None
    if name not in tuple(Format):
        raise typer.BadParameter(f"{name!r} is none of {', '.join(Format)}.", param_hint="--format")
    return Format(name)


def _print_result(file: Path, result: ImportResult) -> None:
    out = console()
    source = f"{result.source.name} ({result.source.licence or 'licence not stated'})"
    if result.skipped:
        out.print(
            f"{file.name}: known already, as source {result.source.id}, {source}.",
            markup=False,
            soft_wrap=True,
        )
        return
    kept = ", ".join(
        counted(count, PLURALS.get(what, what.removesuffix("s"))) if count == 1 else f"{count:,} {what}"
        for what, count in result.counts.items()
        if count and what != "faults" and not what.startswith("passed over")
    )
    out.print(
        f"{file.name}: {kept or 'nothing'}; source {result.source.id}, {source}.",
        markup=False,
        soft_wrap=True,
    )
    passed = {what: count for what, count in result.counts.items() if what.startswith("passed over")}
    if passed:
        out.print(
            f"  {counted(sum(passed.values()), 'row')} passed over, of kinds for which there is no use.",
            style="dim",
        )
    for fault in result.faults[:SHOWN]:
        place = f"row {fault.row}: " if fault.row else ""
        out.print(
            f"  {file.name}, {place}{fault.error} {fault.cure}", style="yellow", markup=False, soft_wrap=True
        )
    if (faults := result.counts.get("faults", 0)) > SHOWN:
        out.print(f"  and {faults - SHOWN:,} more rows at fault.", style="yellow")
    _print_conflicts(result.conflicts)


def _print_conflicts(conflicts: tuple[Conflict, ...]) -> None:
    out = console()
    for conflict in conflicts[:SHOWN]:
        out.print(f"  {conflict}", markup=False, soft_wrap=True)
    if conflicts:
        more = f" Shown are {SHOWN}." if len(conflicts) > SHOWN else ""
        out.print(f"{counted(len(conflicts), 'conflict')}; both sides are kept.{more}", style="dim")


def _add_fact(table: Table, sourced: Sourced) -> None:
    from dragoman.knowledge import Entity, Holding, Standing
    from dragoman.knowledge.parties import country_name

    fact, mark = sourced.fact, " ?" if sourced.beyond else ""
    place = f"{sourced.source.name}, row {fact.row}" if fact.row else sourced.source.name
    if isinstance(fact, Entity):
        names = ", ".join(dict.fromkeys(alias.text for alias in fact.aliases))
        codes = ", ".join(
            code for code in (fact.country, fact.sector, fact.born and f"born {fact.born}") if code
        )
        told = "; ".join(part for part in (fact.name, codes, names and f"also {names}") if part)
        table.add_row(str(fact.kind), told, "", "", place)
    elif isinstance(fact, Holding):
        told = f"{fact.office} of {country_name(fact.of)}" if fact.of else fact.office
        table.add_row("office", f"{fact.person}: {told}", fact.start, f"{fact.end}{mark}", place)
    elif isinstance(fact, Standing):
        table.add_row("sector", f"{fact.country} {fact.sector}".strip(), fact.start, fact.end, place)
    else:
        table.add_row("member", f"{fact.body} ({fact.role})", fact.start, fact.end, place)


@contextmanager
def _shown(name: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows progress as a bar on a terminal, and nothing elsewhere."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _taken, _size: None
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn(name, markup=False),
        bars.BarColumn(),
        bars.DownloadColumn(),
        bars.TimeRemainingColumn(elapsed_when_finished=True),
    )
    with bars.Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show_progress(taken: int, size: int) -> None:
            bar.update(task, completed=taken, total=size)

        yield show_progress
