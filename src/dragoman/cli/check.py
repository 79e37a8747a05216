"""`dragoman check`: what reports say of how often something happened, held against the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import AsOfOption, Format, FormatOption, RecordOption, ReportOption
from dragoman.cli.output import console, counted, grid, print_data

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from dragoman.analyse import Count
    from dragoman.model.record import Event

__all__ = ["check"]

MARKS = {
    "borne_out": ("✓", "green", "borne out"),
    "missing": ("◔", "yellow", "missing"),
    "contradicted": ("✗", "red", "contradicted"),
    "unchecked": ("?", "dim", "cannot be checked"),
}
MOST_NAMED = 4  # events that are named in one row


def check(
    *,
    record: RecordOption = Path("dragoman.db"),
    report: ReportOption = None,
    as_of: AsOfOption = None,
    verdict: Annotated[
        list[str] | None,
        typer.Option(
            help="borne_out, missing, contradicted or unchecked; may be given again.", metavar="VERDICT"
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Hold what reports count against the record.

    For each statement such as "the third visit since the coup" or "for the first time since 2019" the events
    that bear it out are listed, and what is missing or contradicts it. What is missing in all tells how much of
    what happened the record holds.
    """
    import dragoman

    with dragoman.open(record) as opened:
        found = opened.check(report=report, as_of=as_of, verdict=verdict)
        if form is not Format.TABLE:
            from dragoman.export.rows import count_row

            print_data(form, "counts", map(count_row, found))
            return
        counts = list(found)
    out = console()
    if not counts:
        out.print("No sentence that counts acts was found. See what was read: dragoman reports.")
        return
    out.print(_table(counts))
    out.print(_sum(counts), style="dim")


def _table(counts: Iterable[Count]) -> Table:
    from rich.text import Text

    from dragoman.cli import wording

    table = grid(expand=True)
    table.add_column("the report says", ratio=5)
    table.add_column("of", ratio=3)
    table.add_column("the record", ratio=4)
    for count in counts:
        mark, style, word = MARKS[count.verdict]
        told = count.published or "undated"
        table.add_row(
            Text.assemble(_sentence(count), (f"\n{count.document}, {told}", "dim")),
            Text.assemble((wording.kind(count.event), "bold"), "\n", wording.between(count.event)),
            Text.assemble((mark, style), f" {word}: {count.because}", (_known(count.known), "dim")),
        )
    return table


def _sentence(count: Count) -> Text:
    """Return the sentence with the words that count set off."""
    from rich.text import Text

    from dragoman.cli.wording import flowing

    first, last = count.words_start - count.start, count.words_end - count.start
    before, words, after = (
        flowing(part) for part in (count.text[:first], count.text[first:last], count.text[last:])
    )
    return Text.assemble(before, (words, "bold underline"), after)


def _known(known: Sequence[Event]) -> str:
    """Return the events that the record knows, with their days."""
    from dragoman.cli import wording

    lines = [f"\n{wording.span(event)} {wording.brief_id(event.id)}" for event in known[-MOST_NAMED:]]
    more = len(known) - len(lines)
    return "".join([f"\n{more} more before" if more else "", *lines])


def _sum(counts: Sequence[Count]) -> str:
    """Return how many statements came to what, and how many of the acts that they count the record holds."""
    parts = []
    for verdict, (_, _, word) in MARKS.items():
        number = sum(count.verdict == verdict for count in counts)
        parts += [f"{number} {word}"] if number else []
    judged = [count for count in counts if count.verdict in ("borne_out", "missing") and count.claimed > 1]
    claimed, missing = sum(count.claimed for count in judged), sum(count.missing for count in judged)
    line = f"{counted(len(counts), 'statement')}: {', '.join(parts)}."
    return line + (f" Of {claimed} acts counted the record holds {claimed - missing}." if claimed else "")
