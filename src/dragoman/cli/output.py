"""Prints: tables for people, JSON and CSV for programs, complaints for both."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.cli.options import Format
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["complain", "console", "counted", "grid", "print_data", "print_json"]


def console(*, stderr: bool = False) -> Console:
    """Return the console of standard output or standard error, as they are now."""
    from rich.console import Console

    class OurConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return OurConsole(stderr=stderr, highlight=False, emoji=False)


def complain(error: DragomanError) -> None:
    """Print an error with its cure to standard error."""
    from rich.text import Text

    message = Text.assemble(("Error: ", "bold red"), error.args[0])
    if error.cure:
        message.append(f"\n{error.cure}")
    console(stderr=True).print(message, soft_wrap=True)


def grid(*headings: str, **options: Any) -> Table:
    """Return an empty table in the one style of all our tables."""
    from rich import box
    from rich.table import Table

    frame = box.SIMPLE_HEAD if options.get("show_header", True) else None
    return Table(*headings, box=frame, pad_edge=False, padding=(0, 1, 0, 0), **options)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as "1 event" or "2 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_data(form: Format, what: str, rows: Iterable[dict[str, Any]]) -> None:
    """Print rows of the export contract as a JSON array or as CSV."""
    if form is Format.CSV:
        from dragoman.export.csv import write_table

        write_table(sys.stdout, what, rows)
    else:
        print_json(rows)


def print_json(rows: Iterable[Any]) -> None:
    """Print a JSON array with one value a line."""
    import msgspec

    mark = "["
    for row in rows:
        sys.stdout.write(f"{mark}\n{msgspec.json.encode(row).decode()}")
        mark = ","
    sys.stdout.write("\n]\n" if mark == "," else "[]\n")
